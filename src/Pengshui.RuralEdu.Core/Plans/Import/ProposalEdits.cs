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

    /// <summary>拆回: what was merged last becomes a task of its own again.</summary>
    Separate = 6,
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
                tasks[at - 1] = MergedTasks.Of(tasks[at - 1], tasks[at]);
                tasks.RemoveAt(at);
                break;
            case Arrangement.Remove when tasks.Count > 1:
                tasks.RemoveAt(at);
                break;
            case Arrangement.Check:
                tasks[at] = tasks[at] with { Warnings = [] };
                return proposal with { Tasks = tasks };
            case Arrangement.Separate when MergedTasks.Last(tasks[at]) is { } measure && MergedTasks.Apart(tasks[at], measure) is { } apart:
                tasks[at] = apart.First;
                tasks.Insert(at + 1, apart.Second);
                break;
            default:
                return proposal;
        }

        return Numbered(proposal with { Tasks = tasks });
    }

    /// <summary>Settles what was to be looked at: warnings of a kind, or all of them; those too that concern the notice as a whole.</summary>
    public static PlanProposal Settle(PlanProposal proposal, string? kind)
    {
        IReadOnlyList<ParseWarning> Left(IReadOnlyList<ParseWarning> warnings) => kind is null ? [] : [.. warnings.Where(w => AlikeWarnings.KindOf(w) != kind)];
        return proposal with { Warnings = Left(proposal.Warnings), Tasks = [.. proposal.Tasks.Select(t => t with { Warnings = Left(t.Warnings) })] };
    }

    /// <summary>Adds a task that was missed, in the group of its place and in the order of the notice.</summary>
    public static PlanProposal Add(PlanProposal proposal, ProposedTask task)
    {
        var place = task.Place!.Value;
        var group = 1 + Math.Max(0, proposal.Groups.ToList().FindLastIndex(g => g.Place is { } heading && heading.Start <= place.Start));
        var added = task with { Group = group, Warnings = [.. task.Warnings, .. Shared(proposal, place)] };
        var tasks = proposal.Tasks.ToList();
        var before = tasks.FindIndex(t => t.Group == group && t.Place is { } other && other.Start > place.Start);
        tasks.Insert(before >= 0 ? before : tasks.Count, added);
        return Numbered(proposal with { Tasks = tasks });
    }

    private static IEnumerable<ParseWarning> Shared(PlanProposal proposal, TextSpan place) => proposal.Tasks
        .Where(t => t.Place is { } other && other.Start < place.End && place.Start < other.End)
        .Select(t => new ParseWarning($"这段文字也在任务“{TypedText.Cut(t.Title, 20)}”里，请核对，需要时从那一项里删去。", place));

    /// <summary>
    /// Divides a task before one of its measures; the new one stands behind it, has the same sections and wants a look. Where two tasks
    /// were merged there and nothing was changed since, both are what they were.
    /// </summary>
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
        if (MergedTasks.Apart(task, measure) is { } apart)
        {
            tasks[at] = apart.First;
            tasks.Insert(at + 1, apart.Second);
            return Numbered(proposal with { Tasks = tasks });
        }

        var first = task.Measures[measure - 1];
        var cut = task.Text.IndexOf(first, StringComparison.Ordinal);
        var (head, tail) = cut > 0 ? (task.Text[..cut].TrimEnd(), task.Text[cut..]) : (task.Text, string.Join('\n', task.Measures.Skip(measure - 1)));
        var title = first.IndexOfAny(['，', '。', '；', ',']) is > 0 and var end ? first[..end] : first;
        tasks[at] = task with
        {
            Joined = null,
            Text = head,
            Measures = [.. task.Measures.Take(measure - 1)],
            Targets = [.. task.Targets.Where(t => !tail.Contains(t.Sentence, StringComparison.Ordinal) || head.Contains(t.Sentence, StringComparison.Ordinal))],
        };
        tasks.Insert(at + 1, task with
        {
            Joined = null,
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

    private static PlanProposal Numbered(PlanProposal proposal) =>
        proposal with { Tasks = [.. proposal.Tasks.OrderBy(t => t.Group).Select((t, i) => t with { Number = i + 1 })] };
}
