using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// A plan with all its months, as every signed-in business role may read it: what was submitted, and the lights that follow.
/// Immutable and nobody's own, so that one copy serves dashboard, task pages and workbenches until the data changes. It
/// holds no text of a draft.
/// </summary>
public sealed record PlanYear
{
    /// <summary>Key of the plan.</summary>
    public required int PlanId { get; init; }

    /// <summary>The year it is for.</summary>
    public required int Year { get; init; }

    /// <summary>The document's title.</summary>
    public required string Title { get; init; }

    /// <summary>Whether the plan is archived: nothing of it is done any more.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The Beijing day it was judged on.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The groups in order.</summary>
    public required IReadOnlyList<PlanGroup> Groups { get; init; }

    /// <summary>The plan's months in order, from the month of issue to December.</summary>
    public required IReadOnlyList<PlanMonth> Months { get; init; }

    /// <summary>The tasks in order.</summary>
    public required IReadOnlyList<YearTask> Tasks { get; init; }

    /// <summary>The sections that have or had a part, in their order, by their newest names.</summary>
    public required IReadOnlyList<PlanSection> Sections { get; init; }

    /// <summary>The month that pages start on: the newest opened one that is not later than this month, else the newest opened; null before the first.</summary>
    public PlanMonth? Current =>
        Months.LastOrDefault(m => m.Period is not null && m.Month <= Month.Of(Today)) ?? Months.LastOrDefault(m => m.Period is not null);

    /// <summary>The newest month up to one whose due day has passed; null before.</summary>
    public PlanMonth? LastPast(Month month) => Months.LastOrDefault(m => m.Month <= month && m.Period is { } p && p.LeadDueOn < Today);

    /// <summary>
    /// The day by which a month's page shows what is open and overdue: a past month's is its last, so that June's are
    /// June's; the month that pages start on shows them as they are today.
    /// </summary>
    public DateOnly DayOf(Month month) => month < Current?.Month && month.LastDay < Today ? month.LastDay : Today;

    /// <summary>A month of the plan that was opened, or null.</summary>
    public PlanMonth? Opened(Month month) => Months.SingleOrDefault(m => m.Month == month && m.Period is not null);

    /// <summary>All reports of the plan, by month, task and part.</summary>
    public IEnumerable<(YearTask Task, TaskMonth Month, YearReport Report)> Reports =>
        from month in Months
        from task in Tasks
        where task.Months.ContainsKey(month.Month)
        from report in task.Months[month.Month].Reports
        select (task, task.Months[month.Month], report);
}

/// <summary>A group.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Title without the number.</param>
public sealed record PlanGroup(int Number, string Title);

/// <summary>A section that has a part in the plan.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">jyk, as addresses carry it.</param>
/// <param name="Name">教育科.</param>
/// <param name="SortOrder">Its place in lists.</param>
public sealed record PlanSection(int Id, string Code, string Name, int SortOrder)
{
    /// <summary>Its former names, where they were read.</summary>
    public IReadOnlyList<DatedName> Former { get; init; } = [];

    /// <summary>The section by its name of a day.</summary>
    public PlanSection On(DateOnly day) => Former.Where(n => day <= n.Until).MinBy(n => n.Until) is { } then ? this with { Name = then.Name } : this;
}

/// <summary>That another section took over from one that was dissolved.</summary>
/// <param name="From">The first Beijing day without the old one.</param>
/// <param name="To">Who took over.</param>
public sealed record Succession(DateOnly From, PlanSection To);

/// <summary>A name that a section had until a day.</summary>
/// <param name="Name">The name.</param>
/// <param name="Until">Its last day.</param>
public sealed record DatedName(string Name, DateOnly Until);

/// <summary>A month of the plan.</summary>
/// <param name="Month">The month.</param>
/// <param name="Period">Its period; null until it is opened.</param>
public sealed record PlanMonth(Month Month, PlanPeriod? Period);

/// <summary>An opened month.</summary>
/// <param name="Id">Key.</param>
/// <param name="Month">The month.</param>
/// <param name="LeadDueOn">Last day for the leads.</param>
/// <param name="SupportingDueOn">Last day for the supporting sections.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="ClosedAt">UTC; null while it is open.</param>
public sealed record PlanPeriod(int Id, Month Month, DateOnly LeadDueOn, DateOnly SupportingDueOn, DateTime OpenedAt, DateTime? ClosedAt);

