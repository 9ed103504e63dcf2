using System.Text;
using UglyToad.PdfPig.Content;

namespace Pengshui.RuralEdu.Notices;

/// <summary>A stretch of a line without a wide gap, in points from the left.</summary>
internal readonly record struct PdfStretch(double Left, double Right);

/// <summary>A line of a page, in points from the lower left corner.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Left">Where its first letter begins.</param>
/// <param name="Right">Where its last letter ends.</param>
/// <param name="End">Where what is on it ends, a blank at its end included.</param>
/// <param name="FirstWidth">Width of what cannot be parted from its first letter: a number, a word, marks that open or close.</param>
/// <param name="Stretches">Its stretches; several where it has wide gaps, as the lines of columns have.</param>
/// <param name="Baseline">Where it stands.</param>
/// <param name="Size">Size of its letters.</param>
/// <param name="PageWidth">The page.</param>
/// <param name="PageHeight">The page.</param>
internal sealed record PdfLine(
    string Text, double Left, double Right, double End, double FirstWidth, IReadOnlyList<PdfStretch> Stretches, double Baseline, double Size, double PageWidth, double PageHeight);

/// <summary>Puts letters together into lines, and lines into paragraphs, by where they stand.</summary>
internal static class PdfLines
{
    private const double Edge = 0.09;
    private const int PagesOfARunningLine = 3;
    private const double WideGap = 1.05;
    private const double UsualIndent = 2;
    private const string Openings = "“‘（《〔［【〈「『([{";
    private const string Hanging = "，。、；：";
    private const string Closings = "，。、；：？！”’）》〕］】〉」』…％%,.;:?!)]}";

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
                lines.Add(new PdfLine(
                    words.Trim(), seen[0].StartBaseLine.X, seen.Max(l => l.EndBaseLine.X), line.Max(l => l.EndBaseLine.X), FirstWidth(seen), Stretches(seen),
                    baseline, seen.Average(l => l.PointSize), page.Width, page.Height));
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
        var margins = new Margins(LeftMargin(lines), RightMargin(lines), Indents(lines));
        var text = new StringBuilder(lines[0].Text);
        for (var i = 1; i < lines.Count; i++)
        {
            if (Begins(lines[i - 1], lines[i], margins))
                text.Append('\n');
            else if (EndsWithBlank(lines[i - 1]) || (char.IsAsciiLetterOrDigit(lines[i - 1].Text[^1]) && char.IsAsciiLetter(lines[i].Text[0])))
                text.Append(' ');
            text.Append(lines[i].Text);
        }

