namespace Pengshui.RuralEdu.Notices;

/// <summary>Which items of the outline are the tasks.</summary>
/// <param name="Tasks">In the text's order.</param>
/// <param name="NamesSections">Whether any of them names sections; if none does, the chapter was chosen by its name.</param>
/// <param name="Skipped">Chapters with items of the tasks' level that were left out although nothing says that they are goals or safeguards.</param>
internal sealed record FoundTasks(IReadOnlyList<Node> Tasks, bool NamesSections, IReadOnlyList<Node> Skipped);

/// <summary>
/// Chooses the tasks by what they do, not by what their chapter is called: the level of the outline at which each item names
/// its sections once. Names decide only where nothing else does, and keep chapters on goals and safeguards out.
/// </summary>
internal static class TaskFinder
{
    private const double PriceOfMissing = 0.5;
    private const double OnlyBelow = 0.75;

    private static readonly string[] Verbs = ["强化", "加强", "完善", "落实", "健全", "做好", "切实"];

    private static readonly string[] NotTasks =
    [
        "指导思想", "工作目标", "总体目标", "主要目标", "年度目标", "目标要求", "目标", "总体要求", "基本原则", "工作原则", "组织领导", "组织实施", "组织保障", "保障措施", "工作保障", "保障机制", "保障", "工作要求", "有关要求",
        "相关要求", "要求", "工作步骤", "实施步骤", "方法步骤", "时间安排", "进度安排", "工作机制", "附则", "总体思路", "工作思路", "督导考核", "考核评价", "监督检查", "工作背景", "背景",
    ];

    private static readonly string[] TaskNames = ["任务", "举措", "措施", "重点工作", "工作内容", "主要工作", "工作安排", "重点事项", "工作事项"];

    /// <summary>The tasks, or null where nothing looks like one. The clauses and the headings that are sections must have been found before.</summary>
    /// <param name="outline">The items.</param>
    /// <param name="text">Normalised text.</param>
    /// <param name="rows">The tasks of tables.</param>
    public static FoundTasks? In(Outline outline, string text, IReadOnlyList<UnnumberedTask> rows)
    {
        if (outline.Nodes.Count == 0)
            return null;
        var excluded = Excluded(outline, text);
        var open = outline.Nodes.Where(n => !excluded.Contains(n)).ToList();
        var found = BySection(open) ?? (open.Exists(n => n.Clauses.Count > 0) ? ByClauses(open) : ByTitle(open, text, rows) ?? ByName(outline, text));
        var chapters = outline.Nodes.Where(n => excluded.Contains(n) && !excluded.Contains(n.Parent!)).ToList();
        if (found is null)
            return outline.Nodes.Any(n => n.Clauses.Count > 0) ? ByClauses([.. outline.Nodes]) : null;
        var styles = found.Tasks.Select(t => t.Label.Style).ToHashSet();
        var offered = chapters.SelectMany(c => Naming(c, styles)).ToList();
        return offered.Count == 0 ? found : found with { Tasks = [.. found.Tasks.Concat(offered).DistinctBy(n => n.Start).OrderBy(n => n.Start)] };
    }

    // Goals and safeguards are no tasks, but what names sections in them is offered as one, at the level of the other tasks.
    private static IEnumerable<Node> Naming(Node chapter, HashSet<LabelStyle> styles)
    {
        var naming = chapter.Children.Where(c => c.Subtree().Any(n => n.Clauses.Count > 0)).ToList();
        if (naming.Count == 0)
            return chapter.Clauses.Count > 0 ? [chapter] : [];
        return naming.SelectMany(c => c.Clauses.Count == 0 && !styles.Contains(c.Label.Style) && c.Children.Exists(n => styles.Contains(n.Label.Style)) ? Naming(c, styles) : [c]);
    }

    private static FoundTasks? BySection(List<Node> open)
    {
        var headings = open.Where(n => n.Sections is not null).ToList();
        return headings.Count == 0 ? null : new FoundTasks([.. headings.SelectMany(h => h.Children.Count > 0 ? h.Children : [h])], true, []);
    }

    // The text names no sections, a table behind it does: the level at which the titles of its rows stand.
    private static FoundTasks? ByTitle(List<Node> open, string text, IReadOnlyList<UnnumberedTask> rows)
    {
        var join = new TableJoin(rows);
        var same = open.Where(n => join.Of(Heading(n, text), n.Label.Number) is not null).ToHashSet();
        if (same.Count == 0 || same.Count * 2 < rows.Count)
            return null;
        var depth = same.GroupBy(n => n.Depth).MaxBy(g => g.Count())!.Key;
        var chapters = same.Select(Chapter).ToHashSet();
        var tasks = open.Where(n => n.Depth == depth || (n.Depth < depth && n.Children.Count == 0 && same.Contains(n))).ToList();
        return new FoundTasks(
            [.. tasks.Where(n => chapters.Contains(Chapter(n)))], false, [.. tasks.Where(n => !chapters.Contains(Chapter(n))).Select(Chapter).Distinct()]);
    }

