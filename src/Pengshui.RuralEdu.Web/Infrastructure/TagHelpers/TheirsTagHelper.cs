using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>
/// Beside a field after a conflict: what somebody else saved meanwhile. <c>&lt;theirs text="@text" /&gt;</c>; nothing where there is no text.
/// </summary>
[HtmlTargetElement("theirs", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TheirsTagHelper : TagHelper
{
    /// <summary>What they wrote; null or empty where it is no other.</summary>
    public string? Text { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(Text))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "theirs");
        output.Content.AppendHtml("<p class=\"meta\">对方保存的是：</p><p class=\"prose\">").Append(Text).AppendHtml("</p>");
    }
}
