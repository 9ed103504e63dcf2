using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>A figure of the dashboard whose rows can be looked at (穿透).</summary>
public enum Figure
{
    /// <summary>Tasks that are green by their last settled month.</summary>
    Green,

    /// <summary>Yellow ones.</summary>
    Yellow,

    /// <summary>Red ones.</summary>
    Red,

    /// <summary>Grey ones, and those without a settled month.</summary>
    Grey,

    /// <summary>Tasks whose light is so by 改判.</summary>
    Overridden,

    /// <summary>分歧: tasks whose three views are not the same (<see cref="LightViews.Differ"/>).</summary>
    Divergent,

    /// <summary>平均完成率: the tasks it is the mean of, with what each counts.</summary>
    Completion,

    /// <summary>Lead reports of the month that are confirmed.</summary>
    Confirmed,

    /// <summary>Those in review.</summary>
    InReview,

    /// <summary>Those returned.</summary>
    Returned,

    /// <summary>Those not submitted.</summary>
    Unsubmitted,

    /// <summary>未销号整改.</summary>
    Rectifications,

    /// <summary>Of them overdue.</summary>
    OverdueRectifications,

    /// <summary>需协调的事项 that are not solved.</summary>
    Needs,

    /// <summary>批示待回复.</summary>
    Instructions,

    /// <summary>Of them overdue.</summary>
    OverdueInstructions,

    /// <summary>Everything past its day: reports, returns, rectifications, instructions.</summary>
    Overdue,
}

/// <summary>What a row of a figure leads to.</summary>
public enum RowTarget
{
    /// <summary>The task's page in the month of the row.</summary>
    Task,

    /// <summary>A report.</summary>
    Report,

    /// <summary>A rectification.</summary>
    Rectification,

    /// <summary>An instruction.</summary>
    Instruction,

    /// <summary>A coordination need.</summary>
    Need,
}

/// <summary>The rows behind a figure of the dashboard; together they are the figure.</summary>
/// <param name="Figure">Which.</param>
/// <param name="Year">The plan's year.</param>
/// <param name="Period">The month that the dashboard shows.</param>
/// <param name="Day">The day by which it shows what is open and overdue.</param>
/// <param name="IsPast">Whether that day is past.</param>
/// <param name="Scope">Whose tasks.</param>
/// <param name="Rows">The rows, by task.</param>
/// <param name="Completion">The mean, where the figure is one.</param>
public sealed record FigurePage(
    Figure Figure, int Year, PlanPeriod Period, DateOnly Day, bool IsPast, SectionScope Scope, IReadOnlyList<FigureRow> Rows, AverageCompletion? Completion);

/// <summary>One row behind a figure.</summary>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Section">The section it lies with.</param>
/// <param name="Text">What is so, in a phrase.</param>
/// <param name="Target">What it leads to.</param>
/// <param name="TargetId">Key of that; the month's number yyyyMM for a task.</param>
public sealed record FigureRow(int TaskNumber, string TaskTitle, string Section, string Text, RowTarget Target, int TargetId)
{
    /// <summary>The settled month that gives the row its light; null where it has none.</summary>
    public TaskMonth? Lit { get; init; }

    /// <summary>A light, where the row has one.</summary>
    public Light? Light { get; init; }

    /// <summary>Where the report stands.</summary>
    public ReportState? State { get; init; }

    /// <summary>完成率, percent.</summary>
    public decimal? Percent { get; init; }

    /// <summary>The day it is or was due.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Days past it; 0 where it is not.</summary>
    public int DaysOver { get; init; }

    /// <summary>Where it stands today, on the page of a past month; null else.</summary>
    public string? Now { get; init; }
}
