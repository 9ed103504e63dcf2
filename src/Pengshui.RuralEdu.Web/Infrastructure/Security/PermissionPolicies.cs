using Microsoft.AspNetCore.Authorization;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

public sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Asks the permission table about the roles that the database has now; the cookie holds none.</summary>
public sealed class PermissionHandler(ICurrentActor current) : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (current.Actor?.May(requirement.Permission) == true)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

public static class PermissionPolicies
{
    /// <summary>One policy for each permission, and none goes without a sign-in.</summary>
    public static void AddPermissions(this AuthorizationOptions options)
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            options.AddPolicy(permission.ToString(), policy => policy
                .RequireAuthenticatedUser()
                .AddRequirements(new PermissionRequirement(permission)));
        }

        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }
}
