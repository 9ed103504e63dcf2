using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>A change of one's own password.</summary>
/// <param name="CurrentPassword">The one in force.</param>
/// <param name="NewPassword">The new one.</param>
public sealed record ChangePassword(string CurrentPassword, string NewPassword);

/// <summary>What a person does with their own sign-ins.</summary>
/// <param name="db">The database.</param>
/// <param name="hasher">Checks and hashes.</param>
/// <param name="settings">Shortest password.</param>
/// <param name="guesses">Counts wrong passwords.</param>
/// <param name="sessions">Lets this sign-in go on.</param>
/// <param name="time">Real time.</param>
public sealed class PasswordService(
    RuralEduDbContext db, IPasswordHasher<PortalUser> hasher, SettingReader settings, GuessCounter guesses, SessionService sessions, TimeProvider time)
{
    /// <summary>Said of the password in force and of the <see cref="FormerPassword.Kept"/> before it.</summary>
    public const string UsedBefore = "这个密码最近用过，请换一个。";

    /// <summary>
    /// Sets a new password and ends the other sign-ins; this one goes on as the answer says. A wrong current password counts
    /// towards the lockout. No token ends it: what is tried is counted and noted whether or not somebody waits for the answer.
    /// </summary>
    public async Task<Result<BegunSignIn>> ChangeAsync(ChangePassword command, Actor actor, SignInDevice device)
    {
        var known = await db.Users.AsNoTracking().Where(u => u.Id == actor.UserId)
            .Select(u => new { u.UserName, u.PasswordHash, u.SecurityStamp, Former = u.FormerPasswords.Select(p => p.Hash).ToList() })
            .SingleAsync();
        var isRight = Matches(known.PasswordHash, command.CurrentPassword);
        var shortest = (await settings.ReadAsync(CancellationToken.None))[AccountSettings.PasswordLength];
        var objection = isRight ? PasswordPolicy.Objection(command.NewPassword, known.UserName!, shortest) : null;
        if (isRight && objection is null && known.Former.Append(known.PasswordHash).Any(hash => Matches(hash, command.NewPassword)))
            objection = UsedBefore;
        var hash = isRight && objection is null ? hasher.HashPassword(null!, command.NewPassword) : null;
        var wrong = isRight ? null : new WrongGuess("现在的密码不对", "现在的密码不对，请重新输入。", nameof(command.CurrentPassword));
        return await guesses.TryAsync(actor, device, AccountAudit.ChangePassword, wrong, async () =>
        {
            if (hash is null)
                return Result.Refused(objection!, nameof(command.NewPassword));
            var user = await db.Users.Include(u => u.FormerPasswords).SingleAsync(u => u.Id == actor.UserId);
            if (user.SecurityStamp != known.SecurityStamp)
                return Result.Conflict(AccountRules.OwnChanged);
            db.SetPassword(user, hash, time.GetUtcNow().UtcDateTime);
            user.MustChangePassword = false;
            return Result.Success(await sessions.GoOnAsync(user, new AuditNote(actor, AccountAudit.ChangePassword) { Subject = user, Title = user.UserName }));
        });
    }

    /// <summary>退出所有登录: ends every sign-in of the actor's, this one too.</summary>
    public Task<Result> EndAllAsync(Actor actor, CancellationToken cancellationToken) => db.ActAsync(
        async () =>
        {
            var user = await db.Users.SingleAsync(u => u.Id == actor.UserId, cancellationToken);
            user.SecurityStamp = SecurityStamps.New();
            db.Note(new AuditNote(actor, AccountAudit.EndSignIns) { Subject = user, Title = user.UserName });
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        },
        cancellationToken);

    private bool Matches(string? hash, string password) => hasher.VerifyHashedPassword(null!, hash ?? "", password) != PasswordVerificationResult.Failed;
}
