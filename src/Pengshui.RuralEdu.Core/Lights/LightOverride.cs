using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// The coordinator's own judgement of a task in a month (改判), shown beside the computed light and never instead of it. It
/// holds from <see cref="At"/> until the end of <see cref="EndsOn"/>, unless it is withdrawn or a newer one takes its place.
/// </summary>
[Kept(DataArea.Overrides)]
public sealed class LightOverride : IVersioned
{
    /// <summary>Longest reason.</summary>
    public const int ReasonLength = 500;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The task.</summary>
    public int PlanTaskId { get; set; }

    /// <summary>The task.</summary>
    public PlanTask PlanTask { get; set; } = null!;

    /// <summary>The month that is judged.</summary>
    public Month Month { get; set; }

    /// <summary>From 1 for each task and month (unique index); the newest counts.</summary>
    public int Ordinal { get; set; }

    /// <summary>绿, 黄 or 红.</summary>
    public Light Light { get; set; }

    /// <summary>Why; required.</summary>
    public required string Reason { get; set; }

    /// <summary>Last Beijing day on which it holds.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>Who.</summary>
    public int ById { get; set; }

    /// <summary>Who.</summary>
    public PortalUser By { get; set; } = null!;

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>When it was taken back or replaced, UTC; null while it was not.</summary>
    public DateTime? WithdrawnAt { get; set; }

    /// <summary>Why it was taken back.</summary>
    public string? WithdrawnReason { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
