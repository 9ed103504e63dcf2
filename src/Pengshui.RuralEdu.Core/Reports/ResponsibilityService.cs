using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Makes another of a task's sections its lead.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Version">The version of the task that the form was made from.</param>
/// <param name="ResponsibilityId">The part that leads.</param>
/// <param name="From">From which Beijing day on; a plan that is a draft needs none.</param>
/// <param name="Reason">Why; required, at most <see cref="PlanAmendment.ReasonLength"/> characters.</param>
public sealed record ChangeLead(int TaskId, int Version, int ResponsibilityId, DateOnly? From, string? Reason);

/// <summary>Gives a section a supporting part in a task of a plan in force.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Version">The version of the task that the form was made from.</param>
/// <param name="SectionId">The section.</param>
/// <param name="MeasureIds">The measures that it works on, at least one.</param>
/// <param name="From">From which Beijing day on.</param>
/// <param name="Reason">Why; required.</param>
public sealed record AddPart(int TaskId, int Version, int SectionId, IReadOnlyList<int> MeasureIds, DateOnly? From, string? Reason);

/// <summary>Ends a supporting section's part in a task of a plan in force.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Version">The version of the task that the form was made from.</param>
/// <param name="ResponsibilityId">The part.</param>
/// <param name="From">The first Beijing day without it.</param>
/// <param name="Reason">Why; required.</param>
public sealed record EndPart(int TaskId, int Version, int ResponsibilityId, DateOnly? From, string? Reason);

/// <summary>
/// Changes the sections' parts in a plan, from a day on: an open month whose reports are due on that day or later follows, what is
/// closed never does. In a plan in force each change is an amendment.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="days">From which days on.</param>
/// <param name="clock">Now.</param>
public sealed class ResponsibilityService(RuralEduDbContext db, PartDaysReader days, BusinessClock clock)
{
    /// <summary>
    /// Makes a supporting section lead; the one that led supports. The lead works on every measure, so the new one is added to
    /// all of them.
    /// </summary>
    public async Task<Result> ChangeLeadAsync(ChangeLead command, Actor actor, CancellationToken cancellationToken)
    {
        if (await LoadAsync(command.TaskId, actor, cancellationToken) is var (task, stop) && task is null)
            return stop!;
        if (task.Responsibilities.GoingOn().SingleOrDefault(r => r.Id == command.ResponsibilityId) is not { } next)
            return Result.NotFound();
        if (next.Kind == ResponsibilityKind.Lead)
            return Result.Success();
        if (await RefuseAsync(task, command.From, command.Reason, "请写明为什么调整牵头科室。", cancellationToken) is { } refusal)
            return refusal;

        var before = task.Responsibilities.GoingOn().First();
        (before.Kind, next.Kind) = (ResponsibilityKind.Supporting, ResponsibilityKind.Lead);
        foreach (var measure in task.Measures.Where(m => m.Responsibilities.All(r => r.Id != next.Id)))
            measure.Responsibilities.Add(next);
        LeaveToTheLead(task, next);
        if (task.WorkPlan.State == PlanState.InForce)
        {
            before.Since = next.Since = command.From;
            foreach (var period in await OpenAsync(task, p => p.LeadDueOn >= command.From, cancellationToken))
            {
                if (period.Reports.FirstOrDefault(r => r.ResponsibilityId == before.Id) is { } was)
                    was.Kind = ResponsibilityKind.Supporting;
                if (period.Reports.FirstOrDefault(r => r.ResponsibilityId == next.Id) is { } now)
                    now.Kind = ResponsibilityKind.Lead;
                else
                    period.Reports.Add(MonthlyReport.Of(next, Schedule.Of(task, task.WorkPlan).RequiredPercent(period.Month)));
            }

            db.AddAmendment(
                task, task.WorkPlan, AmendmentKind.Lead, before.Section.Name, next.Section.Name, command.Reason!, actor, clock, command.From);
        }

        return await SaveAsync(task, command.Version, [before.Section.Name], [next.Section.Name], "牵头科室", command.From, command.Reason!, actor, cancellationToken);
    }

