using FsCheck.Xunit;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Notices.Tests;

namespace Pengshui.RuralEdu.Core.Tests.Plans.Import;

/// <summary>Whatever is done to a proposal, it stays one: tasks in the order of their groups, numbers that ascend, one lead at the most.</summary>
public sealed class ProposalEditsTests
{
    private static readonly PlanProposal Start = PlanProposal.Of(NoticeExamples.Parsed(NoticeReader.Paste(NoticeExamples.Text("09-lead-and-support")).Value));

    [Property(MaxTest = 300)]
    public void Any_row_of_corrections_leaves_a_whole_proposal(int[] steps)
    {
        var proposal = Start;
        foreach (var step in steps)
            proposal = Take(proposal, new Random(step));

        Assert.NotEmpty(proposal.Tasks);
        Assert.Equal(proposal.Tasks.Select(t => t.Number).Order().Distinct(), proposal.Tasks.Select(t => t.Number));
        Assert.Equal(proposal.Tasks.Select(t => t.Group).Order(), proposal.Tasks.Select(t => t.Group));
        Assert.All(proposal.Tasks, t => Assert.InRange(t.Group, 1, proposal.Groups.Count));
        Assert.All(proposal.Tasks, t => Assert.Equal(t.Parts.Count > 0 ? 1 : 0, t.Parts.Count(p => p.Kind == ResponsibilityKind.Lead)));
        Assert.Equal(proposal.ToJson(), PlanProposal.FromJson(proposal.ToJson()).ToJson());
    }

    [Property(MaxTest = 200)]
    public void No_measure_is_lost_by_moving_merging_and_splitting(int[] steps)
    {
        var proposal = Start;
        foreach (var step in steps)
        {
            var random = new Random(step);
            var task = proposal.Tasks[random.Next(proposal.Tasks.Count)];
            proposal = random.Next(4) switch
            {
                0 => ProposalEdits.Split(proposal, task.Number, random.Next(0, 6)),
                1 => ProposalEdits.Arrange(proposal, task.Number, Arrangement.Merge),
                2 => ProposalEdits.Arrange(proposal, task.Number, Arrangement.Up),
                _ => ProposalEdits.Arrange(proposal, task.Number, Arrangement.Down),
            };
        }

        Assert.Equal(Start.Tasks.SelectMany(t => t.Measures).Order(), proposal.Tasks.SelectMany(t => t.Measures).Order());
    }

    [Property(MaxTest = 200)]
    public void Any_text_in_a_task_is_answered_by_the_checks(string? title, string? text, string?[] measures)
    {
        var task = Start.Tasks[0] with { Title = title ?? "", Text = text ?? "", Measures = [.. measures.Select(m => m ?? "")] };
        Assert.All(ProposalChecks.Task(task), p => Assert.Equal("task-1", p.Field));
    }

    [Fact]
    public void Two_tasks_are_merged_and_divided_again_at_the_same_place()
    {
        var merged = ProposalEdits.Arrange(Start, 2, Arrangement.Merge);
        var divided = ProposalEdits.Split(merged, 1, Start.Tasks[0].Measures.Count + 1);

        Assert.Equal(Start.Tasks.Count - 1, merged.Tasks.Count);
        Assert.Equal(Start.ToJson(), divided.ToJson());
    }

    [Fact]
    public void A_merged_task_that_was_corrected_since_is_divided_as_any_other()
    {
        var merged = ProposalEdits.Arrange(Start, 2, Arrangement.Merge);
        var corrected = ProposalEdits.Replace(merged, merged.Tasks[0] with { Title = "改过的题目" });
        var divided = ProposalEdits.Split(corrected, 1, Start.Tasks[0].Measures.Count + 1);

        Assert.Same(corrected, ProposalEdits.Arrange(corrected, 1, Arrangement.Separate));
        Assert.Equal(Start.Tasks.Select(t => t.Measures.Count), divided.Tasks.Select(t => t.Measures.Count));
        Assert.Equal("改过的题目", divided.Find(1)!.Title);
        Assert.Contains(divided.Find(2)!.Warnings, w => w.Message.StartsWith("从上一项拆出", StringComparison.Ordinal));
    }

