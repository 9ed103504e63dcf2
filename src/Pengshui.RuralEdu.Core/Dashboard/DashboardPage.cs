using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>The dashboard of a month. Immutable; the same for everybody who looks at the same sections.</summary>
public sealed record DashboardPage
{
    /// <summary>The plan's year.</summary>
    public required int Year { get; init; }

    /// <summary>The plan's title.</summary>
    public required string PlanTitle { get; init; }

    /// <summary>The month that is shown.</summary>
    public required PlanPeriod Period { get; init; }

    /// <summary>The day by which it shows what is open and overdue (<see cref="PlanYear.DayOf"/>).</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whether that day is past: then what is of today says so.</summary>
    public required bool IsPast { get; init; }

    /// <summary>The opened months, newest first.</summary>
    public required IReadOnlyList<Month> OpenedMonths { get; init; }

    /// <summary>Whose tasks are shown.</summary>
    public required SectionScope Scope { get; init; }

    /// <summary>The plan's sections, to choose from.</summary>
    public required IReadOnlyList<PlanSection> Sections { get; init; }

    /// <summary>The tasks' lights, each of its last settled month.</summary>
    public required LightCounts Lights { get; init; }

    /// <summary>Of <see cref="Lights"/> those that are so by 改判.</summary>
    public required LightCounts Overridden { get; init; }

    /// <summary>The same as <see cref="Lights"/> a month before; null in the plan's first opened month.</summary>
    public required LightCounts? LightsBefore { get; init; }

    /// <summary>Tasks whose three views are 分歧 (<see cref="LightViews.Differ"/>) in their last settled month.</summary>
    public required int Divergent { get; init; }

    /// <summary>Mean completion of the last month that is past its due day; null before.</summary>
    public required AverageCompletion? Completion { get; init; }

    /// <summary>How far the month's lead reports are.</summary>
    public required MonthProgress Progress { get; init; }

    /// <summary>Every month of the calendar year, as the grid's columns.</summary>
    public required IReadOnlyList<Month> Columns { get; init; }

    /// <summary>The grid.</summary>
    public required IReadOnlyList<GridGroup> Groups { get; init; }

    /// <summary>Tasks whose light changed in this month, the worst first.</summary>
    public required IReadOnlyList<LightChange> Changes { get; init; }

    /// <summary>Tasks that are yellow or red by their last settled month, the worst first.</summary>
    public required IReadOnlyList<StandingLight> Standing { get; init; }

    /// <summary>Reports of the months up to this one that are past their day on <see cref="Day"/>, the longest first.</summary>
    public required IReadOnlyList<OverdueReport> Overdue { get; init; }

    /// <summary>Rectifications that are issued and not closed on <see cref="Day"/>, by deadline.</summary>
    public required IReadOnlyList<OpenRectification> Rectifications { get; init; }

    /// <summary>The coordination needs that were open at the end of this month, or are today before it: who asks or is asked, the oldest first.</summary>
    public required IReadOnlyList<NeedLine> Needs { get; init; }

    /// <summary>Instructions that wait for a section's answer on <see cref="Day"/>, by deadline.</summary>
    public required IReadOnlyList<OpenInstruction> Instructions { get; init; }

    /// <summary>All that is past its day on <see cref="Day"/>, the longest first: reports, returns, rectifications, instructions.</summary>
    public required IReadOnlyList<Arrear> Arrears { get; init; }

    /// <summary>The indicators that have a target.</summary>
    public required IReadOnlyList<TargetLine> Targets { get; init; }

    /// <summary>The sections' parts, in the order of the sections; no order of merit.</summary>
    public required IReadOnlyList<SectionLoad> Loads { get; init; }

    /// <summary>How many tasks are shown.</summary>
    public int TaskCount => Groups.Sum(g => g.Rows.Count);
}

/// <summary>Tasks by light.</summary>
/// <param name="Green">绿.</param>
/// <param name="Yellow">黄.</param>
/// <param name="Red">红.</param>
/// <param name="Grey">灰, and tasks without any settled month.</param>
public sealed record LightCounts(int Green, int Yellow, int Red, int Grey)
{
    /// <summary>All of them.</summary>
    public int Total => Green + Yellow + Red + Grey;

