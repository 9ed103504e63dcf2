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

/// <summary>A stretch of a paragraph.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Mark">What it was understood as.</param>
/// <param name="Why">The sentence of a warning, or null.</param>
public sealed record SourceRun(string Text, SourceMark Mark, string? Why);

/// <summary>A paragraph of a notice.</summary>
/// <param name="Number">From 1; its address on the page.</param>
/// <param name="Task">The task that begins here, or null.</param>
/// <param name="IsTask">Whether it is part of a task.</param>
/// <param name="Runs">Its stretches, in order.</param>
public sealed record SourceParagraph(int Number, int? Task, bool IsTask, IReadOnlyList<SourceRun> Runs);

/// <summary>Shows a notice's text with what was understood of it marked in place.</summary>
public static class SourceView
{
    /// <summary>Paragraphs shown at the most; of a longer text, those around the tasks.</summary>
    public const int MostParagraphs = 3000;

    /// <summary>The paragraphs, empty ones left out.</summary>
    public static IReadOnlyList<SourceParagraph> Of(string source, PlanProposal proposal)
    {
        var marks = Marks(source, proposal);
        var tasks = proposal.Tasks.Where(t => t.Place is not null).OrderBy(t => t.Place!.Value.Start).ToList();
        var paragraphs = new List<SourceParagraph>();
        var (mark, task) = (0, 0);
        var number = 0;
        for (var start = 0; start < source.Length;)
        {
            var feed = source.IndexOf('\n', start);
            var end = feed < 0 ? source.Length : feed;
            number++;
            while (task < tasks.Count && tasks[task].Place!.Value.End <= start)
                task++;
            var first = tasks.Skip(task).FirstOrDefault(t => t.Place!.Value.Start >= start && t.Place.Value.Start < end);
            var isTask = first is not null || (task < tasks.Count && tasks[task].Place!.Value.Start < end);
            if (!string.IsNullOrWhiteSpace(source[start..end]))
                paragraphs.Add(new SourceParagraph(number, first?.Number, isTask, Runs(source, start, end, marks, ref mark)));
            start = end + 1;
        }

        if (paragraphs.Count <= MostParagraphs)
            return paragraphs;
        var from = Math.Max(0, paragraphs.FindIndex(p => p.IsTask) - 20);
        return paragraphs.GetRange(from, Math.Min(MostParagraphs, paragraphs.Count - from));
    }

    /// <summary>The number of the paragraph in which a place lies.</summary>
    public static int ParagraphAt(string source, int place) => 1 + source.AsSpan(0, Math.Clamp(place, 0, source.Length)).Count('\n');

    // In order and without overlap: what begins first stands, of two that begin together the more telling one.
    private static List<(TextSpan Place, SourceMark Mark, string? Why)> Marks(string source, PlanProposal proposal)
    {
        var all = proposal.Groups.Where(g => g.Place is not null).Select(g => (g.Place!.Value, SourceMark.Group, (string?)null))
            .Concat(proposal.Warnings.Concat(proposal.Tasks.SelectMany(t => t.Warnings)).Where(w => w.Place is not null).Select(w => (w.Place!.Value, SourceMark.Warning, (string?)w.Message)))
            .Concat(proposal.Tasks.SelectMany(t => t.Parts).Where(p => p.Place is not null).Select(p => (p.Place!.Value, SourceMark.Section, (string?)null)))
            .Concat(proposal.Tasks.SelectMany(t => t.Targets).Where(t => t.Place is not null).Select(t => (t.Place!.Value, SourceMark.Target, (string?)null)));
        var kept = new List<(TextSpan Place, SourceMark Mark, string? Why)>();
        foreach (var mark in all.OrderBy(m => m.Item1.Start).ThenByDescending(m => m.Item2))
        {
            if (mark.Item1.Length > 0 && mark.Item1.End <= source.Length && (kept.Count == 0 || kept[^1].Place.End <= mark.Item1.Start))
                kept.Add(mark);
        }

        return kept;
    }

    private static List<SourceRun> Runs(string source, int start, int end, List<(TextSpan Place, SourceMark Mark, string? Why)> marks, ref int next)
    {
        var runs = new List<SourceRun>();
        var at = start;
        while (next < marks.Count && marks[next].Place.End <= start)
            next++;
        for (var i = next; i < marks.Count && marks[i].Place.Start < end; i++)
        {
            var (place, mark, why) = marks[i];
            var (from, to) = (Math.Max(place.Start, start), Math.Min(place.End, end));
            if (from > at)
                runs.Add(new SourceRun(source[at..from], SourceMark.None, null));
            runs.Add(new SourceRun(source[from..to], mark, why));
            at = to;
        }

        if (at < end)
            runs.Add(new SourceRun(source[at..end], SourceMark.None, null));
        return runs;
    }
}
