using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Makes one task of two, and gives them back as they were for as long as the one still says what merging made of it.</summary>
internal static class MergedTasks
{
    // Merged tasks may hold merged ones; what holds too many to be kept comes apart as any other task does.
    private const int Most = 50;

    /// <summary>Both as one.</summary>
    public static ProposedTask Of(ProposedTask into, ProposedTask task)
    {
        IReadOnlyList<ProposedTask> joined = [.. IsWhole(into) ? into.Joined! : [into with { Joined = null }], task];
        return Merged(into, task) with { Joined = joined.Sum(Count) <= Most ? joined : null };
    }

    /// <summary>The measure with which the task begins that was merged last, from 1; null where there is none.</summary>
    public static int? Last(ProposedTask task) =>
        IsWhole(task) ? 1 + task.Joined!.SkipLast(1).Sum(t => t.Measures.Count) : null;

    /// <summary>The tasks that were merged before and from a measure on, from 1; null where none were merged there, or it was corrected since.</summary>
    public static (ProposedTask First, ProposedTask Second)? Apart(ProposedTask task, int measure)
    {
        if (!IsWhole(task))
            return null;
        var count = 0;
        for (var i = task.Joined!.Count - 1; i > 0; i--)
        {
            count += task.Joined[i].Measures.Count;
            if (task.Measures.Count - count + 1 == measure)
                return (Again(task, task.Joined.Take(i)), Again(task, task.Joined.Skip(i)));
        }

        return null;
    }

    private static int Count(ProposedTask task) => 1 + (task.Joined?.Sum(Count) ?? 0);

    private static bool IsWhole(ProposedTask task)
    {
        return task.Joined is { Count: > 1 } joined && TaskContent.Of(joined.Aggregate(Merged)) == TaskContent.Of(task with { Joined = null });
    }

    // A task that was moved into another group since takes its parts along.
    private static ProposedTask Again(ProposedTask task, IEnumerable<ProposedTask> parts)
    {
        var stays = task.Joined![0].Group == task.Group;
        var own = parts.Select(p => stays ? p : p with { Group = task.Group }).ToList();
        return own.Count == 1 ? own[0] : own.Aggregate(Merged) with { Joined = own };
    }

    private static ProposedTask Merged(ProposedTask into, ProposedTask task) => into with
    {
        Joined = null,
        ReadAs = [.. into.ReadAs, .. task.ReadAs],
        Text = string.Join('\n', new[] { into.Text, task.Title + "。" + task.Text }.Where(t => t.Length > 0)),
        Measures = [.. into.Measures, .. task.Measures],
        Parts = ProposalEdits.OneLead([.. into.Parts, .. task.Parts.Select(p => into.Parts.Count == 0 ? p : p with { Kind = ResponsibilityKind.Supporting })]),
        Targets = [.. into.Targets, .. task.Targets],
        Details = [.. into.Details, .. task.Details],
        Due = into.Due == task.Due ? into.Due : null,
        Dates = into.Due == task.Due ? [.. into.Dates, .. task.Dates] : [.. Dated(into), .. Dated(task)],
        Place = into.Place is { } from && task.Place is { } to && to.End > from.Start ? TextSpan.Between(from.Start, to.End) : into.Place ?? task.Place,
        Warnings = [.. into.Warnings, .. task.Warnings],
    };

    // Two tasks with dates of their own: each measure keeps the one that it has.
    private static IEnumerable<ProposedDate> Dated(ProposedTask task) =>
        task.Measures.Select(m => (Measure: m, Words: task.DueOf(m))).Where(d => d.Words is not null).Select(d => new ProposedDate(d.Measure, d.Words!));
}
