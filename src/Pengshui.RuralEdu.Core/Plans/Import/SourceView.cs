using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>A stretch of a paragraph or a cell.</summary>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="Text">Its words.</param>
/// <param name="Mark">What it was understood as.</param>
/// <param name="Why">The sentence of a warning, or null.</param>
public sealed record SourceRun(int Start, string Text, SourceMark Mark, string? Why);

/// <summary>A paragraph of a notice, or a row of one of its tables.</summary>
/// <param name="Number">From 1; its address on the page.</param>
/// <param name="Place">Where it stands in the text.</param>
/// <param name="Task">The task that begins here, or null.</param>
/// <param name="IsTask">Whether it is part of a task.</param>
/// <param name="Cells">What stands in it; a paragraph is one cell.</param>
public sealed record SourceLine(int Number, TextSpan Place, int? Task, bool IsTask, IReadOnlyList<SourceCell> Cells);

/// <summary>A cell of a table's row, or all of a paragraph.</summary>
/// <param name="Columns">How many columns it covers.</param>
/// <param name="Rows">How many rows it covers.</param>
/// <param name="Runs">Its stretches, in order.</param>
public sealed record SourceCell(int Columns, int Rows, IReadOnlyList<SourceRun> Runs);

/// <summary>A paragraph, or the rows of a table that are shown together.</summary>
/// <param name="IsTable">Whether it is a table.</param>
/// <param name="Lines">The one paragraph, or the rows.</param>
public sealed record SourceBlock(bool IsTable, IReadOnlyList<SourceLine> Lines);

/// <summary>Shows a notice's text with what was understood of it marked in place.</summary>
public sealed class SourceView
{
    /// <summary>Lines shown at the most; of a longer text, those around the tasks.</summary>
    public const int MostLines = 3000;

    private readonly string source;
    private readonly SourceMarks marks;
    private readonly List<ProposedTask> tasks;
    private readonly List<int> furthest = [];
    private readonly HashSet<int> begun = [];
    private readonly List<SourceLine> lines;
    private readonly Dictionary<int, int> lineOfTask;

    private SourceView(string source, IReadOnlyList<SourceTable> tables, PlanProposal proposal, bool onlyTasks)
    {
        this.source = source;
        marks = new SourceMarks(source, proposal);
        tasks = [.. proposal.Tasks.Where(t => t.Place is not null).OrderBy(t => t.Place!.Value.Start)];
        foreach (var task in tasks)
            furthest.Add(Math.Max(furthest.Count > 0 ? furthest[^1] : 0, task.Place!.Value.End));
        Blocks = Limited([.. All(tables, onlyTasks)]);
        lines = [.. Blocks.SelectMany(b => b.Lines)];
        lineOfTask = lines.Where(l => l.Task is not null).ToDictionary(l => l.Task!.Value, l => l.Number);
    }

    /// <summary>The paragraphs and tables, empty ones left out.</summary>
    public IReadOnlyList<SourceBlock> Blocks { get; }

    /// <summary>The whole notice.</summary>
    public static SourceView Of(string source, IReadOnlyList<SourceTable> tables, PlanProposal proposal) => new(source, tables, proposal, onlyTasks: false);

    /// <summary>What belongs to one task only.</summary>
    public static SourceView OfTask(string source, IReadOnlyList<SourceTable> tables, PlanProposal proposal, ProposedTask task) =>
        new(source, tables, proposal with { Tasks = [task] }, onlyTasks: true);

    /// <summary>The number of the line in which a place begins; null where it is not shown.</summary>
    public int? LineAt(TextSpan place)
    {
        var (low, high) = (0, lines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (lines[middle].Place.End <= place.Start)
                low = middle + 1;
            else
                high = middle;
        }

        return low < lines.Count ? lines[low].Number : null;
    }

    /// <summary>The number of the line in which a task begins; null where it is not shown.</summary>
    public int? LineOf(ProposedTask task) => lineOfTask.TryGetValue(task.Number, out var line) ? line : task.Place is { } place ? LineAt(place) : null;

