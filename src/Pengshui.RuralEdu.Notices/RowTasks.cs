namespace Pengshui.RuralEdu.Notices;

/// <summary>Reads a task out of its row of a table, or out of the rows of its measures.</summary>
internal sealed class RowTasks(NoticeSource source, string text)
{
    private const int LongestPerson = 4;

    private readonly TaskFields fields = new(source.Text, text);
    private int lastLabel;

    /// <summary>The cell of a column; an empty place where there is none.</summary>
    public static TextSpan Cell(IReadOnlyList<TextSpan> row, int column) => column >= 0 && column < row.Count ? row[column] : default;

    /// <summary>Where the words of a row stand.</summary>
    public static TextSpan PlaceOf(IReadOnlyList<TextSpan> row) => PlaceOf([row]);

    /// <summary>The task, or null where the row has no words of one.</summary>
    /// <param name="rows">One row, or one for each of its measures.</param>
    /// <param name="head">The columns.</param>
    /// <param name="titleColumn">The column of its name.</param>
    /// <param name="group">The heading of its group.</param>
    /// <param name="firstLeads">Whether the notice says that the section named first leads.</param>
    public UnnumberedTask? Read(List<IReadOnlyList<TextSpan>> rows, TableColumns head, int titleColumn, TextSpan? group, bool firstLeads)
    {
        var cell = Unlabelled(Cell(rows[0], titleColumn), head.Number < 0 ? lastLabel + 1 : 0, out var label);
        if (cell.Length == 0)
            return null;
        lastLabel = label;
        label = NumberIn(Cell(rows[0], head.Number)) ?? label;
        var warnings = new List<ParseWarning>();
        var columns = head.Contents.Select(c => c.Column).Where(c => c != titleColumn).ToList();
        var contents = rows.SelectMany(r => columns.Select(c => Cell(r, c))).Where(c => c.Length > 0).Distinct().ToList();
        var feed = text.IndexOf('\n', cell.Start, cell.Length);
        var first = feed < 0 ? cell : TextSpan.Between(cell.Start, feed);
        var (title, bodyStart, isGuess) = Titles.Split(text, first, contents.Count > 0 || feed >= 0);
        if (isGuess)
            warnings.Add(new ParseWarning("没有单独的题目，取了正文开头，请核对。", title) { Kind = WarningKind.Title });
        var stretches = new[] { TextSpan.Between(Math.Min(bodyStart, cell.End), cell.End) }.Concat(contents).SelectMany(Paragraphs).ToList();
        var parts = rows.Select(r => Clauses(r, head, warnings).ToList()).ToList();
        var (sections, own) = Sections(parts, firstLeads, warnings);
        if (sections.Count == 0)
            Parts.WarnOfNone(parts.SelectMany(p => p), title, warnings);
        var clauses = stretches.SelectMany(s => Words.Clauses(text, s.Place)).ToList();
        var heading = group is { Length: > 0 } place ? Unlabelled(place, 0, out _) : default;
        var asides = heading.Length > 0 ? Pengshui.RuralEdu.Notices.Clauses.In(text, heading) : [];
        heading = asides.Count == 0 ? heading : Words.Without(heading, asides).FirstOrDefault();
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
                    PlaceOf(rows),
                    title,
                    sections,
                    [.. clauses.Select(c => new ParsedMeasure(c.Of(source.Text), c))],
                    [.. clauses.SelectMany(c => Targets.In(source.Text, text, c))],
                    warnings),
                rows,
                head,
                parts,
                own))
        {
            GroupLeader = fields.Words(asides.SelectMany(a => a.Fields), FieldKind.Leader),
        };
    }

    /// <summary>
    /// The words without their number. Words that begin with a numeral lose it only where it is the next of the running numbers: 3.5万册图书 is none.
    /// </summary>
    public TextSpan Unlabelled(TextSpan place, int expected, out int number)
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

    private static TextSpan PlaceOf(IReadOnlyCollection<IReadOnlyList<TextSpan>> rows)
    {
        var cells = rows.SelectMany(r => r).Where(c => c.Length > 0).ToList();
        return TextSpan.Between(cells.Min(c => c.Start), cells.Max(c => c.End));
    }

    // 1, １., （1）, 一, 第1项
    private int? NumberIn(TextSpan cell)
    {
        var words = Characters.Squeeze(cell.Of(text)).Trim('(', ')', '.', '、', '第', '项', '条', '号');
        var at = 0;
        return Numerals.Read(words, words.Length, ref at) is { } number && at == words.Length ? number : null;
    }

    // Rows that name other sections each are measures with sections of their own; the task has all of them, and the first row's lead leads.
    private (IReadOnlyList<ParsedSection> All, IReadOnlyList<IReadOnlyList<ParsedSection>>? Own) Sections(List<List<Clause>> parts, bool firstLeads, List<ParseWarning> warnings)
    {
        var filled = parts.Where(p => p.Count > 0).ToList();
        if (filled.Count == 0 || filled.TrueForAll(p => p.Select(c => c.Place).SequenceEqual(filled[0].Select(c => c.Place))))
            return (Parts.Of(filled.FirstOrDefault() ?? [], source.Text, firstLeads, warnings), null);
        var own = parts.Select(p => Parts.Of(p, source.Text, firstLeads, warnings)).ToList();
        return (Parts.Union(own), own);
    }

    // The date, the sections and the remark of a row are its measures'; where all rows of the task have the same one, the task's.
    private ParsedTask WithFields(
        ParsedTask task, List<IReadOnlyList<TextSpan>> rows, TableColumns head, List<List<Clause>> parts, IReadOnlyList<IReadOnlyList<ParsedSection>>? own)
    {
        var told = rows.Select((row, i) => head.Fields.Select(f => new Field(f.Kind, Cell(row, f.Column))).Concat(parts[i].SelectMany(c => c.Fields)).ToList()).ToList();
        var dates = told.Select(t => fields.Due(t.Where(f => f.Kind == FieldKind.Due).Select(f => f.Value))).ToList();
        var remarks = told.Select(t => fields.Words(t, FieldKind.Remark)).ToList();
        var all = told.SelectMany(t => t).ToList();
        var wholeDate = dates.TrueForAll(d => d?.Words == dates[0]?.Words) ? dates[0] : null;
        var wholeRemark = remarks.TrueForAll(r => r == remarks[0]);
        var with = fields.With(task, []);
        var last = 0;
        return with with
        {
            Due = wholeDate ?? with.Due,
            Leader = fields.Words(all, FieldKind.Leader),
            Person = fields.Words(all, FieldKind.Person),
            Remark = wholeRemark || with.Measures.Count == 0 ? fields.Words(all, FieldKind.Remark) : null,
            Measures = [.. with.Measures.Select(m => Of(m, RowOf(m.Place)))],
        };

        // What stands in a cell that all rows share is the whole task's.
        ParsedMeasure Of(ParsedMeasure measure, int row) => rows.Count > 1 && rows.TrueForAll(r => r.Any(c => Holds(c, measure.Place))) ? measure : measure with
        {
            Due = measure.Due ?? (wholeDate is null ? dates.ElementAtOrDefault(row) : null),
            Sections = own?.ElementAtOrDefault(row) ?? [],
            Remark = wholeRemark ? null : remarks.ElementAtOrDefault(row),
        };

        // Measures stand in the order of their rows.
        int RowOf(TextSpan place)
        {
            last = Math.Max(last, rows.FindIndex(last, r => r.Any(c => Holds(c, place))));
            return last;
        }
    }

    private static bool Holds(TextSpan cell, TextSpan place) => cell.Start <= place.Start && place.End <= cell.End;

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

    private IEnumerable<Clause> Clauses(IReadOnlyList<TextSpan> row, TableColumns head, List<ParseWarning> warnings)
    {
        foreach (var column in head.Sections)
        {
            var cell = Cell(row, column.Column);
            if (cell.Length == 0)
                continue;
            var names = new ClauseNames(text, cell.Start, cell.End, column.Mark);
            if (names.Read())
                yield return new Clause(cell, column.HasPersons ? [.. names.Names.Where(n => !IsPerson(n))] : names.Names, [.. names.Fields, .. Persons(names, column)]);
            else
                warnings.Add(new ParseWarning($"“{Characters.Squeeze(cell.Of(source.Text))}”没有读出责任科室，请核对。", cell) { Kind = WarningKind.Name });
        }
    }

    // 基建科 张三, 基建科（张三）
    private IEnumerable<Field> Persons(ClauseNames names, SectionColumn column) => !column.HasPersons ? [] : names.Names.Where(IsPerson).Select(n => n.Place)
        .Concat(names.Remarks.Where(r => r.Length is >= 2 and <= LongestPerson && r.Of(text).All(Characters.IsHan)))
        .OrderBy(p => p.Start).Select(p => new Field(FieldKind.Person, p));

    private static bool IsPerson(Named name) => name.Kind == NameKind.Unknown && name.Name.Length <= LongestPerson;
}