    [Fact]
    public void Tasks_merged_one_after_another_come_apart_where_they_were_joined()
    {
        var merged = ProposalEdits.Arrange(ProposalEdits.Arrange(Start, 2, Arrangement.Merge), 2, Arrangement.Merge);

        var last = ProposalEdits.Arrange(merged, 1, Arrangement.Separate);
        var first = ProposalEdits.Split(merged, 1, Start.Tasks[0].Measures.Count + 1);

        Assert.Equal([Start.Tasks[0].Title, Start.Tasks[2].Title], last.Tasks.Take(2).Select(t => t.Title));
        Assert.Equal([Start.Tasks[0].Title, Start.Tasks[1].Title], first.Tasks.Take(2).Select(t => t.Title));
        Assert.Equal(Start.ToJson(), ProposalEdits.Arrange(last, 1, Arrangement.Separate).ToJson());
        Assert.Equal(Start.ToJson(), ProposalEdits.Arrange(first, 2, Arrangement.Separate).ToJson());
    }

    [Fact]
    public void Warnings_of_a_kind_are_settled_together()
    {
        var warned = Start with
        {
            Warnings = [new ParseWarning("没有写明谁牵头，按写在前面的牵头。"), new ParseWarning("别的提醒。")],
            Tasks = [.. Start.Tasks.Select(t => t with { Warnings = [new ParseWarning($"没有写明谁牵头，按写在前面的科{t.Number}牵头，请核对。"), new ParseWarning($"“名{t.Number}”不像科室名称，请核对。")] })],
        };

        Assert.Equal(["没有写明谁牵头", "不像科室名称"], AlikeWarnings.Of(warned).Select(a => a.Kind));
        var settled = ProposalEdits.Settle(warned, "没有写明谁牵头");
        Assert.Equal(["别的提醒。"], settled.Warnings.Select(w => w.Message));
        Assert.All(settled.Tasks, t => Assert.StartsWith("“名", Assert.Single(t.Warnings).Message, StringComparison.Ordinal));
        var all = ProposalEdits.Settle(settled, null);
        Assert.Empty(all.Warnings);
        Assert.All(all.Tasks, t => Assert.Empty(t.Warnings));
    }

    [Fact]
    public void A_warning_of_the_whole_notice_names_its_tasks_by_their_numbers_of_now()
    {
        var warned = Start with { Warnings = [new ParseWarning("没有写明谁牵头。").About([1, 3]), new ParseWarning("别的提醒。")] };
        string[] Said(PlanProposal proposal) => [.. proposal.CurrentWarnings().Select(w => w.Message)];

        Assert.Equal(["没有写明谁牵头（任务 1、3）。", "别的提醒。"], Said(warned));
        Assert.Equal(["没有写明谁牵头（任务 2、3）。", "别的提醒。"], Said(ProposalEdits.Arrange(warned, 1, Arrangement.Down)));
        var merged = ProposalEdits.Arrange(warned, 3, Arrangement.Merge);
        Assert.Equal(["没有写明谁牵头（任务 1、2）。", "别的提醒。"], Said(merged));
        Assert.Equal(Said(warned), Said(ProposalEdits.Arrange(merged, 2, Arrangement.Separate)));
        var without = ProposalEdits.Arrange(ProposalEdits.Arrange(warned, 3, Arrangement.Remove), 1, Arrangement.Remove);
        Assert.Equal(["别的提醒。"], Said(without));
    }

    [Fact]
    public void Measures_keep_their_dates_when_tasks_with_different_ones_are_merged_and_divided()
    {
        var dated = PlanProposal.Of(NoticeExamples.Parsed(NoticeReader.Paste(NoticeHabits.All["dates in the clause"].Text).Value));
        var before = dated.Tasks.SelectMany(t => t.Measures.Select(m => (m, t.DueOf(m)))).ToList();

        var merged = ProposalEdits.Arrange(ProposalEdits.Arrange(dated, 2, Arrangement.Merge), 2, Arrangement.Merge);
        var divided = ProposalEdits.Split(merged, 1, 3);

        Assert.Equal(before, merged.Tasks.SelectMany(t => t.Measures.Select(m => (m, t.DueOf(m)))));
        Assert.Equal(before, divided.Tasks.SelectMany(t => t.Measures.Select(m => (m, t.DueOf(m)))));
    }

    private static PlanProposal Take(PlanProposal proposal, Random random)
    {
        var number = random.Next(0, proposal.Tasks.Count + 2);
        switch (random.Next(4))
        {
            case 0:
                return ProposalEdits.Split(proposal, number, random.Next(0, 8));
            case 1 when proposal.Find(number) is { } task:
                return ProposalEdits.Replace(proposal, task with
                {
                    Group = random.Next(0, proposal.Groups.Count + 2),
                    Parts = [.. Enumerable.Range(0, random.Next(4)).Select(i => new ProposedPart($"科{random.Next(3)}", (ResponsibilityKind)random.Next(1, 3)))],
                });
            default:
                return ProposalEdits.Arrange(proposal, number, (Arrangement)random.Next(1, 7));
        }
    }
}
