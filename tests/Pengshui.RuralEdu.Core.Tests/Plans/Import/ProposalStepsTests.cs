using FsCheck.Xunit;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Notices.Tests;

namespace Pengshui.RuralEdu.Core.Tests.Plans.Import;

/// <summary>Whatever was done to a proposal can be taken back, act by act, as often as it is promised.</summary>
public sealed class ProposalStepsTests
{
    private static readonly NoticeSource Source = NoticeReader.Paste(NoticeExamples.Text("09-lead-and-support")).Value;
    private static readonly PlanProposal Start = PlanProposal.Of(NoticeExamples.Parsed(Source));

    [Property(MaxTest = 300)]
    public void As_many_undos_as_acts_give_what_was_before(int[] acts)
    {
        var proposal = Start;
        string? steps = null;
        var before = new Stack<string>();
        foreach (var act in acts.Take(ProposalSteps.Most))
        {
            var after = Take(proposal, new Random(act));
            before.Push(proposal.ToJson());
            steps = ProposalSteps.Push(steps, new DoneAct($"第 {before.Count} 步", "tasks"), proposal, after);
            proposal = after;
        }

        while (before.TryPop(out var expected))
        {
            Assert.Equal($"第 {before.Count + 1} 步", ProposalSteps.Last(steps)!.Said);
            (proposal, _, steps) = ProposalSteps.Undo(steps!, proposal);
            Assert.Equal(expected, proposal.ToJson());
        }

        Assert.Null(steps);
        Assert.Equal(Start.ToJson(), proposal.ToJson());
    }

    [Fact]
    public void Twenty_acts_are_kept()
    {
        string? steps = null;
        for (var i = 1; i <= ProposalSteps.Most + 5; i++)
            steps = ProposalSteps.Push(steps, new DoneAct($"第 {i} 步", "tasks"), Start, ProposalEdits.Arrange(Start, 1, Arrangement.Down));

        Assert.Equal(ProposalSteps.Most, steps!.Split('\n').Length);
        Assert.Equal($"第 {ProposalSteps.Most + 5} 步", ProposalSteps.Last(steps)!.Said);
    }

    [Fact]
    public void An_act_keeps_only_what_it_changed()
    {
        var after = ProposalEdits.Arrange(Start, Start.Tasks[^1].Number, Arrangement.Remove);
        var step = ProposalSteps.Push(null, new DoneAct("移出", "tasks"), Start, after)!;

        Assert.Contains(Start.Tasks[^1].Title, step, StringComparison.Ordinal);
        Assert.DoesNotContain(Start.Tasks[0].Title, step, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_long_to_keep_is_not_kept()
    {
        var task = Start.Tasks[0] with { Text = new string('长', ProposalSteps.MostCharacters) };
        var before = ProposalEdits.Replace(Start, task);

        Assert.Null(ProposalSteps.Push(null, new DoneAct("移出", "tasks"), before, ProposalEdits.Arrange(before, 1, Arrangement.Remove)));
    }

    [Property(MaxTest = 300)]
    public void What_is_merged_and_divided_again_is_what_it_was(int[] acts, int number)
    {
        var before = acts.Aggregate(Start, (p, act) => Take(p, new Random(act)));
        var task = before.Tasks[Math.Abs(number % before.Tasks.Count)];
        var merged = ProposalEdits.Arrange(before, task.Number, Arrangement.Merge);
        if (merged == before)
            return;

        var at = merged.Tasks[before.Tasks.ToList().IndexOf(task) - 1];
        var apart = ProposalEdits.Arrange(merged, at.Number, Arrangement.Separate);
        Assert.Equal(before.Tasks.Select(Json), apart.Tasks.Select(Json));
        if (task.Measures.Count > 0 && at.Measures.Count > task.Measures.Count)
            Assert.Equal(before.Tasks.Select(Json), ProposalEdits.Split(merged, at.Number, at.Measures.Count - task.Measures.Count + 1).Tasks.Select(Json));
    }

    // Numbers of a plan that began elsewhere than at 1 are made anew by each division.
    private static string Json(ProposedTask task) => (PlanProposal.Of(NoticeExamples.Parsed(Source)) with { Tasks = [task with { Number = 0 }] }).ToJson();

    private static PlanProposal Take(PlanProposal proposal, Random random)
    {
        var number = random.Next(0, proposal.Tasks.Count + 2);
        switch (random.Next(6))
        {
            case 0:
                return ProposalEdits.Split(proposal, number, random.Next(0, 8));
            case 1 when proposal.Find(number) is { } task:
                return ProposalEdits.Replace(proposal, task with
                {
                    Title = $"{task.Title}{random.Next(9)}",
                    Group = random.Next(0, proposal.Groups.Count + 2),
                    Parts = [.. Enumerable.Range(0, random.Next(4)).Select(i => new ProposedPart($"科{random.Next(3)}", (ResponsibilityKind)random.Next(1, 3)))],
                });
            case 2:
                return proposal with { Title = $"{proposal.Title}{random.Next(9)}", Groups = [.. proposal.Groups, new ProposedGroup($"组{random.Next(9)}")] };
            case 3:
                return ProposalEdits.Settle(proposal, random.Next(2) == 0 ? null : "没有写明谁牵头");
            case 4:
                var start = random.Next(Source.Text.Length - 10);
                var read = PieceReader.Read(Source, TextSpan.Between(start, start + random.Next(10, Math.Min(300, Source.Text.Length - start))));
                return read.Select(ProposedTask.Of).Aggregate(proposal, ProposalEdits.Add);
            default:
                return ProposalEdits.Arrange(proposal, number, (Arrangement)random.Next(1, 7));
        }
    }
}
