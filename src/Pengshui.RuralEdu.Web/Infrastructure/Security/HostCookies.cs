using Microsoft.Net.Http.Headers;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>
/// Gives every cookie of the portal the __Host- prefix on https, where a browser then takes it from this host only, secure and
/// for all paths; one without the prefix is not looked at there. A browser refuses the prefix on plain http. The rest of the
/// portal knows the names without it.
/// </summary>
public sealed class HostCookies(RequestDelegate next)
{
    /// <summary>With what the name of each cookie of the portal begins.</summary>
    public const string Names = "rural-edu";

    private const string Prefix = "__Host-";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.IsHttps)
            return next(context);
        if (context.Request.Headers.Cookie.Count > 0)
            context.Request.Headers.Cookie = string.Join("; ", context.Request.Headers.Cookie.SelectMany(line => (line ?? "").Split(';')).Select(Taken).OfType<string>());

        // Registered first, so it runs last: what others set while the answer starts is among them.
        context.Response.OnStarting(() =>
        {
            var set = context.Response.Headers.SetCookie;
            if (set.Count > 0)
                context.Response.Headers.SetCookie = set.Select(Given).ToArray();
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static string? Taken(string pair)
    {
        var cookie = pair.Trim();
        if (cookie.StartsWith(Prefix + Names, StringComparison.Ordinal))
            return cookie[Prefix.Length..];
        return cookie.Length == 0 || cookie.StartsWith(Names, StringComparison.Ordinal) ? null : cookie;
    }

    private static string? Given(string? line)
    {
        if (line is null || !line.StartsWith(Names, StringComparison.Ordinal) || !SetCookieHeaderValue.TryParse(line, out var cookie))
            return line;
        cookie.Name = Prefix + cookie.Name;
        (cookie.Secure, cookie.Path, cookie.Domain) = (true, "/", null);
        return cookie.ToString();
    }
}
