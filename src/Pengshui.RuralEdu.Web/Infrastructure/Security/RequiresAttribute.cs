using Microsoft.AspNetCore.Authorization;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>Names what an action needs; <see cref="Permissions.Table"/> says who has it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    public Permission Permission { get; } = permission;
}
