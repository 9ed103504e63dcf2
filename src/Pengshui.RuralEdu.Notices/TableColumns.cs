namespace Pengshui.RuralEdu.Notices;

/// <summary>A column of sections.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Mark">Their part, where the head says it.</param>
/// <param name="HasPersons">Whether persons stand beside the sections (责任科室及责任人).</param>
internal readonly record struct SectionColumn(int Column, PartMark Mark, bool HasPersons);

/// <summary>What the columns of a table of tasks hold; a column that is not there is −1.</summary>
/// <param name="FirstRow">The first row below the head.</param>
/// <param name="Title">The task's name.</param>
/// <param name="TitleRank">How surely it is (<see cref="TableHead.Rank"/>).</param>
/// <param name="Contents">The other columns of words and their ranks.</param>
/// <param name="Group">The group.</param>
/// <param name="Number">The number.</param>
/// <param name="Sections">The sections; at least one.</param>
/// <param name="Fields">Leaders, persons, dates and remarks.</param>
internal sealed record TableColumns(
    int FirstRow, int Title, int TitleRank, IReadOnlyList<(int Column, int Rank)> Contents, int Group, int Number, IReadOnlyList<SectionColumn> Sections, IReadOnlyList<(int Column, FieldKind Kind)> Fields)
{
    private const int LastHeadRow = 5;

    /// <summary>The columns by the head of one row or two; null where no head names a column of words and one of sections.</summary>
    public static TableColumns? Of(SourceTable table, string text)
    {
        for (var row = 0; row <= Math.Min(LastHeadRow, table.Rows.Count - 2); row++)
        {
            var upper = Heads(table.Rows[row], text);
            if (row + 2 < table.Rows.Count && Two(table.Rows[row], table.Rows[row + 1], text, row + 2) is { } two)
                return two;
            if (Of([.. upper.Select(h => TableHeads.Read(h) is { } read ? (h, read) : (h, default))], row + 1) is { } one)
                return one;
        }

        return null;
    }

    private static TableColumns? Two(IReadOnlyList<TextSpan> above, IReadOnlyList<TextSpan> below, string text, int firstRow)
    {
        if (above.Count != below.Count)
            return null;
        var lower = Heads(below, text);
        var spread = Spread(above, lower);
        var upper = Heads(spread, text);
        return IsLower(spread, below, upper, lower) ? Of(Joined(upper, lower), firstRow) : null;
    }

    // In pasted text a head that spans columns is one cell, so that all behind it stand too far left.
    private static IReadOnlyList<TextSpan> Spread(IReadOnlyList<TextSpan> above, List<string> lower)
    {
        var missing = 0;
        while (missing < above.Count && above[above.Count - 1 - missing].Length == 0)
            missing++;
        var filled = lower.FindIndex(l => l.Length > 0);
        var run = lower.Skip(filled + 1).TakeWhile(l => l.Length > 0).Count();
        if (missing == 0 || filled < 1 || run != missing || lower.Skip(filled + run + 1).Any(l => l.Length > 0) || filled + run + 1 >= above.Count || above.Take(above.Count - missing).Any(c => c.Length == 0))
            return above;
        return [.. above.Take(filled + 1), .. Enumerable.Repeat(above[filled], run), .. above.Skip(filled + 1).Take(above.Count - filled - 1 - run)];
    }

    private static List<string> Heads(IReadOnlyList<TextSpan> row, string text) => [.. row.Select(c => Characters.Squeeze(c.Of(text)))];

    /// <summary>The columns by their heads; null where none is one of words, or none one of sections.</summary>
    public static TableColumns? Of(List<(string Words, TableHead Head)> heads, int firstRow)
    {
        int First(ColumnKind kind) => heads.FindIndex(h => h.Head.Kind == kind);
        var words = heads.Select((h, i) => (Column: i, h.Head)).Where(h => h.Head.Kind == ColumnKind.Words).Select(h => (h.Column, h.Head.Rank)).ToList();
        var sections = heads.Select((h, i) => (h, i)).Where(h => h.h.Head.Kind == ColumnKind.Sections)
            .Select(h => new SectionColumn(h.i, h.h.Head.Mark, h.h.Words.Contains('人') || h.h.Words.Contains("领导", StringComparison.Ordinal))).ToList();
        if (words.Count == 0 || sections.Count == 0)
            return null;
        var title = words.MaxBy(w => w.Rank);
        return new TableColumns(
            firstRow, title.Column, title.Rank, [.. words.Where(w => w.Column != title.Column)], First(ColumnKind.Group), First(ColumnKind.Number), sections,
            [.. heads.Select((h, i) => (i, Field(h.Head.Kind))).Where(f => f.Item2 is not null).Select(f => (f.i, f.Item2!.Value))]);
    }

    private static FieldKind? Field(ColumnKind kind) => kind switch
    {
        ColumnKind.Leader => FieldKind.Leader,
        ColumnKind.Person => FieldKind.Person,
        ColumnKind.Due => FieldKind.Due,
        ColumnKind.Remark => FieldKind.Remark,
        _ => null,
    };

    // The second row of a head says what some columns of the first are divided into; the others are merged with it, or empty.
    private static bool IsLower(IReadOnlyList<TextSpan> above, IReadOnlyList<TextSpan> below, List<string> upper, List<string> lower)
    {
        var (own, merged) = (0, 0);
        for (var i = 0; i < below.Count; i++)
        {
            if (below[i] == above[i] || lower[i].Length == 0)
                merged++;
            else if (TableHeads.Read(lower[i]) is not null || IsUnder(above, upper, i))
                own++;
            else
                return false;
        }

        return own > 0 && merged > 0 && lower.Where((l, i) => below[i] != above[i] && l.Length > 0).Any(l => TableHeads.Read(l) is not null);
    }

    // 上半年, 下半年 below a head that spans both.
    private static bool IsUnder(IReadOnlyList<TextSpan> above, List<string> upper, int column) =>
        upper[column].Length == 0 || (column > 0 && above[column - 1] == above[column]) || (column + 1 < above.Count && (above[column + 1] == above[column] || upper[column + 1].Length == 0));

    private static List<(string Words, TableHead Head)> Joined(List<string> upper, List<string> lower)
    {
        var joined = new List<(string, TableHead)>();
        var over = "";
        for (var i = 0; i < upper.Count; i++)
        {
            over = upper[i].Length > 0 ? upper[i] : lower[i].Length > 0 ? over : "";
            var own = lower[i].Length > 0 ? lower[i] : over;
            var head = TableHeads.Read(own) ?? TableHeads.Read(over + own) ?? TableHeads.Read(over);
            if (head is { Kind: ColumnKind.Sections, Mark: PartMark.None } && TableHeads.Read(over) is { Mark: not PartMark.None and var mark })
                head = head.Value with { Mark = mark };
            joined.Add((own, head ?? default));
        }

        return joined;
    }
}
