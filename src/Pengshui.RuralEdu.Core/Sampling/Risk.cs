using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Sampling;

/// <summary>Why a task at a section is worth a look.</summary>
public enum RiskKind
{
    /// <summary>No inspection was issued about it in the plan.</summary>
    NeverVisited = 1,

    /// <summary>The last inspection is long ago.</summary>
    LongAgo = 2,

    /// <summary>完成率, or a rate, is always 100%.</summary>
    AlwaysFull = 3,

    /// <summary>A figure, or 完成率, jumped against the value before.</summary>
    Jump = 4,

    /// <summary>本月进展 is nearly the text of the report before.</summary>
    SameText = 5,

    /// <summary>A report is past its day, or was returned and not answered by its day.</summary>
    Overdue = 6,

    /// <summary>A report was returned and waits for the section.</summary>
    Returned = 7,

    /// <summary>A rectification is overdue.</summary>
    RectificationOverdue = 8,

    /// <summary>完成率 equals what the schedule asks, month after month.</summary>
    OnSchedule = 9,
}

/// <summary>A reason to look.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Sentence">With the data it rests on.</param>
public sealed record Risk(RiskKind Kind, string Sentence)
{
    /// <summary>How much it adds to the chance of being drawn.</summary>
    public int Weight => RiskRules.Weights[Kind];
}

/// <summary>What is known of a task at a section.</summary>
public sealed record RiskInput
{
    /// <summary>The task.</summary>
    public required int TaskNumber { get; init; }

    /// <summary>Its title.</summary>
    public required string TaskTitle { get; init; }

    /// <summary>The section's code.</summary>
    public required string SectionCode { get; init; }

    /// <summary>The section's name.</summary>
    public required string Section { get; init; }

    /// <summary>What was confirmed, oldest month first.</summary>
    public IReadOnlyList<FiledMonth> Filed { get; init; } = [];

    /// <summary>Every month's confirmed completion beside the schedule, oldest first, with those in which the task rests.</summary>
    public IReadOnlyList<ScheduledCompletion> Completions { get; init; } = [];

    /// <summary>The figures that the section enters for the task.</summary>
    public IReadOnlyList<FigureSeries> Figures { get; init; } = [];

    /// <summary>Months whose report is past its day.</summary>
    public IReadOnlyList<Month> Overdue { get; init; } = [];

    /// <summary>Months whose report was returned and is still within its day.</summary>
    public IReadOnlyList<Month> Returned { get; init; } = [];

    /// <summary>Overdue rectifications, by label.</summary>
    public IReadOnlyList<string> OverdueRectifications { get; init; } = [];

    /// <summary>The day of the last issued inspection; null where there was none.</summary>
    public DateOnly? LastVisit { get; init; }

    /// <summary>Beijing's day.</summary>
    public required DateOnly Today { get; init; }
}

/// <summary>A confirmed month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Completion">完成率, percent.</param>
/// <param name="Progress">本月进展; null in a zero report.</param>
public sealed record FiledMonth(Month Month, decimal? Completion, string? Progress);

/// <summary>A figure over the months.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="IsRate">Whether it is a percentage.</param>
/// <param name="Unit">Unit of a count.</param>
/// <param name="Values">Oldest first; months without one are missing. Rates in full precision.</param>
/// <param name="Target">What it is held against; null where there is none.</param>
public sealed record FigureSeries(
    string Name, bool IsRate, string Unit, IReadOnlyList<(Month Month, decimal Value)> Values, IndicatorTarget? Target = null);
