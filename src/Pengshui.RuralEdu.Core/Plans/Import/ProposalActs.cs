using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>An act upon a proposal: what came of it, and what is said of it.</summary>
/// <param name="After">The proposal after it.</param>
/// <param name="Done">What was done and where.</param>
internal sealed record ProposalAct(PlanProposal After, DoneAct Done);

/// <summary>Does what <see cref="ProposalEdits"/> can, and says it in words.</summary>
internal static class ProposalActs
{
    private const int LongestTitle = 20;

    /// <summary>Moves, merges, separates, removes or settles a task; null where there is none of that number.</summary>
    public static ProposalAct? Arrange(PlanProposal proposal, int number, Arrangement how)
    {
        if (proposal.Find(number) is not { } task)
            return null;
        var at = proposal.Tasks.ToList().IndexOf(task);
        var after = ProposalEdits.Arrange(proposal, number, how);
        var name = Named(task);
        return how switch
        {
            Arrangement.Up => Done($"上移{name}", at > 0 && proposal.Tasks[at - 1].Group == task.Group ? at - 1 : at),
            Arrangement.Down => Done($"下移{name}", at + 1 < proposal.Tasks.Count && proposal.Tasks[at + 1].Group == task.Group ? at + 1 : at),
            Arrangement.Merge => Done($"把{name}并入上一项", at - 1),
            Arrangement.Separate => Done($"拆开{name}", at),
            Arrangement.Remove => Done($"移出{name}", at),
            _ => Done($"核对{name}", at),
        };

        ProposalAct Done(string said, int place) => new(after, new DoneAct(said, PlaceOf(after, place)));
    }

    /// <summary>Puts a corrected task in the place of the one with its number.</summary>
    public static ProposalAct Replace(PlanProposal proposal, ProposedTask task)
    {
        var after = ProposalEdits.Replace(proposal, task);
        var at = after.Tasks.ToList().FindIndex(t => t.Title == task.Title && t.Text == task.Text);
        return new ProposalAct(after, new DoneAct($"修改{Named(task)}", PlaceOf(after, at < 0 ? proposal.Tasks.ToList().FindIndex(t => t.Number == task.Number) : at)));
    }

    /// <summary>Corrects a task and divides it before one of its measures.</summary>
    public static ProposalAct Split(PlanProposal proposal, ProposedTask corrected, int measure)
    {
        var at = proposal.Tasks.ToList().FindIndex(t => t.Number == corrected.Number);
        var after = ProposalEdits.Split(ProposalEdits.Replace(proposal, corrected), corrected.Number, measure);
        return new ProposalAct(after, new DoneAct($"拆开{Named(corrected)}", PlaceOf(after, at)));
    }

    /// <summary>Settles warnings of a kind, or all.</summary>
    public static ProposalAct Settle(PlanProposal proposal, string? kind) =>
        new(ProposalEdits.Settle(proposal, kind), new DoneAct(kind is null ? "核对全部提醒" : $"核对“{TypedText.Cut(kind, LongestTitle)}”", "tasks"));

    /// <summary>Adds tasks that were missed.</summary>
    public static ProposalAct Add(PlanProposal proposal, IReadOnlyList<ProposedTask> tasks)
    {
        var after = tasks.Aggregate(proposal, ProposalEdits.Add);
        var first = after.Tasks.ToList().FindIndex(t => t.Place == tasks[0].Place && t.Title == tasks[0].Title);
        return new ProposalAct(after, new DoneAct(
            tasks.Count == 1 ? $"新增{Named(after.Tasks[first])}" : $"新增 {tasks.Count} 项任务", PlaceOf(after, first)));
    }

    private static string Named(ProposedTask task) =>
        $"任务 {task.Number}" + (task.Title.Length == 0 ? "" : $"“{TypedText.Cut(task.Title, LongestTitle)}{(task.Title.Length > LongestTitle ? "…" : "")}”");

    private static string PlaceOf(PlanProposal after, int at) => ProposalChecks.TaskField(after.Tasks[Math.Clamp(at, 0, after.Tasks.Count - 1)].Number);
}
