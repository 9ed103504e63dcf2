using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>Who sees which rectification: every business role, once it is issued. A draft is seen through its inspection only.</summary>
public static class RectificationScope
{
    /// <summary>The rectifications that the actor may know of.</summary>
    public static IQueryable<Rectification> VisibleTo(this IQueryable<Rectification> rectifications, Actor actor) =>
        actor.May(Permission.ReadBusiness)
            ? rectifications.Where(r => r.State != RectificationState.Draft)
            : rectifications.Where(_ => false);
}
