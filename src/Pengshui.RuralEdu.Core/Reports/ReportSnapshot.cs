using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// A report's content with all the names it needs to be read by itself: what pages show, what a revision keeps as JSON,
/// and what differences are taken from. Later changes of the plan do not reach into it.
/// </summary>
public sealed record ReportSnapshot
{
    /// <summary>零报告.</summary>
    public bool IsZeroReport { get; init; }

    /// <summary>Why nothing happened.</summary>
    public string? ZeroReason { get; init; }

    /// <summary>本月进展.</summary>
    public string? Progress { get; init; }

    /// <summary>存在问题.</summary>
    public string? Problems { get; init; }

    /// <summary>What became of the needs of earlier months.</summary>
    public IReadOnlyList<SnapshotAnswer> Answers { get; init; } = [];

    /// <summary>Whether there are new needs; false: there are none; null while not said.</summary>
    public bool? NeedsCoordination { get; init; }

    /// <summary>The new needs.</summary>
    public IReadOnlyList<SnapshotNeed> Needs { get; init; } = [];

    /// <summary>Whom a problem needs, in a revision from before needs said what for; read as one need, and written no more.</summary>
    public IReadOnlyList<string>? CoordinationWith { get; init; }

    /// <summary>下月打算.</summary>
    public string? NextSteps { get; init; }

    /// <summary>完成率 by hand, percent.</summary>
    public decimal? CompletionRate { get; init; }

    /// <summary>The rate computed from the measures, percent; null where no measure says anything.</summary>
    public decimal? ComputedCompletion { get; init; }

    /// <summary>What the schedule asks by the end of the month, percent.</summary>
    public decimal RequiredPercent { get; init; }

    /// <summary>Why the two differ.</summary>
    public string? CompletionReason { get; init; }

    /// <summary>自评.</summary>
    public Light? SelfLight { get; init; }

    /// <summary>Why yellow or red.</summary>
    public string? SelfLightReason { get; init; }

    /// <summary>The measures, by number.</summary>
    public IReadOnlyList<SnapshotMeasure> Measures { get; init; } = [];

    /// <summary>The figures, in the task's order.</summary>
    public IReadOnlyList<SnapshotFigure> Figures { get; init; } = [];

    /// <summary>The zero-clearing form, by stage; empty where the section has none.</summary>
    public IReadOnlyList<ClearanceEntry> Clearance { get; init; } = [];

    /// <summary>比对日期.</summary>
    public DateOnly? ClearanceComparedOn { get; init; }

    /// <summary>Why the zero-clearing form does not balance.</summary>
    public string? ClearanceGapReason { get; init; }

    /// <summary>Evidence files, in the order of their upload.</summary>
    public IReadOnlyList<FileReference> Evidence { get; init; } = [];
}

/// <summary>A need of an earlier month in a snapshot.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="Whom">Whom it needs.</param>
/// <param name="What">What for.</param>
/// <param name="RaisedOn">Beijing day since when.</param>
/// <param name="IsSolved">已解决 or 还需要; null while not said.</param>
public sealed record SnapshotAnswer(int NeedId, string Whom, string What, DateOnly RaisedOn, bool? IsSolved);

/// <summary>A new need in a snapshot.</summary>
/// <param name="Whom">Everybody it needs.</param>
/// <param name="What">What for; null while not said.</param>
public sealed record SnapshotNeed(IReadOnlyList<SnapshotBody> Whom, string? What)
{
    /// <summary>请基建科、县规划自然资源局协调：用地批复.</summary>
    public string Sentence => Whom.Count == 0 ? What ?? "" : NeedWords.Ask(Whom.Select(w => w.Name), What);
}

/// <summary>Somebody who is needed.</summary>
/// <param name="Name">The name then.</param>
/// <param name="SectionId">The section; null where it is another body.</param>
public sealed record SnapshotBody(string Name, int? SectionId);

/// <summary>A measure in a snapshot.</summary>
/// <param name="MeasureId">The measure.</param>
/// <param name="Number">Number in the task.</param>
/// <param name="Text">Its text then.</param>
/// <param name="State">Its state, null where not said.</param>
/// <param name="Note">One line.</param>
public sealed record SnapshotMeasure(int MeasureId, int Number, string Text, MeasureState? State, string? Note);

/// <summary>A figure in a snapshot.</summary>
/// <param name="IndicatorId">The indicator.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Shape">Number or rate.</param>
/// <param name="Unit">Unit.</param>
/// <param name="NumeratorLabel">What the numerator counts.</param>
/// <param name="DenominatorLabel">What the denominator counts.</param>
/// <param name="Value">The number, or the rate in percent; null while missing.</param>
/// <param name="Numerator">Numerator of a rate.</param>
/// <param name="Denominator">Denominator of a rate.</param>
/// <param name="Note">Why it jumped, or exceeds 100%.</param>
/// <param name="LastValue">The last confirmed value before this month, null where there is none.</param>
public sealed record SnapshotFigure(
    int IndicatorId, string Name, IndicatorShape Shape, string Unit, string? NumeratorLabel, string? DenominatorLabel,
    decimal? Value, decimal? Numerator, decimal? Denominator, string? Note, decimal? LastValue);
