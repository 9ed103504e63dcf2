using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
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

/// <summary>Switches one's own two-step sign-in (两步验证) on and off. Wrong passwords and codes stand in the trail.</summary>
/// <param name="db">The database.</param>
/// <param name="hasher">Checks the password.</param>
/// <param name="codes">Checks codes.</param>
public sealed class TwoFactorService(RuralEduDbContext db, IPasswordHasher<PortalUser> hasher, OneTimeCodes codes)
{
    /// <summary>For a wrong code, wherever one is typed.</summary>
    public const string WrongCode = "验证码不对或已用过，请输入手机上现在显示的 6 位数字。";

    private const string WrongPassword = "密码不对，请重新输入。";

    /// <summary>How it stands. One statement.</summary>
    public Task<TwoFactorState> ReadAsync(Actor actor, CancellationToken cancellationToken) => db.Users.AsNoTracking()
        .Where(u => u.Id == actor.UserId)
        .Select(u => new TwoFactorState(u.TwoFactorEnabled, u.RecoveryCodes.Count(c => c.UsedAt == null)))
        .SingleAsync(cancellationToken);

    /// <summary>Switches it on and ends the other sign-ins. Refused where it is on already.</summary>
    /// <returns>The recovery codes, to be shown once, and the stamp under which this sign-in goes on.</returns>
    public async Task<Result<(IReadOnlyList<string> RecoveryCodes, BegunSignIn SignIn)>> EnableAsync(
        EnableTwoFactor command, Actor actor, CancellationToken cancellationToken)
    {
        var user = await UserAsync(actor, cancellationToken);
        if (user.TwoFactorEnabled)
            return Result.Refused("两步验证已经开启。要换手机，请先关闭，再重新开启。");
        if (!Matches(user, command.Password))
            return await RefuseAsync(actor, AuditActions.EnableTwoFactor, "密码不对", WrongPassword, nameof(command.Password), cancellationToken);
        if (codes.StepOf(command.Key, command.Code, after: null) is not { } step)
            return await RefuseAsync(actor, AuditActions.EnableTwoFactor, "验证码不对", WrongCode, nameof(command.Code), cancellationToken);

        var recovery = OneTimeCodes.NewRecoveryCodes();
        db.RecoveryCodes.RemoveRange(user.RecoveryCodes);
        db.RecoveryCodes.AddRange(recovery.Select(c => new RecoveryCode { UserId = user.Id, Hash = OneTimeCodes.HashOf(c) }));
        (user.TwoFactorEnabled, user.AuthenticatorKey, user.AuthenticatorStep) = (true, command.Key, step);
        return await SaveAsync(user, AuditActions.EnableTwoFactor, actor, cancellationToken) is { } refusal
            ? refusal
            : Result.Success((recovery, new BegunSignIn(user.Id, user.SecurityStamp!)));
    }

    /// <summary>Switches it off and ends the other sign-ins. Needs a code: who only knows the password cannot.</summary>
    public async Task<Result<BegunSignIn>> DisableAsync(DisableTwoFactor command, Actor actor, CancellationToken cancellationToken)
    {
        var user = await UserAsync(actor, cancellationToken);
        if (!user.TwoFactorEnabled)
            return Result.Refused("两步验证没有开启。");
        if (!Matches(user, command.Password))
            return await RefuseAsync(actor, AuditActions.DisableTwoFactor, "密码不对", WrongPassword, nameof(command.Password), cancellationToken);
        var hash = OneTimeCodes.HashOf(command.Code);
        if (codes.StepOf(user.AuthenticatorKey!, command.Code, user.AuthenticatorStep) is null && !user.RecoveryCodes.Any(c => c.Hash == hash && c.UsedAt is null))
            return await RefuseAsync(actor, AuditActions.DisableTwoFactor, "验证码不对", WrongCode, nameof(command.Code), cancellationToken);
        Forget(db, user);
        return await SaveAsync(user, AuditActions.DisableTwoFactor, actor, cancellationToken) is { } refusal
            ? refusal
            : Result.Success(new BegunSignIn(user.Id, user.SecurityStamp!));
    }

    /// <summary>Takes secret and recovery codes away from an account whose codes are loaded.</summary>
    internal static void Forget(RuralEduDbContext db, PortalUser user)
    {
        db.RecoveryCodes.RemoveRange(user.RecoveryCodes);
        (user.TwoFactorEnabled, user.AuthenticatorKey, user.AuthenticatorStep) = (false, null, null);
    }

    private Task<PortalUser> UserAsync(Actor actor, CancellationToken cancellationToken) =>
        db.Users.Include(u => u.RecoveryCodes).SingleAsync(u => u.Id == actor.UserId, cancellationToken);

    private bool Matches(PortalUser user, string password) =>
        hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", password) != PasswordVerificationResult.Failed;

    private async Task<Refusal> RefuseAsync(Actor actor, string action, string reason, string message, string field, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, action) { Result = AuditResult.Failed, Reason = reason });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Refused(message, field);
    }

    private async Task<Refusal?> SaveAsync(PortalUser user, string action, Actor actor, CancellationToken cancellationToken)
    {
        user.SecurityStamp = SecurityStamps.New();
        db.Note(new AuditNote(actor, action) { Subject = user, Title = user.UserName });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Result.Conflict(AccountRules.OwnChanged);
        }
    }
}
