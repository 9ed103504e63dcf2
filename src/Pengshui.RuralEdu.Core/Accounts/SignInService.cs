using System.Linq.Expressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A sign-in that may begin, or go on.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="SecurityStamp">The stamp it holds for.</param>
/// <param name="SessionId">Its <see cref="SignInSession"/>; null where there is none yet.</param>
public sealed record BegunSignIn(int UserId, string SecurityStamp, int? SessionId = null)
{
    /// <summary>Whether the password was right, and nothing begins before <see cref="SignInService.CompleteAsync"/> has taken a code.</summary>
    public bool NeedsCode => SessionId is null;
}

/// <summary>
/// Checks names and passwords; <see cref="GuessCounter"/> counts and locks. Unknown names cost as much time and get the
/// same sentence as wrong passwords. What is tried is counted and noted whether or not somebody waits for the answer, so no
/// token of a request ends it. All times are real ones, also in the demonstration.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="hasher">Checks the password.</param>
/// <param name="normalizer">Names without regard to case.</param>
/// <param name="codes">Checks the codes of the second step.</param>
/// <param name="guesses">Counts what is wrong.</param>
/// <param name="sessions">Keeps what begins.</param>
/// <param name="demonstration">Whether accounts of the demonstration may sign in.</param>
/// <param name="time">Real time.</param>
public sealed class SignInService(
    RuralEduDbContext db,
    IPasswordHasher<PortalUser> hasher,
    ILookupNormalizer normalizer,
    OneTimeCodes codes,
    GuessCounter guesses,
    SessionService sessions,
    DemonstrationMode demonstration,
    TimeProvider time)
{
    /// <summary>For an unknown name and a wrong password alike.</summary>
    public const string WrongMessage = "用户名或密码不对，请重新输入。";

    /// <summary>The first step is too long ago, or the account changed since.</summary>
    public const string StartAgainMessage = "登录没有完成，请重新输入用户名和密码。";

    /// <summary>Said only to someone who knows the password.</summary>
    public const string DisabledMessage = "账号已停用，请联系系统管理员。";

    /// <summary>Said only to someone who knows the password, which is public.</summary>
    public const string DemonstrationMessage = "这是演示账号，只能在演示环境里登录。";

    // A real hash, so that an unknown name takes the same work as a known one.
    private static string? nobody;

    /// <summary>Begins a sign-in, or says why not; either way the trail keeps it.</summary>
    /// <param name="userName">As typed.</param>
    /// <param name="password">As typed; kept nowhere.</param>
    /// <param name="origin">Address and request; its name is replaced.</param>
    /// <param name="device">What it is tried on.</param>
    public async Task<Result<BegunSignIn>> BeginAsync(string userName, string password, Actor origin, SignInDevice device)
    {
        var name = normalizer.NormalizeName(TypedText.Line(userName) ?? "");
        var candidate = await FindAsync(u => u.NormalizedUserName == name);
        var verdict = hasher.VerifyHashedPassword(null!, candidate?.PasswordHash ?? HashOfNobody(), password);
        if (candidate is null)
            return await RefuseAsync(origin with { UserName = Kept(userName) }, "用户名不存在", WrongMessage);

        var actor = candidate.As(origin);
        var wrong = verdict == PasswordVerificationResult.Failed ? new WrongGuess("密码不对", WrongMessage) : null;
        var needsCode = candidate.AuthenticatorKey is not null;
        var result = await guesses.TryAsync(
            actor, device, AccountAudit.SignIn, wrong,
            () => needsCode ? TakeFirstStepAsync(candidate, actor) : SucceedAsync(candidate, actor, device, () => Task.FromResult(true)),
            forgets: !needsCode);
        if (result.Succeeded && verdict == PasswordVerificationResult.SuccessRehashNeeded)
            await RenewHashAsync(candidate, password);
        return result;
    }

    /// <summary>The second step: takes a code of the app, or a recovery code. A wrong one counts like a wrong password.</summary>
    /// <param name="begun">What the first step gave, kept by the caller where nobody can change it.</param>
    /// <param name="code">As typed; kept nowhere.</param>
    /// <param name="origin">Address and request; its name is replaced.</param>
    /// <param name="device">What it is tried on.</param>
    public async Task<Result<BegunSignIn>> CompleteAsync(BegunSignIn begun, string code, Actor origin, SignInDevice device)
    {
        var candidate = await FindAsync(u => u.Id == begun.UserId && u.SecurityStamp == begun.SecurityStamp);
        if (candidate is not { IsEnabled: true, AuthenticatorKey: { } key })
            return Result.Refused(StartAgainMessage);
        var actor = candidate.As(origin);
        var step = codes.StepOf(key, code, candidate.AuthenticatorStep);
        var recovery = step is null
            ? codes.RecoveryCodeOf(code, await db.RecoveryCodes.AsNoTracking().Where(c => c.UserId == candidate.Id && c.UsedAt == null).ToListAsync())
            : null;
        var wrong = step is null && recovery is null ? new WrongGuess("验证码不对", TwoFactorService.WrongCode) : null;
        return await guesses.TryAsync(
            actor, device, AccountAudit.SignIn, wrong, () => SucceedAsync(candidate, actor, device, () => TakeAsync(candidate, step, recovery)));
    }

    /// <summary>Ends the actor's sign-in, wherever its cookie is.</summary>
    public async Task EndAsync(Actor actor)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await db.SignInSessions.SingleOrDefaultAsync(s => s.Id == actor.SessionId && s.EndedAt == null) is { } session)
            session.EndedAt = now;
        db.Note(new AuditNote(actor, AccountAudit.SignOut));
        await db.SaveChangesAsync();
    }

    private Task<Candidate?> FindAsync(Expression<Func<PortalUser, bool>> which) => db.Users
        .AsNoTracking()
        .AsSingleQuery()
        .Where(which)
        .Select(u => new Candidate(
            u.Id, u.UserName!, u.DisplayName, u.IsEnabled, u.PasswordHash, u.SecurityStamp!,
            u.TwoFactorEnabled ? u.AuthenticatorKey : null, u.AuthenticatorStep, u.UserRoles.Select(r => r.RoleId).ToList()))
        .SingleOrDefaultAsync();

    private string HashOfNobody() => LazyInitializer.EnsureInitialized(ref nobody, () => hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    // The same password with today's work in it: no act of anybody's, so neither the trail nor the account's version knows of it.
    private async Task RenewHashAsync(Candidate candidate, string password)
    {
        var renewed = hasher.HashPassword(null!, password);
        await db.Users.Where(u => u.Id == candidate.Id && u.PasswordHash == candidate.PasswordHash)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, renewed));
    }

    // Taken in SQL and with the account held: the same code sent twice at the same moment is taken once.
    private async Task<bool> TakeAsync(Candidate candidate, long? step, RecoveryCode? recovery)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var taken = recovery is null
            ? await db.Users.Where(u => u.Id == candidate.Id && (u.AuthenticatorStep == null || u.AuthenticatorStep < step))
                .ExecuteUpdateAsync(s => s.SetProperty(u => u.AuthenticatorStep, step))
            : await db.RecoveryCodes.Where(c => c.Id == recovery.Id && c.UsedAt == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now));
        return taken == 1;
    }

    private async Task<Refusal> RefuseAsync(Actor actor, string reason, string message)
    {
        db.Note(new AuditNote(actor, AccountAudit.SignIn) { Result = AuditResult.Failed, Reason = reason });
        await db.SaveChangesAsync();
        return Result.Refused(message);
    }

    private async Task<Result<BegunSignIn>> TakeFirstStepAsync(Candidate candidate, Actor actor)
    {
        if (await WhyNotAsync(candidate, actor) is { } refusal)
            return refusal;
        db.Note(new AuditNote(actor, AccountAudit.SignInFirstStep));
        await db.SaveChangesAsync();
        return Result.Success(new BegunSignIn(candidate.Id, candidate.SecurityStamp));
    }

    private async Task<Result<BegunSignIn>> SucceedAsync(Candidate candidate, Actor actor, SignInDevice device, Func<Task<bool>> take)
    {
        if (await WhyNotAsync(candidate, actor) is { } refusal)
            return refusal;
        if (!await take())
            return await RefuseAsync(actor, "验证码已用过", TwoFactorService.WrongCode);
        var now = time.GetUtcNow().UtcDateTime;
        await db.Users.Where(u => u.Id == candidate.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.LastSignedInAt, now));
        var session = await sessions.BeginAsync(candidate.Id, candidate.SecurityStamp, device.Name, actor.Address);
        db.Note(new AuditNote(actor, AccountAudit.SignIn));
        await db.SaveChangesAsync();
        return Result.Success(new BegunSignIn(candidate.Id, candidate.SecurityStamp, session.Id));
    }

    // With the account held: what was changed by another request since it was read counts.
    private async Task<Refusal?> WhyNotAsync(Candidate candidate, Actor actor)
    {
        var now = await db.Users.Where(u => u.Id == candidate.Id).Select(u => new { u.SecurityStamp, u.IsEnabled, u.IsDemonstration }).SingleAsync();
        return now switch
        {
            { IsEnabled: false } => await RefuseAsync(actor, "账号已停用", DisabledMessage),
            { IsDemonstration: true } when !demonstration.IsOn => await RefuseAsync(actor, "演示账号，演示没有打开", DemonstrationMessage),
            _ when now.SecurityStamp != candidate.SecurityStamp => await RefuseAsync(actor, "登录时账号状态有变", WrongMessage),
            _ => null,
        };
    }

    // The trail keeps what was typed as a name, but no citizen's identity number.
    private static string Kept(string userName) => IdentityNumbers.AppearIn(userName) ? "（疑似身份证号，未保存）" : TypedText.Line(userName) ?? "";

    private sealed record Candidate(
        int Id, string UserName, string DisplayName, bool IsEnabled, string? PasswordHash, string SecurityStamp,
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
