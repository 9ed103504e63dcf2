using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Web.Infrastructure.Security;

namespace Pengshui.RuralEdu.Web.Tests;

/// <summary>A sign-in that exists in tests only: the key of an account in a header. Without the header the cookie is asked, as always.</summary>
public sealed class TestSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SignedInUserQuery users, CurrentActor current)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Test";

    public const string Header = "X-Test-User";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(Header, out var header))
            return await Context.AuthenticateAsync(PortalCookie.Scheme);
        var id = int.Parse(header.ToString(), CultureInfo.InvariantCulture);
        if (await users.FindAsync(id, null, Context.RequestAborted) is not { IsEnabled: true } user)
            return AuthenticateResult.Fail("no such account");
        await current.OpenAsync(user, Context.RequestAborted);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, header.ToString())], Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }
}
