namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Finds tables in text: what a table of Word or Excel becomes when it is pasted, cells divided by tabs. A row may have lost the empty cells at its end, and the
/// numbered heading of a group may stand between rows on a line of its own.
/// </summary>
internal static class TabTables
{
    private const int LongestHeading = 40;

    /// <summary>The tables of a text: at least two lines in a row with tabs.</summary>
    public static List<SourceTable> In(string text)
    {
        var tables = new List<SourceTable>();
        var rows = new List<List<TextSpan>>();
        TextSpan? heading = null;
        var (start, tableEnd) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var feed = text.IndexOf('\n', at);
            var end = feed < 0 ? text.Length : feed;
            var cells = Cells(text, at, end);
            if (cells.Count == 1)
            {
                // Only what another row follows is a heading within the table.
                if (rows.Count == 0 || heading is not null || !IsHeading(text, cells[0]))
                    Finish();
                else
                    heading = cells[0];
            }
            else
            {
                if (rows.Count > 0 && IsAnother(text, rows, cells, heading))
                    Finish();
                if (rows.Count == 0)
                    start = at;
                else if (heading is { } group)
                    rows.Add([group]);
                heading = null;
                rows.Add(cells);
                tableEnd = Math.Min(end + 1, text.Length);
            }

            at = end + 1;
        }

        Finish();
        return tables;

        void Finish()
        {
            if (rows.Count > 1)
                tables.Add(new SourceTable(TextSpan.Between(start, tableEnd), Padded(rows)));
            (rows, heading) = ([], null);
        }
    }

    // Another table begins with a head of other columns; the first row of a head of two may have fewer cells than the second.
    private static bool IsAnother(string text, List<List<TextSpan>> rows, List<TextSpan> cells, TextSpan? heading) =>
        heading is not null ? cells.Count > rows.Max(r => r.Count) : rows.Count > 1 && cells.Count != rows[^1].Count && cells.Count(c => IsHead(text, c)) * 2 > cells.Count;

    private static bool IsHead(string text, TextSpan cell) =>
        cell.Length is > 0 and <= LongestHeading && TableHeads.Read(Characters.Squeeze(Characters.Normalize(cell.Of(text)))) is not null;

    private static bool IsHeading(string text, TextSpan line)
    {
        if (line.Length is 0 or > LongestHeading)
            return false;
        var words = Characters.Normalize(line.Of(text).Trim());
        return Labels.Read(words, 0, words.Length) is { Style: LabelStyle.Ideograph or LabelStyle.IdeographBracket or LabelStyle.Part };
    }

    private static List<IReadOnlyList<TextSpan>> Padded(List<List<TextSpan>> rows)
    {
        var width = rows.Max(r => r.Count);
        foreach (var row in rows)
        {
            var end = new TextSpan(row[^1].End, 0);
            while (row.Count < width)
                row.Add(end);
        }

        return [.. rows];
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
