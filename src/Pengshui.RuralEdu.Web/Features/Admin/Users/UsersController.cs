using Microsoft.AspNetCore.Mvc;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Admin.Users;

/// <summary>Accounts: the system administrator's.</summary>
[Route("admin/users")]
[Requires(Permission.ManageAccounts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class UsersController(AccountService accounts, AccountGate gate, UserQueries queries) : PortalController
{
    private const string FirstPasswordKey = "FirstPassword";

    [HttpGet("")]
    public async Task<IActionResult> Index(string? search, CancellationToken cancellationToken, int page = 1) =>
        View(new UserListPage(await queries.ListAsync(search, page, cancellationToken), search));

    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken cancellationToken) => await NewAsync(new NewUserForm(), cancellationToken);

    [HttpPost("new")]
    public async Task<IActionResult> New(NewUserForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await NewAsync(form, cancellationToken);
        var made = await accounts.CreateAsync(form.ToCommand(), Actor, cancellationToken);
        return await AnswerAsync(made, () => ShowPassword(made.Value), () => NewAsync(form, cancellationToken));
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, Actor, cancellationToken) is { } user ? await ShowAsync(user, UserForm.Of(user), cancellationToken) : NotFound();

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Edit(int id, UserForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await AgainAsync(id, form, cancellationToken);
        var changed = await accounts.ChangeAsync(form.ToCommand(id), Actor, cancellationToken);
        return await AnswerAsync(changed, () => Back(id, "账号已保存。"), () => AgainAsync(id, form, cancellationToken));
    }

    [HttpPost("{id:int}/disable")]
    public async Task<IActionResult> Disable(int id, int version, CancellationToken cancellationToken) =>
        await ActedAsync(id, await gate.DisableAsync(new TheUser(id, version), Actor, cancellationToken), "账号已停用，正在使用的登录已退出。", cancellationToken);

    [HttpPost("{id:int}/enable")]
    public async Task<IActionResult> Enable(int id, int version, CancellationToken cancellationToken) =>
        await ActedAsync(id, await gate.EnableAsync(new TheUser(id, version), Actor, cancellationToken), "账号已启用。", cancellationToken);

    [HttpPost("{id:int}/unlock")]
    public async Task<IActionResult> Unlock(int id, int version, CancellationToken cancellationToken) =>
        await ActedAsync(id, await gate.UnlockAsync(new TheUser(id, version), Actor, cancellationToken), "账号已解除锁定。", cancellationToken);

    [HttpPost("{id:int}/reset-two-factor")]
    public async Task<IActionResult> ResetTwoFactor(int id, int version, CancellationToken cancellationToken) =>
        await ActedAsync(id, await gate.ResetTwoFactorAsync(new TheUser(id, version), Actor, cancellationToken), "两步验证已关闭，本人可以只用密码登录，再重新开启。", cancellationToken);

    [HttpPost("{id:int}/reset-password")]
    public async Task<IActionResult> ResetPassword(int id, int version, CancellationToken cancellationToken)
    {
        var reset = await gate.ResetPasswordAsync(new TheUser(id, version), Actor, cancellationToken);
        return await AnswerAsync(reset, () => ShowPassword(reset.Value), () => AgainAsync(id, null, cancellationToken));
    }

    private async Task<IActionResult> ActedAsync(int id, Result result, string done, CancellationToken cancellationToken) =>
        await AnswerAsync(result, () => Back(id, done), () => AgainAsync(id, null, cancellationToken));

    private async Task<IActionResult> NewAsync(NewUserForm form, CancellationToken cancellationToken) =>
        View(nameof(New), new NewUserPage(form, await queries.SectionsAsync(cancellationToken)));

    private async Task<IActionResult> AgainAsync(int id, UserForm? form, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, Actor, cancellationToken) is { } user ? await ShowAsync(user, form ?? UserForm.Of(user), cancellationToken) : NotFound();

    // The forms below carry the version that the page shows now: who sends them again has seen what changed.
    private async Task<IActionResult> ShowAsync(UserDetails user, UserForm form, CancellationToken cancellationToken)
    {
        ModelState.Remove(nameof(form.Version));
        form.Version = user.Version;
        return View(nameof(Edit), new UserPage(user, form, await queries.SectionsAsync(cancellationToken), TempData[FirstPasswordKey] as string));
    }

    private RedirectToActionResult Back(int id, string done)
    {
        Flash(done);
        return RedirectToAction(nameof(Edit), new { id });
    }

    // Carried to the next page in an encrypted cookie and shown once; it is kept nowhere.
    private RedirectToActionResult ShowPassword(FirstPassword first)
    {
        TempData[FirstPasswordKey] = first.Password;
        return RedirectToAction(nameof(Edit), new { first.Id });
    }
}
