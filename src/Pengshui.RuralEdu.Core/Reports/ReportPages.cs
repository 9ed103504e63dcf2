using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What every page about one report says of it.</summary>
/// <param name="Id">The report.</param>
/// <param name="Version">For the form.</param>
/// <param name="State">Where it stands.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">The task's exact title.</param>
/// <param name="SectionId">Whose.</param>
/// <param name="SectionName">Whose.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="Month">The month.</param>
/// <param name="DueOn">Last day, in Beijing, included.</param>
/// <param name="IsPeriodOpen">Whether the period takes submissions.</param>
/// <param name="FirstSubmittedAt">UTC; null before.</param>
/// <param name="LateByWorkingDays">Of the first submission; where there is none yet, of today. 0: in time.</param>
/// <param name="SubmittedAt">Last submission, UTC.</param>
/// <param name="SubmittedBy">Display name.</param>
/// <param name="SubmittedById">The author.</param>
/// <param name="ApprovedAt">UTC.</param>
/// <param name="ConfirmedAt">UTC.</param>
/// <param name="ReturnDueOn">When a returned report is due again.</param>
/// <param name="EditedBy">Display name of who last saved the draft; null where the reader may not see the draft.</param>
/// <param name="EditedAt">When the draft was last saved, UTC; null likewise.</param>
/// <param name="RevisionNumber">Last revision, 0 before the first submission.</param>
/// <param name="NextStep">One sentence: the state, and who can do what next.</param>
public sealed record ReportHead(
    int Id, int Version, ReportState State, int TaskNumber, string TaskTitle, int SectionId, string SectionName, ResponsibilityKind Kind,
    Month Month, DateOnly DueOn, bool IsPeriodOpen, DateTime? FirstSubmittedAt, int LateByWorkingDays,
    DateTime? SubmittedAt, string? SubmittedBy, int? SubmittedById, DateTime? ApprovedAt, DateTime? ConfirmedAt, DateOnly? ReturnDueOn,
    string? EditedBy, DateTime? EditedAt, int RevisionNumber, string NextStep)
{
    /// <summary>That it is no longer asked for; null while it is.</summary>
    public ReportWaiver? Waiver { get; init; }
}

/// <summary>That a report is no longer asked for (不再补报).</summary>
/// <param name="At">Since when, UTC.</param>
/// <param name="By">Which coordinator decided it.</param>
/// <param name="Reason">Why.</param>
public sealed record ReportWaiver(DateTime At, string By, string Reason);

/// <summary>The page of the report form.</summary>
/// <param name="Head">The report.</param>
/// <param name="Content">What the form shows: stored, or what was typed. One row for each measure, due figure and stage, in the order of the three lists below.</param>
/// <param name="Snapshot">The same with names, for the preview.</param>
/// <param name="OpenNeeds">Row i describes <c>Content.Answers[i]</c>.</param>
/// <param name="Measures">Row i describes <c>Content.Measures[i]</c>.</param>
/// <param name="Figures">Row i describes <c>Content.Figures[i]</c>.</param>
/// <param name="HasClearance">Whether the zero-clearing form is due.</param>
/// <param name="ClearanceCarried">Whether 上月末存量 comes from an earlier report and is not typed.</param>
/// <param name="Previous">The last earlier report of this responsibility that was submitted, beside the form.</param>
/// <param name="CompletionGap">Points of difference above which a reason is asked for.</param>
/// <param name="LastReturn">Why it was returned, while it is 已退回.</param>
/// <param name="Sections">Sections to choose from for 需谁协调, without one's own.</param>
/// <param name="Neighbours">What the other sections of the task wrote for the same month.</param>
/// <param name="Checks">系统核对 of <paramref name="Content"/>.</param>
/// <param name="CanSubmit">Whether 提交 stands beside 保存草稿: the period is open.</param>
/// <param name="SubmitTo">Where a submission goes: 待科室审核, or 待统筹确认 for a head (负责人直报).</param>
public sealed record ReportForm(
    ReportHead Head, ReportContent Content, ReportSnapshot Snapshot, IReadOnlyList<FormNeed> OpenNeeds, IReadOnlyList<FormMeasure> Measures, IReadOnlyList<FormFigure> Figures,
    bool HasClearance, bool ClearanceCarried, EarlierReport? Previous, int CompletionGap, DecisionLine? LastReturn,
    IReadOnlyList<SectionChoice> Sections, IReadOnlyList<NeighbourReport> Neighbours, IReadOnlyList<ReportCheck> Checks,
    bool CanSubmit, ReportState SubmitTo);

