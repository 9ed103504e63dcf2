namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Understands a notice: characters → lines → outline → tasks, each step in its own class and in time that grows with the text
/// only. The grammar is described in docs/notice-import.md.
/// </summary>
public static class NoticeParser
{
    /// <summary>What the notice says, or a sentence that says why it was not understood.</summary>
    public static Reading<ParsedNotice> Parse(NoticeSource source)
    {
        var text = Characters.Normalize(source.Text);
        var tables = new TaskTables(source, text).Read();
        var lines = Lines.Of(text, [.. tables.Select(t => t.Table)]);
        var outline = new OutlineBuilder(text, lines).Build();
        foreach (var node in outline.Nodes)
        {
            node.Asides.AddRange(Clauses.Of(text, node.Lines));
            node.Clauses.AddRange(node.Asides.Where(c => !c.IsAside));
        }

        SectionHeading.Mark(outline, text);
        var warnings = new List<ParseWarning>();
        var rows = tables.SelectMany(t => t.Tasks).ToList();
        var found = TaskFinder.In(outline, text, rows);
        var tasks = Tasks(source, text, found, rows, warnings);
        if (tasks.Count == 0)
            return Reading.Refused("没有找到重点任务：通知里应有编号的任务，并写明责任科室。请核对是不是印发工作方案的通知。");
        var (start, end) = (tasks.Min(t => t.Task.Place.Start), tasks.Max(t => t.Task.Place.End));
        var front = FrontMatter.Read(source, text, outline.Root.Lines, start, warnings);
        warnings.AddRange(outline.Warnings.Where(w => w.Place!.Value.Start >= start && w.Place.Value.Start < end));
        warnings.AddRange(new LeftOut(source, text).In(lines, tables, tasks, [.. front.Titles, .. Headings(found, text, tasks)]));
        return Reading.Of(WarningList.Gathered(Numbered(front, tasks, warnings)));
    }

    private static List<UnnumberedTask> Tasks(NoticeSource source, string text, FoundTasks? found, List<UnnumberedTask> rows, List<ParseWarning> warnings)
    {
        if (found is null)
            return rows;
        var reader = new TaskReader(source, text, LeadRule.IsIn(text));
        var tasks = found.Tasks.Select(n => reader.Read(n, found.NamesSections)).ToList();
        var (joined, added) = new TableJoin(rows).With(tasks);

        // A text whose chapter was chosen by its name alone says no more than the table that names sections.
        if (rows.Count > 0 && !found.NamesSections && (rows.Count - added) * 2 < rows.Count)
            return rows;
        if (rows.Count > added && added > 0)
            warnings.Add(new ParseWarning($"表格里有 {added} 项任务在正文里没有，已另列，请核对。") { Kind = WarningKind.Numbers });
        if (!found.NamesSections && rows.Count == 0)
            warnings.Add(new ParseWarning("通知没有写责任科室，任务是按章节名称找到的，请逐项核对。", tasks[0].Task.Place) { Kind = WarningKind.NoSection });
        foreach (var chapter in found.Skipped)
        {
            warnings.Add(new ParseWarning(
                $"“{chapter.Lines[0].Span.Of(source.Text)[..Math.Min(20, chapter.Lines[0].Span.Length)]}”一章没有责任科室，没有当作任务，请核对。", chapter.Lines[0].Span)
            { Kind = WarningKind.LeftOut });
        }

        return joined;
    }

    // The items above the tasks are their groups and chapters: their headings, and what is said there for all below, were read.
    private static IEnumerable<TextSpan> Headings(FoundTasks? found, string text, List<UnnumberedTask> tasks)
    {
        var sections = tasks.SelectMany(t => t.Task.Sections).Select(s => s.Place.Start).ToHashSet();
        var groups = (found?.Tasks ?? []).Select(t => t.Parent).OfType<Node>().ToHashSet();
        var seen = new HashSet<Node>();
        foreach (var group in groups)
        {
            for (var above = group; above is { Depth: > 0 } && seen.Add(above); above = above.Parent!)
            {
                yield return above.Sections is { } heading && IsRead(heading.Clause) ? above.Lines[0].Span : Bare(text, Titles.Split(text, above.Lines[0].Span, true).Title);
                foreach (var aside in above.Asides.Where(IsRead))
                    yield return aside.Place;

                bool IsRead(Clause clause) => clause.Names.Count == 0
                    ? clause.Fields.All(f => f.Kind is FieldKind.Leader or FieldKind.Due && groups.Contains(above))
                    : clause.Names.Any(n => sections.Contains(n.Place.Start));
            }
        }
    }

    // What stands in brackets or behind a comma is no part of a heading: 守牢安全（配合科室：甲科）.
    private static TextSpan Bare(string text, TextSpan title) =>
        text.AsSpan(title.Start, title.Length).IndexOfAny("(,;") is >= 0 and var length ? title with { Length = length } : title;

    private static ParsedTask Dated(ParsedTask task, int? year) => task with
    {
        Due = Dated(task.Due, year),
        Measures = [.. task.Measures.Select(m => m with { Due = Dated(m.Due ?? task.Due, year) })],
    };

    private static ParsedDue? Dated(ParsedDue? due, int? year) =>
        due is null ? null : due with { Day = DueDates.DayOf(due.Words, year), Recurrence = DueDates.RecurrenceOf(due.Words) };

    private static ParsedNotice Numbered(FrontMatter front, List<UnnumberedTask> tasks, List<ParseWarning> warnings)
    {
        var ascending = tasks.Zip(tasks.Skip(1)).All(p => p.First.Label < p.Second.Label) && tasks[0].Label > 0;
        if (!ascending && tasks.Exists(t => t.Label > 0) && tasks.Count > 1)
            warnings.Add(new ParseWarning($"任务编号没有贯穿全文，已按先后编为 1 至 {tasks.Count}。") { Kind = WarningKind.Numbers });
        var groups = new List<ParsedGroup>();
        var numbered = new List<ParsedTask>(tasks.Count);
        foreach (var task in tasks)
        {
            var title = task.GroupTitle ?? "重点任务";
            if (groups.Count == 0 || groups[^1].Title != title || (task.GroupLeader is not null && task.GroupLeader != groups[^1].Leader))
                groups.Add(new ParsedGroup(groups.Count + 1, title, task.GroupPlace) { Leader = task.GroupLeader });
            numbered.Add(Dated(task.Task, front.Year) with { Number = ascending ? task.Label : numbered.Count + 1, Group = groups.Count });
        }

        return new ParsedNotice(front.Year, front.Title, front.DocumentNumber, front.IssuingBody, front.IssuedOn, groups, numbered, warnings);
    }
}
