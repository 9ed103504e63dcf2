using System.Text;

namespace Pengshui.RuralEdu.Notices;

/// <summary>Makes whole paragraphs and tables of the lines of plain text.</summary>
internal static class NoticeText
{
    private const int NarrowestWrap = 40;
    private const int WidestWrap = 140;

    /// <summary>A source of the text: lines that were broken at the margin are joined, lines of cells become tables.</summary>
    public static NoticeSource Source(string name, string text)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var paragraph in Paragraphs(Characters.Clean(text).Split('\n')))
            joined.Append(paragraph).Append('\n');
        var whole = joined.ToString();
        return new NoticeSource(name, whole, Tables(whole));
    }

    private static IEnumerable<string> Paragraphs(string[] lines)
    {
        var width = Wrap(lines);
        var paragraph = new StringBuilder();
        var last = "";
        foreach (var line in lines)
        {
            if (paragraph.Length > 0 && !(width > 0 && GoesOn(last, line, width)))
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

    private static int Width(string line)
    {
        var width = 0;
        foreach (var c in line.AsSpan().TrimEnd())
            width += c < '\u2000' ? 1 : 2;
        return width;
    }

    // At least two lines in a row with as many tabs: what a table of Word or Excel becomes when it is pasted.
    private static List<SourceTable> Tables(string text)
    {
        var tables = new List<SourceTable>();
        var rows = new List<IReadOnlyList<TextSpan>>();
        var start = 0;
        for (var at = 0; at <= text.Length;)
        {
            var feed = at < text.Length ? text.IndexOf('\n', at) : -1;
            var end = feed < 0 ? text.Length : feed;
            var cells = Cells(text, at, end);
            if (rows.Count > 0 && cells.Count != rows[0].Count)
                Finish(at);
            if (cells.Count > 1)
            {
                if (rows.Count == 0)
                    start = at;
                rows.Add(cells);
            }

            at = end + 1;
        }

        Finish(text.Length);
        return tables;

        void Finish(int end)
        {
            if (rows.Count > 1)
                tables.Add(new SourceTable(TextSpan.Between(start, Math.Min(end, text.Length)), rows));
            rows = [];
        }
    }

    private static List<TextSpan> Cells(string text, int start, int end)
    {
        var cells = new List<TextSpan>();
        for (var at = start; at <= end;)
        {
            var tab = at < end ? text.IndexOf('\t', at, end - at) : -1;
            var stop = tab < 0 ? end : tab;
            cells.Add(TextSpan.Between(at, stop));
            at = stop + 1;
        }

        return cells;
    }
}
