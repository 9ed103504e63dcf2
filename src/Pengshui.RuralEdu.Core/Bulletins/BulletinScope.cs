using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>Who reads which bulletin: a published one everybody signed in, one that was sent to be signed the leaders too, all of them the coordinator.</summary>
public static class BulletinScope
{
    /// <summary>The bulletins that the actor may know of.</summary>
    public static IQueryable<Bulletin> VisibleTo(this IQueryable<Bulletin> bulletins, Actor actor)
    {
        var mine = actor.May(Permission.CoordinateMonth);
        var signs = actor.Is(Role.Leader);
        return bulletins.Where(b => mine || b.State == BulletinState.Published
            || (signs && (b.State == BulletinState.AwaitingSignature || b.State == BulletinState.SignedOff)));
    }

    /// <summary>The same of one that is loaded.</summary>
    public static bool IsReadBy(this BulletinState state, Actor actor) =>
        actor.May(Permission.CoordinateMonth) || state == BulletinState.Published
        || (actor.Is(Role.Leader) && state is BulletinState.AwaitingSignature or BulletinState.SignedOff);
}
