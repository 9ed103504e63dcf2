using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>One of the actor's sign-ins that go on.</summary>
/// <param name="Id">Key.</param>
/// <param name="Device">What people call the device.</param>
/// <param name="Address">The client's address when it began.</param>
/// <param name="BegunAt">UTC real time.</param>
/// <param name="LastUsedAt">UTC real time, to the grain of <see cref="SessionService.Grain"/>.</param>
/// <param name="IsThis">Whether the request belongs to it.</param>
public sealed record OwnSession(int Id, string Device, string? Address, DateTime BegunAt, DateTime LastUsedAt, bool IsThis);

/// <summary>Keeps sign-ins (<see cref="SignInSession"/>): begins, lists and ends them.</summary>
/// <param name="db">The database.</param>
/// <param name="settings">How long they last.</param>
/// <param name="time">Real time.</param>
public sealed class SessionService(RuralEduDbContext db, SettingReader settings, TimeProvider time)
{
    /// <summary>To this grain their last use is kept: a write for every request would be waste.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    /// <summary>So long they are kept after they began; each has ended long before.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The actor's own that go on, the last used first. One statement.</summary>
    public async Task<IReadOnlyList<OwnSession>> ListAsync(Actor actor, CancellationToken cancellationToken) => await (await RunningAsync(actor, cancellationToken))
        .AsNoTracking()
        .OrderByDescending(s => s.LastUsedAt).ThenByDescending(s => s.Id)
        .Select(s => new OwnSession(s.Id, s.Device, s.Address, s.BegunAt, s.LastUsedAt, s.Id == actor.SessionId))
        .ToListAsync(cancellationToken);

    /// <summary>Ends one of the actor's own; not found where it has ended or is somebody else's.</summary>
    public Task<Result> EndAsync(int id, Actor actor, CancellationToken cancellationToken) => db.ActAsync(
        async () =>
        {
            if (await (await RunningAsync(actor, cancellationToken)).SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } session)
                return Result.NotFound();
            End(session, actor);
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        },
        cancellationToken);

    /// <summary>Ends all of the actor's own but the one that asks. Without any nothing is written.</summary>
    public Task<Result> EndOthersAsync(Actor actor, CancellationToken cancellationToken) => db.ActAsync(
        async () =>
        {
            foreach (var session in await (await RunningAsync(actor, cancellationToken)).Where(s => s.Id != actor.SessionId).ToListAsync(cancellationToken))
                End(session, actor);
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        },
        cancellationToken);

    /// <summary>Notes that one was used just now. No act of anybody's: neither the trail nor a version knows of it.</summary>
    public Task TouchAsync(int id) =>
        db.SignInSessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastUsedAt, Now), CancellationToken.None);

    /// <summary>Adds one to the save that is to come, and forgets the account's old ones.</summary>
    internal async Task<SignInSession> BeginAsync(int userId, string stamp, string device, string? address)
    {
        var before = Now - Kept;
        await db.SignInSessions.Where(s => s.UserId == userId && s.BegunAt < before).ExecuteDeleteAsync(CancellationToken.None);
        var session = new SignInSession { UserId = userId, SecurityStamp = stamp, Device = device, Address = address, BegunAt = Now, LastUsedAt = Now };
        db.Add(session);
        return session;
    }

    /// <summary>
    /// Gives an account another stamp, which ends all its sign-ins, notes why and saves. The actor's own goes on as another
    /// one, so that a copy of the cookie before it is worth nothing; it does not last longer for it.
    /// </summary>
    internal async Task<BegunSignIn> GoOnAsync(PortalUser user, AuditNote note)
    {
        user.SecurityStamp = SecurityStamps.New();
        SignInSession? next = null;
        if (await db.SignInSessions.SingleOrDefaultAsync(s => s.Id == note.Actor.SessionId && s.UserId == user.Id, CancellationToken.None) is { } old)
        {
            old.EndedAt = Now;
            db.Add(next = new SignInSession
            {
                UserId = old.UserId, SecurityStamp = user.SecurityStamp, Device = old.Device, Address = note.Actor.Address, BegunAt = old.BegunAt, LastUsedAt = Now,
            });
        }

        db.Note(note);
        await db.SaveChangesAsync(CancellationToken.None);
        return new BegunSignIn(user.Id, user.SecurityStamp, next?.Id);
    }

    private async Task<IQueryable<SignInSession>> RunningAsync(Actor actor, CancellationToken cancellationToken)
    {
        var limits = await settings.ReadAsync(cancellationToken);
        var begun = Now.AddHours(-limits[AccountSettings.AbsoluteHours]);
        var used = Now.AddMinutes(-limits[AccountSettings.IdleMinutes]) - Grain;
        return db.SignInSessions.Where(s => s.UserId == actor.UserId && s.EndedAt == null && s.BegunAt > begun && s.LastUsedAt > used
            && db.Users.Any(u => u.Id == s.UserId && u.SecurityStamp == s.SecurityStamp));
    }

    private void End(SignInSession session, Actor actor)
    {
        session.EndedAt = Now;
        db.Note(new AuditNote(actor, AccountAudit.EndSession)
        {
            ObjectType = nameof(SignInSession), ObjectId = session.Id.ToString(CultureInfo.InvariantCulture), Title = session.Device,
        });
    }
}
