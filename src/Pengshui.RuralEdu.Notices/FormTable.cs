namespace Pengshui.RuralEdu.Notices;

/// <summary>A table that is filled in like a form: the head of each value stands to its left, and each task has rows of its own.</summary>
internal static class FormTable
{
    private const int SurestRank = 4;

    /// <summary>A row of values with its columns for each task; null where the table is no such form.</summary>
    public static IReadOnlyList<(IReadOnlyList<TextSpan> Row, TableColumns Columns)>? Of(SourceTable table, string text)
    {
        var tasks = new List<List<(TextSpan Value, string Words, TableHead Head)>>();
        foreach (var (words, head, value) in table.Rows.SelectMany(r => Pairs(r, text)))
        {
            if (head is { Kind: ColumnKind.Words, Rank: SurestRank })
                tasks.Add([]);
            if (tasks.Count > 0)
                tasks[^1].Add((value, words, head));
        }

        var read = tasks.Select(t => (t.Select(v => v.Value).ToList(), TableColumns.Of([.. t.Select(v => (v.Words, v.Head))], 0))).ToList();
        return read.Count == 0 || read.Exists(r => r.Item2 is null) ? null : [.. read.Select(r => ((IReadOnlyList<TextSpan>)r.Item1, r.Item2!))];
    }

    private static IEnumerable<(string Words, TableHead Head, TextSpan Value)> Pairs(IReadOnlyList<TextSpan> row, string text)
    {
        var cells = row.Where((c, i) => i == 0 || c != row[i - 1]).ToList();
        for (var i = 0; i + 1 < cells.Count; i++)
        {
            var words = Characters.Squeeze(cells[i].Of(text)).TrimEnd(':');
            if (TableHeads.Read(words) is { } head)
                yield return (words, head, cells[++i]);
        }
    }
}