/// <summary>A need of an earlier month in the form.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="Whom">Whom it needs.</param>
/// <param name="What">What for.</param>
/// <param name="RaisedOn">Beijing day since when.</param>
public sealed record FormNeed(int NeedId, string Whom, string What, DateOnly RaisedOn);

/// <summary>A measure's row in the form.</summary>
/// <param name="MeasureId">The measure.</param>
/// <param name="Number">Number in the task.</param>
/// <param name="Text">Its text.</param>
public sealed record FormMeasure(int MeasureId, int Number, string Text);

/// <summary>A figure's row in the form, with its 口径卡.</summary>
/// <param name="IndicatorId">The indicator.</param>
/// <param name="Name">Name.</param>
/// <param name="Shape">Number or rate.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Population">统计范围.</param>
/// <param name="AsOf">时点.</param>
/// <param name="Source">数据来源.</param>
/// <param name="NumeratorLabel">What the numerator counts.</param>
/// <param name="DenominatorLabel">What the denominator counts.</param>
/// <param name="TargetOperator">How the target is meant, null where the notice sets none.</param>
/// <param name="TargetValue">The target.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="LastValue">The last confirmed value before this month.</param>
public sealed record FormFigure(
    int IndicatorId, string Name, IndicatorShape Shape, string Unit, string Population, string AsOf, string Source,
    string? NumeratorLabel, string? DenominatorLabel, TargetOperator? TargetOperator, decimal? TargetValue, IndicatorDirection Direction, decimal? LastValue)
{
    /// <summary>The target with its sense; null where the notice sets none.</summary>
    public IndicatorTarget? Aim => TargetOperator is { } comparison && TargetValue is { } target ? new(comparison, target, Direction) : null;
}

/// <summary>An earlier month's report.</summary>
/// <param name="ReportId">For its link.</param>
/// <param name="Month">Which month.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ConfirmedAt">UTC, null unless confirmed.</param>
/// <param name="Snapshot">Its last revision.</param>
public sealed record EarlierReport(int ReportId, Month Month, ReportState State, DateTime? ConfirmedAt, ReportSnapshot Snapshot);

/// <summary>A section to choose.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
public sealed record SectionChoice(int Id, string Name);

/// <summary>Another section's report of the same task and month.</summary>
/// <param name="ReportId">For its link.</param>
/// <param name="SectionName">Whose.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">Last day.</param>
/// <param name="Progress">本月进展 as it stands now, also in a draft.</param>
/// <param name="Problems">存在问题, likewise.</param>
/// <param name="NextSteps">下月打算, likewise.</param>
public sealed record NeighbourReport(
    int ReportId, string SectionName, ResponsibilityKind Kind, ReportState State, DateOnly DueOn, string? Progress, string? Problems, string? NextSteps);

/// <summary>The page of one report: a chosen revision, or the draft for those who may see it.</summary>
/// <param name="Head">The report.</param>
/// <param name="Snapshot">What is shown.</param>
/// <param name="ShownRevision">Which revision that is; 0: the draft as it stands.</param>
/// <param name="MaySeeDraft">Whether the draft may be shown (revision 0).</param>
/// <param name="Revisions">All revisions, newest first.</param>
/// <param name="Decisions">What was decided, newest first.</param>
/// <param name="Differences">Against the revision before, in the order of the snapshot; empty for the first and for the draft.</param>
/// <param name="Previous">The month before, for comparison; null where there is none.</param>
/// <param name="Checks">系统核对 of what is shown.</param>
/// <param name="Actions">What the reader may do now; always empty for a revision that is not the last.</param>
/// <param name="MayInstruct">Whether the reader may give an instruction on what was submitted.</param>
public sealed record ReportView(
    ReportHead Head, ReportSnapshot Snapshot, int ShownRevision, bool MaySeeDraft, IReadOnlyList<RevisionLine> Revisions,
    IReadOnlyList<DecisionLine> Decisions, IReadOnlyList<FieldDifference> Differences, EarlierReport? Previous,
    IReadOnlyList<ReportCheck> Checks, IReadOnlyList<ReportAction> Actions, bool MayInstruct);

