namespace Pengshui.RuralEdu.Notices;

/// <summary>A table whose rows are tasks.</summary>
/// <param name="Table">The table.</param>
/// <param name="Tasks">Its tasks, in order.</param>
/// <param name="Lost">The places of rows that should have been tasks.</param>
/// <param name="Notes">The places of rows that say something of all tasks.</param>
internal sealed record TaskTable(SourceTable Table, IReadOnlyList<UnnumberedTask> Tasks, IReadOnlyList<TextSpan> Lost, IReadOnlyList<TextSpan> Notes);

/// <summary>Reads tables whose rows are tasks: a head of one row or two names a column of the tasks' words and one of sections.</summary>
internal sealed class TaskTables(NoticeSource source, string text)
{
    private const int LongestHeading = 40;
    private static readonly string[] Sums = ["合计", "小计", "总计"];
    private static readonly string[] Notes = ["注:", "注.", "备注:", "说明:", "注1", "填表", "*"];

    private readonly bool firstLeads = LeadRule.IsIn(text);
    private readonly RowTasks rowTasks = new(source, text);

    /// <summary>The tables that hold tasks.</summary>
    public List<TaskTable> Read()
    {
        var read = new List<TaskTable>();
        TableColumns? last = null;
        var width = 0;
        foreach (var table in source.Tables)
        {
            var columns = TableColumns.Of(table, text);

            // 续表: the head is not always printed once more.
            if (columns is null && last is not null && width == Width(table))
                columns = last with { FirstRow = 0 };
            if (columns is null)
            {
                if (FormTable.Of(table, text) is { } form)
                    read.Add(new TaskTable(table, [.. form.Select(f => rowTasks.Read([f.Row], f.Columns, f.Columns.Title, Heading(table), firstLeads)).OfType<UnnumberedTask>()], [], []));
                continue;
            }

            if (Rows(table, columns) is not { Tasks.Count: > 0 } rows)
                continue;
            read.Add(rows);
            (last, width) = (columns, Width(table));
        }

        return read;
    }

    private static int Width(SourceTable table) => table.Rows.Count == 0 ? 0 : table.Rows.Max(r => r.Count);

    private TaskTable Rows(SourceTable table, TableColumns head)
    {
        var rows = Filled([.. table.Rows.Skip(head.FirstRow).Where(r => !IsHeadAgain(r, table.Rows.Take(head.FirstRow)))], head);
        var tasks = new List<UnnumberedTask>();
        var (lost, notes) = (new List<TextSpan>(), new List<TextSpan>());
        var tasksAreGroups = head.Contents.Count > 0 && TasksAreGroups(rows, head);
        var title = tasksAreGroups ? TitleBelow(head) : head.Title;
        TextSpan? heading = Heading(table);
        TextSpan group = default;
        for (var i = 0; i < rows.Count;)
        {
            var row = rows[i++];
            if (IsHeading(row))
            {
                heading = row.First(c => c.Length > 0);
                group = default;
                notes.Add(heading.Value);
                continue;
            }

            if (IsNote(row))
            {
                notes.Add(RowTasks.PlaceOf(row));
                continue;
            }

            var same = new List<IReadOnlyList<TextSpan>> { row };
            while (i < rows.Count && GoesOn(row, rows[i], head, title))
                same.Add(rows[i++]);
            group = Cell(row, tasksAreGroups ? head.Title : head.Group) is { Length: > 0 } own ? own : group;
            if (Sums.Contains(Squeezed(Cell(row, title))) || Sums.Contains(Squeezed(Cell(row, head.Number))))
                continue;
            if (rowTasks.Read(same, head, Cell(row, title).Length > 0 ? title : head.Title, group.Length > 0 ? group : heading, firstLeads) is { } task)
            {
                tasks.Add(task);
                if (heading is { } read && task.GroupLeader is not null && !Clauses.In(text, read).Exists(c => c.Names.Count > 0))
                    notes.Remove(read);
            }
            else
            {
                lost.AddRange(same.Where(r => r.Any(c => c.Length > 0)).Select(RowTasks.PlaceOf));
            }
        }

        return new TaskTable(table, tasks, lost, notes);
    }

    // In pasted text a cell over several rows stands in the first one only. Sections to the left of the tasks hold for all rows below.
    private List<IReadOnlyList<TextSpan>> Filled(List<IReadOnlyList<TextSpan>> rows, TableColumns head)
    {
        foreach (var column in head.Sections.Select(s => s.Column).Where(c => c < head.Title))
        {
            for (var i = 1; i < rows.Count; i++)
            {
                if (Cell(rows[i], column).Length > 0 || column >= rows[i].Count || IsHeading(rows[i]) || IsNote(rows[i]))
                    continue;
                rows[i] = [.. rows[i].Take(column), Cell(rows[i - 1], column), .. rows[i].Skip(column + 1)];
            }
        }

        return rows;
    }

