using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>What the services of accounts ask alike.</summary>
internal static class AccountRules
{
    public static bool MayKeepAccounts(this Actor actor) => actor.IsProgram || actor.May(Permission.ManageAccounts);

    public static string Changed(PortalUser user) => $"账号 {user.UserName} 刚被别人改过。请核对现在的内容后再办。";

    public const string OwnChanged = "您的账号刚被管理员改过，请重试一次。";

    /// <summary>Whether an enabled account other than this one holds the role.</summary>
    public static Task<bool> AnotherHoldsAsync(this RuralEduDbContext db, int userId, Role role, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(u => u.Id != userId && u.IsEnabled && u.UserRoles.Any(r => r.RoleId == (int)role), cancellationToken);

    /// <summary>The posts without which nobody could let anybody in again.</summary>
    public static readonly Role[] Indispensable = [Role.SystemAdministrator, Role.SecurityAdministrator];
}

/// <summary>Stamps that sign-ins hold for.</summary>
internal static class SecurityStamps
{
    /// <summary>A stamp that nobody can guess; giving it to an account ends all its sign-ins.</summary>
    public static string New() => Guid.NewGuid().ToString("N");
}