/// <summary>A revision in a list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="SubmittedAt">UTC.</param>
/// <param name="SubmittedBy">Display name.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
public sealed record RevisionLine(int Number, DateTime SubmittedAt, string SubmittedBy, string ContentHash);

/// <summary>A decision in a list.</summary>
/// <param name="Action">What was done.</param>
/// <param name="RevisionNumber">About which revision.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="At">UTC.</param>
/// <param name="By">Display name.</param>
/// <param name="Reason">Why.</param>
public sealed record DecisionLine(ReportAction Action, int RevisionNumber, ReportState From, ReportState To, DateTime At, string By, string? Reason);

/// <summary>A field whose text changed between two revisions.</summary>
/// <param name="Label">The field's name on the page.</param>
/// <param name="Before">Pieces of the older text; <see cref="DifferencePiece.IsChanged"/> marks what was struck out.</param>
/// <param name="After">Pieces of the newer text; <see cref="DifferencePiece.IsChanged"/> marks what is new.</param>
public sealed record FieldDifference(string Label, IReadOnlyList<DifferencePiece> Before, IReadOnlyList<DifferencePiece> After);

/// <summary>How much a check asks of the reader.</summary>
public enum CheckLevel
{
    /// <summary>It fits; said so that nobody has to compute it again.</summary>
    Fine = 0,

    /// <summary>Worth a second look. Never blocks.</summary>
    Attention = 1,
}

/// <summary>One sentence of 系统核对.</summary>
/// <param name="Level">Whether it fits.</param>
/// <param name="Message">The sentence.</param>
/// <param name="Field">The form's field, where it belongs to one.</param>
public sealed record ReportCheck(CheckLevel Level, string Message, string? Field = null);

/// <summary>The page of a month: section × task.</summary>
/// <param name="Month">Which.</param>
/// <param name="LeadDueOn">Last day of the leads.</param>
/// <param name="SupportingDueOn">Last day of the supporting sections.</param>
/// <param name="IsOpen">Whether it takes submissions.</param>
/// <param name="Months">Every month that was opened, newest first, to choose from.</param>
/// <param name="Sections">The sections with a part, in their order.</param>
/// <param name="Tasks">The tasks with their reports, by number.</param>
/// <param name="Counts">How many reports stand in each state; a state without any is absent.</param>
/// <param name="Overdue">How many are not submitted and past their day.</param>
public sealed record MonthPage(
    Month Month, DateOnly LeadDueOn, DateOnly SupportingDueOn, bool IsOpen, IReadOnlyList<Month> Months, IReadOnlyList<SectionChoice> Sections,
    IReadOnlyList<MonthTask> Tasks, IReadOnlyDictionary<ReportState, int> Counts, int Overdue);

/// <summary>A task's row in the month.</summary>
/// <param name="Number">Number.</param>
/// <param name="Title">Title.</param>
/// <param name="Cells">Its reports, the lead's first.</param>
public sealed record MonthTask(int Number, string Title, IReadOnlyList<MonthCell> Cells);

