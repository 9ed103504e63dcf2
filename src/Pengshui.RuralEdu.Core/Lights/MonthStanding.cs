using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>A month that is not opened yet.</summary>
/// <param name="Month">The month.</param>
/// <param name="RequiredPercent">What the schedule asks by its end.</param>
/// <param name="LeadDueOn">Last day for the lead, by calendar and settings of today.</param>
/// <param name="SupportingDueOn">Last day for the supporting sections.</param>
/// <param name="Parts">The parts as they are now, the lead's first.</param>
internal sealed record ComingMonth(Month Month, decimal RequiredPercent, DateOnly LeadDueOn, DateOnly SupportingDueOn, IReadOnlyList<TaskPart> Parts);

/// <summary>Where a month stands, besides what its light is judged by.</summary>
internal sealed record MonthStanding
{
    /// <summary>What its light is judged by.</summary>
    public required LightInput Input { get; init; }

    /// <summary>Its reports in the order of the input, the lead's first.</summary>
    public required IReadOnlyList<YearReport> Reports { get; init; }

    /// <summary>The indicators that have a target, as the input have them.</summary>
    public required IReadOnlyList<(TaskIndicator Indicator, IndicatorInput Judged)> Figures { get; init; }

    /// <summary>The task's coordination needs.</summary>
    public IReadOnlyList<TaskNeed> Needs { get; init; } = [];

    /// <summary>Rectifications that a section has in hand today.</summary>
    public IReadOnlyList<RectificationInput> InHand { get; init; } = [];

    /// <summary>Whether it takes submissions.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Whether its light is the one it was closed with, whatever happened since.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether the plan is archived.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The override that holds.</summary>
    public OverrideView? Override { get; init; }

    /// <summary>The next month in which the task does not rest, where it is opened and not closed: its own way.</summary>
    public WayToGreen? Following { get; init; }

    /// <summary>The same month where it is not opened yet and can still be reported in time.</summary>
    public ComingMonth? Coming { get; init; }
}
