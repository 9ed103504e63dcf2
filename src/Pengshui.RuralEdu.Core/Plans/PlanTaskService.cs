using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>A task as somebody changes it.</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="Number">The task.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Title">Title; of a draft only.</param>
/// <param name="Text">The notice's words; empty for none.</param>
/// <param name="Measures">The clauses, one a line.</param>
/// <param name="Parts">The sections by key, in order; of a draft only.</param>
/// <param name="LeadSectionId">The one that leads; of a draft only.</param>
/// <param name="PausesInVacation">Whether it rests in school holidays; of a draft only.</param>
/// <param name="Reason">Why; required where the plan is in force.</param>
public sealed record ChangeTask(
    int Year, int Number, int Version, string? Title, string? Text, string? Measures, IReadOnlyList<int> Parts, int? LeadSectionId, bool PausesInVacation, string? Reason)
{
    /// <summary>Which supporting sections work on which measures; what is not listed stays as it is.</summary>
    public IReadOnlyList<MeasureSections> Division { get; init; } = [];

    /// <summary>Dates, leads and remarks of the task's measures; null leaves them and the task's own as they are.</summary>
    public TaskDetails? Details { get; init; }
}

/// <summary>What a task says beside its words and sections.</summary>
/// <param name="Due">By when or how often, for the measures without a date of their own; empty for none.</param>
/// <param name="Leader">责任领导, by post; empty for none.</param>
/// <param name="Remark">备注; empty for none.</param>
/// <param name="Measures">Its measures; what is not listed stays as it is.</param>
public sealed record TaskDetails(string? Due, string? Leader, string? Remark, IReadOnlyList<MeasureDetails> Measures);

/// <summary>What a measure says beside its words.</summary>
/// <param name="MeasureId">The measure.</param>
/// <param name="Due">By when or how often; empty for none.</param>
/// <param name="LeadSectionId">The section that leads it; null where the task's does.</param>
/// <param name="Remark">备注; empty for none.</param>
public sealed record MeasureDetails(int MeasureId, string? Due, int? LeadSectionId, string? Remark);

/// <summary>Who supports a measure.</summary>
/// <param name="MeasureId">The measure.</param>
/// <param name="Shown">The supporting sections that could be chosen; only these are changed.</param>
/// <param name="Chosen">Those of them that work on it.</param>
public sealed record MeasureSections(int MeasureId, IReadOnlyList<int> Shown, IReadOnlyList<int> Chosen);

