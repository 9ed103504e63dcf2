using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>Who sees which inspection: a draft its author, an issued one every business role.</summary>
public static class InspectionScope
{
    /// <summary>The inspections that the actor may know of.</summary>
    public static IQueryable<Inspection> VisibleTo(this IQueryable<Inspection> inspections, Actor actor)
    {
        var reads = actor.May(Permission.ReadBusiness);
        var mine = actor.May(Permission.Supervise) ? actor.UserId : null;
        return inspections.Where(i => (reads && i.State == InspectionState.Issued) || i.AuthorId == mine);
    }

    /// <summary>The same of one that is loaded.</summary>
    public static bool IsVisibleTo(this Inspection inspection, Actor actor) => inspection.State == InspectionState.Issued
        ? actor.May(Permission.ReadBusiness)
        : inspection.AuthorId == actor.UserId && actor.May(Permission.Supervise);
}
