namespace Pengshui.RuralEdu.Notices;

/// <summary>A task before it has its number in the plan.</summary>
/// <param name="GroupTitle">The heading of its group, or null where it stands in none.</param>
/// <param name="GroupPlace">Where that heading stands.</param>
/// <param name="Label">Its number in the notice, or 0.</param>
/// <param name="Task">The task; number and group are still 0.</param>
internal sealed record UnnumberedTask(string? GroupTitle, TextSpan GroupPlace, int Label, ParsedTask Task)
{
    /// <summary>责任领导 of the group, or null.</summary>
    public string? GroupLeader { get; init; }
}

/// <summary>Reads a task out of its item.</summary>
internal sealed class TaskReader(NoticeSource source, string text, bool firstLeads)
{
    private readonly TaskFields fields = new(source.Text, text);

    public UnnumberedTask Read(Node node, bool groupsNameSections)
    {
        var warnings = new List<ParseWarning>();
        var (title, bodyStart) = Title(node, warnings);
        var subtree = node.Subtree().ToList();
        var clauses = subtree.SelectMany(n => n.Clauses).ToList();
        if (Heading(node) is { } sectionHeading && clauses.SelectMany(c => c.Names).All(n => n.Mark == PartMark.Supporting))
        {
            clauses.Insert(0, sectionHeading.Clause);
        }
        else if (clauses.Count == 0 && groupsNameSections && Inherited(node) is { } inherited)
        {
            clauses.AddRange(inherited.Clauses);
            warnings.Add(new ParseWarning("没有写责任科室，按上一级所写的填写，请核对。", title) { Kind = WarningKind.Sections });
        }

        var words = subtree.SelectMany(n => Stretches(n, n == node ? bodyStart : null)).ToList();
        var measures = Measures(node, bodyStart).Select(p => new ParsedMeasure(Words.Join(source.Text, p.Stretches), p.Place)).Where(m => m.Text.Length > 0).ToList();
        var sections = OwnSections(clauses, measures, warnings) ?? Parts.Of(clauses, source.Text, firstLeads, warnings);
        if (sections.Count == 0)
            Parts.WarnOfNone(clauses, title, warnings);
        var targets = words.SelectMany(w => Words.Clauses(text, w.Place)).SelectMany(c => Targets.In(source.Text, text, c)).ToList();
        var group = node.Parent is { Depth: > 0 } parent ? parent : null;
        var heading = group is null ? default : group.Sections?.Title ?? Titles.Split(text, FirstWords(group), true).Title;
        var task = fields.With(
            new ParsedTask(
                0,
                0,
                Characters.Squeeze(title.Of(source.Text)),
                Words.Join(source.Text, words),
                TextSpan.Between(node.Start, subtree.Max(n => n.Lines.Max(l => l.End))),
                title,
                sections,
                measures,
                targets,
                warnings),
            [.. subtree.SelectMany(n => n.Asides)]);
        if (group is null)
            return new UnnumberedTask(null, heading, node.Label.Number, task);
        var told = ToldOf(group).ToList();
        return new UnnumberedTask(
            Characters.Squeeze(heading.Of(source.Text)), heading, node.Label.Number, task with { Due = task.Due ?? fields.Due(told.Where(f => f.Kind == FieldKind.Due).Select(f => f.Value)) })
        {
            GroupLeader = fields.Words(told, FieldKind.Leader),
        };
    }

    private (TextSpan Title, int BodyStart) Title(Node node, List<ParseWarning> warnings)
    {
        var hasMore = node.Children.Count > 0 || node.Lines.Skip(1).Any(l => Words.Without(l.Span, node.Asides).Any(w => Words.Trimmed(text, w.Start, w.End).Length > 0));
        var (title, bodyStart, isGuess) = Titles.Split(text, FirstWords(node), hasMore);
        if (isGuess)
            warnings.Add(new ParseWarning("没有单独的题目，取了正文开头，请核对。", title) { Kind = WarningKind.Title });
        return (title, bodyStart);
    }

