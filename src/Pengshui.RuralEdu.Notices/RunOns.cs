namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Parts tasks that run on in one paragraph: …（责任科室：甲科）。5.…. A number counts only where it follows the one before it and a clause that
/// names sections has just ended, so that numbers within a sentence and the items of a single task stay together.
/// </summary>
internal static class RunOns
{
    private const int LongestClause = 400;
    private const int LongestHeading = 24;

    /// <summary>Adds the paragraph as one line, or as one for each task in it, and the items that are counted within each.</summary>
    public static void Split(string text, int start, int end, List<Line> lines)
    {
        var from = start;
        foreach (var cut in Cuts(text, start, end))
        {
            Add(text, from, cut, lines);
            from = cut;
        }

        Add(text, from, end, lines);
    }

    private static void Add(string text, int start, int end, List<Line> lines)
    {
        while (end > start && Characters.IsSpace(text[end - 1]))
            end--;
        if (start < end)
            InlineItems.Split(text, start, end, lines);
    }

    private static SortedSet<int> Cuts(string text, int start, int end)
    {
        var cuts = new SortedSet<int>();
        var last = new Dictionary<LabelStyle, (int Number, int At)>();
        for (var i = start; i < end; i++)
        {
            if (!Begins(text, start, i) || Labels.ReadPlain(text, i, end) is not { Style: LabelStyle.Decimal or LabelStyle.DecimalBracket or LabelStyle.IdeographBracket or LabelStyle.Ordinal } label)
                continue;
            if (!last.TryGetValue(label.Style, out var before))
            {
                last[label.Style] = (label.Number, i);
            }
            else if (label.Number == before.Number + 1 && EndsWithClause(text, before.At, i))
            {
                // The first of them may stand behind the heading of its group.
                if (before.At > start)
                    cuts.Add(before.At);
                cuts.Add(i);
                last[label.Style] = (label.Number, i);
            }
        }

        return cuts;
    }

    private static bool Begins(string text, int start, int at)
    {
        if (!char.IsAsciiDigit(text[at]) && text[at] is not ('(' or '第' or (>= '⑴' and <= '⒛') or (>= '㈠' and <= '㈩')))
            return false;
        var before = at;
        while (before > start && text[before - 1] == ' ')
            before--;
        return before == start || before < at || text[before - 1] is '。' or ';' or ')' or '!' || IsBehindHeading(text, start, before);
    }

    // 一、抓质量（一）抓课堂。
    private static bool IsBehindHeading(string text, int start, int at) =>
        text[at] == '(' && at - start <= LongestHeading && Labels.Read(text, start, at) is { Style: LabelStyle.Ideograph } && !text.AsSpan(start + 2, at - start - 2).ContainsAny(",;。:(");

    /// <summary>Whether a clause that names sections stands last.</summary>
    public static bool EndsWithClause(string text, int start, int end)
    {
        while (end > start && text[end - 1] is '。' or ';' or ' ' or '!')
            end--;
        if (end == start)
            return false;
        start = Math.Max(start, end - LongestClause);
        if (text[end - 1] == ')')
        {
            var open = text.LastIndexOf('(', end - 1, end - start);
            var names = open < 0 ? null : new ClauseNames(text, open + 1, end - 1);
            return names is not null && names.Read() && (names.HasLabel || names.AreAllBodies || (names.HasVerb && names.AreBodies));
        }

        var stop = text.LastIndexOfAny(['。', ';'], end - 1, end - start) + 1;
        return stop > start && (ClauseWords.ReadLabel(text, stop, end) ?? ClauseWords.ReadBracketedLabel(text, stop, end)) is not null;
    }
}
