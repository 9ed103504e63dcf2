using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>Two-step sign-in is switched on for oneself.</summary>
/// <param name="Key">The secret that the page proposed, encrypted as it came.</param>
/// <param name="Code">What the app shows for it.</param>
/// <param name="Password">The password in force: a page left open is not enough.</param>
public sealed record EnableTwoFactor(string Key, string Code, string Password);

/// <summary>Two-step sign-in is switched off for oneself.</summary>
/// <param name="Code">A code of the app, or a recovery code.</param>
/// <param name="Password">The password in force.</param>
public sealed record DisableTwoFactor(string Code, string Password);

/// <summary>How the actor's two-step sign-in stands.</summary>
/// <param name="IsOn">Whether it is on.</param>
/// <param name="RecoveryCodesLeft">Recovery codes not used yet.</param>
public sealed record TwoFactorState(bool IsOn, int RecoveryCodesLeft);

/// <summary>
/// Switches one's own two-step sign-in (两步验证) on and off. Wrong passwords and codes stand in the trail and count towards the
/// lockout, whether or not somebody waits for the answer.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="hasher">Checks the password.</param>
/// <param name="codes">Checks codes.</param>
/// <param name="guesses">Counts what is wrong.</param>
/// <param name="sessions">Lets this sign-in go on.</param>
public sealed class TwoFactorService(RuralEduDbContext db, IPasswordHasher<PortalUser> hasher, OneTimeCodes codes, GuessCounter guesses, SessionService sessions)
{
    /// <summary>For a wrong code, wherever one is typed.</summary>
    public const string WrongCode = "验证码不对或已用过，请输入手机上现在显示的 6 位数字。";

    private const string IsOn = "两步验证已经开启。要换手机，请先关闭，再重新开启。";

    private const string IsOff = "两步验证没有开启。";

    /// <summary>How it stands. One statement.</summary>
    public Task<TwoFactorState> ReadAsync(Actor actor, CancellationToken cancellationToken) => db.Users.AsNoTracking()
        .Where(u => u.Id == actor.UserId)
        .Select(u => new TwoFactorState(u.TwoFactorEnabled, u.RecoveryCodes.Count(c => c.UsedAt == null)))
        .SingleAsync(cancellationToken);

    /// <summary>Switches it on and ends the other sign-ins. Refused where it is on already.</summary>
    /// <returns>The recovery codes, to be shown once, and the sign-in under which this one goes on.</returns>
    public async Task<Result<(IReadOnlyList<string> RecoveryCodes, BegunSignIn SignIn)>> EnableAsync(EnableTwoFactor command, Actor actor, SignInDevice device)
    {
        var known = await KnownAsync(actor);
        if (known.TwoFactorEnabled)
            return Result.Refused(IsOn);
        var step = codes.StepOf(command.Key, command.Code, after: null);
        var wrong = WrongOf(known, command.Password, nameof(command.Password), step is not null, nameof(command.Code));
        var recovery = wrong is null ? OneTimeCodes.NewRecoveryCodes() : [];
        var hashes = recovery.Select(codes.HashOf).ToList();
        return await guesses.TryAsync<(IReadOnlyList<string>, BegunSignIn)>(actor, device, AccountAudit.EnableTwoFactor, wrong, async () =>
        {
            if (await UserAsync(actor) is not { TwoFactorEnabled: false } user || user.SecurityStamp != known.SecurityStamp)
                return Result.Conflict(AccountRules.OwnChanged);
            db.RecoveryCodes.RemoveRange(user.RecoveryCodes);
            db.RecoveryCodes.AddRange(hashes.Select(h => new RecoveryCode { UserId = user.Id, Hash = h }));
            (user.TwoFactorEnabled, user.AuthenticatorKey, user.AuthenticatorStep) = (true, command.Key, step);
            return Result.Success((recovery, await sessions.GoOnAsync(user, NoteOf(actor, AccountAudit.EnableTwoFactor, user))));
        });
    }

    /// <summary>Switches it off and ends the other sign-ins. Needs a code: who only knows the password cannot.</summary>
    public async Task<Result<BegunSignIn>> DisableAsync(DisableTwoFactor command, Actor actor, SignInDevice device)
    {
        var known = await KnownAsync(actor);
        if (!known.TwoFactorEnabled)
            return Result.Refused(IsOff);
        var isRight = codes.StepOf(known.AuthenticatorKey!, command.Code, known.AuthenticatorStep) is not null
            || codes.RecoveryCodeOf(command.Code, known.RecoveryCodes.Where(c => c.UsedAt is null)) is not null;
        var wrong = WrongOf(known, command.Password, nameof(command.Password), isRight, nameof(command.Code));
        return await guesses.TryAsync<BegunSignIn>(actor, device, AccountAudit.DisableTwoFactor, wrong, async () =>
        {
            if (await UserAsync(actor) is not { TwoFactorEnabled: true } user || user.SecurityStamp != known.SecurityStamp)
                return Result.Conflict(AccountRules.OwnChanged);
            Forget(db, user);
            return Result.Success(await sessions.GoOnAsync(user, NoteOf(actor, AccountAudit.DisableTwoFactor, user)));
        });
    }

    /// <summary>Takes secret and recovery codes away from an account whose codes are loaded.</summary>
    internal static void Forget(RuralEduDbContext db, PortalUser user)
    {
        db.RecoveryCodes.RemoveRange(user.RecoveryCodes);
        (user.TwoFactorEnabled, user.AuthenticatorKey, user.AuthenticatorStep) = (false, null, null);
    }

    private Task<PortalUser> KnownAsync(Actor actor) => db.Users.AsNoTracking().Include(u => u.RecoveryCodes).SingleAsync(u => u.Id == actor.UserId);

    private Task<PortalUser> UserAsync(Actor actor) => db.Users.Include(u => u.RecoveryCodes).SingleAsync(u => u.Id == actor.UserId);

    private WrongGuess? WrongOf(PortalUser user, string password, string passwordField, bool isCodeRight, string codeField)
    {
        if (hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", password) == PasswordVerificationResult.Failed)
            return new WrongGuess("密码不对", "密码不对，请重新输入。", passwordField);
        return isCodeRight ? null : new WrongGuess("验证码不对", WrongCode, codeField);
    }

    private static AuditNote NoteOf(Actor actor, string action, PortalUser user) => new(actor, action) { Subject = user, Title = user.UserName };
}
