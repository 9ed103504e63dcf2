using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Tasks;

/// <summary>The page of one task.</summary>
public sealed record TaskPage
{
    /// <summary>The plan's year.</summary>
    public required int Year { get; init; }

    /// <summary>The task with its months.</summary>
    public required YearTask Task { get; init; }

    /// <summary>Its group.</summary>
    public required PlanGroup Group { get; init; }

    /// <summary>The plan's months, to December.</summary>
    public required IReadOnlyList<PlanMonth> Months { get; init; }

    /// <summary>The month whose light is explained; null before the first month is opened.</summary>
    public required TaskMonth? Judged { get; init; }

    /// <summary>The day by which instructions are shown: the end of the month that was asked for where it is past, else today.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whether that day is past: then what is of today says so.</summary>
    public required bool IsPast { get; init; }

    /// <summary>The month that reports are written for; null before the first.</summary>
    public required TaskMonth? Current { get; init; }

    /// <summary>The opened months, newest first.</summary>
    public required IReadOnlyList<TaskMonth> Track { get; init; }

    /// <summary>The notice's own words; null before they are imported.</summary>
    public required string? FullText { get; init; }

    /// <summary>By when, under whom, what else.</summary>
    public required TaskNotes Notes { get; init; }

    /// <summary>The clauses.</summary>
    public required IReadOnlyList<TaskMeasure> Measures { get; init; }

    /// <summary>The figures with their cards.</summary>
    public required IReadOnlyList<TaskFigure> Figures { get; init; }

    /// <summary>Its coordination needs as they stand today, the open ones first.</summary>
    public required IReadOnlyList<NeedLine> Needs { get; init; }

    /// <summary>The reader's own report of the current month that waits for the section; null where there is none.</summary>
    public required YearReport? ToWrite { get; init; }

    /// <summary>Whether the reader may judge the light anew (改判): only of a month that has one.</summary>
    public required bool MayOverride { get; init; }

    /// <summary>Whether the reader may give an instruction here.</summary>
    public required bool MayInstruct { get; init; }

    /// <summary>The newest issued inspections of the task.</summary>
    public required IReadOnlyList<InspectionLine> Inspections { get; init; }

    /// <summary>Whether the reader may write one.</summary>
    public required bool MayInspect { get; init; }

    /// <summary>
    /// That the lead's completion equals the schedule month after month, for those who check it: supervisors, the coordinator
    /// and the section's head; null for others, and where it does not.
    /// </summary>
    public required ScheduleMatch? OnSchedule { get; init; }

    /// <summary>Number of the task before; null for the first.</summary>
    public required int? PreviousNumber { get; init; }

    /// <summary>Number of the next task; null for the last.</summary>
    public required int? NextNumber { get; init; }
}

/// <summary>A clause of a task.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">A short phrase.</param>
/// <param name="Due">By when or how often, as the notice has it, or null.</param>
/// <param name="Lead">The section that leads it where the task's does not, or null.</param>
/// <param name="Remark">备注 of its own, or null.</param>
/// <param name="Supporting">The supporting sections that work on it.</param>
public sealed record TaskMeasure(int Number, string Text, string? Due, string? Lead, string? Remark, IReadOnlyList<string> Supporting);

/// <summary>What the plan says of a task beside its words and sections.</summary>
/// <param name="Due">By when or how often, or null.</param>
/// <param name="Leader">责任领导 of the task, or else of its group, or null.</param>
/// <param name="Remark">备注, or null.</param>
public sealed record TaskNotes(string? Due, string? Leader, string? Remark);

/// <summary>A figure of a task over the months.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Card">Its definition.</param>
/// <param name="Owner">The section that enters it.</param>
/// <param name="Values">Month → confirmed value, in order; months without one are missing.</param>
/// <param name="Pending">A newer value that is not confirmed; null where there is none.</param>
public sealed record TaskFigure(
    TaskIndicator Indicator, IndicatorCard Card, string Owner, IReadOnlyList<(Month Month, SubmittedValue Value)> Values, (Month Month, SubmittedValue Value)? Pending)
{
    /// <summary>The newest value.</summary>
    public (Month Month, SubmittedValue Value)? Last => Values.Count > 0 ? Values[^1] : null;

    /// <summary>The one before.</summary>
    public (Month Month, SubmittedValue Value)? Previous => Values.Count > 1 ? Values[^2] : null;
}

/// <summary>A 口径卡.</summary>
/// <param name="Id">The indicator.</param>
/// <param name="Population">统计范围.</param>
/// <param name="AsOf">时点.</param>
/// <param name="Source">数据来源.</param>
/// <param name="NumeratorLabel">What the numerator counts.</param>
/// <param name="DenominatorLabel">What the denominator counts.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Frequency">How often it is due.</param>
public sealed record IndicatorCard(
    int Id, string Population, string AsOf, string Source, string? NumeratorLabel, string? DenominatorLabel,
    IndicatorDirection Direction, IndicatorFrequency Frequency);

/// <summary>Reads the page of one task: the plan's year, and one statement for the task's texts, both kept until they change.</summary>
/// <param name="years">The plan's year.</param>
/// <param name="db">The database.</param>
/// <param name="kept">Keeps the texts.</param>
/// <param name="inspections">The task's inspections.</param>
public sealed class TaskPageQuery(PlanYearReader years, RuralEduDbContext db, KeptRows kept, InspectionLedgerQuery inspections)
{
    private static readonly DataArea[] Areas = [DataArea.Plans, DataArea.Sections];

