using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

[Route("account")]
public sealed class AccountController(SignInService signIns, ICurrentActor current) : PortalController
{
    [HttpGet("login")]
    [AllowAnonymous]
    public IActionResult Login(string? returnUrl, bool expired) =>
        current.Actor is null ? View(new LoginForm { ReturnUrl = returnUrl, Expired = expired }) : Go(returnUrl);

    [HttpPost("login")]
    [AllowAnonymous]
    [EnableRateLimiting(SignInLimit.Policy)]
    public async Task<IActionResult> Login(LoginForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return View(form);
        var begun = await signIns.BeginAsync(form.UserName!, form.Password!, HttpContext.Stranger(form.UserName!), cancellationToken);
        if (begun.Succeeded)
            await PortalCookie.BeginAsync(HttpContext, begun.Value);
        return Answer(begun, () => Go(form.ReturnUrl), () => View(form));
    }

    [HttpPost("logout")]
    [Requires(Permission.UseAccount)]
    [OpenBeforePassword]
    public async Task<IActionResult> Logout(CancellationToken cancellationToken)
    {
        await signIns.EndAsync(Actor, cancellationToken);
        await PortalCookie.EndAsync(HttpContext);
        return RedirectToAction(nameof(Login));
    }

    // Only to an address of this portal: a link in a mail must not lead on to a stranger's site.
    private LocalRedirectResult Go(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl) : LocalRedirect("~/");
}
