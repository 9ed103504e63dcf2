using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Web.Infrastructure;
using Pengshui.RuralEdu.Web.Infrastructure.Forms;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>
/// Lets a form with files in. A script sends them one by one and is told at once where one is too big. Without a script
/// everything comes in one request, which is read to its end, so that the text in it is kept and each file gets its
/// sentence (<see cref="UploadForm"/>). Runs before the antiforgery check, which reads the form.
/// </summary>
/// <param name="bytes">Most bytes of a script's request.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UploadLimitAttribute(long bytes) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>What is said.</summary>
    public const string Sentence = "文件太大，没有上传。每个文件不超过 50 MB，请压缩或拆分后再传。";

    public long Bytes { get; } = bytes;

    /// <summary>Most bytes of one file.</summary>
    public long Longest { get; init; } = UploadedFile.MaxLength;

    /// <summary>Where a form that nobody can read to its end is taken back to.</summary>
    public string Back { get; init; } = "reports/{id}/edit";

    /// <summary>The sentence of this form.</summary>
    public string Said { get; init; } = Sentence;

    public int Order => -1000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var most = IsScript(http.Request) ? Bytes : FormLimits.MostBytes;
        if (http.Request.ContentLength > most)
        {
            context.Result = IsScript(http.Request) ? new ObjectResult(new Refused(Said)) { StatusCode = StatusCodes.Status413PayloadTooLarge } : BackFrom(context);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        http.Features.Set<IFormFeature>(new UploadForm(http.Request, Longest));
    }

    private static bool IsScript(HttpRequest request) => request.Headers.XRequestedWith == "fetch";

    private RedirectResult BackFrom(AuthorizationFilterContext context)
    {
        FlashMessage.Flash(context.HttpContext, Said);
        return new RedirectResult($"{context.HttpContext.Request.PathBase}/{Back.Replace("{id}", $"{context.RouteData.Values["id"]}", StringComparison.Ordinal)}");
    }
}
