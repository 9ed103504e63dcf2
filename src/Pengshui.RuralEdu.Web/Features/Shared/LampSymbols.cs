using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Pengshui.RuralEdu.Core.Dashboard;
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

    /// <summary>The light in a chart, at a point.</summary>
    public IHtmlContent DrawAt(Light light, double x, double y, double size) => new HtmlContentBuilder()
        .AppendHtml(FormattableString.Invariant($"<svg x=\"{x - (size / 2):0.#}\" y=\"{y - (size / 2):0.#}\" width=\"{size:0.#}\" height=\"{size:0.#}\">"))
        .AppendHtml(uses[light]).AppendHtml("</svg>");

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
