using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>
/// The one place that counts wrong passwords and codes, wherever they are typed, and locks. Counted by account and source:
/// a device on which the account has signed in counts for itself, and no stranger locks it; everybody else counts by address,
/// and all of them together at <see cref="StrangersFactor"/> times the number, so that many addresses are no way around. A
/// lock lasts as long as the setting says, and each further one in a row twice as long, at most <see cref="Longest"/>. After
/// "Slow Down Online Guessing Attacks with Device Cookies" (OWASP).
/// </summary>
/// <param name="db">The database.</param>
/// <param name="settings">Attempts and minutes.</param>
/// <param name="time">Real time.</param>
public sealed class GuessCounter(RuralEduDbContext db, SettingReader settings, TimeProvider time)
{
    /// <summary>How many times the attempts of one address all strangers together have.</summary>
    public const int StrangersFactor = 4;

    /// <summary>Longest lock; a count is forgotten as long after its last wrong one.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// Does an act that leans on something secret: nobody else counts or acts on the account meanwhile, and while it is locked
    /// nothing is looked at, so that right and wrong get the same answer. What is tried is counted and noted whether or not
    /// somebody waits for the answer: there is no token that ends it.
    /// </summary>
    /// <typeparam name="T">What the act yields.</typeparam>
    /// <param name="actor">The account's holder, or who says so.</param>
    /// <param name="device">What it is tried on.</param>
    /// <param name="action">What the trail calls it.</param>
    /// <param name="wrong">What was wrong, for the trail and for the one who typed it; null where nothing was.</param>
    /// <param name="act">What is done where it was right; it reads the account anew.</param>
    /// <param name="forgets">Whether what was counted is forgotten when it is done: not while a second step is to come.</param>
    public Task<Result<T>> TryAsync<T>(Actor actor, SignInDevice device, string action, WrongGuess? wrong, Func<Task<Result<T>>> act, bool forgets = true) =>
        db.WriteTogetherAsync(() => TryOnceAsync(actor, device, action, wrong, act, forgets), CancellationToken.None);

    /// <summary>Lifts every lock of an account whose counts are loaded.</summary>
    internal void Forget(PortalUser user)
    {
        user.LockoutEnd = null;
        db.RemoveRange(user.GuessCounts);
    }

    private async Task<Result<T>> TryOnceAsync<T>(Actor actor, SignInDevice device, string action, WrongGuess? wrong, Func<Task<Result<T>>> act, bool forgets)
    {
        var userId = actor.UserId!.Value;
        await db.HoldAsync(db.Users.Where(u => u.Id == userId), CancellationToken.None);
        string[] sources = device.Knows(userId)
            ? [device.SourceOf(userId, actor.Address)]
            : [device.SourceOf(userId, actor.Address), GuessCount.Strangers];
        var counts = await db.GuessCounts.Where(c => c.UserId == userId && sources.Contains(c.Source)).ToListAsync(CancellationToken.None);
        var now = time.GetUtcNow().UtcDateTime;
        if (counts.Max(c => c.LockedUntil) is { } locked && locked > now)
        {
            db.Note(new AuditNote(actor, action) { Result = AuditResult.Failed, Reason = "账号锁定中" });
            await db.SaveChangesAsync(CancellationToken.None);
            return Result.Refused(LockedMessage(locked - now));
        }

        if (wrong is not null)
            return await CountAsync(actor, sources, counts, action, wrong, now);
        var result = await act();
        if (result.Succeeded && forgets)
            await db.GuessCounts.Where(c => c.UserId == userId && sources.Contains(c.Source)).ExecuteDeleteAsync(CancellationToken.None);
        return result;
    }

    private async Task<Refusal> CountAsync(Actor actor, string[] sources, List<GuessCount> counts, string action, WrongGuess wrong, DateTime now)
    {
        var userId = actor.UserId!.Value;
        var limits = await settings.ReadAsync(CancellationToken.None);
        var old = now - Longest;
        await db.GuessCounts.Where(c => c.UserId == userId && c.LastAt < old && !sources.Contains(c.Source)).ExecuteDeleteAsync(CancellationToken.None);
        db.Note(new AuditNote(actor, action) { Result = AuditResult.Failed, Reason = wrong.Reason });
        DateTime? until = null;
        foreach (var source in sources)
        {
            if (counts.Find(c => c.Source == source) is not { } count)
                db.Add(count = new GuessCount { UserId = userId, Source = source });
            if (count.LastAt < old)
                (count.Wrong, count.Locks) = (0, 0);
            (count.Wrong, count.LastAt) = (count.Wrong + 1, now);
            var attempts = limits[AccountSettings.LockoutAttempts] * (source == GuessCount.Strangers ? StrangersFactor : 1);
            if (count.Wrong < attempts)
                continue;
            (count.Wrong, count.Locks) = (0, count.Locks + 1);
            count.LockedUntil = now + LockOf(count.Locks, limits[AccountSettings.LockoutMinutes]);
            until = until > count.LockedUntil ? until : count.LockedUntil;
            db.Note(new AuditNote(actor, AccountAudit.LockUser)
            {
                ObjectType = nameof(PortalUser),
                ObjectId = userId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Title = actor.UserName,
                Reason = source == GuessCount.Strangers ? $"多处共输错 {attempts} 次" : $"连续输错 {attempts} 次",
            });
        }

        await db.SaveChangesAsync(CancellationToken.None);
        if (until is not { } end)
            return Result.Refused(wrong.Message, wrong.Field);
        var shown = await db.Users.Where(u => u.Id == userId).Select(u => u.LockoutEnd).SingleAsync(CancellationToken.None);
        if (!(shown > end))
            await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(s => s.SetProperty(u => u.LockoutEnd, (DateTimeOffset?)end), CancellationToken.None);
        return Result.Refused(LockedMessage(end - now));
    }

    private static TimeSpan LockOf(int locks, int minutes) =>
        TimeSpan.FromMinutes(Math.Min(Longest.TotalMinutes, minutes * Math.Pow(2, Math.Min(locks, 12) - 1)));

    private static string LockedMessage(TimeSpan left)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(left.TotalMinutes));
        return $"连续输错，账号已锁定。请 {minutes} 分钟后再试，或用以前登录过的电脑、手机登录，也可联系系统管理员解除锁定。";
    }
}

/// <summary>A password or a code that was wrong.</summary>
/// <param name="Reason">For the trail.</param>
/// <param name="Message">For the one who typed it.</param>
/// <param name="Field">Where it was typed; null for the form as a whole.</param>
public sealed record WrongGuess(string Reason, string Message, string? Field = null);
