namespace Pengshui.RuralEdu.Notices;

/// <summary>Reads tables whose rows are tasks: a head row names a column of tasks and one of sections.</summary>
internal sealed class TaskTables(NoticeSource source, string text)
{
    private const int HeadRows = 3;

    private static readonly string[] TaskHeads = ["任务", "工作任务", "重点任务", "主要任务", "任务名称", "具体任务", "重点工作", "工作事项", "事项", "工作项目", "项目", "任务事项", "重点事项", "任务内容", "工作任务及要求"];
    private static readonly string[] ContentHeads = ["内容", "主要内容", "工作内容", "具体内容", "工作举措", "主要举措", "举措", "措施", "工作措施", "具体措施", "主要措施", "工作要求", "具体要求", "任务要求", "重点内容"];
    private static readonly string[] AimHeads = ["目标", "工作目标", "年度目标", "目标要求", "目标值", "指标", "工作指标", "目标任务"];
    private static readonly string[] GroupHeads = ["类别", "任务类别", "分类", "任务分类", "领域", "板块", "分组", "任务分组", "大类", "工作类别", "方面"];
    private static readonly string[] NumberHeads = ["序号", "编号", "号"];

    private readonly bool firstLeads = LeadRule.IsIn(text);
    private readonly TaskFields fields = new(source.Text, text);
    private int lastLabel;

    /// <summary>The tasks of all tables, and which tables those were.</summary>
    public (List<UnnumberedTask> Tasks, List<SourceTable> Tables) Read()
    {
        var tasks = new List<UnnumberedTask>();
        var used = new List<SourceTable>();
        foreach (var table in source.Tables)
        {
            if (Head(table) is not { } head)
                continue;
            tasks.AddRange(Rows(table, head));
            used.Add(table);
        }

        return (tasks, used);
    }

    private sealed record Columns(
        int Row, int Task, int Content, int Aim, int Group, int Number, IReadOnlyList<(int Column, PartMark Mark)> Sections, IReadOnlyList<(int Column, FieldKind Kind)> Fields);

    private Columns? Head(SourceTable table)
    {
        for (var row = 0; row < Math.Min(HeadRows, table.Rows.Count); row++)
        {
            var names = table.Rows[row].Select(Squeezed).ToList();
            int Of(string[] heads) => names.FindIndex(n => heads.Contains(n));
            var sections = new List<(int, PartMark)>();
            for (var i = 0; i < names.Count; i++)
            {
                if (!names[i].Contains('人') && ClauseWords.ReadLabel(names[i] + ":", 0, names[i].Length + 1) is { } label && label.Length == names[i].Length + 1)
                    sections.Add((i, label.Mark));
            }

            var (task, content) = (Of(TaskHeads), Of(ContentHeads));
            if (sections.Count > 0 && (task >= 0 || content >= 0))
            {
                var told = names.Select((n, i) => (i, FieldWords.KindOf(n))).Where(f => f.Item2 is not (FieldKind.Other or FieldKind.Content)).ToList();
                return new Columns(row, task >= 0 ? task : content, task >= 0 ? content : -1, Of(AimHeads), Of(GroupHeads), Of(NumberHeads), sections, told);
            }
        }

        return null;
    }

    private IEnumerable<UnnumberedTask> Rows(SourceTable table, Columns head)
    {
        var rows = table.Rows.Skip(head.Row + 1).Where(r => !IsHeadAgain(r, table.Rows[head.Row])).ToList();
        var tasksAreGroups = head.Group < 0 && head.Content >= 0 && TasksAreGroups(rows, head);
        TextSpan? heading = null;
        for (var i = 0; i < rows.Count;)
        {
            var row = rows[i++];
            if (row.Count > 1 && row.All(c => c == row[0]) && row[0].Length > 0)
            {
                heading = row[0];
                continue;
            }

            var same = new List<IReadOnlyList<TextSpan>> { row };
            while (!tasksAreGroups && i < rows.Count && Cell(row, head.Task).Length > 0 && Cell(rows[i], head.Task) == Cell(row, head.Task))
                same.Add(rows[i++]);
            var group = tasksAreGroups ? Cell(row, head.Task) : head.Group >= 0 ? Cell(row, head.Group) : heading;
            if (Task(same, head, tasksAreGroups ? head.Content : head.Task, group) is { } task)
                yield return task;
        }
    }

    private bool IsHeadAgain(IReadOnlyList<TextSpan> row, IReadOnlyList<TextSpan> head) => row.Select(Squeezed).SequenceEqual(head.Select(Squeezed));

