using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>A light: shape, colour and word, and 改判 where it is one. <c>&lt;lamp value="@light" size="sm" by-override="@month.IsOverridden" /&gt;</c>.</summary>
[HtmlTargetElement("lamp", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LampTagHelper : TagHelper
{
    /// <summary>The light.</summary>
    public Light Value { get; set; }

    /// <summary>sm (15), md (18) or lg (44).</summary>
    public string Size { get; set; } = "md";

    /// <summary>False where there is no room for the word: it is read aloud all the same.</summary>
    public bool ShowText { get; set; } = true;

    /// <summary>What is read aloud without the word shown (3月，黄灯); the light's name by default.</summary>
    public string? Label { get; set; }

    /// <summary>Whether the light is so by 改判, which is said beside it.</summary>
    public bool ByOverride { get; set; }

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var key = Value switch { Light.Green => "g", Light.Yellow => "y", Light.Red => "r", _ => "n" };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("lamp", HtmlEncoder.Default);
        output.AddClass("lamp-" + key, HtmlEncoder.Default);
        if (Size != "md")
            output.AddClass("lamp-" + Size, HtmlEncoder.Default);

        var svg = new TagBuilder("svg");
        if (ShowText)
        {
            svg.Attributes["aria-hidden"] = "true";
        }
        else
        {
            svg.Attributes["role"] = "img";
            svg.Attributes["aria-label"] = Label ?? Value.Label();
        }

        svg.InnerHtml.AppendHtml(Sprite.Use(ViewContext, "lamp-" + key));
        output.Content.AppendHtml(svg);
        if (ShowText)
            output.Content.Append(Value.Label());
        if (ByOverride)
            output.Content.AppendHtml("<small class=\"by-override\">改判</small>");
    }
}
