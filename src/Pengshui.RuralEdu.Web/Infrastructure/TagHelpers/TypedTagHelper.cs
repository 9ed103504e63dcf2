using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>
/// A control of a form that a view lays out itself: <c>&lt;input typed="Clearance[0].Expected" typed-value="@line.Expected" /&gt;</c>.
/// It gets its name, its id, what was typed last (also what could not be read) and the link to its error.
/// </summary>
[HtmlTargetElement("input", Attributes = "typed", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("textarea", Attributes = "typed")]
public sealed class TypedTagHelper : TagHelper
{
    /// <summary>The field's name, which is its key in the model state.</summary>
    public required string Typed { get; set; }

    /// <summary>What stands in it unless something was typed.</summary>
    public object? TypedValue { get; set; }

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = TagBuilder.CreateSanitizedId(Typed, "_");
        ViewContext.ModelState.TryGetValue(Typed, out var entry);
        var text = entry?.AttemptedValue ?? Written(TypedValue);
        output.Attributes.SetAttribute("name", Typed);
        if (!output.Attributes.ContainsName("id"))
            output.Attributes.SetAttribute("id", id);
        if (output.TagName == "textarea")
            output.Content.SetContent(text is ['\n' or '\r', ..] ? "\n" + text : text ?? "");
        else
            output.Attributes.SetAttribute("value", text ?? "");
        if (entry is not { Errors.Count: > 0 })
            return;
        output.Attributes.SetAttribute("aria-invalid", "true");
        output.Attributes.SetAttribute("class", $"{output.Attributes["class"]?.Value} is-invalid");
        output.Attributes.SetAttribute("aria-describedby", $"{id}-error {output.Attributes["aria-describedby"]?.Value}".TrimEnd());
    }

    private static string? Written(object? value) => value switch
    {
        null => null,
        decimal number => number.ToString("0.##", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