    private static HashSet<Node> Excluded(Outline outline, string text)
    {
        var excluded = new HashSet<Node>();
        foreach (var node in outline.Nodes)
        {
            if (excluded.Contains(node.Parent!) || (IsOuter(node) && IsNoTask(Heading(node, text))))
                excluded.Add(node);
        }

        return excluded;
    }

    private static bool IsOuter(Node node) => node.Depth == 1 || (node.Depth == 2 && node.Parent!.Label.Style == LabelStyle.Part);

    private static string Heading(Node node, string text) =>
        node.Lines.Count == 0 ? "" : Characters.Squeeze(Titles.Split(text, node.Lines[0].Span, true).Title.Of(text));

    private static bool IsNoTask(string heading)
    {
        foreach (var verb in Verbs)
        {
            if (heading.StartsWith(verb, StringComparison.Ordinal))
                heading = heading[verb.Length..];
        }

        return heading.Length > 0 && heading.Split('和', '与', '及', '、').All(p => NotTasks.Contains(p));
    }

    private static FoundTasks ByClauses(List<Node> open)
    {
        var below = new HashSet<Node>();
        foreach (var node in open)
            node.Naming = node.Clauses.Count > 0 ? 1 : 0;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            var node = open[i];
            node.Parent!.Naming += node.Naming;
            if (node.Naming > 0 && (below.Contains(node) || (node.Clauses.Count > 0 && node.Clauses[0].Place.Start < node.Lines[0].End)))
                below.Add(node.Parent!);
        }

        var depth = open.Where(n => n.Naming > 0).Select(n => n.Depth).Distinct().MaxBy(d => (Score(open, below, d), d));

        var tasks = open.Where(n => IsTask(n, depth)).ToList();
        var naming = new HashSet<Node>(tasks.Where(t => t.Naming > 0).Select(Chapter));
        var first = tasks.FindIndex(t => naming.Contains(Chapter(t)));
        var last = tasks.FindLastIndex(t => naming.Contains(Chapter(t)));
        return new FoundTasks(
            tasks.GetRange(first, last - first + 1),
            true,
            [.. tasks.Where((_, i) => i < first || i > last).Select(Chapter).Distinct()]);
    }

    // One for each item that names sections once, a little less where an item below does so in its own paragraph; less for
    // items that name none, and for those that hold several that do.
    private static double Score(List<Node> open, HashSet<Node> below, int depth)
    {
        var named = new HashSet<Node>(open.Where(n => n.Naming > 0 && n.Depth == 1));
        return open.Where(n => n.Depth == depth && named.Contains(Chapter(n)))
            .Sum(n => n.Naming == 0 ? -PriceOfMissing : n.Naming == 1 && n.Clauses.Count == 0 && below.Contains(n) ? OnlyBelow : 2 - n.Naming)
            + open.Count(n => n.Depth < depth && n.Clauses.Count > 0 && n.Children.Count == 0);
    }

    // An item above the level, without items below it but with sections, is a task that was not divided further.
    private static bool IsTask(Node node, int depth) =>
        node.Depth == depth || (node.Depth < depth && node.Children.Count == 0 && node.Clauses.Count > 0);

    private static Node Chapter(Node node)
    {
        while (node.Depth > 1)
            node = node.Parent!;
        return node;
    }

    private static FoundTasks? ByName(Outline outline, string text)
    {
        foreach (var chapter in outline.Nodes.Where(IsOuter))
        {
            var heading = Heading(chapter, text);
            if (IsNoTask(heading) || chapter.Children.Count < 2 || !Array.Exists(TaskNames, n => heading.EndsWith(n, StringComparison.Ordinal)))
                continue;
            var below = chapter.Children.Where(c => c.Children.Count > 1).ToList();
            var deeper = below.Count * 2 > chapter.Children.Count
                && below.TrueForAll(c => c.Children[0].Label.Style is LabelStyle.Decimal or LabelStyle.Dotted or LabelStyle.DecimalBracket);
            var depth = chapter.Depth + (deeper ? 2 : 1);
            return new FoundTasks([.. chapter.Subtree().Where(n => n.Depth == depth || (n.Depth == depth - 1 && n != chapter && n.Children.Count == 0))], false, []);
        }

        return null;
    }
}
