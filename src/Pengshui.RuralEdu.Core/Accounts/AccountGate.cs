using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>Which account an act is about.</summary>
/// <param name="Id">The account.</param>
/// <param name="Version">The version that the page was made from; null on the command line.</param>
public sealed record TheUser(int Id, int? Version);

/// <summary>Opens and shuts accounts: on, off, unlocked, with a new first password. Refusals are kept in the trail.</summary>
/// <param name="db">The database.</param>
/// <param name="hasher">Hashes passwords.</param>
/// <param name="normalizer">Names without regard to case.</param>
/// <param name="settings">Shortest password.</param>
/// <param name="guesses">What was counted of wrong passwords.</param>
/// <param name="demonstration">Whose accounts count as somebody who holds a post.</param>
/// <param name="time">Real time.</param>
public sealed class AccountGate(
    RuralEduDbContext db,
    IPasswordHasher<PortalUser> hasher,
    ILookupNormalizer normalizer,
    SettingReader settings,
    GuessCounter guesses,
    DemonstrationMode demonstration,
    TimeProvider time)
{
    /// <summary>Lets an account sign in again.</summary>
    public Task<Result> EnableAsync(TheUser which, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(which, actor, AccountAudit.EnableUser, user => !user.IsEnabled, _ => Task.FromResult<string?>(null), user => user.IsEnabled = true, cancellationToken);

    /// <summary>Shuts an account and ends its sign-ins at once. Nobody shuts their own, nor the last one of an indispensable post.</summary>
    public Task<Result> DisableAsync(TheUser which, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(which, actor, AccountAudit.DisableUser, user => user.IsEnabled, user => WhyNotDisableAsync(user, actor, cancellationToken), user =>
        {
            user.IsEnabled = false;
            user.SecurityStamp = SecurityStamps.New();
        }, cancellationToken);

    /// <summary>Lifts every lockout after wrong passwords.</summary>
    public Task<Result> UnlockAsync(TheUser which, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(which, actor, AccountAudit.UnlockUser, user => user.LockoutEnd > time.GetUtcNow(), _ => Task.FromResult<string?>(null), guesses.Forget, cancellationToken);

    /// <summary>
    /// Gives an account a new first password and ends its sign-ins. Those of the two other posts are reset on the command
    /// line only: whoever could reset them on a page would hold two posts (GB/T 22239, 三员分立).
    /// </summary>
    public async Task<Result<FirstPassword>> ResetPasswordAsync(TheUser which, Actor actor, CancellationToken cancellationToken)
    {
        var shortest = (await settings.ReadAsync(cancellationToken))[AccountSettings.PasswordLength];
        FirstPassword? first = null;
        var result = await ActAsync(which, actor, AccountAudit.ResetPassword, _ => true, user => Task.FromResult(WhyNotReset(user, actor)), user =>
        {
            first = new FirstPassword(user.Id, user.UserName!, PasswordPolicy.Generate(user.UserName!, shortest));
            db.SetPassword(user, hasher.HashPassword(user, first.Password), time.GetUtcNow().UtcDateTime);
            user.MustChangePassword = true;
            user.SecurityStamp = SecurityStamps.New();
            guesses.Forget(user);
        }, cancellationToken);
        return result is Refusal refusal ? refusal : Result.Success(first!);
    }

    /// <summary>The same by name, for the command line.</summary>
    public async Task<Result<FirstPassword>> ResetPasswordAsync(string userName, Actor actor, CancellationToken cancellationToken)
    {
        return await IdAsync(userName, cancellationToken) is { } id ? await ResetPasswordAsync(new TheUser(id, null), actor, cancellationToken) : Unknown(userName);
    }

    /// <summary>Lets an account whose phone is lost sign in without it, until its holder switches it on again. The posts as in <see cref="ResetPasswordAsync(TheUser, Actor, CancellationToken)"/>.</summary>
    public Task<Result> ResetTwoFactorAsync(TheUser which, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(which, actor, AccountAudit.ResetTwoFactor, user => user.TwoFactorEnabled, user => Task.FromResult(WhyNotReset(user, actor)), user =>
        {
            TwoFactorService.Forget(db, user);
            user.SecurityStamp = SecurityStamps.New();
        }, cancellationToken);

    /// <summary>The same by name, for the command line.</summary>
    public async Task<Result> ResetTwoFactorAsync(string userName, Actor actor, CancellationToken cancellationToken) =>
        await IdAsync(userName, cancellationToken) is { } id ? await ResetTwoFactorAsync(new TheUser(id, null), actor, cancellationToken) : Unknown(userName);

    private Task<Result> ActAsync(
        TheUser which, Actor actor, string action, Func<PortalUser, bool> needed, Func<PortalUser, Task<string?>> whyNot, Action<PortalUser> act, CancellationToken cancellationToken) =>
        db.ActAsync(() => ActOnceAsync(which, actor, action, needed, whyNot, act, cancellationToken), cancellationToken);

    private async Task<Result> ActOnceAsync(
        TheUser which, Actor actor, string action, Func<PortalUser, bool> needed, Func<PortalUser, Task<string?>> whyNot, Action<PortalUser> act, CancellationToken cancellationToken)
    {
        if (!actor.MayKeepAccounts())
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Accounts, cancellationToken);
        var user = await db.Users.Include(u => u.UserRoles).Include(u => u.RecoveryCodes).Include(u => u.FormerPasswords).Include(u => u.GuessCounts)
            .SingleOrDefaultAsync(u => u.Id == which.Id, cancellationToken);
        if (user is null)
            return Result.NotFound();
        if (which.Version is { } version && user.Version != version)
            return Result.Conflict(AccountRules.Changed(user));
        if (!needed(user))
            return Result.Success();

        var why = await whyNot(user);
        if (why is null)
            act(user);
        db.Note(new AuditNote(actor, action)
        {
            Subject = user, Title = user.UserName, Reason = why, Result = why is null ? AuditResult.Succeeded : AuditResult.Refused,
        });
        await db.SaveChangesAsync(cancellationToken);
        return why is null ? Result.Success() : Result.Refused(why);
    }

    private async Task<string?> WhyNotDisableAsync(PortalUser user, Actor actor, CancellationToken cancellationToken)
    {
        if (user.Id == actor.UserId)
            return "不能停用自己的账号，请由另一位系统管理员办理。";
        foreach (var role in AccountRules.Indispensable.Where(r => user.UserRoles.Any(u => u.RoleId == (int)r)))
        {
            if (!await db.AnotherHoldsAsync(demonstration, user.Id, role, cancellationToken))
                return $"这是最后一位可用的{role.Label()}，停用后无人能办理，请先另设一位。";
        }

        return null;
    }

    private Task<int?> IdAsync(string userName, CancellationToken cancellationToken)
    {
        var normalized = normalizer.NormalizeName(TypedText.Line(userName) ?? "");
        return db.Users.Where(u => u.NormalizedUserName == normalized).Select(u => (int?)u.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private static Refusal Unknown(string userName) => Result.Refused($"没有用户名为“{userName}”的账号。");

    private static string? WhyNotReset(PortalUser user, Actor actor)
    {
        if (user.Id == actor.UserId)
            return "自己的密码和两步验证请在自己的账号页里改。";
        var post = user.UserRoles.Select(r => (Role)r.RoleId).FirstOrDefault(r => r is Role.SecurityAdministrator or Role.Auditor);
        return post == default || actor.IsProgram
            ? null
            : $"{post.Label()}的密码和两步验证不能由系统管理员重置（三员分立），请在服务器上用命令行重置。";
    }
}
