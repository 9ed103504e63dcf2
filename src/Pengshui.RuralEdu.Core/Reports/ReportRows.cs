using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>A report beside the one that is read: an earlier one of the responsibility, or another one of the task in the month.</summary>
internal sealed record OtherRow
{
    public required int Id { get; init; }

    /// <summary>Whether it is the responsibility's own.</summary>
    public required bool IsOwn { get; init; }

    public required bool IsOfTheMonth { get; init; }

    /// <summary>Whether it is of the newest period before in which the responsibility submitted.</summary>
    public required bool IsPrevious { get; init; }

    public required Month Month { get; init; }

    public required DateOnly DueOn { get; init; }

    public required ReportState State { get; init; }

    public required DateTime? ConfirmedAt { get; init; }

    public required string SectionName { get; init; }

    public required ResponsibilityKind Kind { get; init; }

    public required decimal RequiredPercent { get; init; }

    public required decimal? CompletionRate { get; init; }

    /// <summary>As it stands, of a report of the month; null of others. The next two likewise.</summary>
    public required string? Progress { get; init; }

    public required string? Problems { get; init; }

    public required string? NextSteps { get; init; }

    /// <summary>What was last submitted, of the previous report and of the one with the zero-clearing form; null of others.</summary>
    public required string? Last { get; init; }

    /// <summary>What was last confirmed, of an own report that was reopened or returned since; null of others.</summary>
    public required string? Confirmed { get; init; }
}

/// <summary>What the form asks of the plan, with what the report holds of it.</summary>
internal sealed record PartRows
{
    public required IReadOnlyList<MeasurePart> Measures { get; init; }

    /// <summary>The figures of the section, and those that the report holds; whether they are due in its month is not asked yet.</summary>
    public required IReadOnlyList<FigurePart> Figures { get; init; }
}

/// <summary>A measure.</summary>
internal sealed record MeasurePart
{
    public required FormMeasure Form { get; init; }

    /// <summary>Whether the report has a row for it.</summary>
    public required bool IsStored { get; init; }

    public required MeasureState? State { get; init; }

    public required string? Note { get; init; }
}

/// <summary>A figure.</summary>
internal sealed record FigurePart
{
    /// <summary>With the value of the newest earlier report that is confirmed.</summary>
    public required FormFigure Form { get; init; }

    /// <summary>The month of that report.</summary>
    public required Month? LastMonth { get; init; }

    public required IndicatorFrequency Frequency { get; init; }

    /// <summary>Whether the report says something of it, be it in the zero-clearing form.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>Whether the report has a row for it.</summary>
    public required bool IsStored { get; init; }

    public required decimal? Value { get; init; }

    public required decimal? Numerator { get; init; }

    public required decimal? Denominator { get; init; }

    public required string? Note { get; init; }
}

/// <summary>The other lists of a report.</summary>
internal sealed record SmallRows
{
    public required IReadOnlyList<NewNeedRow> Needs { get; init; }

    public required IReadOnlyList<AskedRow> Asked { get; init; }

    public required IReadOnlyList<ClearanceEntry> Clearance { get; init; }

    /// <summary>The decisions that sent it back, the oldest first.</summary>
    public required IReadOnlyList<DecisionLine> Returns { get; init; }

    public required IReadOnlyList<FileReference> Evidence { get; init; }
}

/// <summary>A row of a new need.</summary>
/// <param name="Id">Key.</param>
/// <param name="SectionId">The section that is needed; null where it is another body, or nobody yet.</param>
/// <param name="SectionName">Its name; null likewise.</param>
/// <param name="OtherParty">Another body; null where it is a section, or nobody yet.</param>
/// <param name="What">What is needed of them.</param>
internal sealed record NewNeedRow(int Id, int? SectionId, string? SectionName, string? OtherParty, string? What);

/// <summary>A need of an earlier month with what the report says of it.</summary>
/// <param name="Form">The need.</param>
/// <param name="IsStored">Whether the report has a row for it.</param>
/// <param name="IsSolved">As the form stands.</param>
/// <param name="Said">As it was last submitted.</param>
/// <param name="SaidOn">Beijing day of the first submission that said so.</param>
internal sealed record AskedRow(FormNeed Form, bool IsStored, bool? IsSolved, bool? Said, DateOnly? SaidOn);
