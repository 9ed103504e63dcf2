namespace Pengshui.RuralEdu.Notices;

/// <summary>A paragraph, or one item of a paragraph that counts its items (一是…；二是…).</summary>
/// <param name="Start">First character that is no space.</param>
/// <param name="End">After the last character that is no space.</param>
/// <param name="IsInline">Whether it goes on in the paragraph of the line before.</param>
internal readonly record struct Line(int Start, int End, bool IsInline)
{
    public TextSpan Span => TextSpan.Between(Start, End);
}

/// <summary>Cuts normalised text into lines.</summary>
internal static class Lines
{
    /// <summary>All lines outside tables, without blank ones, page numbers and lines of a table of contents.</summary>
    public static List<Line> Of(string text, IReadOnlyList<SourceTable> tables)
    {
        var lines = new List<Line>();
        var table = 0;
        for (var start = 0; start < text.Length;)
        {
            if (table < tables.Count && start >= tables[table].Place.Start)
            {
                start = Math.Max(start, tables[table++].Place.End);
                continue;
            }

            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed;
            Add(text, start, end, lines);
            start = end + 1;
        }

        return lines;
    }

    private static void Add(string text, int start, int end, List<Line> lines)
    {
        while (start < end && Characters.IsSpace(text[start]))
            start++;
        while (end > start && Characters.IsSpace(text[end - 1]))
            end--;
        if (start < end && !IsPageNumber(text, start, end) && !IsContents(text, start, end))
            RunOns.Split(text, start, end, lines);
    }

    // "- 3 -", "第 3 页 共 9 页"; a bare number of at most four digits.
    internal static bool IsPageNumber(string text, int start, int end)
    {
        if (end - start > 16)
            return false;
        var digits = 0;
        for (var i = start; i < end; i++)
        {
            if (char.IsAsciiDigit(text[i]))
                digits++;
            else if (!(text[i] is ' ' or '-' or '/' or '第' or '页' or '共' or ',' or '·'))
                return false;
        }

        return digits is > 0 and <= 8;
    }

    // "三、重点任务……………… 3"
    private static bool IsContents(string text, int start, int end)
    {
        var at = end;
        while (at > start && char.IsAsciiDigit(text[at - 1]))
            at--;
        if (at == end || end - at > 4)
            return false;
        var dots = 0;
        while (at > start && text[at - 1] is '.' or '…' or '·' or ' ' or '\t')
        {
            dots += text[at - 1] == '\t' ? 3 : text[at - 1] == ' ' ? 0 : 1;
            at--;
        }

        return dots >= 3 && at > start;
    }
}

/// <summary>Finds items that are counted within a paragraph: 一是…；二是…, （1）…；（2）…, ①…②….</summary>
internal static class InlineItems
{
    /// <summary>Adds the paragraph as one line, or as its head and its items where it counts at least two from one on.</summary>
    public static void Split(string text, int start, int end, List<Line> lines)
    {
        var first = lines.Count;
        var style = (LabelStyle?)null;
        var next = 1;
        var from = start;
        var quotes = 0;
        for (var i = start; i < end; i++)
        {
            if (text[i] is '“' or '《')
                quotes++;
            else if (text[i] is '”' or '》')
                quotes = Math.Max(0, quotes - 1);
            if (quotes > 0 || !Begins(text, start, i) || Item(text, i, end) is not { } label)
                continue;
            if (label.Number != next || (style is { } s && s != label.Style))
                continue;
            style = label.Style;
            next++;
            if (i > from)
                Cut(text, from, i, lines, from > start);
            from = i;
        }

        if (next == 2)
            lines.RemoveRange(first, lines.Count - first);
        Cut(text, next == 2 ? start : from, end, lines, next != 2 && from > start);
    }

    private static void Cut(string text, int start, int end, List<Line> lines, bool isInline)
    {
        while (end > start && Characters.IsSpace(text[end - 1]))
            end--;
        if (start < end)
            lines.Add(new Line(start, end, isInline));
    }

    private static bool Begins(string text, int start, int at)
    {
        var before = at - 1;
        while (before >= start && text[before] == ' ')
            before--;
        if (before < start)
            return true;
        return text[at] is (>= '①' and <= '⑳') or '第' || Numerals.IsChinese(text[at])
            ? text[before] is '。' or ';' or ':' or ',' or '!' or ')'
            : text[at] is '(' or (>= '⑴' and <= '⒇') && text[before] is '。' or ';' or ':';
    }

    private static Label? Item(string text, int at, int end) =>
        Labels.Read(text, at, end) is { Style: LabelStyle.Listing or LabelStyle.Circle or LabelStyle.DecimalBracket or LabelStyle.First } label ? label : null;
}
