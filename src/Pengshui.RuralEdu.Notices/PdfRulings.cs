using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Pengshui.RuralEdu.Notices;

/// <summary>A straight line that is drawn on a page, level or upright.</summary>
/// <param name="At">Where it stands: its height, or for an upright one its distance from the left.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal readonly record struct PdfRule(double At, double From, double To)
{
    /// <summary>Whether a point of its length is on it.</summary>
    public bool Covers(double point) => From <= point && point <= To;
}

/// <summary>The lines that are drawn on a page: strokes, edges of frames, and bars as thin as a line.</summary>
internal static class PdfRulings
{
    private const int Most = 20_000;
    private const double Thin = 2.5;
    private const double Shortest = 3;

    /// <summary>The level and the upright lines; none where a page is drawn rather than written.</summary>
    public static (List<PdfRule> Level, List<PdfRule> Upright) Of(Page page)
    {
        var (level, upright) = (new List<PdfRule>(), new List<PdfRule>());
        foreach (var path in page.Paths)
        {
            if (path.IsClipping && !path.IsStroked && !path.IsFilled)
                continue;
            foreach (var part in path)
            {
                if (part.GetBoundingRectangle() is { } box && (path.IsStroked || Math.Min(box.Width, box.Height) <= Thin))
                    Add(part, box, level, upright);
                if (level.Count + upright.Count > Most)
                    return ([], []);
            }
        }

        return (level, upright);
    }

    private static void Add(PdfSubpath part, PdfRectangle box, List<PdfRule> level, List<PdfRule> upright)
    {
        if (Math.Min(box.Width, box.Height) <= Thin)
        {
            Add(box.Left, box.Bottom, box.Right, box.Top, level, upright);
        }
        else if (part.IsDrawnAsRectangle)
        {
            Add(box.Left, box.Bottom, box.Right, box.Bottom, level, upright);
            Add(box.Left, box.Top, box.Right, box.Top, level, upright);
            Add(box.Left, box.Bottom, box.Left, box.Top, level, upright);
            Add(box.Right, box.Bottom, box.Right, box.Top, level, upright);
        }
        else
        {
            foreach (var line in part.Commands.OfType<PdfSubpath.Line>())
                Add(line.From.X, line.From.Y, line.To.X, line.To.Y, level, upright);
        }
    }

    private static void Add(double x1, double y1, double x2, double y2, List<PdfRule> level, List<PdfRule> upright)
    {
        var (width, height) = (Math.Abs(x2 - x1), Math.Abs(y2 - y1));
        if (!double.IsFinite(width + height) || Math.Max(width, height) < Shortest)
            return;
        if (height <= Thin && height < width)
            level.Add(new PdfRule((y1 + y2) / 2, Math.Min(x1, x2), Math.Max(x1, x2)));
        else if (width <= Thin)
            upright.Add(new PdfRule((x1 + x2) / 2, Math.Min(y1, y2), Math.Max(y1, y2)));
    }
}
