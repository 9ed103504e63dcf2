using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

/// <summary>The badge of a report's state: <c>&lt;report-state value="@state" overdue="true" /&gt;</c>.</summary>
[HtmlTargetElement("report-state", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ReportStateTagHelper : TagHelper
{
    /// <summary>The state.</summary>
    public ReportState Value { get; set; }

    /// <summary>Whether the due day has passed: what was not submitted yet is then 逾期未报.</summary>
    public bool Overdue { get; set; }

    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var late = Overdue && Value is (ReportState.NotStarted or ReportState.Draft);
        var (look, icon) = late ? ("late", "clock") : Value switch
        {
            ReportState.NotStarted => ("todo", "dash"),
            ReportState.Draft => ("draft", "pen"),
            ReportState.AwaitingSectionReview => ("wait", "clock"),
            ReportState.AwaitingConfirmation => ("conf", "stamp"),
            ReportState.Returned => ("back", "return"),
            _ => ("done", "check"),
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("badge", HtmlEncoder.Default);
        output.AddClass("state-" + look, HtmlEncoder.Default);
        output.Content.AppendHtml(Sprite.Icon(ViewContext, icon)).Append(late ? "逾期未报" : Value.Label());
    }
}