    private IEnumerable<SourceBlock> All(IReadOnlyList<SourceTable> tables, bool onlyTasks)
    {
        var table = 0;
        var number = 0;
        for (var start = 0; start < source.Length;)
        {
            var feed = source.IndexOf('\n', start);
            var end = feed < 0 ? source.Length : feed;
            if (table < tables.Count && start >= tables[table].Place.Start)
            {
                var whole = tables[table++];
                if (whole.Place.End > start)
                {
                    var rows = Rows(whole, number + 1).Where(r => !onlyTasks || TaskOf(r.Place, isRow: true) is not null).ToList();
                    if (rows.Count > 0)
                        yield return new SourceBlock(true, Drawn(whole, rows));
                    number += source.AsSpan(start, whole.Place.End - start).Count('\n');
                    start = whole.Place.End;
                    continue;
                }
            }

            number++;
            var place = TextSpan.Between(start, end);
            if (!string.IsNullOrWhiteSpace(place.Of(source)) && (!onlyTasks || TaskOf(place, isRow: false) is not null))
                yield return new SourceBlock(false, [Line(number, place, isRow: false, [new SourceCell(1, 1, marks.Runs(start, end))])]);
            start = end + 1;
        }
    }

    private SourceLine Line(int number, TextSpan place, bool isRow, IReadOnlyList<SourceCell> cells)
    {
        var task = TaskOf(place, isRow);
        return new SourceLine(number, place, task is not null && begun.Add(task.Number) ? task.Number : null, task is not null, cells);
    }

    // A paragraph may hold several tasks: the first that begins in it counts. Rows of a table may share a cell, so that tasks overlap: a row
    // is of the one that ends first behind it.
    private ProposedTask? TaskOf(TextSpan line, bool isRow)
    {
        ProposedTask? found = null;
        for (var i = FirstFrom(line.End) - 1; i >= 0 && furthest[i] > line.Start; i--)
        {
            var place = tasks[i].Place!.Value;
            if (place.End <= line.Start)
                continue;
            if (found is null || (isRow ? place.End < found.Place!.Value.End && place.End >= line.End : place.Start >= line.Start))
                found = tasks[i];
        }

        return found;
    }

    private int FirstFrom(int position)
    {
        var (low, high) = (0, tasks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tasks[middle].Place!.Value.Start < position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private List<(int Number, int Row, TextSpan Place)> Rows(SourceTable table, int first)
    {
        var rows = new List<(int Number, int Row, TextSpan Place)>();
        var (at, number) = (table.Place.Start, first);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var own = table.Rows[i].Where((_, column) => !GoesOn(table, i, column)).ToList();
            var place = own.Count == 0 ? new TextSpan(at, 0) : TextSpan.Between(own.Min(c => c.Start), own.Max(c => c.End));
            if (place.Start > at)
                number += source.AsSpan(at, place.Start - at).Count('\n');
            at = Math.Max(at, place.Start);
            rows.Add((number, i, place));
        }

        return rows;
    }

    private List<SourceLine> Drawn(SourceTable table, List<(int Number, int Row, TextSpan Place)> rows)
    {
        var lines = new List<SourceLine>();
        for (var i = 0; i < rows.Count; i++)
        {
            var cells = table.Rows[rows[i].Row];
            var drawn = new List<SourceCell>();
            for (var column = 0; column < cells.Count; column++)
            {
                if (Covers(column - 1, cells[column], cells) || (i > 0 && Covers(column, cells[column], table.Rows[rows[i - 1].Row])))
                    continue;
                var (wide, high) = (1, 1);
                while (Covers(column + wide, cells[column], cells))
                    wide++;
                while (i + high < rows.Count && Covers(column, cells[column], table.Rows[rows[i + high].Row]))
                    high++;
                drawn.Add(new SourceCell(wide, high, marks.Runs(cells[column].Start, cells[column].End)));
            }

            lines.Add(Line(rows[i].Number, rows[i].Place, isRow: true, drawn));
        }

        return lines;
    }

    // A merged cell stands in every row and column that it covers.
    private static bool Covers(int column, TextSpan cell, IReadOnlyList<TextSpan> row) => column >= 0 && column < row.Count && row[column] == cell;

    private static bool GoesOn(SourceTable table, int row, int column) => row > 0 && Covers(column, table.Rows[row][column], table.Rows[row - 1]);

    private static List<SourceBlock> Limited(List<SourceBlock> blocks)
    {
        var first = 0;
        if (blocks.Sum(b => b.Lines.Count) > MostLines)
            first = Math.Max(0, blocks.FindIndex(b => b.Lines.Any(l => l.IsTask)) - 20);
        var left = MostLines;
        var kept = new List<SourceBlock>();
        foreach (var block in blocks.Skip(first).TakeWhile(_ => left > 0))
        {
            kept.Add(block.Lines.Count <= left ? block : block with { Lines = [.. block.Lines.Take(left)] });
            left -= block.Lines.Count;
        }

        return kept;
    }
}
