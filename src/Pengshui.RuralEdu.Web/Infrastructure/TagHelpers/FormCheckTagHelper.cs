using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>A yes or no with its label: <c>&lt;form-check for="IsEnabled" /&gt;</c>.</summary>
[HtmlTargetElement("form-check", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FormCheckTagHelper(IHtmlGenerator generator) : TagHelper
{
    /// <summary>The property, a bool.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>The label, where the property's display name will not do.</summary>
    public string? Label { get; set; }

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // What no box of ours sends is no tick; the generator would throw at it.
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        if (ViewContext.ModelState.TryGetValue(name, out var entry) && entry is { Errors.Count: > 0 })
            ViewContext.ModelState.SetModelValue(name, "false", "false");
        output.TagName = "label";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "form-check");
        output.Content
            .AppendHtml(generator.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, For.Model as bool?, htmlAttributes: null))
            .AppendHtml("<span>").Append(Label ?? For.Metadata.GetDisplayName()).AppendHtml("</span>");
        // An unticked box sends nothing; this one sends "false" in its place.
        output.PostContent.AppendHtml(generator.GenerateHiddenForCheckbox(ViewContext, For.ModelExplorer, For.Name));
    }
}