    /// <summary>Adds a supporting section; open months that follow ask it for a report. One that had a part before takes it up again.</summary>
    public async Task<Result> AddAsync(AddPart command, Actor actor, CancellationToken cancellationToken)
    {
        if (await LoadAsync(command.TaskId, actor, cancellationToken) is var (task, stop) && task is null)
            return stop!;
        var section = await db.Sections.SingleOrDefaultAsync(s => s.Id == command.SectionId && s.IsActive, cancellationToken);
        var measures = task.Measures.Where(m => command.MeasureIds.Contains(m.Id)).ToList();
        if (section is null || task.Responsibilities.GoingOn().Any(r => r.SectionId == section.Id))
            return Result.Refused("请选择一个在用的、还没有参加这项任务的科室。", nameof(command.SectionId));
        if (measures.Count == 0)
            return Result.Refused("请至少选一条举措。", nameof(command.MeasureIds));
        if (await RefuseAsync(task, command.From, command.Reason, "请写明为什么增加配合科室。", cancellationToken) is { } refusal)
            return refusal;

        var before = Described(task);
        var part = task.Responsibilities.FirstOrDefault(r => r.SectionId == section.Id);
        if (part is null)
        {
            part = new Responsibility { Section = section, Kind = ResponsibilityKind.Supporting, Order = task.Responsibilities.Max(r => r.Order) + 1 };
            task.Responsibilities.Add(part);
        }

        (part.Since, part.Until) = (command.From, null);
        foreach (var measure in task.Measures)
        {
            measure.Responsibilities.Remove(part);
            if (measures.Contains(measure))
                measure.Responsibilities.Add(part);
        }

        foreach (var period in await OpenAsync(task, p => p.SupportingDueOn >= command.From, cancellationToken))
        {
            if (period.Reports.All(r => r.Responsibility != part))
                period.Reports.Add(MonthlyReport.Of(part, Schedule.Of(task, task.WorkPlan).RequiredPercent(period.Month)));
        }

        return await AmendAsync(task, before, command.Version, command.From!.Value, command.Reason!, actor, cancellationToken);
    }

    /// <summary>
    /// Ends a supporting part; open months that follow do not ask for its report. One that was submitted stays; one that is being written
    /// keeps the part until after its day.
    /// </summary>
    public async Task<Result> EndAsync(EndPart command, Actor actor, CancellationToken cancellationToken)
    {
        if (await LoadAsync(command.TaskId, actor, cancellationToken) is var (task, stop) && task is null)
            return stop!;
        if (task.Responsibilities.GoingOn().SingleOrDefault(r => r.Id == command.ResponsibilityId) is not { } part)
            return Result.NotFound();
        if (part.Kind == ResponsibilityKind.Lead)
            return Result.Refused($"{part.Section.Name}正在牵头，请先调整牵头科室。");
        if (await db.Indicators.Where(i => i.PlanTaskId == task.Id && i.OwnerSectionId == part.SectionId).OrderBy(i => i.Order).Select(i => i.Name).FirstOrDefaultAsync(cancellationToken) is { } figure)
            return Result.Refused($"指标“{figure}”由{part.Section.Name}填报，请先改由别的科室填报。");
        if (await RefuseAsync(task, command.From, command.Reason, "请写明为什么不再配合。", cancellationToken) is { } refusal)
            return refusal;
        var following = (await OpenAsync(task, p => p.SupportingDueOn >= command.From, cancellationToken))
            .SelectMany(p => p.Reports.Where(r => r.Responsibility == part), (p, r) => (Period: p, Report: r)).ToList();
        if (following.Find(f => f.Report is { State: not ReportState.NotStarted, RevisionNumber: 0 } or { State: ReportState.NotStarted, Evidence.Count: > 0 }) is { Report: not null } begun)
        {
            return Result.Refused(
                $"{part.Section.Name}{begun.Period.Month.Number}月月报已经动笔，请让它报完，从{ChineseDays.MonthAndDay(begun.Period.SupportingDueOn.AddDays(1))}起不再配合。", nameof(command.From));
        }

        var before = Described(task);
        part.Until = command.From!.Value.AddDays(-1);
        LeaveToTheLead(task, part);
        db.RemoveRange(following.Select(f => f.Report).Where(r => r.State == ReportState.NotStarted));
        return await AmendAsync(task, before, command.Version, command.From.Value, command.Reason!, actor, cancellationToken);
    }

