using System.Text;
using UglyToad.PdfPig.Content;

namespace Pengshui.RuralEdu.Notices;

/// <summary>A stretch of a line without a wide gap, in points from the left.</summary>
/// <param name="Left">Where it begins.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Text">Its words.</param>
internal readonly record struct PdfStretch(double Left, double Right, string Text);

/// <summary>A page: its tables, and its lines outside of them.</summary>
/// <param name="Lines">From top to bottom.</param>
/// <param name="Tables">From top to bottom.</param>
internal sealed record PdfPage(List<PdfLine> Lines, List<PdfTable> Tables);

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
    private const double SameHeight = 3;
    private const double UsualGap = 1.2;
    private const int PagesOfARunningLine = 2;
    private const double WideGap = 1.05;
    private const double UsualIndent = 2;
    private const string Openings = "“‘（《〔［【〈「『([{";
    private const string Hanging = "，。、；：";
    private const string Closings = "，。、；：？！”’）》〕］】〉」』…％%,.;:?!)]}";

    /// <summary>The lines and tables of a page from top to bottom.</summary>
    public static PdfPage Of(Page page)
    {
        var tables = PdfTables.Of(page);
        return new PdfPage(Of(page.Letters.Where(l => !tables.Exists(t => l.StartBaseLine.Y < t.Top && l.StartBaseLine.Y > t.Bottom)), page.Width, page.Height), tables);
    }

    /// <summary>The words of a table's cell: its lines as one paragraph, but for those that are numbered or follow a finished sentence.</summary>
    public static string Paragraph(IEnumerable<Letter> cell)
    {
        var text = new StringBuilder();
        foreach (var line in Of(cell, 0, 0))
        {
            var (ended, words) = (Characters.Normalize(text.ToString(Math.Max(0, text.Length - 1), Math.Min(1, text.Length))), Characters.Normalize(line.Text));
            if (text.Length > 0 && (ended is "。" or ";" || Labels.Read(words, 0, words.Length) is { Style: not LabelStyle.Heading }))
                text.Append('\n');
            else if (text.Length > 0 && char.IsAsciiLetterOrDigit(text[^1]) && char.IsAsciiLetter(line.Text[0]))
                text.Append(' ');
            text.Append(Characters.Clean(line.Text));
        }

        return text.ToString();
    }

    private static List<PdfLine> Of(IEnumerable<Letter> all, double width, double height)
    {
        var letters = all.Where(l => !string.IsNullOrEmpty(l.Value) && double.IsFinite(l.StartBaseLine.X) && double.IsFinite(l.StartBaseLine.Y) && l.PointSize is > 0 and < 1000)
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
                    baseline, seen.Average(l => l.PointSize), width, height));
            }
        }

        return lines;
    }

    /// <summary>The text of all pages, one paragraph a line, without page numbers and running heads, and its tables.</summary>
    public static NoticeSource Source(string name, IReadOnlyList<PdfPage> pages)
    {
        var unnumbered = pages.Select(p => p with { Lines = p.Lines.FindAll(l => !(IsAtEdge(l) && IsPageNumber(l.Text))) }).ToList();
        var kept = WithoutRunning(WithoutRunning(unnumbered));
        var lines = kept.SelectMany(p => p.Lines).ToList();
        var margins = lines.Count == 0 ? new Margins(0, 0, []) : new Margins(LeftMargin(lines), RightMargin(lines), Indents(lines));
        var writer = new PdfWriter();
        PdfLine? before = null;
        foreach (var page in kept)
        {
            var next = 0;
            foreach (var line in page.Lines)
            {
                for (; next < page.Tables.Count && page.Tables[next].Top > line.Baseline; before = null)
                    writer.Add(page.Tables[next++]);
                if (before is null || Begins(before, line, margins))
                    writer.Begin(line.Text);
                else
                    writer.GoOn(line.Text, EndsWithBlank(before));
                before = line;
            }

            for (; next < page.Tables.Count; before = null)
                writer.Add(page.Tables[next++]);
        }

        return writer.Source(name);
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
        var (left, from) = (line[0].StartBaseLine.X, 0);
        for (var i = 1; i <= line.Count; i++)
        {
            if (i < line.Count && line[i].StartBaseLine.X - line[i - 1].EndBaseLine.X <= WideGap * line[i].PointSize)
                continue;
            stretches.Add(new PdfStretch(left, line[i - 1].EndBaseLine.X, Words(line.GetRange(from, i - from))));
            (left, from) = (i < line.Count ? line[i].StartBaseLine.X : 0, i);
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
        text.Length <= 16 && text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiDigit(c) || "-—–－ 第页共/·,，".Contains(c));

    private static List<PdfPage> WithoutRunning(List<PdfPage> pages)
    {
        var running = Running(pages);
        return [.. pages.Select(p => p with { Lines = p.Lines.FindAll(l => !running.Contains(l)) })];
    }

    // The outermost lines that say the same at the same height on two pages; on three they may stand anywhere at the edge.
    private static HashSet<PdfLine> Running(List<PdfPage> pages)
    {
        var edges = pages.Select((p, page) => p.Lines.FindAll(IsAtEdge).ConvertAll(l => (Line: l, Page: page, IsOuter: l == p.Lines[0] || l == p.Lines[^1]))).SelectMany(e => e);
        var running = new HashSet<PdfLine>(ReferenceEqualityComparer.Instance);
        foreach (var same in edges.GroupBy(e => Shape(e.Line.Text)))
        {
            var on = same.Select(e => e.Page).Distinct().Count();
            var outer = same.Where(e => e.IsOuter).ToList();
            if (on > PagesOfARunningLine)
                running.UnionWith(same.Select(e => e.Line));
            else if (outer.Select(e => e.Page).Distinct().Count() == PagesOfARunningLine && outer.Max(e => e.Line.Baseline) - outer.Min(e => e.Line.Baseline) <= SameHeight)
                running.UnionWith(outer.Where(e => StandsApart(pages[e.Page].Lines, e.Line)).Select(e => e.Line));
        }

        return running;
    }

    // A line of the text is as far from its neighbour as any other.
    private static bool StandsApart(List<PdfLine> lines, PdfLine line)
    {
        var gaps = lines.Zip(lines.Skip(1), (a, b) => a.Baseline - b.Baseline).Order().ToList();
        return lines.Count < 3 || (line == lines[0] ? lines[0].Baseline - lines[1].Baseline : lines[^2].Baseline - lines[^1].Baseline) > (UsualGap * gaps[gaps.Count / 2]);
    }

    private static string Shape(string text) => string.Concat(text.Where(c => !char.IsAsciiDigit(c)));
}
