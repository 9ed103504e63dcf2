using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>What the services of accounts ask alike.</summary>
internal static class AccountRules
{
    public static bool MayKeepAccounts(this Actor actor) => actor.IsProgram || actor.May(Permission.ManageAccounts);

    public static string Changed(PortalUser user) => $"账号 {user.UserName} 刚被别人改过。请核对现在的内容后再办。";

    public const string OwnChanged = "您的账号刚被管理员改过，请重试一次。";

    /// <summary>Puts another password in force and keeps the one before it among the former ones, which are loaded.</summary>
    /// <param name="db">The database.</param>
    /// <param name="user">Whose.</param>
    /// <param name="hash">The new one, hashed.</param>
    /// <param name="now">UTC real time.</param>
    public static void SetPassword(this RuralEduDbContext db, PortalUser user, string hash, DateTime now)
    {
        db.RemoveRange(user.FormerPasswords.OrderByDescending(p => p.ReplacedAt).ThenByDescending(p => p.Id).Skip(FormerPassword.Kept - 1));
        if (user.PasswordHash is { } former)
            db.Add(new FormerPassword { UserId = user.Id, Hash = former, ReplacedAt = now });
        (user.PasswordHash, user.PasswordChangedAt) = (hash, now);
    }

    /// <summary>Whether another account that may sign in holds the role.</summary>
    /// <param name="db">The database.</param>
    /// <param name="demonstration">Whether the demonstration's accounts may sign in.</param>
    /// <param name="userId">The account that does not count.</param>
    /// <param name="role">The role.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<bool> AnotherHoldsAsync(this RuralEduDbContext db, DemonstrationMode demonstration, int userId, Role role, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(
            u => u.Id != userId && u.IsEnabled && (demonstration.IsOn || !u.IsDemonstration) && u.UserRoles.Any(r => r.RoleId == (int)role), cancellationToken);

    /// <summary>The three posts (三员): without one of them nobody could let anybody in again, or nobody would read the trail.</summary>
    public static readonly Role[] Indispensable = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.Auditor];
}

/// <summary>Stamps that sign-ins hold for.</summary>
internal static class SecurityStamps
{
    /// <summary>A stamp that nobody can guess; giving it to an account ends all its sign-ins.</summary>
    public static string New() => Guid.NewGuid().ToString("N");
}
