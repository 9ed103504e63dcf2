namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// The numbers at the starts of all lines, to look ahead: a line that begins with a number is an item only where the numbers go on behind it
/// as they do behind an item.
/// </summary>
internal sealed class RunningNumbers
{
    private readonly string text;
    private readonly IReadOnlyList<Line> lines;
    private readonly HashSet<int> dotted = [];
    private readonly Dictionary<(LabelStyle Style, int Number), List<int>> places = [];

    public RunningNumbers(string text, IReadOnlyList<Line> lines)
    {
        (this.text, this.lines) = (text, lines);
        var firsts = new HashSet<int>();
        foreach (var line in lines)
        {
            if (Labels.Read(text, line.Start, line.End) is not { Style: LabelStyle.Dotted } label)
                continue;
            if (label.Number == 1)
                firsts.Add(label.Major);
            else if (label.Number == 2 && firsts.Contains(label.Major))
                dotted.Add(label.Major);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (Labels.ReadPlain(text, line.Start, line.End) is not { } label || (Labels.Read(text, line.Start, line.End) is { Style: LabelStyle.Dotted } two && AreDotted(two)))
                continue;
            if (Labels.IsBeforeNumeral(text, line.Start, line.End, label) && Labels.IsOneNumber(text, line.Start, line.End, label))
                continue;
            if (!places.TryGetValue((label.Style, label.Number), out var found))
                places.Add((label.Style, label.Number), found = []);
            found.Add(i);
        }
    }

    /// <summary>Whether the author numbers in this way: 8.1 is followed by 8.2 somewhere.</summary>
    public bool AreDotted(Label label) => dotted.Contains(label.Major);

    /// <summary>Whether no space parts the second number from its words, and the author numbers nowhere in this way: 5.12防灾减灾日.</summary>
    public bool IsTight(int index, Label label) => dotted.Count == 0 && !Characters.IsSpace(text[lines[index].Start + label.Length - 1]);

    /// <summary>
    /// Whether an item whose words begin with a numeral goes on as an item does: the next of its kind has the number after it, or begins anew. Where the
    /// same number comes once more, that one is the item; where nothing comes, what reads as one number is one only where the sections of the
    /// item before were just named.
    /// </summary>
    public bool IsNext(int index, Label label)
    {
        var again = After(label.Style, label.Number, index);
        var next = After(label.Style, label.Number + 1, index);
        var anew = label.Number == 1 ? int.MaxValue : After(label.Style, 1, index);
        if (next < again && next < anew)
            return true;
        var line = lines[index];
        if (Labels.IsOneNumber(text, line.Start, line.End, label))
            return again == int.MaxValue && index > 0 && RunOns.EndsWithClause(text, lines[index - 1].Start, lines[index - 1].End);
        return label.Number == 1 || again > anew || again == int.MaxValue;
    }

    private int After(LabelStyle style, int number, int index)
    {
        if (!places.TryGetValue((style, number), out var found))
            return int.MaxValue;
        var at = found.BinarySearch(index + 1);
        at = at < 0 ? ~at : at;
        return at < found.Count ? found[at] : int.MaxValue;
    }
}
