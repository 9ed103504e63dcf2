using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// A task's lights as they stood when its month was closed. Never changed: where a month is opened again, corrected and
/// closed once more, a further row is added, so that a past month is shown as it was and as it was corrected.
/// </summary>
[Kept(DataArea.Snapshots)]
public sealed class LightSnapshot
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The task.</summary>
    public int PlanTaskId { get; set; }

    /// <summary>The task.</summary>
    public PlanTask PlanTask { get; set; } = null!;

    /// <summary>The month.</summary>
    public Month Month { get; set; }

    /// <summary>From 1 for each task and month (unique index): 1 as first closed, later ones corrections.</summary>
    public int Ordinal { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime TakenAt { get; set; }

    /// <summary>The computed light.</summary>
    public Light Computed { get; set; }

    /// <summary>Its reasons: a list of <see cref="LightReason"/>.</summary>
    public required string ReasonsJson { get; set; }

    /// <summary>自评 of the lead; null where there was none.</summary>
    public Light? Self { get; set; }

    /// <summary>督查员判定; null where there was none.</summary>
    public Light? Supervisor { get; set; }

    /// <summary>The override that held then.</summary>
    public int? OverrideId { get; set; }

    /// <summary>The override that held then.</summary>
    public LightOverride? Override { get; set; }
}
