using Microsoft.AspNetCore.Http.Features;

namespace Pengshui.RuralEdu.Web.Features.Shared.Errors;

/// <summary>
/// A form that could not be saved, as it was typed: the error page shows it and sends it once more. It works for every form
/// of the portal alike, with or without scripts.
/// </summary>
/// <param name="Action">Where it goes.</param>
/// <param name="Fields">Every field in its order, the form's token among them.</param>
/// <param name="HadFiles">Whether files came along, which have to be chosen again.</param>
public sealed record KeptForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, bool HadFiles)
{
    private const string Token = "__RequestVerificationToken";

    /// <summary>What somebody typed: what is long enough to be worth copying.</summary>
    public IEnumerable<string> Texts => Fields.Where(f => f.Key != Token && f.Value.Length >= 8 && f.Value.Any(c => c > '\u2E80')).Select(f => f.Value);

    /// <summary>The form of a post that failed; null where there is none, and where it holds passwords or codes.</summary>
    /// <param name="http">The request, whose form has been read already.</param>
    /// <param name="path">Its path, before the error page was asked for.</param>
    public static KeptForm? Of(HttpContext http, string path)
    {
        // What was not read yet may be what was wrong with the request.
        if (!HttpMethods.IsPost(http.Request.Method) || http.Features.Get<IFormFeature>()?.Form is not { } form || IsSecret(path, form))
            return null;
        var fields = form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))).ToList();
        return new KeptForm($"{http.Request.PathBase}{path}{http.Request.QueryString}", fields, form.Files.Count > 0);
    }

    private static bool IsSecret(string path, IFormCollection form) =>
        path.StartsWith("/account/", StringComparison.OrdinalIgnoreCase) || form.Keys.Any(k => k.Contains("Password", StringComparison.OrdinalIgnoreCase));
}
