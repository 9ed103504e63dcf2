using System.Text;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing.Template;

namespace Pengshui.RuralEdu.Web.Infrastructure.Security;

/// <summary>
/// Which page a form stood on whose post came too late: the sign-in had run out, and the one who wrote it is led back
/// there. A form that was shown once more stands at the address of its post, which no page has; then the page above it is
/// meant (/rectifications/5 for /rectifications/5/submit).
/// </summary>
/// <param name="endpoints">The portal's addresses.</param>
public sealed class FormPages(EndpointDataSource endpoints)
{
    private readonly Lazy<IReadOnlyList<TemplateMatcher>> pages = new(() =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
                && e.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && methods.HttpMethods.Contains(HttpMethods.Get))
            .Select(e => new TemplateMatcher(new RouteTemplate(e.RoutePattern), [])),
    ]);

    /// <summary>The page's address with its query, from the root of the server; null where the post names no page of this portal.</summary>
    public string? Of(HttpRequest post)
    {
        if (!Uri.TryCreate(post.Headers.Referer.ToString(), UriKind.Absolute, out var page)
            || !string.Equals(page.Authority, post.Host.Value, StringComparison.OrdinalIgnoreCase)
            || !PathString.FromUriComponent(page).StartsWithSegments(post.PathBase, out var path))
            return null;
        if (IsPage(path))
            return post.PathBase + path + page.Query;
        for (var above = Above(path.Value!); above.Length > 0; above = Above(above))
        {
            if (IsPage(above))
                return post.PathBase + new PathString(above);
        }

        return null;
    }

    private static string Above(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    private bool IsPage(PathString path) => pages.Value.Any(p => p.TryMatch(path, []));
}