/// <summary>A task with its months.</summary>
public sealed record YearTask
{
    /// <summary>Key.</summary>
    public required int Id { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>Exact title.</summary>
    public required string Title { get; init; }

    /// <summary>Number of its group.</summary>
    public required int Group { get; init; }

    /// <summary>Whether it rests in school holidays.</summary>
    public required bool PausesInVacation { get; init; }

    /// <summary>The sections' parts as they are now, the lead first; a month has its own (<see cref="PartsIn"/>).</summary>
    public required IReadOnlyList<TaskPart> Parts { get; init; }

    /// <summary>Its figures in order.</summary>
    public required IReadOnlyList<TaskIndicator> Indicators { get; init; }

    /// <summary>What is asked of it, month by month.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>The opened months.</summary>
    public required IReadOnlyDictionary<Month, TaskMonth> Months { get; init; }

    /// <summary>Its rectifications from their issue on, the oldest first.</summary>
    public required IReadOnlyList<DatedRectification> Rectifications { get; init; }

    /// <summary>Its coordination needs, the oldest first.</summary>
    public required IReadOnlyList<TaskNeed> Needs { get; init; }

    /// <summary>Its instructions at each section they went to, the oldest first.</summary>
    public required IReadOnlyList<TaskInstruction> Instructions { get; init; }

    /// <summary>Every override of its lights, the oldest first.</summary>
    public required IReadOnlyList<OverrideView> Overrides { get; init; }

    /// <summary>The part that leads now.</summary>
    public TaskPart Lead => Parts[0];

    /// <summary>The sections' parts in a month, the lead first: as the opened month has them, else as they are now.</summary>
    public IEnumerable<TaskPart> PartsIn(Month? month) => InMonth(month)?.Reports.Select(r => r.Part) ?? Parts;

    /// <summary>The part that leads in a month.</summary>
    public TaskPart LeadIn(Month? month) => InMonth(month)?.Lead.Part ?? Lead;

    /// <summary>What is asked of it by the end of a month, percent: an opened month keeps what its report was asked for.</summary>
    public decimal RequiredIn(Month month) => InMonth(month)?.RequiredPercent ?? Schedule.RequiredPercent(month);

    /// <summary>The newest month up to this one whose light is settled, which is the task's light then; null where there is none yet.</summary>
    public TaskMonth? LitBy(Month month) => Months.Values.Where(m => m.Month <= month && m.IsLit).MaxBy(m => m.Month);

    /// <summary>An indicator's newest confirmed value up to a month, and the month it is of; null where there is none.</summary>
    public (Month Month, SubmittedValue Value)? ValueBy(int indicatorId, Month month) => Newest(month, m => m.ValueOf(indicatorId));

    /// <summary>A value up to a month that is newer than the confirmed one and not confirmed itself; null where there is none.</summary>
    public (Month Month, SubmittedValue Value)? PendingBy(int indicatorId, Month month) =>
        Newest(month, m => m.PendingOf(indicatorId)) is { } pending && !(ValueBy(indicatorId, month)?.Month > pending.Month) ? pending : null;

    /// <summary>That a part's confirmed completions equal the schedule month after month; null where they do not.</summary>
    public ScheduleMatch? OnSchedule(int responsibilityId) => ScheduleMatch.Find(CompletionsOf(responsibilityId));

    /// <summary>A part's confirmed completions beside the schedule, oldest first, of every month in which it has a report.</summary>
    public IEnumerable<ScheduledCompletion> CompletionsOf(int responsibilityId) =>
        from judged in Months.Values
        orderby judged.Month
        from report in judged.Reports
        where report.Part.ResponsibilityId == responsibilityId
        select new ScheduledCompletion(judged.Month, report.Confirmed?.Completion, judged.RequiredPercent);

    /// <summary>The lead's completion as it was last confirmed up to a month; null where none was.</summary>
    public ConfirmedCompletion? CompletionBy(Month month) =>
    (
        from judged in Months.Values
        where judged.Month <= month && judged.Lead.Confirmed?.Completion is not null
        orderby judged.Month descending
        select new ConfirmedCompletion(judged.Month, judged.Lead.Id, judged.Lead.Confirmed!.Completion!.Value)).FirstOrDefault();

    private (Month Month, SubmittedValue Value)? Newest(Month month, Func<TaskMonth, SubmittedValue?> of)
    {
        foreach (var judged in Months.Values.Where(m => m.Month <= month).OrderByDescending(m => m.Month))
        {
            if (of(judged) is { Value: not null } value)
                return (judged.Month, value);
        }

        return null;
    }

    private TaskMonth? InMonth(Month? month) => month is { } asked ? Months.GetValueOrDefault(asked) : null;
}

/// <summary>A section's part in a task: now, or as a month had it.</summary>
/// <param name="ResponsibilityId">Key.</param>
/// <param name="Section">The section; in a month by its name of then.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="Order">The order in which the notice names the sections.</param>
public sealed record TaskPart(int ResponsibilityId, PlanSection Section, ResponsibilityKind Kind, int Order);

/// <summary>A figure of a task.</summary>
/// <param name="Id">Key.</param>
/// <param name="Order">Its place in the task.</param>
/// <param name="Name">Name.</param>
/// <param name="Shape">Number, rate or zero-clearing form.</param>
/// <param name="Unit">Unit.</param>
/// <param name="OwnerSectionId">Who enters it.</param>
/// <param name="Frequency">How often it is due.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="TargetOperator">How the target is meant; null where there is none.</param>
/// <param name="TargetValue">The target.</param>
/// <param name="EvaluatedOn">The day a hard target is judged.</param>
public sealed record TaskIndicator(
    int Id, int Order, string Name, IndicatorShape Shape, string Unit, int OwnerSectionId, IndicatorFrequency Frequency, IndicatorDirection Direction,
    TargetOperator? TargetOperator, decimal? TargetValue, DateOnly? EvaluatedOn)
{
    /// <summary>What the value counts, where the name does not say: the zero-clearing form is judged by 疑似辍学存量.</summary>
    public string ValueName => Shape == IndicatorShape.Clearance ? "疑似辍学存量" : Name;

    /// <summary>The target with its sense; null where there is none.</summary>
    public IndicatorTarget? Aim => TargetOperator is { } comparison && TargetValue is { } target ? new(comparison, target, Direction) : null;

    /// <summary>A value in the indicator's unit.</summary>
    /// <param name="value">The exact value.</param>
    public string Write(decimal value) => IndicatorFormat.Value(value, Shape, Unit, Aim);

    /// <summary>The target with its sign; null where there is none.</summary>
    public string? WriteTarget() =>
        TargetOperator is { } comparison && TargetValue is { } value ? IndicatorFormat.Target(comparison, value, Shape, Unit) : null;

    /// <summary>The indicator with a value, as the rules judge it; null where it has no target.</summary>
    public IndicatorInput? Input(decimal? value, decimal? previous) =>
        TargetOperator is { } comparison && TargetValue is { } target
            ? new IndicatorInput
            {
                Name = ValueName, Shape = Shape, Unit = Unit, Direction = Direction, Operator = comparison, Target = target,
                EvaluatedOn = EvaluatedOn, Value = value, Previous = previous,
            }
            : null;
}

/// <summary>What a cell of the task × month grid says.</summary>
public enum CellKind
{
    /// <summary>待报: the lead's report is not in, and not late.</summary>
    Awaited,

