using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Admin.Roles;

public sealed record RoleListPage(Page<UserRow> Users, string? Search);

public sealed record RolePage(UserDetails User, IReadOnlyCollection<Role> Chosen);

/// <summary>Roles and running sign-ins: the security administrator's.</summary>
[Route("admin/roles")]
[Requires(Permission.GrantRoles)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RolesController(RoleService service, UserQueries queries) : PortalController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? search, CancellationToken cancellationToken, int page = 1) =>
        View(new RoleListPage(await queries.ListAsync(search, page, cancellationToken), search));

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) => await ShowAsync(id, null, cancellationToken);

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Edit(int id, int version, List<Role> roles, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(id, roles, cancellationToken);
        var granted = await service.GrantAsync(new GrantRoles(id, version, roles), Actor, cancellationToken);
        return await AnswerAsync(granted, () => Back(id, "角色已保存，对方需要重新登录。"), () => ShowAsync(id, roles, cancellationToken));
    }

    [HttpPost("{id:int}/end-sign-ins")]
    public async Task<IActionResult> EndSignIns(int id, CancellationToken cancellationToken)
    {
        var ended = await service.EndSignInsAsync(id, Actor, cancellationToken);
        return await AnswerAsync(ended, () => Back(id, "这个账号的登录都已退出。"), () => ShowAsync(id, null, cancellationToken));
    }

    private async Task<IActionResult> ShowAsync(int id, List<Role>? chosen, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, Actor, cancellationToken) is { } user ? View(nameof(Edit), new RolePage(user, chosen ?? [.. user.Roles])) : NotFound();

    private RedirectToActionResult Back(int id, string done)
    {
        Flash(done);
        return RedirectToAction(nameof(Edit), new { id });
    }
}
