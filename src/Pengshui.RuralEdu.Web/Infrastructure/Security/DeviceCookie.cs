using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>
/// What a successful sign-in leaves on a device, sealed and for a year: a number that nobody can guess, and the accounts that
/// have signed in there. Strangers who lock an account do not lock it there. It lets nobody in.
/// </summary>
public sealed class DeviceCookie(IDataProtectionProvider protection)
{
    public const string Name = HostCookies.Names + "-device";

    // A computer that many people use: the ones who came last.
    private const int MostUsers = 20;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Pengshui.RuralEdu.Device").ToTimeLimitedDataProtector();

    /// <summary>The device of a request.</summary>
    public SignInDevice Read(HttpContext context)
    {
        var name = DeviceName.Of(context.Request.Headers.UserAgent);
        return Open(context) is var (id, users) ? new SignInDevice(name, id, users.ToHashSet()) : new SignInDevice(name);
    }

    /// <summary>Leaves word of an account that has just signed in.</summary>
    public void Leave(HttpContext context, int userId)
    {
        var (id, users) = Open(context) ?? (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), []);
        var known = string.Join(',', users.Where(u => u != userId).Prepend(userId).Take(MostUsers).Select(u => u.ToString(CultureInfo.InvariantCulture)));
        context.Response.Cookies.Append(Name, protector.Protect($"{id}:{known}", Lifetime), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", MaxAge = Lifetime, IsEssential = true,
        });
    }

    private (string Id, IReadOnlyList<int> Users)? Open(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } cookie)
            return null;
        try
        {
            var parts = protector.Unprotect(cookie).Split(':', 2);
            return (parts[0], [.. parts[1].Split(',').Select(u => int.Parse(u, CultureInfo.InvariantCulture))]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
