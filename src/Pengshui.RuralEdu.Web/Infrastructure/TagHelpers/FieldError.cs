using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>The sentence about one field, for fields that a view writes itself: <c>&lt;field-error for-key="Measures[2].Note" /&gt;</c>. Nothing without an error.</summary>
[HtmlTargetElement("field-error", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldErrorTagHelper : TagHelper
{
    /// <summary>The key in ModelState.</summary>
    public required string ForKey { get; set; }

    /// <summary>The page.</summary>
    [Microsoft.AspNetCore.Mvc.ViewFeatures.ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (FieldError.Of(ViewContext, ForKey) is { } error)
            output.Content.SetHtmlContent(FieldError.Sentence(ViewContext, TagBuilder.CreateSanitizedId(ForKey, "_"), error));
        else
            output.SuppressOutput();
    }
}

/// <summary>How a field's error is found and written: always under the id of the field with <c>-error</c> behind it.</summary>
internal static class FieldError
{
    public static string? Of(ViewContext view, string key) =>
        view.ViewData.ModelState.TryGetValue(view.ViewData.TemplateInfo.GetFullHtmlFieldName(key), out var entry)
            ? entry.Errors.Select(e => e.ErrorMessage).FirstOrDefault(m => m.Length > 0)
            : null;

    public static IHtmlContent Sentence(ViewContext view, string id, string message) => new HtmlContentBuilder()
        .AppendHtml("<p class=\"invalid-feedback\" id=\"" + id + "-error\">")
        .AppendHtml(Sprite.Icon(view, "bang"))
        .AppendHtml("<span>").Append(message).AppendHtml("</span></p>");
}
