using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Pengshui.RuralEdu.Web.Infrastructure.Forms;

/// <summary>
/// Refuses a form whose fields are named as no page names them: deeper than the binder follows (32 levels, where it throws), or with an index
/// that is a path of its own. It looks after the check of the token, which has read the form.
/// </summary>
internal sealed class FieldNames : IAsyncResourceFilter
{
    /// <summary>Said of such a form.</summary>
    public const string Misnamed = "表单的栏目对不上，没有保存。请回到原来的页面，刷新后再填。";

    private const int Deepest = 16;
    private const string Index = ".index";

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        if (context.HttpContext.Features.Get<IFormFeature>()?.Form is { } form && form.Any(f => IsMisnamed(f.Key) || HasPath(f.Key, f.Value)))
            context.Result = NotTaken.Answer(context, StatusCodes.Status400BadRequest, Misnamed);
        else
            await next();
    }

    private static bool IsMisnamed(string name) => name.Count(c => c is '.' or '[') > Deepest;

    private static bool HasPath(string name, IEnumerable<string?> values) =>
        name.EndsWith(Index, StringComparison.OrdinalIgnoreCase) && values.Any(v => v is not null && v.AsSpan().ContainsAny('.', '['));
}
