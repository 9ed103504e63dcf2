using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Extensions;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>
/// The sign-in cookie: the keys of the account and of its sign-in. All else is asked of the database at each request, so that
/// what ends there ends at once, wherever the cookie is, and roles are never the cookie's.
/// </summary>
public sealed class PortalCookie(
    SignedInUserQuery users,
    SessionService sessions,
    CurrentActor current,
    AccessService access,
    SettingReader settings,
    DataStamp stamp,
    DemonstrationMode demonstration,
    FormPages pages,
    TimeProvider time)
    : CookieAuthenticationEvents
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public const string Name = HostCookies.Names;

    private const string SessionClaim = "session";

    // Idle time is measured to this grain: a cookie for every request would be waste.
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    /// <summary>Gives the cookie of a sign-in that has begun, or goes on as another one.</summary>
    public static Task BeginAsync(HttpContext context, BegunSignIn signIn)
    {
        if (signIn.SessionId is not { } session)
            return Task.CompletedTask;
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, signIn.UserId.ToString(CultureInfo.InvariantCulture)),
                new Claim(SessionClaim, session.ToString(CultureInfo.InvariantCulture)),
            ],
            Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = false });
    }

    /// <summary>Takes the cookie back.</summary>
    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var aborted = context.HttpContext.RequestAborted;
        if (IdOf(context, ClaimTypes.NameIdentifier) is not { } id
            || await users.FindAsync(id, IdOf(context, SessionClaim), aborted) is not { IsEnabled: true, Session: { } session } user
            || (user.IsDemonstration && !demonstration.IsOn))
        {
            await EndAsync(context);
            return;
        }

        stamp.Set(user.Changes);
        var limits = await settings.ReadAsync(aborted);
        var now = time.GetUtcNow();
        var idle = now - context.Properties.IssuedUtc!.Value;
        if (idle > TimeSpan.FromMinutes(limits[AccountSettings.IdleMinutes]) || now - session.BegunAt > TimeSpan.FromHours(limits[AccountSettings.AbsoluteHours]))
        {
            await EndAsync(context);
            return;
        }

        context.ShouldRenew = idle > RenewAfter;
        if (now - session.LastUsedAt > SessionService.Grain)
            await TouchAsync(session);
        await current.OpenAsync(user, aborted);
    }

    /// <summary>To the sign-in page and back; from a post to the page that its form stood on.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var query = new QueryBuilder();
        var isPage = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if ((isPage ? $"{request.PathBase}{request.Path}{request.QueryString}" : pages.Of(request)) is { } back)
            query.Add("returnUrl", back);
        if (context.Options.CookieManager.GetRequestCookie(context.HttpContext, context.Options.Cookie.Name!) is not null)
            query.Add("expired", "true");
        context.Response.Redirect($"{request.PathBase}{context.Options.LoginPath}{query}");
        return Task.CompletedTask;
    }

    /// <summary>Every refusal ends here, whether a policy's or a service's: the trail keeps it, and the page is 403.</summary>
    public override async Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        if (current.Actor is { } actor)
            await access.NoteDeniedAsync(actor, $"{context.Request.Method} {context.Request.Path}");
    }

    private static async Task EndAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        await EndAsync(context.HttpContext);
    }

    private static int? IdOf(CookieValidatePrincipalContext context, string claim) =>
        int.TryParse(context.Principal!.FindFirstValue(claim), CultureInfo.InvariantCulture, out var id) ? id : null;

    // Reading goes on while nothing can be written.
    private async Task TouchAsync(RunningSession session)
    {
        try
        {
            await sessions.TouchAsync(session.Id);
        }
        catch (Exception exception) when (DatabaseFaults.Of(exception) is DatabaseFault.Full or DatabaseFault.Busy)
        {
        }
    }
}
