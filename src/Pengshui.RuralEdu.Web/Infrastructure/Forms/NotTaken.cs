using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Web.Features.Reports;

namespace Pengshui.RuralEdu.Web.Infrastructure.Forms;

/// <summary>What was sent and not taken.</summary>
/// <param name="Sentence">Why, and what to do.</param>
/// <param name="Texts">What was typed, to be copied.</param>
/// <param name="Address">Where it can be sent again to, or null.</param>
/// <param name="Fields">What is sent again.</param>
public sealed record NotTakenPage(string Sentence, IReadOnlyList<string> Texts, string? Address, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>Answers a form that could not be taken with a sentence and with everything that was typed: nothing of it is lost, though nothing was saved.</summary>
internal static class NotTaken
{
    private const string Token = "__RequestVerificationToken";

    /// <summary>The page, or for a script its sentence.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">Its status.</param>
    /// <param name="sentence">Why.</param>
    /// <param name="again">Whether the same may be sent again as it is.</param>
    public static IActionResult Answer(ActionContext context, int status, string sentence, bool again = false)
    {
        var request = context.HttpContext.Request;
        if (request.Headers.XRequestedWith == "fetch")
            return new ObjectResult(new Refused(sentence)) { StatusCode = status };
        var fields = Fields(request);
        var address = again && fields.Count > 0 ? $"{request.PathBase}{request.Path}{request.QueryString}" : null;
        var page = new NotTakenPage(sentence, [.. fields.Select(f => f.Value).Where(IsText).Distinct()], address, address is null ? [] : fields);
        var metadata = context.HttpContext.RequestServices.GetRequiredService<IModelMetadataProvider>();
        return new ViewResult
        {
            ViewName = "NotTaken",
            StatusCode = status,
            ViewData = new ViewDataDictionary<NotTakenPage>(metadata, new ModelStateDictionary()) { Model = page },
        };
    }

    // A form with a password or a code is typed again: neither is ever sent back.
    private static List<KeyValuePair<string, string>> Fields(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IFormFeature>()?.Form is not { } form
            || form.Keys.Any(k => k.Contains("Password", StringComparison.OrdinalIgnoreCase) || k.Equals("Code", StringComparison.OrdinalIgnoreCase)))
            return [];
        return [.. form.Where(f => f.Key != Token).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))];
    }

    // Keys, numbers and names of choices are the form's own; what a person wrote has a Chinese character or a space in it.
    private static bool IsText(string value) => TypedText.Lines(value) is { } text && text.Any(c => c > '\u007F' || c == ' ');
}
