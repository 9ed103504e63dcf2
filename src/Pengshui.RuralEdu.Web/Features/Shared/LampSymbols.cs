using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Web.Infrastructure.TagHelpers;

namespace Pengshui.RuralEdu.Web.Features.Shared;

/// <summary>Draws lights without their word, for grids and charts that hold hundreds: the sprite's address is looked up once a view.</summary>
public sealed class LampSymbols(ViewContext view)
{
    private readonly Dictionary<Light, IHtmlContent> uses = Enum.GetValues<Light>().ToDictionary(l => l, l => Sprite.Use(view, "lamp-" + Key(l)));

    /// <summary>g, y, r, n: the end of class names.</summary>
    public static string Key(Light light) => light switch { Light.Green => "g", Light.Yellow => "y", Light.Red => "r", _ => "n" };

    /// <summary>The light, read aloud with a label; without one it is decoration beside its word.</summary>
    public IHtmlContent Draw(Light light, string? label = null, string? cssClass = null) => new Drawing(uses[light], label, cssClass);

    /// <summary>The light on which a change begins or ends: 改 beside it where it is an override.</summary>
    public IHtmlContent Draw(TaskMonth month) => new HtmlContentBuilder()
        .AppendHtml(Draw(month.Light, month.Light.Label() + (month.IsOverridden ? "（改判）" : null)))
        .AppendHtml(month.IsOverridden ? "<sup aria-hidden=\"true\">改</sup>" : "");

    /// <summary>The three views in a line, each with its word: 系统, 自评, 督查员 with the day of the visit, and 分歧 where they are that.</summary>
    public IHtmlContent Views(LightViews views)
    {
        var line = new HtmlContentBuilder().AppendHtml("<span class=\"views3\">");
        Add(line, "系统", views.Computed);
        Add(line, "自评", views.Self);
        var visit = views.Supervisor is { } seen ? $"<a href=\"{view.HttpContext.Request.PathBase}/inspections/{seen.InspectionId}\">督查员{ChineseDays.MonthAndDay(seen.VisitedOn)}</a>" : "督查员";
        Add(line, visit, views.Supervisor?.Light);
        return line.AppendHtml(views.Differ ? "<b class=\"differ\">分歧</b></span>" : "</span>");
    }

    /// <summary>The three views as marks alone, read aloud as a sentence, for grids.</summary>
    public IHtmlContent ViewMarks(LightViews views)
    {
        var marks = new HtmlContentBuilder().AppendHtml("<span class=\"marks3\" role=\"img\" aria-label=\"").Append(views.Sentence).AppendHtml("\">");
        foreach (var light in new[] { views.Computed, views.Self, views.Supervisor?.Light })
            marks.AppendHtml(light is { } there ? Draw(there) : new HtmlString("<i>–</i>"));
        return marks.AppendHtml(views.Differ ? "<sup>异</sup></span>" : "</span>");
    }

    /// <summary>The light in a chart, at a point.</summary>
    public IHtmlContent DrawAt(Light light, double x, double y, double size) => new HtmlContentBuilder()
        .AppendHtml(FormattableString.Invariant($"<svg x=\"{x - (size / 2):0.#}\" y=\"{y - (size / 2):0.#}\" width=\"{size:0.#}\" height=\"{size:0.#}\">"))
        .AppendHtml(uses[light]).AppendHtml("</svg>");

    private void Add(IHtmlContentBuilder line, string who, Light? light)
    {
        line.AppendHtml("<span class=\"view\"><span class=\"who\">").AppendHtml(who).AppendHtml("</span>");
        if (light is { } there)
            line.AppendHtml($"<span class=\"lamp lamp-{Key(there)} lamp-sm\">").AppendHtml(Draw(there)).Append(there.Label()).AppendHtml("</span></span>");
        else
            line.AppendHtml("<span class=\"text-muted\">暂无</span></span>");
    }

    private sealed class Drawing(IHtmlContent use, string? label, string? cssClass) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write("<svg");
            if (cssClass is not null)
            {
                writer.Write(" class=\"");
                writer.Write(cssClass);
                writer.Write('"');
            }

            if (label is null)
            {
                writer.Write(" aria-hidden=\"true\">");
            }
            else
            {
                writer.Write(" role=\"img\" aria-label=\"");
                encoder.Encode(writer, label);
                writer.Write("\">");
            }

            use.WriteTo(writer, encoder);
            writer.Write("</svg>");
        }
    }
}
