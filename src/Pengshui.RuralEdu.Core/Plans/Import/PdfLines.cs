using System.Text;
using UglyToad.PdfPig.Content;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>A line of a page, in points from the lower left corner.</summary>
internal sealed record PdfLine(string Text, double Left, double Right, double Baseline, double Size, double PageWidth, double PageHeight);

/// <summary>Puts letters together into lines, and lines into paragraphs, by where they stand.</summary>
internal static class PdfLines
{
    private const double Edge = 0.09;
    private const int PagesOfARunningLine = 3;

    /// <summary>The lines of a page from top to bottom.</summary>
    public static List<PdfLine> Of(Page page)
    {
        var letters = page.Letters.Where(l => !string.IsNullOrEmpty(l.Value) && double.IsFinite(l.StartBaseLine.X) && double.IsFinite(l.StartBaseLine.Y) && l.PointSize is > 0 and < 1000)
            .OrderByDescending(l => l.StartBaseLine.Y).ToList();
        var lines = new List<PdfLine>();
        for (var i = 0; i < letters.Count;)
        {
            var baseline = letters[i].StartBaseLine.Y;
            var line = new List<Letter>();
            while (i < letters.Count && baseline - letters[i].StartBaseLine.Y < Math.Max(letters[i].PointSize, line.Count == 0 ? 0 : line[0].PointSize) * 0.45)
                line.Add(letters[i++]);
            line = [.. line.OrderBy(l => l.StartBaseLine.X)];
            var words = Words(line);
            if (!string.IsNullOrWhiteSpace(words))
            {
                var seen = line.Where(l => !string.IsNullOrWhiteSpace(l.Value)).ToList();
                lines.Add(new PdfLine(words.Trim(), seen[0].StartBaseLine.X, seen.Max(l => l.EndBaseLine.X), baseline, seen.Average(l => l.PointSize), page.Width, page.Height));
            }
        }

        return lines;
    }

    /// <summary>The text of all pages, one paragraph a line, without page numbers and running heads.</summary>
    public static string Paragraphs(IReadOnlyList<List<PdfLine>> pages)
    {
        var running = Running(pages);
        var lines = pages.SelectMany(p => p.Where(l => !IsAtEdge(l) || !(running.Contains(Shape(l.Text)) || IsPageNumber(l.Text)))).ToList();
        if (lines.Count == 0)
            return "";
        var right = RightMargin(lines);
        var left = lines.Min(l => l.Left);
        var text = new StringBuilder(lines[0].Text);
        for (var i = 1; i < lines.Count; i++)
        {
            if (Begins(lines[i - 1], lines[i], left, right))
                text.Append('\n');
            else if (char.IsAsciiLetterOrDigit(lines[i - 1].Text[^1]) && char.IsAsciiLetter(lines[i].Text[0]))
                text.Append(' ');
            text.Append(lines[i].Text);
        }

        return text.Append('\n').ToString();
    }

    private static bool Begins(PdfLine before, PdfLine line, double left, double right)
    {
        if (before.Right < right - (2.2 * before.Size) || Math.Abs(before.Size - line.Size) > 0.15 * line.Size || line.Left > left + (1.2 * line.Size))
            return true;
        if (IsCentred(before, left, right))
            return true;
        var gap = before.Baseline - line.Baseline;
        if (gap > 3.2 * line.Size && before.PageHeight == line.PageHeight)
            return true;
        var words = Characters.Normalize(line.Text);
        return Characters.EndsSentence(Characters.Normalize(before.Text)[^1])
            && (before.Right < right - (0.9 * before.Size) || Labels.Read(words, 0, words.Length) is not null);
    }

    private static bool IsCentred(PdfLine line, double left, double right) =>
        line.Left > left + (0.3 * line.Size) && Math.Abs(line.Left - left - (right - line.Right)) < 0.3 * line.Size;

    // The largest right edge that lines share, so that one that juts out does not count; where hardly any line is full, as wide as the left margin.
    private static double RightMargin(List<PdfLine> lines)
    {
        var edges = lines.Select(l => l.Right).OrderDescending().ToList();
        var shared = edges[Math.Min(edges.Count - 1, edges.Count / 20)];
        var mirrored = lines.Max(l => l.PageWidth) - lines.Min(l => l.Left);
        return shared > 0.85 * mirrored && lines.Count(l => l.Right > shared - l.Size) >= Math.Max(3, lines.Count / 10) ? shared : Math.Max(shared, mirrored);
    }

    private static string Words(List<Letter> line)
    {
        var words = new StringBuilder();
        Letter? before = null;
        foreach (var letter in line)
        {
            // Bold printed twice: the same letter on the same spot.
            if (before is not null && before.Value == letter.Value && Math.Abs(before.StartBaseLine.X - letter.StartBaseLine.X) < 0.15 * letter.PointSize)
                continue;
            var gap = before is null ? 0 : letter.StartBaseLine.X - before.EndBaseLine.X;
            if (gap > 0.8 * letter.PointSize || (gap > 0.2 * letter.PointSize && char.IsAsciiLetter(letter.Value[0]) && char.IsAsciiLetter(before!.Value[^1])))
                words.Append(' ');
            words.Append(letter.Value);
            before = letter;
        }

        return words.ToString();
    }

    private static bool IsAtEdge(PdfLine line) => line.Baseline < Edge * line.PageHeight || line.Baseline > (1 - Edge) * line.PageHeight;

    private static bool IsPageNumber(string text) =>
        text.Length <= 16 && text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiDigit(c) || "-—–－ 第页共/·".Contains(c));

    private static HashSet<string> Running(IReadOnlyList<List<PdfLine>> pages) =>
        [.. pages.SelectMany(p => p.Where(IsAtEdge).Select(l => Shape(l.Text)).Distinct()).GroupBy(s => s).Where(g => g.Count() >= PagesOfARunningLine).Select(g => g.Key)];

    private static string Shape(string text) => string.Concat(text.Where(c => !char.IsAsciiDigit(c)));
}
