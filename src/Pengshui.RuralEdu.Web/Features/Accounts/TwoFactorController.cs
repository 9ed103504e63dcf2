using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

/// <summary>One's own two-step sign-in.</summary>
[Route("account/two-factor")]
[Requires(Permission.UseAccount)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TwoFactorController(TwoFactorService service, TwoFactorPageQuery pages, DeviceCookie devices) : PortalController
{
    [HttpGet("")]
    [OpenBeforeTwoFactor]
    public Task<IActionResult> Index(CancellationToken cancellationToken) => ShowAsync(new TwoFactorForm(), cancellationToken);

    /// <summary>The recovery codes stand in this answer only: they are shown once and kept nowhere.</summary>
    [HttpPost("enable")]
    [OpenBeforeTwoFactor]
    [EnableRateLimiting(SignInLimit.Policy)]
    public async Task<IActionResult> Enable(TwoFactorForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(form, cancellationToken);
        var enabled = await service.EnableAsync(new EnableTwoFactor(form.Key ?? "", form.Code!, form.Password!), Actor, devices.Read(HttpContext));
        if (enabled.Succeeded)
            await PortalCookie.BeginAsync(HttpContext, enabled.Value.SignIn);
        return await AnswerAsync(enabled, () => View("RecoveryCodes", enabled.Value.RecoveryCodes), () => ShowAsync(form, cancellationToken));
    }

    [HttpPost("disable")]
    [EnableRateLimiting(SignInLimit.Policy)]
    public async Task<IActionResult> Disable(TwoFactorForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(form, cancellationToken);
        var disabled = await service.DisableAsync(new DisableTwoFactor(form.Code!, form.Password!), Actor, devices.Read(HttpContext));
        if (disabled.Succeeded)
            await PortalCookie.BeginAsync(HttpContext, disabled.Value);
        return await AnswerAsync(disabled, Disabled, () => ShowAsync(form, cancellationToken));
    }

    private RedirectToActionResult Disabled()
    {
        Flash("两步验证已关闭，其他地方的登录已退出。");
        return RedirectToAction(nameof(Index));
    }

    private async Task<IActionResult> ShowAsync(TwoFactorForm form, CancellationToken cancellationToken)
    {
        ModelState.Remove(nameof(form.Key));
        return View("TwoFactor", await pages.ReadAsync(form, Actor, cancellationToken));
    }
}
