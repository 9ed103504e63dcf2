using System.Linq.Expressions;
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
/// <param name="NeedsCode">True: the password was right, and nothing begins before <see cref="SignInService.CompleteAsync"/> has taken a code.</param>
public sealed record BegunSignIn(int UserId, string SecurityStamp, bool NeedsCode = false);

/// <summary>
/// Checks names and passwords. Counting and lockout follow the settings under 登录安全; unknown names cost as much time
/// and get the same sentence as wrong passwords. All times are real ones, also in the demonstration.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="hasher">Checks the password.</param>
/// <param name="normalizer">Names without regard to case.</param>
/// <param name="codes">Checks the codes of the second step.</param>
/// <param name="settings">Attempts and minutes.</param>
/// <param name="time">Real time.</param>
public sealed class SignInService(
    RuralEduDbContext db,
    IPasswordHasher<PortalUser> hasher,
    ILookupNormalizer normalizer,
    OneTimeCodes codes,
    SettingReader settings,
    TimeProvider time)
{
    /// <summary>For an unknown name and a wrong password alike.</summary>
    public const string WrongMessage = "用户名或密码不对，请重新输入。";

    /// <summary>The first step is too long ago, or the account changed since.</summary>
    public const string StartAgainMessage = "登录没有完成，请重新输入用户名和密码。";

    /// <summary>Said only to someone who knows the password.</summary>
    public const string DisabledMessage = "账号已停用，请联系系统管理员。";

    // A real hash, so that an unknown name takes the same work as a known one.
    private static string? nobody;

    /// <summary>Begins a sign-in, or says why not; either way the trail keeps it.</summary>
    /// <param name="userName">As typed.</param>
    /// <param name="password">As typed; kept nowhere.</param>
    /// <param name="origin">Address and request; its name is replaced.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<BegunSignIn>> BeginAsync(string userName, string password, Actor origin, CancellationToken cancellationToken)
    {
        var name = normalizer.NormalizeName(TypedText.Line(userName) ?? "");
        var candidate = await FindAsync(u => u.NormalizedUserName == name, cancellationToken);
        var verdict = hasher.VerifyHashedPassword(null!, candidate?.PasswordHash ?? HashOfNobody(), password);
        if (candidate is null)
            return await RefuseAsync(origin with { UserName = Kept(userName) }, "用户名不存在", WrongMessage, cancellationToken);

        var actor = candidate.As(origin);
        if (candidate.LockoutEnd > time.GetUtcNow())
            return await RefuseAsync(actor, "账号锁定中", LockedMessage(candidate.LockoutEnd.Value), cancellationToken);
        if (verdict == PasswordVerificationResult.Failed)
            return await CountAsync(candidate, actor, "密码不对", WrongMessage, cancellationToken);
        if (!candidate.IsEnabled)
            return await RefuseAsync(actor, "账号已停用", DisabledMessage, cancellationToken);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            await RenewHashAsync(candidate, password, cancellationToken);
        return candidate.AuthenticatorKey is null
            ? await SucceedAsync(candidate, actor, _ => Task.FromResult(true), cancellationToken)
            : Result.Success(new BegunSignIn(candidate.Id, candidate.SecurityStamp, NeedsCode: true));
    }

    /// <summary>The second step: takes a code of the app, or a recovery code. A wrong one counts like a wrong password.</summary>
    /// <param name="begun">What the first step gave, kept by the caller where nobody can change it.</param>
    /// <param name="code">As typed; kept nowhere.</param>
    /// <param name="origin">Address and request; its name is replaced.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<BegunSignIn>> CompleteAsync(BegunSignIn begun, string code, Actor origin, CancellationToken cancellationToken)
    {
        var candidate = await FindAsync(u => u.Id == begun.UserId && u.SecurityStamp == begun.SecurityStamp, cancellationToken);
        if (candidate is not { IsEnabled: true, AuthenticatorKey: { } key })
            return Result.Refused(StartAgainMessage);
        var actor = candidate.As(origin);
        if (candidate.LockoutEnd > time.GetUtcNow())
            return await RefuseAsync(actor, "账号锁定中", LockedMessage(candidate.LockoutEnd.Value), cancellationToken);
        var step = codes.StepOf(key, code, candidate.AuthenticatorStep);
        var hash = OneTimeCodes.HashOf(code);
        var recovery = step is null ? await RecoveryCodes(candidate, hash).Select(c => (int?)c.Id).FirstOrDefaultAsync(cancellationToken) : null;
        return step is null && recovery is null
            ? await CountAsync(candidate, actor, "验证码不对", TwoFactorService.WrongCode, cancellationToken)
            : await SucceedAsync(candidate, actor, ct => TakeAsync(candidate, step, hash, ct), cancellationToken);
    }

    /// <summary>Ends a sign-in in the trail.</summary>
    public async Task EndAsync(Actor actor, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, AuditActions.SignOut));
        await db.SaveChangesAsync(cancellationToken);
    }

    private Task<Candidate?> FindAsync(Expression<Func<PortalUser, bool>> which, CancellationToken cancellationToken) => db.Users
        .AsNoTracking()
        .AsSingleQuery()
        .Where(which)
        .Select(u => new Candidate(
            u.Id, u.UserName!, u.DisplayName, u.IsEnabled, u.PasswordHash, u.SecurityStamp!, u.LockoutEnd,
            u.TwoFactorEnabled ? u.AuthenticatorKey : null, u.AuthenticatorStep, u.UserRoles.Select(r => r.RoleId).ToList()))
        .SingleOrDefaultAsync(cancellationToken);

    private string HashOfNobody() => LazyInitializer.EnsureInitialized(ref nobody, () => hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    // The same password with today's work in it: no act of anybody's, so neither the trail nor the account's version knows of it.
    private async Task RenewHashAsync(Candidate candidate, string password, CancellationToken cancellationToken)
    {
        var renewed = hasher.HashPassword(null!, password);
        await db.Users.Where(u => u.Id == candidate.Id && u.PasswordHash == candidate.PasswordHash)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, renewed), cancellationToken);
    }

    private IQueryable<RecoveryCode> RecoveryCodes(Candidate candidate, string hash) =>
        db.RecoveryCodes.Where(c => c.UserId == candidate.Id && c.Hash == hash && c.UsedAt == null);

    // Taken in SQL and with the account held: the same code sent twice at the same moment is taken once.
    private async Task<bool> TakeAsync(Candidate candidate, long? step, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var taken = step is null
            ? await RecoveryCodes(candidate, hash).ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now), cancellationToken)
            : await db.Users.Where(u => u.Id == candidate.Id && (u.AuthenticatorStep == null || u.AuthenticatorStep < step))
                .ExecuteUpdateAsync(s => s.SetProperty(u => u.AuthenticatorStep, step), cancellationToken);
        return taken == 1;
    }

    private async Task<Refusal> RefuseAsync(Actor actor, string reason, string message, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, AuditActions.SignIn) { Result = AuditResult.Failed, Reason = reason });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Refused(message);
    }

    // Counted in SQL and with the account held: guesses sent at the same moment are counted one by one, and the
    // account's version, which forms carry, stays as it is.
    private async Task<Refusal> CountAsync(Candidate candidate, Actor actor, string reason, string message, CancellationToken cancellationToken)
    {
        var limits = await settings.ReadAsync(cancellationToken);
        var until = time.GetUtcNow().AddMinutes(limits[SettingCatalogue.LockoutMinutes]);
        var attempts = limits[SettingCatalogue.LockoutAttempts];
        var locked = await db.WriteTogetherAsync(() => CountOnceAsync(candidate, actor, reason, attempts, until, cancellationToken), cancellationToken);
        return Result.Refused(locked ? LockedMessage(until) : message);
    }

    private async Task<bool> CountOnceAsync(Candidate candidate, Actor actor, string reason, int attempts, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var mine = db.Users.Where(u => u.Id == candidate.Id);
        await db.HoldAsync(mine, cancellationToken);
        await mine.ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), cancellationToken);
        var locked = await mine.Where(u => u.AccessFailedCount >= attempts).ExecuteUpdateAsync(
            s => s.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, until), cancellationToken);
        db.Note(new AuditNote(actor, AuditActions.SignIn) { Result = AuditResult.Failed, Reason = reason });
        if (locked > 0)
        {
            db.Note(new AuditNote(actor, AuditActions.LockUser)
            {
                ObjectType = nameof(PortalUser), ObjectId = candidate.Id.ToString(), Title = candidate.UserName, Reason = $"连续输错 {attempts} 次",
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        return locked > 0;
    }

    private async Task<Result<BegunSignIn>> SucceedAsync(Candidate candidate, Actor actor, Func<CancellationToken, Task<bool>> take, CancellationToken cancellationToken)
    {
        if (await db.WriteTogetherAsync(() => SucceedOnceAsync(candidate, actor, take, cancellationToken), cancellationToken))
            return Result.Success(new BegunSignIn(candidate.Id, candidate.SecurityStamp));

        // Locked or changed by another request since it was read: a right guess among many at once does not slip through.
        return await RefuseAsync(actor, "登录时账号状态有变", WrongMessage, cancellationToken);
    }

    private async Task<bool> SucceedOnceAsync(Candidate candidate, Actor actor, Func<CancellationToken, Task<bool>> take, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await db.HoldAsync(db.Users.Where(u => u.Id == candidate.Id), cancellationToken);
        var begun = await db.Users
            .Where(u => u.Id == candidate.Id && u.LockoutEnd == candidate.LockoutEnd && u.SecurityStamp == candidate.SecurityStamp)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.LastSignedInAt, now).SetProperty(u => u.AccessFailedCount, 0), cancellationToken);
        if (begun == 0 || !await take(cancellationToken))
            return false;
        db.Note(new AuditNote(actor, AuditActions.SignIn));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private string LockedMessage(DateTimeOffset until)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling((until - time.GetUtcNow()).TotalMinutes));
        return $"连续输错，账号已锁定。请 {minutes} 分钟后再试，或联系系统管理员解除锁定。";
    }

    // The trail keeps what was typed as a name, but no citizen's identity number.
    private static string Kept(string userName) => IdentityNumbers.AppearIn(userName) ? "（疑似身份证号，未保存）" : TypedText.Line(userName) ?? "";

    private sealed record Candidate(
        int Id, string UserName, string DisplayName, bool IsEnabled, string? PasswordHash, string SecurityStamp, DateTimeOffset? LockoutEnd,
        string? AuthenticatorKey, long? AuthenticatorStep, IReadOnlyList<int> Roles)
    {
        public Actor As(Actor origin) => origin with
        {
            UserId = Id,
            UserName = UserName,
            DisplayName = DisplayName,
            Roles = Roles.Select(r => (Role)r).ToHashSet(),
        };
    }
}
