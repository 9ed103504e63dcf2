using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>An icon of Assets/images/icons.svg in the colour of the text around it: <c>&lt;icon name="check" /&gt;</c>.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>The symbol's id in the file.</summary>
    public required string Name { get; set; }

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("icon", HtmlEncoder.Default);
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(Sprite.Use(ViewContext, Name));
    }
}

/// <summary>The file of all icons and lamps: fetched once under its fingerprint, not repeated in every page.</summary>
internal static class Sprite
{
    private const string Path = "dist/icons.svg";

    /// <summary>The element that draws one of its symbols.</summary>
    public static IHtmlContent Use(ViewContext view, string name)
    {
        var http = view.HttpContext;
        var file = http.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[Path] ?? Path;
        return new HtmlString($"<use href=\"{http.Request.PathBase}/{file}#{name}\"/>");
    }

    /// <summary>An icon in text that a tag helper writes.</summary>
    public static IHtmlContent Icon(ViewContext view, string name) => new HtmlContentBuilder()
        .AppendHtml("<svg class=\"icon\" aria-hidden=\"true\">").AppendHtml(Use(view, name)).AppendHtml("</svg>");
}
