namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Reads a piece of a notice that a person marked as a task, with the rules by which tasks are read that were found. What the notice around
/// it is like does not matter, but for the rule that says who leads and for the head of a table.
/// </summary>
public static class PieceReader
{
    private const int MostHeadRows = 3;

    /// <summary>
    /// The tasks of the piece, their number and group still 0: one; or several where its items each name their sections, or where it covers
    /// several rows of a table. None where it holds no words.
    /// </summary>
    /// <param name="source">The notice; tables need not be named where none is to be read by its head.</param>
    /// <param name="piece">Where the piece stands. In a table the rows count that it touches.</param>
    public static IReadOnlyList<ParsedTask> Read(NoticeSource source, TextSpan piece)
    {
        var text = Characters.Normalize(source.Text);
        var (start, end) = (piece.Start, piece.End);
        while (start < end && Characters.IsSpace(text[start]))
            start++;
        while (end > start && Characters.IsSpace(text[end - 1]))
            end--;
        if (start >= end)
            return [];
        var place = TextSpan.Between(start, end);
        return source.Tables.FirstOrDefault(t => t.Place.Start <= start && end <= t.Place.End) is { } table
            ? Rows(source, text, table, place)
            : Items(source, text, place);
    }

    private static IReadOnlyList<ParsedTask> Items(NoticeSource source, string text, TextSpan place)
    {
        // Only the piece is left to read, each character at its place.
        var alone = new string(' ', place.Start) + place.Of(text);
        var outline = new OutlineBuilder(alone, Lines.Of(alone, [])).Build();
        foreach (var node in outline.Nodes.Prepend(outline.Root))
            FindClauses(alone, node);
        var reader = new TaskReader(source, alone, LeadRule.IsIn(text));
        var items = outline.Root.Children;
        if (items.Count == 0 || outline.Root.Lines.Exists(l => l.Start < items[0].Start))
            return outline.Root.Lines.Count == 0 ? [] : [reader.Read(outline.Root, false).Task with { Place = place }];
        if (items.Count > 1 && items.TrueForAll(i => i.Subtree().Any(n => n.Clauses.Count > 0)))
            return [.. items.Select(i => reader.Read(i, false).Task)];
        items[0].Children.AddRange(items.Skip(1));
        return [reader.Read(items[0], false).Task with { Place = place }];
    }

    private static IReadOnlyList<ParsedTask> Rows(NoticeSource source, string text, SourceTable table, TextSpan place)
    {
        var rows = table.Rows.Where((r, i) => Own(table, r, i).Any(c => c.Start <= place.End && place.Start <= c.End)).ToList();
        if (rows.Count == 0)
            return Items(source, text, place);
        foreach (var head in Heads(table))
        {
            var tasks = new TaskTables(source with { Tables = [table with { Rows = [.. head.Except(rows), .. rows] }] }, text).Read().SelectMany(t => t.Tasks);
            var marked = tasks.Select(t => t.Task).Where(t => rows.Exists(r => r.Any(c => c.Length > 0 && c.Start <= t.TitlePlace.Start && t.TitlePlace.End <= c.End))).ToList();
            if (marked.Count > 0)
                return marked;
        }

        return [Cells(source, text, rows)];
    }

    // A cell that goes on from the row above is that row's.
    private static IEnumerable<TextSpan> Own(SourceTable table, IReadOnlyList<TextSpan> row, int index) =>
        index == 0 ? row : row.Where((c, column) => column >= table.Rows[index - 1].Count || table.Rows[index - 1][column] != c);

    private static IEnumerable<IEnumerable<IReadOnlyList<TextSpan>>> Heads(SourceTable table)
    {
        var most = Math.Min(MostHeadRows, table.Rows.Count);
        for (var i = 0; i < most; i++)
            yield return [table.Rows[i]];
        for (var count = 2; count <= most; count++)
            yield return table.Rows.Take(count);
    }

    // Nothing says what the columns are: numbers fall away, cells of nothing but sections are the sections, the rest is read in order.
    private static ParsedTask Cells(NoticeSource source, string text, List<IReadOnlyList<TextSpan>> rows)
    {
        var node = new Node(default, default, null);
        var names = new List<Clause>();
        foreach (var cell in rows.SelectMany(r => r).Where(c => c.Length > 0 && !int.TryParse(Characters.Squeeze(c.Of(text)), out _)).Distinct().OrderBy(c => c.Start))
        {
            var read = new ClauseNames(text, cell.Start, cell.End);
            if (read.Read() && read.AreAllBodies)
                names.Add(new Clause(cell, read.Names, read.Fields));
            else
                InlineItems.Split(text, cell.Start, cell.End, node.Lines);
        }

        FindClauses(text, node);
        node.Clauses.AddRange(names);
        if (node.Lines.Count == 0)
            node.Lines.Add(new Line(rows[0][0].Start, rows[0][0].Start, false));
        var place = TextSpan.Between(rows[0].Min(c => c.Start), rows[^1].Max(c => c.End));
        return new TaskReader(source, text, LeadRule.IsIn(text)).Read(node, false).Task with { Place = place };
    }

    private static void FindClauses(string text, Node node)
    {
        node.Asides.AddRange(Clauses.Of(text, node.Lines));
        node.Clauses.AddRange(node.Asides.Where(c => !c.IsAside));
    }
}
