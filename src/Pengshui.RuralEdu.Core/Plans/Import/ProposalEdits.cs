using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>What can be done with a task's place in a proposal.</summary>
public enum Arrangement
{
    /// <summary>上移: before the task above, or into the group above.</summary>
    Up = 1,

    /// <summary>下移.</summary>
    Down = 2,

    /// <summary>并入上一项.</summary>
    Merge = 3,

    /// <summary>移出: it is no task.</summary>
    Remove = 4,

    /// <summary>已核对: what was to be looked at is settled.</summary>
    Check = 5,
}

/// <summary>
/// Corrections of a proposal. Each returns a proposal whose tasks stand in the order of their groups; where the order of the tasks
/// changed, they are numbered anew from 1. What cannot be done leaves it as it was.
/// </summary>
public static class ProposalEdits
{
    /// <summary>Moves, merges, removes or settles a task.</summary>
    public static PlanProposal Arrange(PlanProposal proposal, int number, Arrangement how)
    {
        var tasks = proposal.Tasks.ToList();
        var at = tasks.FindIndex(t => t.Number == number);
        if (at < 0)
            return proposal;
        switch (how)
        {
            case Arrangement.Up when at > 0 && tasks[at - 1].Group == tasks[at].Group:
                (tasks[at - 1], tasks[at]) = (tasks[at], tasks[at - 1]);
                break;
            case Arrangement.Up when tasks[at].Group > 1:
                tasks[at] = tasks[at] with { Group = tasks[at].Group - 1 };
                break;
            case Arrangement.Down when at < tasks.Count - 1 && tasks[at + 1].Group == tasks[at].Group:
                (tasks[at + 1], tasks[at]) = (tasks[at], tasks[at + 1]);
                break;
            case Arrangement.Down when tasks[at].Group < proposal.Groups.Count:
                tasks[at] = tasks[at] with { Group = tasks[at].Group + 1 };
                break;
            case Arrangement.Merge when at > 0:
                tasks[at - 1] = Merged(tasks[at - 1], tasks[at]);
                tasks.RemoveAt(at);
                break;
            case Arrangement.Remove when tasks.Count > 1:
                tasks.RemoveAt(at);
                break;
            case Arrangement.Check:
                tasks[at] = tasks[at] with { Warnings = [] };
                return proposal with { Tasks = tasks };
            default:
                return proposal;
        }

        return Numbered(proposal with { Tasks = tasks });
    }

    /// <summary>Divides a task before one of its measures; the new one stands behind it, has the same sections and wants a look.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="number">The task.</param>
    /// <param name="measure">The measure that the new task begins with, from 2.</param>
    public static PlanProposal Split(PlanProposal proposal, int number, int measure)
    {
        var tasks = proposal.Tasks.ToList();
        var at = tasks.FindIndex(t => t.Number == number);
        if (at < 0 || measure < 2 || measure > tasks[at].Measures.Count)
            return proposal;
        var task = tasks[at];
        var first = task.Measures[measure - 1];
        var cut = task.Text.IndexOf(first, StringComparison.Ordinal);
        var (head, tail) = cut > 0 ? (task.Text[..cut].TrimEnd(), task.Text[cut..]) : (task.Text, string.Join('\n', task.Measures.Skip(measure - 1)));
        var title = first.IndexOfAny(['，', '。', '；', ',']) is > 0 and var end ? first[..end] : first;
        tasks[at] = task with
        {
            Text = head,
            Measures = [.. task.Measures.Take(measure - 1)],
            Targets = [.. task.Targets.Where(t => !tail.Contains(t.Sentence, StringComparison.Ordinal) || head.Contains(t.Sentence, StringComparison.Ordinal))],
        };
        tasks.Insert(at + 1, task with
        {
            Title = TypedText.Cut(title, PlanTask.TitleLength),
            Text = tail,
            Measures = [.. task.Measures.Skip(measure - 1)],
            Targets = [.. task.Targets.Where(t => tail.Contains(t.Sentence, StringComparison.Ordinal) && !head.Contains(t.Sentence, StringComparison.Ordinal))],
            Warnings = [new ParseWarning("从上一项拆出，题目取了举措开头，请核对。", task.Place)],
        });
        return Numbered(proposal with { Tasks = tasks });
    }

    /// <summary>Puts a corrected task in the place of the one with its number; into another group where it names one. What was to be looked at is settled.</summary>
    public static PlanProposal Replace(PlanProposal proposal, ProposedTask task)
    {
        var at = proposal.Tasks.ToList().FindIndex(t => t.Number == task.Number);
        if (at < 0 || task.Group < 1 || task.Group > proposal.Groups.Count)
            return proposal;
        var isMoved = proposal.Tasks[at].Group != task.Group;
        IReadOnlyList<ProposedTask> tasks = [.. proposal.Tasks.Select((t, i) => i == at ? task with { Parts = OneLead(task.Parts), Warnings = [] } : t)];
        var corrected = proposal with { Tasks = tasks };
        return isMoved ? Numbered(corrected) : corrected;
    }

    /// <summary>The parts with exactly one lead, the first that is marked or else the first, and each name once.</summary>
    internal static IReadOnlyList<ProposedPart> OneLead(IEnumerable<ProposedPart> parts)
    {
        var once = parts.DistinctBy(p => p.Name).ToList();
        var lead = once.Find(p => p.Kind == ResponsibilityKind.Lead) ?? once.FirstOrDefault();
        return [.. once.Select(p => p with { Kind = p == lead ? ResponsibilityKind.Lead : ResponsibilityKind.Supporting })];
    }

    private static ProposedTask Merged(ProposedTask into, ProposedTask task) => into with
    {
        Text = string.Join('\n', new[] { into.Text, task.Title + "。" + task.Text }.Where(t => t.Length > 0)),
        Measures = [.. into.Measures, .. task.Measures],
        Parts = OneLead([.. into.Parts, .. task.Parts.Select(p => into.Parts.Count == 0 ? p : p with { Kind = ResponsibilityKind.Supporting })]),
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

    private static PlanProposal Numbered(PlanProposal proposal) =>
        proposal with { Tasks = [.. proposal.Tasks.OrderBy(t => t.Group).Select((t, i) => t with { Number = i + 1 })] };
}