    // A row below the tasks that says something of all of them.
    private bool IsNote(IReadOnlyList<TextSpan> row)
    {
        var first = row.FirstOrDefault(c => c.Length > 0);
        return row.Count > 1 && first.Length > 0 && (row.All(c => c == first) || (row.All(c => c == first || c.Length == 0) && Array.Exists(Notes, n => Squeezed(first).StartsWith(n, StringComparison.Ordinal))));
    }

    // A cell over all columns, or a numbered one alone in its row.
    private bool IsHeading(IReadOnlyList<TextSpan> row)
    {
        var filled = row.Where(c => Squeezed(c).Length > 0).Distinct().ToList();
        if (filled.Count != 1 || row.Count < 2 || filled[0].Length > LongestHeading || Array.Exists(Notes, n => Squeezed(filled[0]).StartsWith(n, StringComparison.Ordinal)))
            return false;
        var first = row[0];
        return row.All(c => c == first) || (first.Length > 0 && Labels.Read(text, first.Start, first.End) is { Style: LabelStyle.Ideograph or LabelStyle.IdeographBracket or LabelStyle.Part });
    }

    // The numbered line right before a table is the heading of its tasks.
    private TextSpan? Heading(SourceTable table)
    {
        var end = table.Place.Start;
        while (end > 0 && Characters.IsSpace(text[end - 1]))
            end--;
        var start = end == 0 ? 0 : text.LastIndexOf('\n', end - 1) + 1;
        var place = Words.Trimmed(text, start, end);
        return place.Length is > 0 and <= LongestHeading && text.IndexOf('\t', start, end - start) < 0
            && Labels.Read(text, place.Start, place.End) is { Style: LabelStyle.Ideograph or LabelStyle.IdeographBracket or LabelStyle.Part } ? place : null;
    }

    private bool IsHeadAgain(IReadOnlyList<TextSpan> row, IEnumerable<IReadOnlyList<TextSpan>> heads) =>
        heads.Any(h => row.Select(Squeezed).SequenceEqual(h.Select(Squeezed))) && row.Any(c => c.Length > 0);

    // Number and task merged over several rows, or left out in the rows below: one task with several measures.
    private bool GoesOn(IReadOnlyList<TextSpan> row, IReadOnlyList<TextSpan> next, TableColumns head, int title)
    {
        var (name, number) = (Cell(next, title), Cell(next, head.Number));
        var isSameNumber = head.Number < 0 || number.Length == 0 || number == Cell(row, head.Number) || Squeezed(number) == Squeezed(Cell(row, head.Number));
        if (!isSameNumber || Cell(row, title).Length == 0 || IsHeading(next))
            return false;
        if (name.Length > 0)
            return name == Cell(row, title) || (number.Length > 0 && Squeezed(name) == Squeezed(Cell(row, title)));
        return head.Contents.Any(c => Cell(next, c.Column).Length > 0) || head.Sections.Any(s => Cell(next, s.Column).Length > 0);
    }

    // The cell of the task column that covers several rows is the heading of a group where each of those rows has a number of its own; in a table
    // without numbers, where another column names tasks and not measures, or the words of the rows are numbered on from one cell to the next.
    private bool TasksAreGroups(List<IReadOnlyList<TextSpan>> rows, TableColumns head)
    {
        var below = head.Contents.First(c => c.Column == TitleBelow(head));
        var (isDivided, last, runsOn) = (false, 0, false);
        rows = rows.FindAll(r => !IsHeading(r) && !IsNote(r));
        for (var i = 0; i < rows.Count; i++)
        {
            var isSame = i > 0 && (Cell(rows[i], head.Title) == Cell(rows[i - 1], head.Title) || Cell(rows[i], head.Title).Length == 0);
            var (before, number) = (i > 0 ? Cell(rows[i - 1], head.Number) : default, Cell(rows[i], head.Number));
            if (isSame && number.Length > 0 && before.Length > 0 && Squeezed(number) != Squeezed(before))
                return true;
            isDivided |= isSame && Cell(rows[i], below.Column) != Cell(rows[i - 1], below.Column) && head.Sections.Any(s => Cell(rows[i], s.Column) != Cell(rows[i - 1], s.Column));
            rowTasks.Unlabelled(Cell(rows[i], below.Column), last + 1, out var label);
            runsOn |= !isSame && i > 0 && label > 1 && label == last + 1;
            last = label;
        }

        return head.Number < 0 && isDivided && (below.Rank >= 4 || (below.Rank >= 2 && head.Group < 0) || runsOn);
    }

    // The words beside the number, or else the first column of words behind the title.
    private static int TitleBelow(TableColumns head)
    {
        var behind = head.Contents.Where(c => c.Column > Math.Max(head.Title, head.Number)).DefaultIfEmpty(head.Contents[0]).ToList();
        return behind.Find(c => c.Column > head.Number && head.Number > head.Title) is { Column: > 0 } inner ? inner.Column : behind.MaxBy(c => c.Rank).Column;
    }

    private static TextSpan Cell(IReadOnlyList<TextSpan> row, int column) => RowTasks.Cell(row, column);

    private string Squeezed(TextSpan cell) => Characters.Squeeze(cell.Of(text));
}
