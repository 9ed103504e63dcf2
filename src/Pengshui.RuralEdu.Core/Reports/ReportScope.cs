using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// Who sees which report: from its first submission every business role; before, the sections that have a part in its
/// task now or reported on it in its month, and the coordinator. (Product rule "Who sees what".)
/// </summary>
public static class ReportScope
{
    /// <summary>The reports that the actor may know of.</summary>
    public static IQueryable<MonthlyReport> VisibleTo(this IQueryable<MonthlyReport> reports, Actor actor)
    {
        if (!actor.May(Permission.ReadBusiness))
            return reports.Where(_ => false);
        if (actor.Is(Role.Coordinator))
            return reports;
        var mine = actor.SectionIds.ToArray();
        return reports.Where(r => r.RevisionNumber > 0
            || r.Responsibility.PlanTask.Responsibilities.Any(p => p.Until == null && mine.Contains(p.SectionId))
            || r.ReportingPeriod.Reports.Any(o => o.Responsibility.PlanTaskId == r.Responsibility.PlanTaskId && mine.Contains(o.SectionId)));
    }
}
