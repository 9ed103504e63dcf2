using Microsoft.AspNetCore.Authentication.Cookies;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>Gives the sign-in cookie the __Host- prefix on https; a browser refuses the prefix on plain http.</summary>
public sealed class HostCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, Named(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, Named(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, Named(context, key), options);

    private static string Named(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