    /// <summary>One of them.</summary>
    public int Of(Light light) => light switch { Light.Green => Green, Light.Yellow => Yellow, Light.Red => Red, _ => Grey };
}

/// <summary>A month's reports by where they stand.</summary>
/// <param name="Total">All.</param>
/// <param name="Confirmed">已确认.</param>
/// <param name="InReview">待科室审核 and 待统筹确认.</param>
/// <param name="Returned">已退回.</param>
/// <param name="Open">未填报 and 草稿.</param>
public sealed record MonthProgress(int Total, int Confirmed, int InReview, int Returned, int Open);

/// <summary>A group of the grid.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Title without the number.</param>
/// <param name="Rows">Its tasks that are shown.</param>
public sealed record GridGroup(int Number, string Title, IReadOnlyList<GridRow> Rows);

/// <summary>A task in the grid.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Exact title.</param>
/// <param name="Section">The leading section.</param>
/// <param name="Lit">The last settled month, whose three views the row shows; null before the first.</param>
/// <param name="Cells">One for each column.</param>
public sealed record GridRow(int Number, string Title, string Section, TaskMonth? Lit, IReadOnlyList<GridCell> Cells);

/// <summary>A task in a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Light">The settled light; null where a word stands instead.</param>
/// <param name="Text">待报, 待审, 退回, 未报, —, the completion as a number, or nothing.</param>
/// <param name="Spoken">The cell in words.</param>
/// <param name="ReportId">The lead's report, where it was submitted.</param>
/// <param name="Mark">改 where the light is an override, 正 where it was corrected after the month was closed, 异 where the views are 分歧, in this order; null where none is.</param>
public sealed record GridCell(Month Month, Light? Light, string Text, string Spoken, int? ReportId, string? Mark = null);

/// <summary>A task whose light changed.</summary>
/// <param name="Number">The task.</param>
/// <param name="Title">Its title.</param>
/// <param name="Before">The settled month before.</param>
/// <param name="Now">This month.</param>
/// <param name="Why">What speaks against it now, or what did before and no longer does.</param>
/// <param name="Section">The leading section.</param>
/// <param name="Promise">What it planned in the last report before this month (下月打算); null where it said nothing.</param>
/// <param name="Outcome">What was confirmed of this month (本月进展), or that nothing is yet; null where nothing is in.</param>
/// <param name="CompletionBefore">完成率 then.</param>
/// <param name="Completion">完成率 now.</param>
public sealed record LightChange(
    int Number, string Title, TaskMonth Before, TaskMonth Now, string Why, string Section, string? Promise, string? Outcome, decimal? CompletionBefore, decimal? Completion)
{
    /// <summary>Light before.</summary>
    public Light From => Before.Light;

    /// <summary>Light now.</summary>
    public Light To => Now.Light;

    /// <summary>Whether it became worse. A task that comes out of its pause in green did not.</summary>
    public bool IsWorse => To >= Light.Yellow && To > From;

    /// <summary>Whether it became better: what was yellow or red is less so, or no longer.</summary>
    public bool IsBetter => From >= Light.Yellow && To < From && To != Light.Grey;
}

/// <summary>A task that is yellow or red.</summary>
/// <param name="Task">The task.</param>
/// <param name="Month">The month that says so.</param>
/// <param name="Why">Why, in one line.</param>
public sealed record StandingLight(YearTask Task, TaskMonth Month, string Why);

/// <summary>A report that is past its day and not in the office's hands.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Month">The month.</param>
/// <param name="SectionId">Whose report.</param>
/// <param name="Section">Whose report.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="IsReturn">Whether it was returned and not answered; else it was never submitted.</param>
/// <param name="DueOn">The day it was due.</param>
/// <param name="Days">Calendar days since.</param>
/// <param name="PeriodId">Key of its month.</param>
/// <param name="IsPeriodOpen">Whether its month takes submissions.</param>
/// <param name="Holdup">Who acts next, and how.</param>
/// <param name="Now">Where it stands today, where the days are counted up to a past one; null else.</param>
public sealed record OverdueReport(
    int ReportId, int TaskNumber, string TaskTitle, Month Month, int SectionId, string Section, ResponsibilityKind Kind, bool IsReturn,
    DateOnly DueOn, int Days, int PeriodId, bool IsPeriodOpen, Holdup Holdup, string? Now)
{
    /// <summary>Whether it was no longer asked for (不再补报) on that day.</summary>
    public bool IsWaived { get; init; }
}