    private const int MostInspections = 5;

    /// <summary>The task; null where there is no such plan, task or opened month.</summary>
    /// <param name="year">The plan's year; null for the one in force.</param>
    /// <param name="number">The task's number.</param>
    /// <param name="month">The month whose light is explained; null for the task's last settled one.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<TaskPage?> ReadAsync(int? year, int number, Month? month, Actor actor, CancellationToken cancellationToken)
    {
        var plan = await years.ReadAsync(year, cancellationToken);
        if (plan?.Tasks.SingleOrDefault(t => t.Number == number) is not { } task)
            return null;
        var current = plan.Current is { } now ? task.Months.GetValueOrDefault(now.Month) : null;
        var judged = month is { } asked ? task.Months.GetValueOrDefault(asked) : current is null ? null : task.LitBy(current.Month) ?? current;
        if (month is not null && judged is null)
            return null;
        var texts = await kept.GetAsync(new TextsKey(task.Id), Areas, () => TextsAsync(task.Id, cancellationToken), cancellationToken);
        var isOpen = texts.Plan != PlanState.Archived;
        var day = month is { } past ? plan.DayOf(past) : plan.Today;
        return new TaskPage
        {
            Year = plan.Year,
            Task = task,
            Group = plan.Groups.Single(g => g.Number == task.Group),
            Months = plan.Months,
            Judged = judged,
            Day = day,
            IsPast = day < plan.Today,
            Current = current,
            Track = [.. task.Months.Values.OrderByDescending(m => m.Month)],
            FullText = texts.FullText,
            Notes = texts.Notes,
            Measures = texts.Measures,
            Figures = [.. task.Indicators.Select(i => Figure(plan, task, i, texts.Cards.Single(c => c.Id == i.Id)))],
            Needs = [.. task.Needs.Select(n => NeedLine.Of(task, n, NeedLines.Now(plan), plan.Today)).OrderBy(l => l.SolvedOn is not null).ThenBy(l => l.Need.RaisedOn)],
            ToWrite = isOpen && actor.May(Permission.FileReports)
                ? current?.Reports.FirstOrDefault(r => r.IsWithSection && actor.IsMemberOf(r.Part.Section.Id)) : null,
            MayInstruct = isOpen && actor.May(Permission.GiveInstructions),
            MayOverride = isOpen && judged is not null && judged.Kind != CellKind.Paused && actor.May(Permission.OverrideLights),
            Inspections = await inspections.OfTaskAsync(task.Id, MostInspections, actor, cancellationToken),
            MayInspect = isOpen && actor.May(Permission.Supervise),
            OnSchedule = actor.May(Permission.Supervise) || actor.May(Permission.CoordinateMonth) || (actor.Is(Role.SectionHead) && actor.IsMemberOf(task.Lead.Section.Id))
                ? ScheduleMatch.Find(task.Months.Values.OrderBy(m => m.Month)
                    .Select(m => new ScheduledCompletion(m.Month, m.Lead.Confirmed?.Completion, m.RequiredPercent)))
                : null,
            PreviousNumber = plan.Tasks.LastOrDefault(t => t.Number < number)?.Number,
            NextNumber = plan.Tasks.FirstOrDefault(t => t.Number > number)?.Number,
        };
    }

    private static TaskFigure Figure(PlanYear plan, YearTask task, TaskIndicator indicator, IndicatorCard card) => new(
        indicator,
        card,
        plan.Sections.SingleOrDefault(s => s.Id == indicator.OwnerSectionId)?.Name ?? task.Lead.Section.Name,
        [
            .. from month in task.Months.Values.OrderBy(m => m.Month)
               let value = month.ValueOf(indicator.Id)
               where value is { Value: not null }
               select (month.Month, value),
        ],
        task.PendingBy(indicator.Id, plan.Months[^1].Month));

    private async Task<Texts> TextsAsync(int taskId, CancellationToken cancellationToken) =>
        await db.PlanTasks.AsNoTracking().AsSingleQuery().Where(t => t.Id == taskId)
            .Select(t => new Texts(
                t.WorkPlan.State,
                t.FullText,
                new TaskNotes(t.DueWords, t.Leader ?? t.TaskGroup.Leader, t.Remark),
                t.Measures.OrderBy(m => m.Number).Select(m => new TaskMeasure(
                    m.Number, m.Text, m.DueWords, m.Lead != null && m.Lead.Until == null ? m.Lead.Section.Name : null, m.Remark,
                    m.Responsibilities.Where(r => r.Kind == ResponsibilityKind.Supporting && r.Until == null).OrderBy(r => r.Order).Select(r => r.Section.Name).ToList())).ToList(),
                t.Indicators.OrderBy(i => i.Order).Select(i => new IndicatorCard(
                    i.Id, i.Population, i.AsOf, i.Source, i.NumeratorLabel, i.DenominatorLabel, i.Direction, i.Frequency)).ToList()))
            .SingleAsync(cancellationToken);

    private sealed record TextsKey(int TaskId);

    private sealed record Texts(PlanState Plan, string? FullText, TaskNotes Notes, List<TaskMeasure> Measures, List<IndicatorCard> Cards);
}
