using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>Reads the figures of the three posts, one statement or two for each post.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Today, as the audit trail has it.</param>
/// <param name="time">Real time, which locks accounts.</param>
public sealed class PostDeskQuery(RuralEduDbContext db, BusinessClock clock, TimeProvider time)
{
    /// <summary>The figures of the posts that this person holds; null where there is none.</summary>
    public async Task<PostDesk?> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Roles.Any(r => r.IsPost()))
            return null;
        return new PostDesk(
            actor.Is(Role.SystemAdministrator) ? await AccountsAsync(cancellationToken) : null,
            actor.Is(Role.SecurityAdministrator) ? await SecurityAsync(cancellationToken) : null,
            actor.Is(Role.Auditor) ? await AuditAsync(cancellationToken) : null);
    }

    private async Task<AccountFigures> AccountsAsync(CancellationToken cancellationToken) =>
        await db.Users.GroupBy(_ => 1)
            .Select(g => new AccountFigures(
                g.Count(u => u.IsEnabled), g.Count(u => !u.IsEnabled), g.Count(u => u.IsEnabled && u.MustChangePassword),
                g.Count(u => u.IsEnabled && u.LastSignedInAt == null)))
            .SingleAsync(cancellationToken);

    private async Task<SecurityFigures> SecurityAsync(CancellationToken cancellationToken)
    {
        var start = StartOfToday();
        var today = await db.AuditEntries.Where(e => e.At >= start && e.Result != AuditResult.Succeeded)
            .GroupBy(e => e.Result == AuditResult.Failed && e.Action == AccountAudit.SignIn)
            .Select(g => new { IsSignIn = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);

        // The engines compare instants with an offset differently, so the few accounts that have an end of lock are compared here.
        var locks = await db.Users.Where(u => u.IsEnabled && (u.LockoutEnd != null || !u.UserRoles.Any()))
            .Select(u => new { u.LockoutEnd, HasRole = u.UserRoles.Any() }).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return new SecurityFigures(
            locks.Count(u => u.LockoutEnd > now),
            today.SingleOrDefault(t => t.IsSignIn)?.Count ?? 0,
            today.SingleOrDefault(t => !t.IsSignIn)?.Count ?? 0,
            locks.Count(u => !u.HasRole));
    }

    private async Task<AuditFigures> AuditAsync(CancellationToken cancellationToken)
    {
        var start = StartOfToday();
        var today = await db.AuditHeads
            .Select(h => new
            {
                h.Sequence,
                Today = db.AuditEntries.Count(e => e.At >= start),
                Refused = db.AuditEntries.Count(e => e.At >= start && e.Result != AuditResult.Succeeded),
            })
            .SingleAsync(cancellationToken);
        var verified = await db.AuditEntries.Where(e => e.Action == TrailAudit.VerifyAudit).OrderByDescending(e => e.Sequence)
            .Select(e => new { e.At, e.Result }).FirstOrDefaultAsync(cancellationToken);
        return new AuditFigures(today.Sequence, today.Today, today.Refused, verified?.At, verified?.Result == AuditResult.Succeeded);
    }

    private DateTime StartOfToday() => BusinessClock.ToUtc(clock.Today, TimeOnly.MinValue);
}
