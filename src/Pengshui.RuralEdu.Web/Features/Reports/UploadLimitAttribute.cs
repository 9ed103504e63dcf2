using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Pengshui.RuralEdu.Web.Infrastructure;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>
/// Lets so many bytes in, and answers a bigger request with a sentence before anything of it is read: the server's own
/// limit would only break the connection. Runs before the antiforgery check, which reads the form.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UploadLimitAttribute(long bytes) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>What is said.</summary>
    public const string Sentence = "文件太大，没有上传。每个文件不超过 50 MB，请压缩或拆分后再传。";

    public long Bytes { get; } = bytes;

    /// <summary>Where a form that is sent without a script is taken back to.</summary>
    public string Back { get; init; } = "reports/{id}/edit";

    /// <summary>The sentence of this form.</summary>
    public string Said { get; init; } = Sentence;

    public int Order => -1000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.Request.ContentLength > Bytes)
        {
            context.Result = IsScript(http.Request) ? new ObjectResult(new Refused(Said)) { StatusCode = StatusCodes.Status413PayloadTooLarge } : BackFrom(context);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Bytes;
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = Bytes, ValueCountLimit = 4096, ValueLengthLimit = (int)Bytes }));
    }

    private static bool IsScript(HttpRequest request) => request.Headers.XRequestedWith == "fetch";

    private RedirectResult BackFrom(AuthorizationFilterContext context)
    {
        FlashMessage.Flash(context.HttpContext, Said);
        return new RedirectResult($"{context.HttpContext.Request.PathBase}/{Back.Replace("{id}", $"{context.RouteData.Values["id"]}", StringComparison.Ordinal)}");
    }
}