        return text.Append('\n').ToString();
    }

    private sealed record Margins(double Left, double Right, HashSet<int> Indents);

    // A paragraph begins where the author broke the line: what begins this line would still have fitted on the line before.
    private static bool Begins(PdfLine before, PdfLine line, Margins margins)
    {
        if (Math.Abs(before.Size - line.Size) > 0.15 * line.Size || line.Left > margins.Left + (1.2 * line.Size))
            return true;
        if (before.End + line.FirstWidth <= margins.Right + (0.05 * line.Size) || IsCentred(before, margins))
            return true;
        var gap = before.Baseline - line.Baseline;
        if (gap > 3.2 * line.Size && before.PageHeight == line.PageHeight)
            return true;
        var (ended, words) = (Characters.Normalize(before.Text), Characters.Normalize(line.Text));
        return Characters.EndsSentence(ended, ended.Length) && Labels.Read(words, 0, words.Length) is not null;
    }

    private static bool EndsWithBlank(PdfLine line) => line.End > line.Right + (0.2 * line.Size);

    // The first line of a paragraph is indented, and may end as far from the right margin because a number or a mark went to the next line.
    private static bool IsCentred(PdfLine line, Margins margins)
    {
        var indent = line.Left - margins.Left;
        return indent > 0.3 * line.Size && Math.Abs(indent - (margins.Right - line.Right)) < 0.3 * line.Size
            && Math.Abs(indent - (UsualIndent * line.Size)) > 0.35 * line.Size && !margins.Indents.Contains((int)Math.Round(line.Left));
    }

    // The smallest left edge that lines share, so that a mark outside the text does not count.
    private static double LeftMargin(List<PdfLine> lines)
    {
        var edges = lines.Select(l => l.Left).Order().ToList();
        var enough = Math.Max(2, lines.Count / 20);
        for (var i = 0; i + enough <= edges.Count; i++)
        {
            if (edges[i + enough - 1] - edges[i] < 0.3 * lines[0].Size)
                return edges[i];
        }

        return edges[0];
    }

    // Left edges, to the point, at which so many lines begin that they are the author's indent.
    private static HashSet<int> Indents(List<PdfLine> lines) =>
        [.. lines.GroupBy(l => (int)Math.Round(l.Left)).Where(g => g.Count() >= Math.Max(4, lines.Count / 10)).Select(g => g.Key)];

    // The largest right edge that lines share, so that one that juts out does not count, as a comma may that hangs in the margin;
    // where hardly any line is full, as wide as the left margin. Where none comes near to that, as on a page of short lines that are all
    // indented, nothing was parted anywhere: no line is full.
    private static double RightMargin(List<PdfLine> lines)
    {
        var edges = lines.Where(l => !Hanging.Contains(l.Text[^1])).Select(l => l.Right).DefaultIfEmpty(lines.Max(l => l.Right)).OrderDescending().ToList();
        var shared = edges[Math.Min(edges.Count - 1, edges.Count / 20)];
        var mirrored = lines.Max(l => l.PageWidth) - lines.Min(l => l.Left);
        if (lines.Max(l => l.Right) < mirrored - (UsualIndent * lines[0].Size))
            return double.MaxValue;
        return shared > 0.85 * mirrored && lines.Count(l => l.Right > shared - l.Size) >= Math.Max(3, lines.Count / 10) ? shared : Math.Max(shared, mirrored);
    }

    private static double FirstWidth(List<Letter> line)
    {
        var at = 0;
        while (at < line.Count - 1 && Openings.Contains(line[at].Value[0]))
            at++;
        var isWord = char.IsAsciiLetterOrDigit(line[at].Value[0]);
        while (at < line.Count - 1 && (Closings.Contains(line[at + 1].Value[0]) || (isWord && char.IsAsciiLetterOrDigit(line[at + 1].Value[0]))))
            at++;
        return line[at].EndBaseLine.X - line[0].StartBaseLine.X;
    }

    private static List<PdfStretch> Stretches(List<Letter> line)
    {
        var stretches = new List<PdfStretch>();
        var left = line[0].StartBaseLine.X;
        for (var i = 1; i <= line.Count; i++)
        {
            if (i < line.Count && line[i].StartBaseLine.X - line[i - 1].EndBaseLine.X <= WideGap * line[i].PointSize)
                continue;
            stretches.Add(new PdfStretch(left, line[i - 1].EndBaseLine.X));
            left = i < line.Count ? line[i].StartBaseLine.X : 0;
        }

        return stretches;
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

    internal static bool IsAtEdge(PdfLine line) => line.Baseline < Edge * line.PageHeight || line.Baseline > (1 - Edge) * line.PageHeight;

    private static bool IsPageNumber(string text) =>
        text.Length <= 16 && text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiDigit(c) || "-—–－ 第页共/·".Contains(c));

    private static HashSet<string> Running(IReadOnlyList<List<PdfLine>> pages) =>
        [.. pages.SelectMany(p => p.Where(IsAtEdge).Select(l => Shape(l.Text)).Distinct()).GroupBy(s => s).Where(g => g.Count() >= PagesOfARunningLine).Select(g => g.Key)];

    private static string Shape(string text) => string.Concat(text.Where(c => !char.IsAsciiDigit(c)));
}
