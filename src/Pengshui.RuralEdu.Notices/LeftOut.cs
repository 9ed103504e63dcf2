using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Finds what says who is responsible outside of all tasks, so that nothing vanishes without a word: a paragraph with 责任科室, 牵头, 负责, 配合,
/// a row of a table that became no task.
/// </summary>
internal sealed class LeftOut(NoticeSource source, string text)
{
    private const int LongestHead = 24;

    private static readonly Regex Pattern = new(
        "责 ?任 ?(?:科 ?室|单 ?位|部 ?门|股 ?室|处 ?室|机 ?构|主 ?体|领 ?导|人|科|股)|牵 ?头|负 ?责|配 ?合|主办(?:科室|单位|部门)|承办(?:科室|单位|部门)|协办|主责",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Whether words hold a label or a verb of responsibility.</summary>
    public static bool Names(ReadOnlySpan<char> words) => Pattern.IsMatch(words);

    /// <summary>The warnings, in the text's order.</summary>
    /// <param name="lines">All lines outside the tables that were read.</param>
    /// <param name="tables">The tables that were read.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="read">Other places that were read: titles, headings, clauses that tasks inherit.</param>
    public IEnumerable<ParseWarning> In(IReadOnlyList<Line> lines, IReadOnlyList<TaskTable> tables, IReadOnlyList<UnnumberedTask> tasks, IEnumerable<TextSpan> read)
    {
        var known = new Places(tasks.Select(t => t.Task.Place).Concat(read));
        foreach (var row in tables.SelectMany(t => t.Lost))
            yield return new ParseWarning($"表格的一行（“{Head(row, new TextSpan(row.Start, 0))}”）没有读成任务，请核对。", row) { Kind = WarningKind.LeftOut };
        foreach (var place in lines.Select(l => l.Span).Concat(tables.SelectMany(t => t.Notes)).OrderBy(p => p.Start))
        {
            if (known.Holds(place) || LeadRule.IsIn(text.AsSpan(place.Start, place.Length)))
                continue;
            if (Unread(place, known) is { } label)
                yield return new ParseWarning($"“{Head(place, label)}”写了“{Characters.Squeeze(label.Of(source.Text))}”，但不在任何任务里，请核对是否漏了任务。", place) { Kind = WarningKind.LeftOut };
        }
    }

    private TextSpan? Unread(TextSpan place, Places known)
    {
        foreach (var match in Pattern.EnumerateMatches(text.AsSpan(place.Start, place.Length)))
        {
            var label = new TextSpan(place.Start + match.Index, match.Length);
            if (!known.Holds(label))
                return label;
        }

        return null;
    }

    // Its first words, and where the label stands further behind, the words around it.
    private string Head(TextSpan place, TextSpan label)
    {
        var from = label.End - place.Start <= LongestHead ? place.Start : Math.Max(place.Start, label.Start - (LongestHead / 2));
        var to = Math.Min(place.End, Math.Max(from + LongestHead, label.End));
        return (from > place.Start ? "…" : "") + Characters.Squeeze(source.Text[from..to]) + (to < place.End ? "…" : "");
    }

    // Places that may lie in each other.
    private sealed class Places
    {
        private readonly List<TextSpan> merged = [];

        public Places(IEnumerable<TextSpan> places)
        {
            foreach (var place in places.Where(p => p.Length > 0).OrderBy(p => p.Start))
            {
                if (merged.Count > 0 && place.Start <= merged[^1].End)
                    merged[^1] = TextSpan.Between(merged[^1].Start, Math.Max(merged[^1].End, place.End));
                else
                    merged.Add(place);
            }
        }

        public bool Holds(TextSpan place)
        {
            var (low, high) = (0, merged.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (merged[middle].Start <= place.Start)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low > 0 && place.End <= merged[low - 1].End;
        }
    }
}