    /// <summary>待审: in, not confirmed yet.</summary>
    InReview,

    /// <summary>退回: in, and returned.</summary>
    Returned,

    /// <summary>未报: not in, and late.</summary>
    Missing,

    /// <summary>Confirmed: light and completion.</summary>
    Confirmed,

    /// <summary>The task rests.</summary>
    Paused,
}

/// <summary>A task in one opened month.</summary>
public sealed record TaskMonth
{
    /// <summary>The month.</summary>
    public required Month Month { get; init; }

    /// <summary>What the schedule asks by its end.</summary>
    public required decimal RequiredPercent { get; init; }

    /// <summary>The parts' reports, the lead's first.</summary>
    public required IReadOnlyList<YearReport> Reports { get; init; }

    /// <summary>The computed light: as it is now while the month is open, as it was at its last closing afterwards.</summary>
    public required LightVerdict Verdict { get; init; }

    /// <summary>The supervisor's view: of the last visit up to the end of the month; null where there is none.</summary>
    public required SupervisorView? Supervisor { get; init; }

    /// <summary>The coordinator's judgement that holds, or held when the month was closed; null where there is none.</summary>
    public required OverrideView? Override { get; init; }

    /// <summary>What the month was closed with, where that differs from <see cref="Verdict"/>; null else.</summary>
    public required LightCorrection? Correction { get; init; }

    /// <summary>The light that lists and grids show: the override, else the computed one.</summary>
    public Light Light => Override?.Light ?? Verdict.Light;

    /// <summary>怎样转绿; null where the light is green by itself.</summary>
    public WayToGreen? Way { get; init; }

    /// <summary>Whether it is shown as it is by 改判.</summary>
    public bool IsOverridden => Override is not null;

    /// <summary>The three views side by side.</summary>
    public LightViews Views => new(Verdict.Light, Lead.Content?.SelfLight, Supervisor);

    /// <summary>What its cell says.</summary>
    public required CellKind Kind { get; init; }

    /// <summary>The lead's report.</summary>
    public YearReport Lead => Reports[0];

    /// <summary>
    /// Whether the light is settled: confirmed once, missing past its day, resting, or returned and not answered. An override
    /// and an overdue rectification do not wait for the month's report. A report that was confirmed and then reopened keeps
    /// the light of what was confirmed.
    /// </summary>
    public bool IsLit => Kind is CellKind.Confirmed or CellKind.Missing or CellKind.Paused || Lead.Confirmed is not null
        || (Kind == CellKind.Returned && Lead.ReturnDueOn < Today)
        || Override is not null || Verdict.Reasons.Any(r => r is { Rule: LightRule.Rectification, Light: Light.Red });

    /// <summary>The Beijing day it was judged on.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What was last confirmed of an indicator; null where nothing was.</summary>
    public SubmittedValue? ValueOf(int indicatorId) =>
        Reports.Select(r => r.Confirmed?.Values.GetValueOrDefault(indicatorId)).FirstOrDefault(v => v is not null);

    /// <summary>What is said of an indicator in review or returned; null where nothing is.</summary>
    public SubmittedValue? PendingOf(int indicatorId) =>
        Reports.Select(r => r.Pending?.Values.GetValueOrDefault(indicatorId)).FirstOrDefault(v => v is not null);
}
