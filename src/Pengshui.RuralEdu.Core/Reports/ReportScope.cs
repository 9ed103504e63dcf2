using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// Who sees which report: from its first submission every business role; before, the sections that have a part in its
/// task now or reported on it in its month, and the coordinator. (Product rule "Who sees what".)
/// </summary>
internal static class ReportScope
{
    /// <summary>Whether the actor, for whom the report was read, may know of it.</summary>
    public static bool MayKnowOf(this Actor actor, ReportCore report) =>
        actor.May(Permission.ReadBusiness) && (actor.Is(Role.Coordinator) || report.RevisionNumber > 0 || report.IsOfTheTask);
}
