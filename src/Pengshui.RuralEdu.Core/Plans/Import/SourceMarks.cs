using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>What a stretch of a notice was understood as.</summary>
public enum SourceMark
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A group's heading.</summary>
    Group = 1,

    /// <summary>A section's name.</summary>
    Section = 2,

    /// <summary>A figure with a target.</summary>
    Target = 3,

    /// <summary>A place to look at.</summary>
    Warning = 4,
}

/// <summary>The marked places of a notice, in order and without overlap: what begins first stands, of two that begin together the more telling one.</summary>
internal sealed class SourceMarks
{
    private readonly string source;
    private readonly List<(TextSpan Place, SourceMark Mark, string? Why)> marks = [];

    public SourceMarks(string source, PlanProposal proposal)
    {
        this.source = source;
        IEnumerable<(TextSpan? Place, SourceMark Mark, string? Why)> all =
        [
            .. proposal.Groups.Select(g => (g.Place, SourceMark.Group, (string?)null)),
            .. proposal.Warnings.Concat(proposal.Tasks.SelectMany(t => t.Warnings)).Select(w => (w.Place, SourceMark.Warning, (string?)w.Message)),
            .. proposal.Tasks.SelectMany(t => t.Parts).Select(p => (p.Place, SourceMark.Section, (string?)null)),
            .. proposal.Tasks.SelectMany(t => t.Targets).Select(t => (t.Place, SourceMark.Target, (string?)null)),
        ];
        foreach (var (place, mark, why) in all.Where(m => m.Place is { Length: > 0 }).Select(m => (m.Place!.Value, m.Mark, m.Why)).OrderBy(m => m.Value.Start).ThenByDescending(m => m.Mark))
        {
            if (place.End <= source.Length && (marks.Count == 0 || marks[^1].Place.End <= place.Start))
                marks.Add((place, mark, why));
        }
    }

    /// <summary>The stretches between two positions.</summary>
    public IReadOnlyList<SourceRun> Runs(int start, int end)
    {
        var runs = new List<SourceRun>();
        var at = start;
        for (var i = FirstBehind(start); i < marks.Count && marks[i].Place.Start < end; i++)
        {
            var (place, mark, why) = marks[i];
            var (from, to) = (Math.Max(place.Start, start), Math.Min(place.End, end));
            Add(at, from, SourceMark.None, null);
            Add(from, to, mark, why);
            at = to;
        }

        Add(at, end, SourceMark.None, null);
        return runs;

        void Add(int from, int to, SourceMark mark, string? why)
        {
            if (to > from)
                runs.Add(new SourceRun(from, source[from..to], mark, why));
        }
    }

    private int FirstBehind(int start)
    {
        var (low, high) = (0, marks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (marks[middle].Place.End <= start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
