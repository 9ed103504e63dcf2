namespace Pengshui.RuralEdu.Notices;

/// <summary>A numbered item with what stands below it.</summary>
/// <param name="label">Its number.</param>
/// <param name="place">Its first line, number included.</param>
/// <param name="parent">What it stands in; null for the root.</param>
internal sealed class Node(Label label, Line place, Node? parent)
{
    public Label Label { get; } = label;

    public Node? Parent { get; } = parent;

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Its own lines, the first one without its number.</summary>
    public List<Line> Lines { get; } = parent is null ? [] : [place with { Start = place.Start + label.Length }];

    public List<Node> Children { get; } = [];

    /// <summary>Where it begins, number included.</summary>
    public int Start { get; } = place.Start;

    /// <summary>The clauses in its own lines that name sections.</summary>
    public List<Clause> Clauses { get; } = [];

    /// <summary>All clauses in its own lines, those too that tell something else (完成时限：6月底前); none of them is part of its words.</summary>
    public List<Clause> Asides { get; } = [];

    /// <summary>The sections that its heading is, where the notice is grouped by section: 一、办公室（3项）.</summary>
    public SectionHeading? Sections { get; set; }

    /// <summary>How many of the items at or below it name sections.</summary>
    public int Naming { get; set; }

    /// <summary>This item and all below it, in the text's order.</summary>
    public IEnumerable<Node> Subtree()
    {
        var waiting = new Stack<Node>([this]);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
                waiting.Push(node.Children[i]);
        }
    }
}

/// <summary>The tree of numbered items.</summary>
/// <param name="Root">Holds the lines before, between and after, and the outermost items.</param>
/// <param name="Nodes">All items in the text's order, without the root.</param>
/// <param name="Warnings">Where numbers did not follow each other.</param>
internal sealed record Outline(Node Root, IReadOnlyList<Node> Nodes, IReadOnlyList<ParseWarning> Warnings);

/// <summary>
/// Builds the tree. A way of numbering that is new goes one level down; one that is known goes back to its level. So every
/// author's order of levels is taken as it comes. A number that does not follow is believed only where a sentence ended before it.
/// </summary>
internal sealed class OutlineBuilder(string text, IReadOnlyList<Line> lines)
{
    private const int LongestHeading = 40;

    private readonly Node root = new(default, default, null);
    private readonly List<Node> nodes = [];
    private readonly List<ParseWarning> warnings = [];
    private readonly List<Node> path = [];
    private readonly HashSet<int> headings = [];
    private readonly Dictionary<LabelStyle, int> lasts = [];
    private readonly RunningNumbers numbers = new(text, lines);

    public Outline Build()
    {
        FindHeadings();
        for (var i = 0; i < lines.Count; i++)
            Take(i);
        return new Outline(root, nodes, warnings);
    }

    private void Take(int index)
    {
        var line = lines[index];
        if (headings.Contains(index))
        {
            Add(new Label(LabelStyle.Heading, lasts.GetValueOrDefault(LabelStyle.Heading) + 1, 0), line);
            return;
        }

        if (LabelOf(index) is { } label && IsBelieved(label, index))
        {
            Add(label, line);
        }
        else if (Signature.Ends(text, line))
        {
            // A signature, an annex or a copy list ends the item it follows.
            path.Clear();
            root.Lines.Add(line);
        }
        else
        {
            (path.Count > 0 ? path[^1] : root).Lines.Add(line);
        }
    }

    // 8.1 is the first item below 8, or task 8 whose words begin with a digit: 8.1对1核实.
    private Label? LabelOf(int index)
    {
        var line = lines[index];
        if (Labels.Read(text, line.Start, line.End) is not { Style: LabelStyle.Dotted } dotted)
            return Labels.Read(text, line.Start, line.End);
        var plain = Labels.ReadPlain(text, line.Start, line.End)!.Value;
        if (!numbers.AreDotted(dotted) && (numbers.IsTight(index, dotted) || plain.Number == LastOf(LabelStyle.Decimal) + 1))
            return plain;
        return dotted;
    }

