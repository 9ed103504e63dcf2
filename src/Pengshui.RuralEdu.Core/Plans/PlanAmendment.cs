namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>What an amendment changed.</summary>
public enum AmendmentKind
{
    /// <summary>任务原文: the notice's own words.</summary>
    Text = 1,

    /// <summary>举措.</summary>
    Measures = 2,

    /// <summary>牵头科室.</summary>
    Lead = 3,

    /// <summary>指标: a figure or its definition.</summary>
    Indicators = 4,

    /// <summary>举措分工: which measures the supporting sections work on.</summary>
    Division = 5,

    /// <summary>责任科室: which sections have a part.</summary>
    Parts = 6,

    /// <summary>科室调整: a section was renamed, dissolved or merged.</summary>
    Sections = 7,

    /// <summary>时限和备注: last days, recurrences, who leads a measure, 责任领导, remarks.</summary>
    Details = 8,
}

/// <summary>
/// A change of a plan in force (修订): what it said before and says now, who changed it and why. A plan in force changes in
/// no other way.
/// </summary>
public sealed class PlanAmendment
{
    /// <summary>Longest reason.</summary>
    public const int ReasonLength = 500;

    /// <summary>Longest name of who changed it.</summary>
    public const int ByNameLength = 100;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int WorkPlanId { get; set; }

    /// <summary>The task that was changed; null where it concerns the plan's sections as a whole.</summary>
    public int? PlanTaskId { get; set; }

    /// <summary>The task.</summary>
    public PlanTask? PlanTask { get; set; }

    /// <summary>What was changed.</summary>
    public AmendmentKind Kind { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>The Beijing day from which a section's part is another; null for what holds at once.</summary>
    public DateOnly? HoldsFrom { get; set; }

    /// <summary>What pages call whoever changed it: 统筹员, 命令行.</summary>
    public required string ByName { get; set; }

    /// <summary>Why.</summary>
    public required string Reason { get; set; }

    /// <summary>What stood there before; null where nothing did.</summary>
    public string? Before { get; set; }

    /// <summary>What stands there now; null where it was taken out.</summary>
    public string? After { get; set; }
}
