using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
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
/// <param name="time">Real time.</param>
public sealed class PasswordService(RuralEduDbContext db, IPasswordHasher<PortalUser> hasher, SettingReader settings, TimeProvider time)
{
    /// <summary>Sets a new password and ends the other sign-ins; the answer's stamp lets this one go on.</summary>
    public async Task<Result<BegunSignIn>> ChangeAsync(ChangePassword command, Actor actor, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleAsync(u => u.Id == actor.UserId, cancellationToken);
        if (!Matches(user, command.CurrentPassword))
        {
            db.Note(new AuditNote(actor, AuditActions.ChangePassword) { Result = AuditResult.Failed, Reason = "现在的密码不对" });
            await db.SaveChangesAsync(cancellationToken);
            return Result.Refused("现在的密码不对，请重新输入。", nameof(command.CurrentPassword));
        }

        var shortest = (await settings.ReadAsync(cancellationToken))[SettingCatalogue.PasswordLength];
        if (PasswordPolicy.Objection(command.NewPassword, user.UserName!, shortest) is { } objection)
            return Result.Refused(objection, nameof(command.NewPassword));
        if (Matches(user, command.NewPassword))
            return Result.Refused("新密码和现在的一样，请换一个。", nameof(command.NewPassword));

        user.PasswordHash = hasher.HashPassword(user, command.NewPassword);
        user.PasswordChangedAt = time.GetUtcNow().UtcDateTime;
        user.MustChangePassword = false;
        return await SaveAsync(user, new AuditNote(actor, AuditActions.ChangePassword) { Subject = user, Title = user.UserName }, cancellationToken);
    }

    /// <summary>退出所有登录: ends every sign-in of the actor's, this one too.</summary>
    public async Task<Result> EndAllAsync(Actor actor, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleAsync(u => u.Id == actor.UserId, cancellationToken);
        return await SaveAsync(user, new AuditNote(actor, AuditActions.EndSignIns) { Subject = user, Title = user.UserName }, cancellationToken);
    }

    private bool Matches(PortalUser user, string password) =>
        hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", password) != PasswordVerificationResult.Failed;

    private async Task<Result<BegunSignIn>> SaveAsync(PortalUser user, AuditNote note, CancellationToken cancellationToken)
    {
        user.SecurityStamp = SecurityStamps.New();
        db.Note(note);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Result.Conflict(AccountRules.OwnChanged);
        }

        return Result.Success(new BegunSignIn(user.Id, user.SecurityStamp));
    }
}