/// <summary>An indicator against its target.</summary>
/// <param name="TaskNumber">The task.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Month">The month of the value; null where there is none yet.</param>
/// <param name="Value">The newest confirmed value.</param>
/// <param name="Shortfall">How far it falls short, 0 where the target is reached.</param>
/// <param name="IsDue">Whether the day on which the target is judged has come.</param>
/// <param name="Trend">Every confirmed value up to the month, in order.</param>
public sealed record TargetLine(
    int TaskNumber, TaskIndicator Indicator, Month? Month, SubmittedValue? Value, decimal? Shortfall, bool IsDue, IReadOnlyList<(Month Month, decimal Value)> Trend)
{
    /// <summary>A newer value that is not confirmed; null where there is none.</summary>
    public (Month Month, SubmittedValue Value)? Pending { get; init; }
}

/// <summary>What a section has to do.</summary>
/// <param name="Section">The section.</param>
/// <param name="Lead">Tasks it leads.</param>
/// <param name="Supporting">Tasks it supports.</param>
/// <param name="Rectifications">Rectifications of its that are not closed.</param>
public sealed record SectionLoad(PlanSection Section, int Lead, int Supporting, int Rectifications);

/// <summary>A rectification that is not closed (未销号整改).</summary>
/// <param name="Id">Key.</param>
/// <param name="Label">整改〔2023〕第3号.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="SectionId">Who must put it right.</param>
/// <param name="Section">Who must put it right.</param>
/// <param name="Problem">存在的问题.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">整改期限.</param>
/// <param name="DaysLeft">Days to the deadline; negative past it.</param>
/// <param name="DaysOver">Days past it while the section has it in hand; 0 else.</param>
/// <param name="Now">Where it stands today, where it is shown as of a past day; null else.</param>
public sealed record OpenRectification(
    int Id, string Label, int TaskNumber, string TaskTitle, int SectionId, string Section, string Problem, RectificationState State, DateOnly DueOn,
    int DaysLeft, int DaysOver, string? Now);

/// <summary>An instruction that waits for a section's answer (批示待回复).</summary>
/// <param name="InstructionId">Key.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="SectionId">Whom it went to.</param>
/// <param name="Section">Whom it went to.</param>
/// <param name="Text">What it asks.</param>
/// <param name="DueOn">Last day to answer.</param>
/// <param name="DaysOver">Days past it; 0 up to it.</param>
/// <param name="Now">Where it stands today, where it is shown as of a past day; null else.</param>
public sealed record OpenInstruction(
    int InstructionId, int TaskNumber, string TaskTitle, int SectionId, string Section, string Text, DateOnly DueOn, int DaysOver, string? Now);

/// <summary>Something past its day, and where it stands.</summary>
/// <param name="Target">A task for a report that is missing, a report for a return, a rectification or an instruction.</param>
/// <param name="TargetId">Key of that; the month's number yyyyMM for a task.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Text">9月月报未报, 退回未改, 整改…, 批示….</param>
/// <param name="SectionId">Whose it is.</param>
/// <param name="Section">Whose it is.</param>
/// <param name="DueOn">The day it was due.</param>
/// <param name="Days">Calendar days since.</param>
/// <param name="Holdup">Who acts next, and how.</param>
/// <param name="Now">Where it stands today, where the days are counted up to a past one; null else.</param>
public sealed record Arrear(
    RowTarget Target, int TargetId, int TaskNumber, string TaskTitle, string Text, int SectionId, string Section, DateOnly DueOn, int Days,
    Holdup Holdup, string? Now);