    private int LastOf(LabelStyle style) => path.Find(n => n.Label.Style == style)?.Label.Number ?? lasts.GetValueOrDefault(style);

    private void Add(Label label, Line line)
    {
        var level = path.FindIndex(n => n.Label.Style == label.Style);
        if (level >= 0)
            path.RemoveRange(level, path.Count - level);
        else if (label.Style is not (LabelStyle.Circle or LabelStyle.Listing or LabelStyle.First))
            path.RemoveAll(n => n.Label.Style is LabelStyle.Circle or LabelStyle.Listing or LabelStyle.First);
        lasts[label.Style] = label.Number;
        var parent = path.Count > 0 ? path[^1] : root;
        var node = new Node(label, line, parent);
        parent.Children.Add(node);
        nodes.Add(node);
        path.Add(node);
    }

    private bool IsBelieved(Label label, int index)
    {
        var line = lines[index];
        if (line.IsInline || label.Style == LabelStyle.Dotted)
            return true;
        var known = path.Find(n => n.Label.Style == label.Style);
        var last = known?.Label.Number ?? 0;

        // Numbers may run on through all groups.
        var follows = label.Number == last + 1 || (known is null && label.Number > 1 && label.Number == lasts.GetValueOrDefault(label.Style) + 1);
        if (Labels.IsBeforeNumeral(text, line.Start, line.End, label))
            return follows && (IsEnded(index) || (known is not null && !Labels.IsOneNumber(text, line.Start, line.End, label))) && numbers.IsNext(index, label);
        if (follows)
            return true;
        if (!IsEnded(index))
            return false;
        if (label.Number != 1)
        {
            warnings.Add(new ParseWarning(
                known is null ? $"“{Head(line)}”前面没有第 1 项，请核对有没有漏读。" : $"编号从 {last} 跳到 {label.Number}，请核对有没有漏项。", line.Span)
            { Kind = WarningKind.Numbers });
        }

        return true;
    }

    private bool IsEnded(int index) =>
        index == 0 || Characters.EndsSentence(text, lines[index - 1].End) || lines[index - 1].End - lines[index - 1].Start <= LongestHeading;

    private string Head(Line line) => text.Substring(line.Start, Math.Min(12, line.End - line.Start));

    // Groups without numbers: at least twice, a short bare line stands before a line that begins at 1 in the same way.
    private void FindHeadings()
    {
        var candidates = new Dictionary<LabelStyle, List<int>>();
        var sections = new List<int>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (Labels.Read(text, lines[i].Start, lines[i].End) is not { } label || lines[i].IsInline)
                continue;
            if (label.Style == LabelStyle.Decimal && IsSection(lines[i - 1]))
                sections.Add(i - 1);
            if (label.Number != 1)
                continue;
            if (!candidates.TryGetValue(label.Style, out var found))
                candidates.Add(label.Style, found = []);
            if (IsBare(lines[i - 1]) && (i < 2 || Clauses.IsLabelAlone(text, lines[i - 2].Span) is null))
                found.Add(i - 1);
        }

        foreach (var (style, found) in candidates)
        {
            if (style is LabelStyle.Decimal or LabelStyle.DecimalBracket or LabelStyle.Ordinal or LabelStyle.IdeographBracket && found.Count > 1)
                headings.UnionWith(found);
        }

        if (sections.Count > 1)
            headings.UnionWith(sections);
    }

    // 办公室（3项） without a number, before numbered lines.
    private bool IsSection(Line line) =>
        !line.IsInline && Labels.Read(text, line.Start, line.End) is null && !Signature.Ends(text, line) && SectionHeading.Read(text, line.Span) is not null;

    private bool IsBare(Line line)
    {
        if (line.IsInline || line.End - line.Start > LongestHeading || Labels.Read(text, line.Start, line.End) is not null || Signature.Ends(text, line))
            return false;
        for (var i = line.Start; i < line.End; i++)
        {
            if (text[i] is '。' or ';' or ':' or ',' or '!' or '?' or '(')
                return false;
        }

        return true;
    }
}
