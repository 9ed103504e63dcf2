using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>The badge of a rectification's state: <c>&lt;rectification-state value="@state" /&gt;</c>. Lateness stands with the deadline.</summary>
[HtmlTargetElement("rectification-state", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RectificationStateTagHelper : TagHelper
{
    /// <summary>The state.</summary>
    public RectificationState Value { get; set; }

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (look, icon) = Value switch
        {
            RectificationState.Draft => ("draft", "pen"),
            RectificationState.Open => ("todo", "dash"),
            RectificationState.InProgress => ("draft", "pen"),
            RectificationState.AwaitingVerification => ("wait", "clock"),
            RectificationState.Returned => ("back", "return"),
            RectificationState.AwaitingLookBack => ("conf", "clock"),
            _ => ("done", "check"),
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("badge", HtmlEncoder.Default);
        output.AddClass("state-" + look, HtmlEncoder.Default);
        output.Content.AppendHtml(Sprite.Icon(ViewContext, icon)).Append(Value.Label());
    }
}