    // A merged cell of the task column whose rows name other sections each is the heading of a group.
    private static bool TasksAreGroups(List<IReadOnlyList<TextSpan>> rows, Columns head)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (Cell(rows[i], head.Task).Length > 0 && Cell(rows[i], head.Task) == Cell(rows[i - 1], head.Task)
                && head.Sections.Any(s => Cell(rows[i], s.Column) != Cell(rows[i - 1], s.Column)))
                return true;
        }

        return false;
    }

    private static TextSpan Cell(IReadOnlyList<TextSpan> row, int column) => column >= 0 && column < row.Count ? row[column] : default;

    private UnnumberedTask? Task(List<IReadOnlyList<TextSpan>> rows, Columns head, int titleColumn, TextSpan? group)
    {
        var cell = Unlabelled(Cell(rows[0], titleColumn), head.Number < 0 ? lastLabel + 1 : 0, out var label);
        lastLabel = label;
        if (cell.Length == 0)
            return null;
        if (head.Number >= 0 && int.TryParse(Squeezed(Cell(rows[0], head.Number)), out var number))
            label = number;
        var warnings = new List<ParseWarning>();
        var contents = rows.SelectMany(r => new[] { head.Content == titleColumn ? default : Cell(r, head.Content), Cell(r, head.Aim) }).Where(c => c.Length > 0).Distinct().ToList();
        var feed = text.IndexOf('\n', cell.Start, cell.Length);
        var first = feed < 0 ? cell : TextSpan.Between(cell.Start, feed);
        var (title, bodyStart, isGuess) = Titles.Split(text, first, contents.Count > 0 || feed >= 0);
        if (isGuess)
            warnings.Add(new ParseWarning("没有单独的题目，取了正文开头，请核对。", title));
        var stretches = new[] { TextSpan.Between(Math.Min(bodyStart, cell.End), cell.End) }.Concat(contents).SelectMany(Paragraphs).ToList();
        var sections = Parts.Of(rows.SelectMany(r => Clauses(r, head)).DistinctBy(c => c.Place), source.Text, firstLeads, warnings);
        if (sections.Count == 0)
            warnings.Add(new ParseWarning("没有写责任科室（未指定），请填写。", title));
        var clauses = stretches.SelectMany(s => Words.Clauses(text, s.Place)).ToList();
        var heading = group is { Length: > 0 } place ? Unlabelled(place, 0, out _) : default;
        return new UnnumberedTask(
            heading.Length == 0 ? null : Characters.Squeeze(heading.Of(source.Text)),
            heading,
            label,
            WithFields(
                new ParsedTask(
                    0,
                    0,
                    Characters.Squeeze(title.Of(source.Text)),
                    Words.Join(source.Text, stretches),
                    TextSpan.Between(rows[0].Where(c => c.Length > 0).Min(c => c.Start), rows[^1].Max(c => c.End)),
                    title,
                    sections,
                    [.. clauses.Select(c => new ParsedMeasure(c.Of(source.Text), c))],
                    [.. clauses.SelectMany(c => Targets.In(source.Text, text, c))],
                    warnings),
                rows,
                head));
    }

    // The date of a row is its measures'; where all rows of the task have the same one, the task's.
    private ParsedTask WithFields(ParsedTask task, List<IReadOnlyList<TextSpan>> rows, Columns head)
    {
        List<Field> Told(IReadOnlyList<TextSpan> row) =>
            [.. head.Fields.Select(f => new Field(f.Kind, Cell(row, f.Column))), .. Clauses(row, head).SelectMany(c => c.Fields)];
        ParsedDue? Due(IReadOnlyList<TextSpan> row) => fields.Due(Told(row).Where(f => f.Kind == FieldKind.Due).Select(f => f.Value));
        var all = rows.SelectMany(Told).ToList();
        var dates = rows.Select(Due).ToList();
        var whole = dates.TrueForAll(d => d?.Words == dates[0]?.Words) ? dates[0] : null;
        var with = fields.With(task, []);
        var last = 0;
        return with with
        {
            Due = whole ?? with.Due,
            Leader = fields.Words(all, FieldKind.Leader),
            Person = fields.Words(all, FieldKind.Person),
            Remark = fields.Words(all, FieldKind.Remark),
            Measures = whole is not null ? with.Measures : [.. with.Measures.Select(m => m with { Due = m.Due ?? dates.ElementAtOrDefault(RowOf(m.Place)) })],
        };

        // Measures stand in the order of their rows.
        int RowOf(TextSpan place)
        {
            last = Math.Max(last, rows.FindIndex(last, r => r.Any(c => c.Start <= place.Start && place.End <= c.End)));
            return last;
        }
    }

    // The lines of a cell; those that are numbered lose their number, since each is a clause of its own.
    private IEnumerable<Stretch> Paragraphs(TextSpan cell)
    {
        var lines = new List<Line>();
        for (var start = cell.Start; start < cell.End;)
        {
            var feed = text.IndexOf('\n', start, cell.End - start);
            var end = feed < 0 ? cell.End : feed;
            var place = Words.Trimmed(text, start, end);
            if (place.Length > 0)
                InlineItems.Split(text, place.Start, end, lines);
            start = end + 1;
        }

        var number = 0;
        foreach (var line in lines)
            yield return new Stretch(Unlabelled(line.Span, number + 1, out number), false);
    }

    private IEnumerable<Clause> Clauses(IReadOnlyList<TextSpan> row, Columns head)
    {
        foreach (var (column, mark) in head.Sections)
        {
            var cell = Cell(row, column);
            var names = new ClauseNames(text, cell.Start, cell.End, mark);
            if (cell.Length > 0 && names.Read())
                yield return new Clause(cell, names.Names, names.Fields);
        }
    }

    // Words that begin with a numeral lose it only where it is the next of the running numbers: 3.5万册图书 is none.
    private TextSpan Unlabelled(TextSpan place, int expected, out int number)
    {
        var trimmed = Words.Trimmed(text, place.Start, place.End);
        number = 0;
        var read = Labels.Read(text, trimmed.Start, trimmed.End);
        if (read is { Style: LabelStyle.Dotted } && Labels.ReadPlain(text, trimmed.Start, trimmed.End) is { } plain && plain.Number == expected)
            read = plain;
        if (read is not { } label || (Labels.IsBeforeNumeral(text, trimmed.Start, trimmed.End, label)
            && (label.Number != expected || Labels.IsOneNumber(text, trimmed.Start, trimmed.End, label))))
            return trimmed with { Length = Math.Max(trimmed.Length, Math.Min(place.End, trimmed.End) - trimmed.Start) };
        number = label.Number;
        return TextSpan.Between(Math.Min(trimmed.Start + label.Length, trimmed.End), trimmed.End);
    }

    private string Squeezed(TextSpan cell) => Characters.Squeeze(cell.Of(text));
}
