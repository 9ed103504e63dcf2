using System.Text;

namespace Pengshui.RuralEdu.Notices;

/// <summary>Makes whole paragraphs and tables of the lines of plain text.</summary>
internal static class NoticeText
{
    private const int NarrowestWrap = 40;
    private const int WidestWrap = 140;
    private const int LongestTail = 400;

    /// <summary>A source of the text: lines that were broken at the margin are joined, lines of cells become tables.</summary>
    public static NoticeSource Source(string name, string text)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var paragraph in Paragraphs(Characters.Clean(text).Split('\n')))
            joined.Append(paragraph).Append('\n');
        var whole = joined.ToString();
        return new NoticeSource(name, whole, TabTables.In(whole));
    }

    private static IEnumerable<string> Paragraphs(string[] lines)
    {
        var width = Wrap(lines);
        var isRagged = width == 0 && RaggedLines.Are(lines);
        var widest = isRagged ? lines.Max(Width) : 0;
        if (isRagged)
            lines = RaggedLines.WithoutPageNumbers(lines);
        var paragraph = new StringBuilder();
        var last = "";
        foreach (var line in lines)
        {
            if (paragraph.Length > 0 && !(isRagged ? RaggedLines.GoesOn(Tail(paragraph), last, line, widest) : width > 0 && GoesOn(last, line, width)))
            {
                yield return paragraph.ToString();
                paragraph.Clear();
            }

            paragraph.Append(paragraph.Length > 0 ? line.TrimStart() : line);
            last = line;
        }

        if (paragraph.Length > 0)
            yield return paragraph.ToString();
    }

    /// <summary>Columns at which the text's lines were broken, or 0: many lines as long as the longest, and none as long as a paragraph.</summary>
    private static int Wrap(string[] lines)
    {
        var longest = lines.Length == 0 ? 0 : lines.Max(Width);
        if (longest is < NarrowestWrap or > WidestWrap)
            return 0;
        var full = lines.Count(l => Width(l) >= longest - 4);
        return full >= 5 && full * 5 >= lines.Count(l => l.Length > 0) ? longest : 0;
    }

    private static bool GoesOn(string line, string next, int width)
    {
        if (Width(line) < width - 4 || next.Length == 0 || Characters.IsSpace(next[0]) || line.Contains('\t', StringComparison.Ordinal))
            return false;
        var end = Characters.Normalize(line.TrimEnd());
        var start = Characters.Normalize(next);
        return Labels.Read(start, 0, start.Length) is not { } label
            || (!Characters.EndsSentence(end, end.Length) && label.Length < start.Length && (char.IsAsciiDigit(start[label.Length]) || Numerals.IsChinese(start[label.Length])));
    }

    // What of a paragraph is looked at to tell whether it goes on.
    private static string Tail(StringBuilder paragraph) => paragraph.ToString(Math.Max(0, paragraph.Length - LongestTail), Math.Min(paragraph.Length, LongestTail));

    /// <summary>Columns that a line takes, blanks at its end apart.</summary>
    internal static int Width(string line)
    {
        var width = 0;
        foreach (var c in line.AsSpan().TrimEnd())
            width += c < '\u2000' ? 1 : 2;
        return width;
    }
}
