using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>
/// A whole field: label, error, control and hint, tied together for screen readers. What was typed is kept.
/// <c>&lt;form-field for="Title" hint="…" /&gt;</c>; other attributes (rows, autocomplete, inputmode, data-…) go to the control,
/// and what stands between its tags follows the control.
/// </summary>
[HtmlTargetElement("form-field", Attributes = "for")]
public sealed class FormFieldTagHelper(IHtmlGenerator generator) : TagHelper
{
    /// <summary>The property.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>text, password, date, email, textarea or select. Numbers are text with an inputmode: a browser throws away what its own number field cannot read.</summary>
    public string Type { get; set; } = "text";

    /// <summary>The label, where the property's display name will not do.</summary>
    public string? Label { get; set; }

    /// <summary>One sentence under the control.</summary>
    public string? Hint { get; set; }

    /// <summary>Marks the field 选填; every other field is a required one.</summary>
    public bool Optional { get; set; }

    /// <summary>The options of a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The first, empty option of a select.</summary>
    public string? Placeholder { get; set; }

    /// <summary>Classes of the control besides its own (input-short, input-num).</summary>
    [HtmlAttributeName("class")]
    public string? ControlClass { get; set; }

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var id = TagBuilder.CreateSanitizedId(ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name), "_");
        var error = FieldError.Of(ViewContext, For.Name);
        var label = Label ?? For.Metadata.GetDisplayName();
        var after = await output.GetChildContentAsync();

        var control = Control(context, id, error);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", error is null ? "form-group" : "form-group has-error");
        output.Content.AppendHtml(LabelFor(id, label));
        if (error is not null)
            output.Content.AppendHtml(FieldError.Sentence(ViewContext, id, error));
        output.Content.AppendHtml(control);
        if (Hint is not null)
            output.Content.AppendHtml("<p class=\"form-text\" id=\"" + id + "-hint\">").Append(Hint).AppendHtml("</p>");
        output.Content.AppendHtml(after);
    }

    private TagBuilder LabelFor(string id, string text)
    {
        var label = new TagBuilder("label");
        label.AddCssClass("form-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(text);
        if (Optional)
            label.InnerHtml.AppendHtml("<span class=\"opt\">选填</span>");
        return label;
    }

    private TagBuilder Control(TagHelperContext context, string id, string? error)
    {
        var attributes = context.AllAttributes
            .Where(a => !Own.Contains(a.Name))
            .ToDictionary(a => a.Name, a => (object?)(a.Value is IHtmlContent html ? Text(html) : a.Value));
        var control = Type switch
        {
            "textarea" => generator.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, 0, 0, attributes),
            "select" => generator.GenerateSelect(ViewContext, For.ModelExplorer, Placeholder, For.Name, Items ?? [], allowMultiple: false, attributes),
            "password" => generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, value: null, attributes),
            _ => generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, Type == "date" ? "{0:yyyy-MM-dd}" : null, attributes),
        };
        if (Type is not ("textarea" or "select"))
            control.MergeAttribute("type", Type, replaceExisting: true);
        // Nothing is cut off by the browser: pasted text would be lost without a word. The counter says how much is too much.
        if (Type is "text" or "textarea" && For.Metadata.ValidatorMetadata.OfType<StringLengthAttribute>().FirstOrDefault() is { } length)
            control.MergeAttribute("data-max", $"{length.MaximumLength}");
        if (ControlClass is not null)
            control.AddCssClass(ControlClass);
        control.AddCssClass(Type == "select" ? "form-select" : "form-control");
        control.MergeAttribute("id", id);
        if (error is not null)
        {
            control.AddCssClass("is-invalid");
            control.MergeAttribute("aria-invalid", "true");
        }

        var described = string.Join(' ', new[] { error is null ? null : id + "-error", Hint is null ? null : id + "-hint" }.Where(x => x is not null));
        if (described.Length > 0)
            control.MergeAttribute("aria-describedby", described);
        return control;
    }

    private static readonly HashSet<string> Own = new(
        ["for", "type", "label", "hint", "optional", "items", "placeholder", "class"], StringComparer.OrdinalIgnoreCase);

    private static string Text(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }
}
