using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>A plan's month (月报期): opens, is due, is closed.</summary>
[Kept(DataArea.Periods)]
public sealed class ReportingPeriod : IVersioned
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int WorkPlanId { get; set; }

    /// <summary>The plan.</summary>
    public WorkPlan WorkPlan { get; set; } = null!;

    /// <summary>The month; once in a plan.</summary>
    public Month Month { get; set; }

    /// <summary>Last day for the leads, in Beijing, included.</summary>
    public DateOnly LeadDueOn { get; set; }

    /// <summary>Last day for the supporting sections, included.</summary>
    public DateOnly SupportingDueOn { get; set; }

    /// <summary>The lead's day to which the coordinator was asked to move, and did not; null where nobody was asked. Asked again only for another day.</summary>
    public DateOnly? DeclinedLeadDueOn { get; set; }

    /// <summary>The supporting sections' day that went with it.</summary>
    public DateOnly? DeclinedSupportingDueOn { get; set; }

    /// <summary>When it was opened, UTC.</summary>
    public DateTime OpenedAt { get; set; }

    /// <summary>When it was closed, UTC; null while it is open. A closed period takes no new submission.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>Its reports, one for each responsibility, made when it opens.</summary>
    public ICollection<MonthlyReport> Reports { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>Whether it takes submissions.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>The last day for a lead's or a supporting section's report.</summary>
    public DateOnly DueOn(ResponsibilityKind kind) => kind == ResponsibilityKind.Lead ? LeadDueOn : SupportingDueOn;
}
