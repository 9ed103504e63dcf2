using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A sign-in that may begin.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="SecurityStamp">The stamp it holds for.</param>
public sealed record BegunSignIn(int UserId, string SecurityStamp);

/// <summary>
/// Checks names and passwords. Counting and lockout follow the settings under 登录安全; unknown names cost as much time
/// and get the same sentence as wrong passwords. All times are real ones, also in the demonstration.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="hasher">Checks the password.</param>
/// <param name="normalizer">Names without regard to case.</param>
/// <param name="settings">Attempts and minutes.</param>
/// <param name="time">Real time.</param>
public sealed class SignInService(
    RuralEduDbContext db,
    IPasswordHasher<PortalUser> hasher,
    ILookupNormalizer normalizer,
    SettingReader settings,
    TimeProvider time)
{
    /// <summary>For an unknown name and a wrong password alike.</summary>
    public const string WrongMessage = "用户名或密码不对，请重新输入。";

    /// <summary>Said only to someone who knows the password.</summary>
    public const string DisabledMessage = "账号已停用，请联系系统管理员。";

    // A real hash, so that an unknown name takes the same work as a known one.
    private static readonly Lazy<string> Nobody = new(() => new PasswordHasher<PortalUser>().HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>Begins a sign-in, or says why not; either way the trail keeps it.</summary>
    /// <param name="userName">As typed.</param>
    /// <param name="password">As typed; kept nowhere.</param>
    /// <param name="origin">Address and request; its name is replaced.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<BegunSignIn>> BeginAsync(string userName, string password, Actor origin, CancellationToken cancellationToken)
    {
        var candidate = await FindAsync(userName, cancellationToken);
        var right = hasher.VerifyHashedPassword(null!, candidate?.PasswordHash ?? Nobody.Value, password) != PasswordVerificationResult.Failed;
        if (candidate is null)
            return await RefuseAsync(origin with { UserName = Kept(userName) }, "用户名不存在", WrongMessage, cancellationToken);

        var actor = origin with
        {
            UserId = candidate.Id,
            UserName = candidate.UserName,
            DisplayName = candidate.DisplayName,
            Roles = candidate.Roles.Select(r => (Role)r).ToHashSet(),
        };
        var limits = await settings.ReadAsync(cancellationToken);
        if (candidate.LockoutEnd > time.GetUtcNow())
            return await RefuseAsync(actor, "账号锁定中", LockedMessage(candidate.LockoutEnd.Value), cancellationToken);
        if (!right)
            return await CountAsync(candidate, actor, limits, cancellationToken);
        return candidate.IsEnabled
            ? await SucceedAsync(candidate, actor, cancellationToken)
            : await RefuseAsync(actor, "账号已停用", DisabledMessage, cancellationToken);
    }

    /// <summary>Ends a sign-in in the trail.</summary>
    public async Task EndAsync(Actor actor, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, AuditActions.SignOut));
        await db.SaveChangesAsync(cancellationToken);
    }

    private Task<Candidate?> FindAsync(string userName, CancellationToken cancellationToken)
    {
        var name = normalizer.NormalizeName(userName.Trim());
        return db.Users
            .AsNoTracking()
            .AsSingleQuery()
            .Where(u => u.NormalizedUserName == name)
            .Select(u => new Candidate(
                u.Id, u.UserName!, u.DisplayName, u.IsEnabled, u.PasswordHash, u.SecurityStamp!, u.LockoutEnd, u.UserRoles.Select(r => r.RoleId).ToList()))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<Refusal> RefuseAsync(Actor actor, string reason, string message, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, AuditActions.SignIn) { Result = AuditResult.Failed, Reason = reason });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Refused(message);
    }

    // Counted in SQL and behind the audit head's lock: guesses sent at the same moment are counted one by one, and the
    // account's version, which forms carry, stays as it is.
    private async Task<Refusal> CountAsync(Candidate candidate, Actor actor, SettingValues limits, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow().AddMinutes(limits[SettingCatalogue.LockoutMinutes]);
        var attempts = limits[SettingCatalogue.LockoutAttempts];
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Note(new AuditNote(actor, AuditActions.SignIn) { Result = AuditResult.Failed, Reason = "密码不对" });
        await db.SaveChangesAsync(cancellationToken);
        var mine = db.Users.Where(u => u.Id == candidate.Id);
        await mine.ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), cancellationToken);
        var locked = await mine.Where(u => u.AccessFailedCount >= attempts).ExecuteUpdateAsync(
            s => s.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, until), cancellationToken);
        if (locked > 0)
        {
            db.Note(new AuditNote(actor, AuditActions.LockUser)
            {
                ObjectType = nameof(PortalUser), ObjectId = candidate.Id.ToString(), Title = candidate.UserName, Reason = $"连续输错 {attempts} 次密码",
            });
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return Result.Refused(locked > 0 ? LockedMessage(until) : WrongMessage);
    }

    private async Task<Result<BegunSignIn>> SucceedAsync(Candidate candidate, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            db.Note(new AuditNote(actor, AuditActions.SignIn));
            await db.SaveChangesAsync(cancellationToken);
            var begun = await db.Users
                .Where(u => u.Id == candidate.Id && u.LockoutEnd == candidate.LockoutEnd && u.SecurityStamp == candidate.SecurityStamp)
                .ExecuteUpdateAsync(s => s.SetProperty(u => u.LastSignedInAt, now).SetProperty(u => u.AccessFailedCount, 0), cancellationToken);
            if (begun > 0)
            {
                await transaction.CommitAsync(cancellationToken);
                return Result.Success(new BegunSignIn(candidate.Id, candidate.SecurityStamp));
            }
        }

        // Locked or changed by another request since it was read: a right guess among many at once does not slip through.
        return await RefuseAsync(actor, "登录时账号状态有变", WrongMessage, cancellationToken);
    }

    private string LockedMessage(DateTimeOffset until)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling((until - time.GetUtcNow()).TotalMinutes));
        return $"密码连续输错，账号已锁定。请 {minutes} 分钟后再试，或联系系统管理员解除锁定。";
    }

    // The trail keeps what was typed as a name, but no citizen's identity number.
    private static string Kept(string userName) => IdentityNumbers.AppearIn(userName) ? "（疑似身份证号，未保存）" : userName.Trim();

    private sealed record Candidate(
        int Id, string UserName, string DisplayName, bool IsEnabled, string? PasswordHash, string SecurityStamp, DateTimeOffset? LockoutEnd, IReadOnlyList<int> Roles);
}