/// <summary>
/// Changes a task. A draft is changed freely; of a plan in force the words, the measures and who supports them are amended, each with its
/// reason. A measure that reports have dealt with may be reworded but not taken out.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
/// <param name="reported">What reports say.</param>
public sealed class PlanTaskService(RuralEduDbContext db, BusinessClock clock, IReportedParts reported)
{
    /// <summary>Changes it.</summary>
    public Task<Result> ChangeAsync(ChangeTask command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ChangeOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result> ChangeOnceAsync(ChangeTask command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        var task = await db.PlanTasks.Include(t => t.WorkPlan).Include(t => t.Responsibilities).ThenInclude(r => r.Section)
            .Include(t => t.Measures).ThenInclude(m => m.Responsibilities)
            .SingleOrDefaultAsync(t => t.WorkPlan.Year == command.Year && t.Number == command.Number, cancellationToken);
        if (task is null)
            return Result.NotFound();
        if (ArchivedPlan.Refuse(task.WorkPlan.State) is { } archived)
            return archived;
        if (task.Version != command.Version)
            return Result.Conflict("这项任务刚被别人改过，请看过最新内容再改，刚才填写的还在下面。");

        var inForce = task.WorkPlan.State == PlanState.InForce;
        var text = Lines(command.Text);
        string[] measures = [.. Lines(command.Measures).Split('\n').Select(m => m.Trim()).Where(m => m.Length > 0)];
        if (Check(command, inForce, text, measures).ToList() is { Count: > 0 } problems)
            return Result.Refused(problems);
        var sections = inForce ? [] : await db.Sections.Where(s => command.Parts.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        if (sections.Values.FirstOrDefault(s => !s.IsActive) is { } gone)
            return Result.Refused($"{gone.Name}已停用，请换一个科室。", nameof(command.Parts));

        var before = (Text: task.FullText, Measures: Listed(task), Division: MeasureDivision.Of(task), Details: TaskDetailLines.Of(task));
        var dated = task.Measures.ToDictionary(m => m.Id, m => m.DueWords);
        task.FullText = text.Length == 0 ? null : text;
        if (!inForce)
        {
            task.Title = TypedText.Line(command.Title)!;
            task.PausesInVacation = command.PausesInVacation;
            SetParts(task, [.. command.Parts.Where(sections.ContainsKey).Distinct()], command.LeadSectionId);
        }

        MeasureDivision.Set(task, command.Division);
        if ((await SetMeasuresAsync(task, measures, cancellationToken) ?? MeasureDivision.Check(task)) is { } refusal)
            return refusal;
        if (command.Details is { } details)
            Set(task, details, dated);
        if (inForce)
            await reported.RescheduleAsync(task, cancellationToken);

        if (inForce)
            Amend(task, before, command.Reason!, actor);
        else if (db.ChangeTracker.HasChanges())
            db.Note(new AuditNote(actor, PlanAudit.ChangePlan) { Subject = task, Title = $"{command.Year}年方案草稿 任务{task.Number} {task.Title}" });
        if (!db.ChangeTracker.HasChanges())
            return Result.Success();
        db.Entry(task).Property(t => t.Version).IsModified = true;
        await SaveAsync(task, cancellationToken);
        return Result.Success();
    }

    private static IEnumerable<Problem> Check(ChangeTask command, bool inForce, string text, string[] measures)
    {
        var title = TypedText.Line(command.Title);
        if (!inForce && title is null)
            yield return new Problem("请填写题目。", nameof(command.Title));
        if (!inForce && title?.Length > PlanTask.TitleLength)
            yield return new Problem($"题目有 {title.Length} 个字，最多 {PlanTask.TitleLength} 个字。", nameof(command.Title));
        if (text.Length > PlanTask.FullTextLength)
            yield return new Problem($"原文有 {text.Length} 个字，最多 {PlanTask.FullTextLength} 个字。", nameof(command.Text));
        if (measures.Length == 0)
            yield return new Problem("请至少写一条举措。", nameof(command.Measures));
        for (var i = 0; i < measures.Length; i++)
        {
            if (measures[i].Length > Measure.TextLength)
                yield return new Problem($"第 {i + 1} 条举措有 {measures[i].Length} 个字，最多 {Measure.TextLength} 个字。", nameof(command.Measures));
        }

        foreach (var problem in command.Details is { } details ? Check(details) : [])
            yield return problem;
        if (!inForce && command.Parts.Count > 0 && (command.LeadSectionId is not { } lead || !command.Parts.Contains(lead)))
            yield return new Problem("请从责任科室里选一个牵头。", nameof(command.LeadSectionId));
        foreach (var (words, field) in new[] { (command.Title, nameof(command.Title)), (text, nameof(command.Text)), (command.Measures, nameof(command.Measures)) })
        {
            if (IdentityNumbers.AppearIn(words))
                yield return new Problem(IdentityNumbers.Refusal, field);
        }

        if (inForce && AmendmentRules.Reason(command.Reason, nameof(command.Reason)) is { } refusal)
            yield return refusal.Errors[0];
    }

    private static IEnumerable<Problem> Check(TaskDetails details)
    {
        (string? Text, string Name, int Most, string Field)[] texts =
        [
            (details.Due, "完成时限", Measure.DueWordsLength, nameof(details.Due)),
            (details.Leader, "责任领导", PlanTask.LeaderLength, nameof(details.Leader)),
            (details.Remark, "备注", PlanTask.RemarkLength, nameof(details.Remark)),
            .. details.Measures.SelectMany((m, i) => new[]
            {
                (m.Due, "举措的时限", Measure.DueWordsLength, $"MeasureDetails[{i}].Due"),
                (m.Remark, "举措的备注", Measure.RemarkLength, $"MeasureDetails[{i}].Remark"),
            }),
        ];
        foreach (var (text, name, most, field) in texts)
        {
            if (TypedText.Line(text) is not { } line)
                continue;
            if (line.Length > most)
                yield return new Problem($"{name}有 {line.Length} 个字，最多 {most} 个字。", field);
            if (IdentityNumbers.AppearIn(line))
                yield return new Problem(IdentityNumbers.Refusal, field);
        }
    }

    // A date that was not touched goes with the measure's words; one that was typed stands.
    private static void Set(PlanTask task, TaskDetails details, Dictionary<int, string?> dated)
    {
        var year = task.WorkPlan.Year;
        task.DueWords = TypedText.Line(details.Due);
        task.DueOn = task.DueWords is { } words ? DueDates.DayOf(words, year) : null;
        task.Leader = TypedText.Line(details.Leader);
        task.Remark = TypedText.Line(details.Remark);
        foreach (var typed in details.Measures)
        {
            if (task.Measures.FirstOrDefault(m => m.Id == typed.MeasureId) is not { } measure)
                continue;
            if (TypedText.Line(typed.Due) is var due && due != dated[measure.Id])
                MeasureDates.Set(measure, due, year);
            measure.Lead = task.Responsibilities.GoingOn().FirstOrDefault(r => r.SectionId == typed.LeadSectionId) is { Kind: ResponsibilityKind.Supporting } lead
                && measure.Responsibilities.Contains(lead) ? lead : null;
            measure.Remark = TypedText.Line(typed.Remark);
        }
    }

    private void SetParts(PlanTask task, List<int> sections, int? lead)
    {
        foreach (var part in task.Responsibilities.Where(r => !sections.Contains(r.SectionId)).ToList())
        {
            foreach (var measure in task.Measures)
            {
                measure.Responsibilities.Remove(part);
                if (measure.LeadId == part.Id)
                    measure.LeadId = null;
            }

            task.Responsibilities.Remove(part);
            db.Remove(part);
        }

        for (var i = 0; i < sections.Count; i++)
        {
            var part = task.Responsibilities.FirstOrDefault(r => r.SectionId == sections[i]);
            if (part is null)
            {
                part = new Responsibility { SectionId = sections[i] };
                task.Responsibilities.Add(part);
                foreach (var measure in task.Measures)
                    measure.Responsibilities.Add(part);
            }

            part.Order = i + 1;
            part.Kind = sections[i] == lead ? ResponsibilityKind.Lead : ResponsibilityKind.Supporting;
        }

        // The lead works on every measure.
        if (task.Responsibilities.FirstOrDefault(r => r.Kind == ResponsibilityKind.Lead) is { } leading)
        {
            foreach (var measure in task.Measures.Where(m => !m.Responsibilities.Contains(leading)))
                measure.Responsibilities.Add(leading);
        }
    }

    // What stays word for word stays the same measure; of the rest, each changed line is a rewording of the next old one.
    private async Task<Refusal?> SetMeasuresAsync(PlanTask task, string[] texts, CancellationToken cancellationToken)
    {
        var left = task.Measures.OrderBy(m => m.Number).ToList();
        var kept = new Measure?[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (left.Find(m => m.Text == texts[i]) is { } same)
            {
                kept[i] = same;
                left.Remove(same);
            }
        }

        for (var i = 0; i < texts.Length; i++)
        {
            if (kept[i] is null && left.Count > 0)
            {
                kept[i] = left[0];
                left.RemoveAt(0);
            }
        }

        var ids = left.Select(m => m.Id).ToList();
        if (ids.Count > 0 && await reported.HasProgressAsync(ids, cancellationToken))
            return Result.Refused($"第 {left[0].Number} 条举措已有月报填写，不能删去，可以改写。", nameof(ChangeTask.Measures));
        foreach (var measure in left)
        {
            measure.Responsibilities.Clear();
            task.Measures.Remove(measure);
            db.Remove(measure);
        }

        for (var i = 0; i < texts.Length; i++)
        {
            if (kept[i] is not { } measure)
            {
                measure = new Measure { Text = "" };
                foreach (var part in task.Responsibilities.GoingOn())
                    measure.Responsibilities.Add(part);
                task.Measures.Add(measure);
            }

            MeasureDates.Reword(measure, texts[i], task.WorkPlan.Year);
            measure.Number = i + 1;
        }

        return null;
    }

    // A number is unique in the task, so measures that change places go by numbers that nobody has.
    private async Task SaveAsync(PlanTask task, CancellationToken cancellationToken)
    {
        var moved = task.Measures.Select(m => db.Entry(m)).Where(e => e.State == EntityState.Modified && e.Property(m => m.Number).IsModified).ToList();
        var ids = moved.Select(e => e.Entity.Id).ToList();
        if (ids.Count > 0)
            await db.Measures.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(s => s.SetProperty(m => m.Number, m => -m.Number), cancellationToken);
        foreach (var number in moved.Select(e => e.Property(m => m.Number)))
            number.OriginalValue = -number.OriginalValue;
        await db.SaveChangesAsync(cancellationToken);
    }

    private void Amend(PlanTask task, (string? Text, string Measures, MeasureDivision Division, string Details) before, string reason, Actor actor)
    {
        if (task.FullText != before.Text)
            db.Amend(task, task.WorkPlan, AmendmentKind.Text, before.Text, task.FullText, reason, actor, clock);
        if (Listed(task) is var now && now != before.Measures)
            db.Amend(task, task.WorkPlan, AmendmentKind.Measures, before.Measures, now, reason, actor, clock);
        if (before.Division.ChangedIn(MeasureDivision.Of(task)) is var (was, since))
            db.Amend(task, task.WorkPlan, AmendmentKind.Division, was, since, reason, actor, clock);
        if (TaskDetailLines.Of(task) is var details && details != before.Details)
            db.Amend(task, task.WorkPlan, AmendmentKind.Details, before.Details, details, reason, actor, clock);
    }

    private static string Listed(PlanTask task) => string.Join('\n', task.Measures.OrderBy(m => m.Number).Select(m => $"{m.Number}. {m.Text}"));

    private static string Lines(string? text) => TypedText.Lines(text) ?? "";
}
