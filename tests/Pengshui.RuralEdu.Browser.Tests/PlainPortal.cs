using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>
/// The portal as an installation begins: sections, calendar and the plan of 2023, no demonstration, the real clock, and one account, a
/// coordinator's.
/// </summary>
public sealed class PlainPortal : Portal, IAsyncLifetime
{
    /// <inheritdoc/>
    protected override bool IsDemonstration => false;

    /// <summary>Starts it, which fills it, and makes the account.</summary>
    public async ValueTask InitializeAsync()
    {
        _ = Address;
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RuralEduDbContext>();
        var user = new PortalUser
        {
            UserName = "coordinator", NormalizedUserName = "COORDINATOR", DisplayName = "统筹员", SecurityStamp = Guid.NewGuid().ToString("N"), PasswordChangedAt = DateTime.UtcNow,
        };
        user.PasswordHash = new PasswordHasher<PortalUser>().HashPassword(user, Password);
        user.UserRoles.Add(new IdentityUserRole<int> { RoleId = (int)Role.Coordinator });
        db.Add(user);
        await db.SaveChangesAsync();
    }
}
