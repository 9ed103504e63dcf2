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
/// The sign-in cookie: key and stamp of the account and when the sign-in began. All else is asked of the database at
/// each request, so that a disabled account or a changed stamp ends it at once, and roles are never the cookie's.
/// </summary>
public sealed class PortalCookie(SignedInUserQuery users, CurrentActor current, AccessService access, SettingReader settings, DataStamp stamp, FormPages pages, TimeProvider time)
    : CookieAuthenticationEvents
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public const string Name = "rural-edu";

    private const string StampClaim = "stamp";
    private const string BegunItem = "begun";

    // Idle time is measured to this grain: a cookie for every request would be waste.
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    /// <summary>Begins a sign-in.</summary>
    public static Task BeginAsync(HttpContext context, BegunSignIn signIn)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return WriteAsync(context, signIn, now.ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>Goes on with this sign-in under a new stamp; it does not last longer for it.</summary>
    public static async Task ContinueAsync(HttpContext context, BegunSignIn signIn)
    {
        var running = await context.AuthenticateAsync(Scheme);
        if (running.Properties?.Items.TryGetValue(BegunItem, out var begun) == true)
            await WriteAsync(context, signIn, begun);
    }

    /// <summary>Takes the cookie back.</summary>
    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var id = int.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
        var aborted = context.HttpContext.RequestAborted;
        var user = await users.FindAsync(id, aborted);
        if (user is not { IsEnabled: true } || user.SecurityStamp != context.Principal!.FindFirstValue(StampClaim))
        {
            await EndAsync(context);
            return;
        }

        stamp.Set(user.Marks);
        var limits = await settings.ReadAsync(aborted);
        var idle = time.GetUtcNow() - context.Properties.IssuedUtc!.Value;
        var begun = DateTimeOffset.Parse(context.Properties.Items[BegunItem]!, CultureInfo.InvariantCulture);
        if (idle > TimeSpan.FromMinutes(limits[SettingCatalogue.IdleMinutes])
            || time.GetUtcNow() - begun > TimeSpan.FromHours(limits[SettingCatalogue.AbsoluteHours]))
        {
            await EndAsync(context);
            return;
        }

        context.ShouldRenew = idle > RenewAfter;
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
            await access.NoteDeniedAsync(actor, $"{context.Request.Method} {context.Request.Path}", context.HttpContext.RequestAborted);
    }

    private static async Task EndAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        await EndAsync(context.HttpContext);
    }

    private static Task WriteAsync(HttpContext context, BegunSignIn signIn, string? begun)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, signIn.UserId.ToString(CultureInfo.InvariantCulture)), new Claim(StampClaim, signIn.SecurityStamp)], Scheme);
        var properties = new AuthenticationProperties { IsPersistent = false };
        properties.Items[BegunItem] = begun;
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), properties);
    }
}