/// <summary>A report in the month's grid.</summary>
/// <param name="ReportId">For its link.</param>
/// <param name="SectionId">Whose.</param>
/// <param name="SectionName">Whose.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">Last day.</param>
/// <param name="IsOverdue">Not submitted and past its day (for a returned one: past the day it was due again).</param>
/// <param name="LateByWorkingDays">Of the first submission, or of today where it is overdue; 0: in time.</param>
/// <param name="WaitsFor">Who holds it up (教育科 填报员, 教育科 负责人, 统筹员); null once confirmed.</param>
/// <param name="SubmittedAt">Last submission, UTC.</param>
/// <param name="MayOpen">Whether the reader may open it.</param>
public sealed record MonthCell(
    int ReportId, int SectionId, string SectionName, ResponsibilityKind Kind, ReportState State, DateOnly DueOn, bool IsOverdue,
    int LateByWorkingDays, string? WaitsFor, DateTime? SubmittedAt, bool MayOpen)
{
    /// <summary>Whether it is no longer asked for (不再补报).</summary>
    public bool IsWaived { get; init; }
}

/// <summary>A report that waits for the reader's decision.</summary>
/// <param name="ReportId">For its link.</param>
/// <param name="State">待科室审核 or 待统筹确认.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">The task.</param>
/// <param name="SectionName">Whose.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="Month">The month.</param>
/// <param name="RevisionNumber">第几稿.</param>
/// <param name="SubmittedAt">UTC.</param>
/// <param name="SubmittedBy">Display name.</param>
/// <param name="IsZeroReport">零报告.</param>
/// <param name="SelfLight">自评.</param>
/// <param name="LateByWorkingDays">Of the first submission.</param>
/// <param name="Actions">What the reader may do.</param>
public sealed record ReviewItem(
    int ReportId, ReportState State, int TaskNumber, string TaskTitle, string SectionName, ResponsibilityKind Kind, Month Month, int RevisionNumber,
    DateTime SubmittedAt, string SubmittedBy, bool IsZeroReport, Light? SelfLight, int LateByWorkingDays, IReadOnlyList<ReportAction> Actions)
{
    /// <summary>That its completion and those of the months before equal the schedule; null where they do not.</summary>
    public ScheduleMatch? OnSchedule { get; init; }
}

/// <summary>The page of the periods.</summary>
/// <param name="PlanId">The plan in force; null where there is none.</param>
/// <param name="PlanTitle">Its title.</param>
/// <param name="Periods">Its periods, newest first.</param>
/// <param name="NotOpened">Its months that are not opened yet, in order, with the due days that the calendar gives.</param>
/// <param name="MayCoordinate">Whether the reader may open and close.</param>
/// <param name="Year">Its year; null where there is none.</param>
/// <param name="Years">Years of all plans in force.</param>
public sealed record PeriodsPage(
    int? PlanId, string? PlanTitle, IReadOnlyList<PeriodLine> Periods, IReadOnlyList<OpenableMonth> NotOpened, bool MayCoordinate, int? Year, IReadOnlyList<int> Years)
{
    /// <summary>Months whose due day became a day off, for the coordinator.</summary>
    public IReadOnlyList<DueDayMove> DueDays { get; init; } = [];
}

/// <summary>A month that can be opened.</summary>
/// <param name="Month">The month.</param>
/// <param name="LeadDueOn">Day the leads would be due.</param>
/// <param name="SupportingDueOn">Day the supporting sections would be due.</param>
public sealed record OpenableMonth(Month Month, DateOnly LeadDueOn, DateOnly SupportingDueOn);

/// <summary>A period in the list.</summary>
/// <param name="Id">The period.</param>
/// <param name="Version">For the forms.</param>
/// <param name="Month">Its month.</param>
/// <param name="LeadDueOn">Last day of the leads.</param>
/// <param name="SupportingDueOn">Last day of the supporting sections.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="ClosedAt">UTC; null while open.</param>
/// <param name="Total">Reports in it.</param>
/// <param name="Submitted">Of them submitted and not returned (waiting or confirmed).</param>
/// <param name="Confirmed">Of them confirmed.</param>
public sealed record PeriodLine(
    int Id, int Version, Month Month, DateOnly LeadDueOn, DateOnly SupportingDueOn, DateTime OpenedAt, DateTime? ClosedAt,
    int Total, int Submitted, int Confirmed);
