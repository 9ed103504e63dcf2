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
        var (rows, tables) = new TaskTables(source, text).Read();
        var lines = Lines.Of(text, tables);
        var outline = new OutlineBuilder(text, lines).Build();
        foreach (var node in outline.Nodes)
        {
            node.Asides.AddRange(Clauses.Of(text, node.Lines));
            node.Clauses.AddRange(node.Asides.Where(c => !c.IsAside));
        }

        var warnings = new List<ParseWarning>();
        var tasks = Tasks(source, text, outline, rows, LeadRule.IsIn(text), warnings);
        if (tasks.Count == 0)
            return Reading.Refused("没有找到重点任务：通知里应有编号的任务，并写明责任科室。请核对是不是印发工作方案的通知。");
        var (start, end) = (tasks.Min(t => t.Task.Place.Start), tasks.Max(t => t.Task.Place.End));
        var front = FrontMatter.Read(source, text, outline.Root.Lines, start, warnings);
        warnings.AddRange(outline.Warnings.Where(w => w.Place!.Value.Start >= start && w.Place.Value.Start < end));
        return Reading.Of(Numbered(front, tasks, warnings));
    }

    private static List<UnnumberedTask> Tasks(NoticeSource source, string text, Outline outline, List<UnnumberedTask> rows, bool firstLeads, List<ParseWarning> warnings)
    {
        var found = TaskFinder.In(outline, text);
        if (found is null)
            return rows;
        var byTitle = rows.GroupBy(r => r.Task.Title).ToDictionary(g => g.Key, g => g.First());
        var reader = new TaskReader(source, text, firstLeads);
        var tasks = found.Tasks.Select(n => reader.Read(n, found.NamesSections)).ToList();
        if (rows.Count > 0 && !found.NamesSections && tasks.Count(t => byTitle.ContainsKey(t.Task.Title)) * 2 < rows.Count)
            return rows;
        if (!found.NamesSections && rows.Count == 0)
            warnings.Add(new ParseWarning("通知没有写责任科室，任务是按章节名称找到的，请逐项核对。", tasks[0].Task.Place));
        foreach (var chapter in found.Skipped)
            warnings.Add(new ParseWarning($"“{chapter.Lines[0].Span.Of(source.Text)[..Math.Min(20, chapter.Lines[0].Span.Length)]}”一章没有责任科室，没有当作任务，请核对。", chapter.Lines[0].Span));
        return [.. tasks.Select(t => t.Task.Sections.Count == 0 && byTitle.TryGetValue(t.Task.Title, out var row) ? WithSections(t, row) : t)];
    }

    // A table of who does what behind the text completes the tasks of the text.
    private static UnnumberedTask WithSections(UnnumberedTask task, UnnumberedTask row) => task with
    {
        Task = task.Task with
        {
            Sections = row.Task.Sections,
            Warnings = [.. task.Task.Warnings.Where(w => !w.Message.Contains("未指定", StringComparison.Ordinal)), .. row.Task.Warnings],
        },
    };

    private static ParsedTask Dated(ParsedTask task, int? year) => task with
    {
        Due = Dated(task.Due, year),
        Measures = [.. task.Measures.Select(m => m with { Due = Dated(m.Due ?? task.Due, year) })],
    };

    private static ParsedDue? Dated(ParsedDue? due, int? year) => due is null ? null : due with { Day = DueDates.DayOf(due.Words, year) };

    private static ParsedNotice Numbered(FrontMatter front, List<UnnumberedTask> tasks, List<ParseWarning> warnings)
    {
        var ascending = tasks.Zip(tasks.Skip(1)).All(p => p.First.Label < p.Second.Label) && tasks[0].Label > 0;
        if (!ascending && tasks.Exists(t => t.Label > 0) && tasks.Count > 1)
            warnings.Add(new ParseWarning($"任务编号没有贯穿全文，已按先后编为 1 至 {tasks.Count}。"));
        var groups = new List<ParsedGroup>();
        var numbered = new List<ParsedTask>(tasks.Count);
        foreach (var task in tasks)
        {
            var title = task.GroupTitle ?? "重点任务";
            if (groups.Count == 0 || groups[^1].Title != title)
                groups.Add(new ParsedGroup(groups.Count + 1, title, task.GroupPlace));
            numbered.Add(Dated(task.Task, front.Year) with { Number = ascending ? task.Label : numbered.Count + 1, Group = groups.Count });
        }

        return new ParsedNotice(front.Year, front.Title, front.DocumentNumber, front.IssuingBody, front.IssuedOn, groups, numbered, warnings);
    }
}
