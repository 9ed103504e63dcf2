using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.RateLimiting;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Features.Accounts;

/// <summary>Sign-in, sign-out and one's own password.</summary>
[Route("account")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AccountController(
    SignInService signIns, PasswordService passwords, PasswordPageQuery pages, SignInTicket tickets, DeviceCookie devices, ICurrentActor current, IAntiforgery tokens) : PortalController
{
    [HttpGet("login")]
    [AllowAnonymous]
    public IActionResult Login(string? returnUrl, bool expired) =>
        current.Actor is null ? View(new LoginForm { ReturnUrl = returnUrl, Expired = expired }) : Go(returnUrl);

    [HttpPost("login")]
    [AllowAnonymous]
    [IgnoreAntiforgeryToken]
    [EnableRateLimiting(SignInLimit.Policy)]
    public async Task<IActionResult> Login(LoginForm form)
    {
        if (await BeforeAsync(form) is { } answer)
            return answer;
        if (!ModelState.IsValid)
            return View(form);
        var begun = await signIns.BeginAsync(form.UserName!, form.Password!, HttpContext.Stranger(form.UserName!), devices.Read(HttpContext));
        if (begun is { Succeeded: true, Value.NeedsCode: true })
            return View(nameof(Code), new CodeForm { Ticket = tickets.Seal(begun.Value), ReturnUrl = form.ReturnUrl });
        if (begun.Succeeded)
            await LetInAsync(begun.Value);
        return Answer(begun, () => Go(form.ReturnUrl), () => View(form));
    }

    /// <summary>The second step, where the account has one.</summary>
    [HttpPost("code")]
    [AllowAnonymous]
    [IgnoreAntiforgeryToken]
    [EnableRateLimiting(SignInLimit.Policy)]
    public async Task<IActionResult> Code(CodeForm form)
    {
        if (await BeforeAsync(form) is { } answer)
            return answer;
        if (tickets.Open(form.Ticket ?? "") is not { } first)
            return StartAgain(form.ReturnUrl);
        if (!ModelState.IsValid)
            return View(form);
        var begun = await signIns.CompleteAsync(first, form.Code!, HttpContext.Stranger(""), devices.Read(HttpContext));
        if (begun.Succeeded)
            await LetInAsync(begun.Value);
        return Answer(begun, () => Go(form.ReturnUrl), () => View(form));
    }

    [HttpPost("logout")]
    [Requires(Permission.UseAccount)]
    [OpenBeforePassword]
    public async Task<IActionResult> Logout()
    {
        await signIns.EndAsync(Actor);
        await PortalCookie.EndAsync(HttpContext);
        return RedirectToAction(nameof(Login));
    }

    [HttpGet("password")]
    [Requires(Permission.UseAccount)]
    [OpenBeforePassword]
    public async Task<IActionResult> Password(CancellationToken cancellationToken) => View(await pages.ReadAsync(Actor, cancellationToken));

    [HttpPost("password")]
    [Requires(Permission.UseAccount)]
    [OpenBeforePassword]
    [EnableRateLimiting(SignInLimit.Policy)]
    public async Task<IActionResult> Password(PasswordForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return View(await pages.ReadAsync(Actor, cancellationToken));
        var changed = await passwords.ChangeAsync(new ChangePassword(form.CurrentPassword!, form.NewPassword!), Actor, devices.Read(HttpContext));
        if (changed.Succeeded)
            await PortalCookie.BeginAsync(HttpContext, changed.Value);
        return await AnswerAsync(changed, Changed, async () => View(await pages.ReadAsync(Actor, cancellationToken)));
    }

    [HttpPost("end-sign-ins")]
    [Requires(Permission.UseAccount)]
    [OpenBeforePassword]
    public async Task<IActionResult> EndSignIns(CancellationToken cancellationToken)
    {
        var ended = await passwords.EndAllAsync(Actor, cancellationToken);
        if (ended.Succeeded)
            await PortalCookie.EndAsync(HttpContext);
        return await AnswerAsync(ended, Ended, async () => View(nameof(Password), await pages.ReadAsync(Actor, cancellationToken)));
    }

    private async Task LetInAsync(BegunSignIn signIn)
    {
        devices.Leave(HttpContext, signIn.UserId);
        await PortalCookie.BeginAsync(HttpContext, signIn);
    }

    private ViewResult StartAgain(string? returnUrl, string? userName = null, int status = StatusCodes.Status200OK)
    {
        ModelState.Clear();
        ModelState.AddModelError("", SignInService.StartAgainMessage);
        Response.StatusCode = status;
        return View(nameof(Login), new LoginForm { ReturnUrl = returnUrl, UserName = userName });
    }

    /// <summary>
    /// The answer to a form of the sign-in that is not looked at, or null. That of a second tab was made for nobody signed
    /// in, so its token no longer holds: its sender is in already and led on. Another token that does not hold is given anew.
    /// </summary>
    private async Task<IActionResult?> BeforeAsync(object? form)
    {
        var (userName, returnUrl) = form switch
        {
            LoginForm login => (login.UserName, login.ReturnUrl),
            CodeForm code => (null, code.ReturnUrl),
            _ => (null, null),
        };
        if (current.Actor is { } actor)
        {
            if (userName is not null && !userName.Equals(actor.UserName, StringComparison.OrdinalIgnoreCase))
                Flash($"您已经以“{actor.UserName}”登录。要换一个账号，请先退出登录。");
            return Go(returnUrl);
        }

        try
        {
            return await tokens.IsRequestValidAsync(HttpContext) ? null : StartAgain(returnUrl, userName, StatusCodes.Status400BadRequest);
        }
        catch (AntiforgeryValidationException)
        {
            // A form that cannot be read at all was bound to nothing; RefusedForms says why.
            return new AntiforgeryValidationFailedResult();
        }
    }

    private RedirectResult Changed()
    {
        Flash("密码已修改，其他地方的登录已退出。");
        return Redirect("~/");
    }

    private RedirectToActionResult Ended()
    {
        Flash("所有登录都已退出，请重新登录。");
        return RedirectToAction(nameof(Login));
    }

    // Only to an address of this portal: a link in a mail must not lead on to a stranger's site.
    private LocalRedirectResult Go(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? LocalRedirect(Written(returnUrl)) : LocalRedirect("~/");

    // A header takes no Chinese; what is escaped already stays so.
    private static string Written(string address) =>
        string.Concat(address.EnumerateRunes().Select(r => r.Value is > ' ' and < '\u007F' ? r.ToString() : Uri.EscapeDataString(r.ToString())));
}