    private static TextSpan FirstWords(Node node)
    {
        var line = node.Lines[0].Span;
        return Words.Without(line, node.Asides).DefaultIfEmpty(line with { Length = 0 }).First();
    }

    // Clauses that stand between the measures are the measures' before them: 制定方案（基教科负责）；组织培训（人事科负责）。
    private IReadOnlyList<ParsedSection>? OwnSections(List<Clause> clauses, List<ParsedMeasure> measures, List<ParseWarning> warnings)
    {
        var naming = clauses.FindAll(c => c.Names.Count > 0);
        if (naming.Count < 2 || measures.Count < 2 || naming[0].Place.Start > measures[^1].Place.Start || naming[0].Place.Start < measures[0].Place.Start)
            return null;
        var at = 0;
        var parts = new List<List<Clause>>();
        for (var i = 0; i < measures.Count; i++)
        {
            var end = i + 1 < measures.Count ? measures[i + 1].Place.Start : int.MaxValue;
            var from = at;
            while (at < naming.Count && naming[at].Place.Start < end)
                at++;
            parts.Add(naming.GetRange(from, at - from));
        }

        if (parts.Count(p => p.Count > 0) < 2)
            return null;
        var own = parts.Select(p => Parts.Of(p, source.Text, firstLeads, warnings)).ToList();
        for (var i = 0; i < measures.Count; i++)
            measures[i] = measures[i] with { Sections = own[i] };
        return Parts.Union(own);
    }

    // What a heading that is a section tells stands in its own brackets.
    private static IEnumerable<Field> ToldOf(Node group) => group.Sections is not { } heading
        ? group.Asides.SelectMany(a => a.Fields)
        : heading.Clause.Fields.Concat(group.Asides.Where(a => a.Place.Start >= group.Lines[0].End).SelectMany(a => a.Fields));

    private static SectionHeading? Heading(Node node) => node.Sections ?? node.Parent?.Sections;

    private static Node? Inherited(Node node)
    {
        for (var above = node.Parent; above is { Depth: > 0 }; above = above.Parent)
        {
            if (above.Clauses.Count > 0)
                return above;
        }

        return null;
    }

    // An item's own lines without its clauses; from bodyStart on where it is the task, with its number where it stands below one.
    private static IEnumerable<Stretch> Stretches(Node node, int? bodyStart, bool numbered = true)
    {
        for (var i = 0; i < node.Lines.Count; i++)
        {
            var line = node.Lines[i];
            var start = i > 0 ? line.Start : bodyStart ?? (numbered ? node.Start : line.Start);
            var isInline = line.IsInline;
            foreach (var place in Words.Without(TextSpan.Between(Math.Min(start, line.End), line.End), node.Asides))
            {
                yield return new Stretch(place, isInline);
                isInline = true;
            }
        }
    }

    /// <summary>A measure is an item that the author numbered below the task; without such items it is a clause of the task's words.</summary>
    private IEnumerable<(TextSpan Place, IEnumerable<Stretch> Stretches)> Measures(Node node, int bodyStart)
    {
        foreach (var stretch in Stretches(node, bodyStart))
        {
            foreach (var clause in Words.Clauses(text, stretch.Place))
            {
                // "重点做好：" only leads to the items below.
                if (node.Children.Count == 0 || !LeadsOn(clause.End, stretch.Place.End))
                    yield return (clause, [new Stretch(clause, false)]);
            }
        }

        foreach (var child in node.Children)
        {
            var below = child.Subtree().SelectMany(n => Stretches(n, null, n != child)).ToList();
            if (below.Count == 0)
                continue;
            var last = below[^1];
            below[^1] = last with { Place = Words.Trimmed(text, last.Place.Start, last.Place.End) };
            yield return (TextSpan.Between(below[0].Place.Start, below[^1].Place.End), below);
        }
    }

    private bool LeadsOn(int end, int limit) => end == limit || text[end] is ':' or ',' || text[end - 1] == ':';
}
