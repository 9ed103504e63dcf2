using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Net.Http.Headers;

namespace Pengshui.RuralEdu.Web.Infrastructure.Headers;

/// <summary>Headers that tell the browser what a page of the portal may do, and who may keep it.</summary>
internal static class SecurityHeaders
{
    /// <summary>Everything comes from here and nothing is inline.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>
    /// The same without any connection: for the page that compares lists of people and for the script of its workers, so that what
    /// they read cannot leave the computer.
    /// </summary>
    private static readonly string WithoutConnections = ContentSecurityPolicy.Replace("connect-src 'self'", "connect-src 'none'", StringComparison.Ordinal);

    /// <summary>The one page that a service worker may answer for, and the worker's script.</summary>
    private const string OfflinePage = "/inspections/new";

    private const string OfflineWorker = "/dist/inspections-offline.js";

    private const string PermissionsPolicy =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            Write(http);
            return Task.CompletedTask;
        });
        return next(http);
    });

    private static bool ReadsListsOfPeople(PathString path) =>
        path == "/compare" || (path.StartsWithSegments("/dist") && path.Value!.StartsWith("/dist/compare-worker", StringComparison.Ordinal));

    private static void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ReadsListsOfPeople(http.Request.Path) ? WithoutConnections : ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;

        if (http.Request.Path == OfflineWorker)
            headers["Service-Worker-Allowed"] = http.Request.PathBase + OfflinePage;

        // Only assets, whose names carry their content's hash, are kept; a page or a file of somebody signed in never is.
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            headers.CacheControl = CacheControlHeaderValue.NoStoreString;
            headers.Remove(HeaderNames.Pragma);
            headers.Remove(HeaderNames.Expires);
        }
    }
}