    // The measures that the part led are the task's lead's from now on.
    private static void LeaveToTheLead(PlanTask task, Responsibility part)
    {
        foreach (var measure in task.Measures.Where(m => m.LeadId == part.Id))
            measure.LeadId = null;
    }

    /// <summary>教育科牵头，基建科、财务科配合.</summary>
    internal static string Described(PlanTask task)
    {
        var parts = task.Responsibilities.GoingOn().ToList();
        var supporting = string.Join("、", parts.Where(p => p.Kind == ResponsibilityKind.Supporting).Select(p => p.Section.Name));
        return $"{parts[0].Section.Name}牵头{(supporting.Length > 0 ? $"，{supporting}配合" : "")}";
    }

    private async Task<(PlanTask? Task, Refusal? Stop)> LoadAsync(int taskId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return (null, Result.Forbidden());
        var task = await db.PlanTasks.Include(t => t.WorkPlan)
            .Include(t => t.Measures).ThenInclude(m => m.Responsibilities)
            .Include(t => t.Responsibilities).ThenInclude(r => r.Section).AsSplitQuery()
            .SingleOrDefaultAsync(t => t.Id == taskId, cancellationToken);
        if (task is null)
            return (null, Result.NotFound());
        return ArchivedPlan.Refuse(task.WorkPlan.State) is { } archived ? (null, archived) : (task, null);
    }

    private async Task<Refusal?> RefuseAsync(PlanTask task, DateOnly? from, string? reason, string missing, CancellationToken cancellationToken)
    {
        if (AmendmentRules.Reason(reason, nameof(ChangeLead.Reason), missing) is { } refusal)
            return refusal;
        return task.WorkPlan.State == PlanState.InForce
            ? (await days.OfPlanAsync(task.WorkPlanId, cancellationToken)).Refuse(from, nameof(ChangeLead.From)) : null;
    }

    /// <summary>The open months that follow, with the task's reports.</summary>
    private async Task<IEnumerable<ReportingPeriod>> OpenAsync(PlanTask task, Func<ReportingPeriod, bool> follows, CancellationToken cancellationToken) =>
        (await db.ReportingPeriods.Include(p => p.Reports.Where(r => r.Responsibility.PlanTaskId == task.Id)).ThenInclude(r => r.Evidence)
            .Where(p => p.WorkPlanId == task.WorkPlanId && p.ClosedAt == null).ToListAsync(cancellationToken)).Where(follows);

    private Task<Result> AmendAsync(PlanTask task, string before, int version, DateOnly from, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var after = Described(task);
        db.AddAmendment(task, task.WorkPlan, AmendmentKind.Parts, before, after, reason, actor, clock, from);
        return SaveAsync(task, version, [before], [after], "责任科室", from, reason, actor, cancellationToken);
    }

    private async Task<Result> SaveAsync(
        PlanTask task, int version, string[] before, string[] after, string what, DateOnly? from, string reason, Actor actor, CancellationToken cancellationToken)
    {
        db.Entry(task).State = EntityState.Modified;
        db.Expect(task, version);
        var details = new Dictionary<string, string?[]> { [what] = [.. before, .. after] };
        if (from is { } day)
            details["起"] = [null, $"{day:yyyy-MM-dd}"];
        db.Note(new AuditNote(actor, ReportAudit.ChangeResponsibility)
        {
            Subject = task,
            Title = $"{task.WorkPlan.Year}年方案 任务{task.Number} {task.Title}",
            Reason = reason.Trim(),
            Details = JsonSerializer.Serialize(details, AuditNote.Json),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            // The task's version, or a report that somebody wrote meanwhile.
            db.Forget();
            return Result.Conflict("这项任务或它的月报刚刚被别人改过，请看一下现在的责任科室再决定。");
        }
    }
}
