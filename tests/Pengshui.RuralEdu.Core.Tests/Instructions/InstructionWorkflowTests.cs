using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Tests.Instructions;

/// <summary>Walks every state × action × person × giver through the service; what is expected is written here once more.</summary>
public sealed class InstructionWorkflowTests
{
    private static readonly string[] People =
        ["jyk-staff", "jyk-head", "jjk-staff", "jjk-head", "decoy-staff", "coordinator", "leader", "deputy", "supervisor", "sysadmin", "secadmin", "auditor"];

    private static InstructionState? Expected(InstructionState from, InstructionAction action, string who, string giver) => (from, action) switch
    {
        (InstructionState.AwaitingReply or InstructionState.Answered or InstructionState.AskedAgain, InstructionAction.Answer)
            when who is "jyk-staff" or "jyk-head" => InstructionState.Answered,
        (InstructionState.Answered, InstructionAction.Accept) when who == giver || who == "leader" => InstructionState.Accepted,
        (InstructionState.Answered, InstructionAction.AskAgain) when who == giver || who == "leader" => InstructionState.AskedAgain,
        (InstructionState.AwaitingReply or InstructionState.AskedAgain, InstructionAction.Withdraw) when who == giver => InstructionState.Withdrawn,
        _ => null,
    };

    public static TheoryData<InstructionState, InstructionAction> Pairs()
    {
        var pairs = new TheoryData<InstructionState, InstructionAction>();
        foreach (var state in Enum.GetValues<InstructionState>())
        {
            foreach (var action in Enum.GetValues<InstructionAction>())
                pairs.Add(state, action);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Only_the_steps_of_the_table_can_be_taken_and_the_buttons_offer_just_those(InstructionState state, InstructionAction action)
    {
        await using var bench = await InstructionBench.CreateAsync();
        foreach (var giver in new[] { "leader", "deputy" })
        {
            foreach (var who in People)
            {
                var expected = Expected(state, action, who, giver);
                var id = await bench.PutAsync(state, giver);
                var label = $"{state} {action} by {who}, given by {giver}";
                var giverId = bench.Actor(giver).UserId!.Value;
                Assert.True(
                    (expected is not null) == InstructionWorkflow.ActionsOf(state, bench.Actor(who), bench.World.Jyk.Id, giverId).Contains(action), label);

                var result = await bench.StepAsync(id, action, who);

                var after = await bench.RecipientAsync(id);
                await using var db = bench.Database.Open();
                var written = await db.AuditEntries.AsNoTracking()
                    .Where(e => e.ObjectType == nameof(InstructionRecipient) && e.ObjectId == $"{id}").ToListAsync(InstructionBench.Token);
                if (expected is { } to)
                {
                    Assert.True(result.Succeeded, label + result.Message);
                    Assert.Equal((to, 2), (after.State, after.Version));
                    var step = Assert.Single(after.Steps);
                    Assert.Equal((action, state, to, bench.Actor(who).UserId!.Value), (step.Action, step.From, step.To, step.ById));
                    Assert.Equal(AuditResult.Succeeded, Assert.Single(written).Result);
                }
                else
                {
                    Assert.False(result.Succeeded, label);
                    Assert.Equal((state, 1, 0), (after.State, after.Version, after.Steps.Count));
                    if (who is "sysadmin" or "secadmin" or "auditor")
                        Assert.True(result.Outcome == Outcome.NotFound && written.Count == 0, label);
                    else
                        Assert.Equal((AuditResult.Refused, result.Message), (Assert.Single(written).Result, written[0].Reason));
                }
            }
        }
    }

    [Fact]
    public void The_document_has_the_rows_of_the_table()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Pengshui.RuralEdu.sln")))
            directory = directory.Parent;
        var lines = File.ReadAllLines(Path.Combine(directory.FullName, "docs", "workflow.md"))
            .SkipWhile(l => l != "# Instructions (批示)").SkipWhile(l => !l.StartsWith('|')).TakeWhile(l => l.StartsWith('|')).Skip(2);

        Assert.Equal(
            InstructionWorkflow.Steps.Select(s =>
                $"| {s.From.Label()} | {s.Action.Label()} | {s.To.Label()} | {s.Role} | {Who(s.Condition)} | {(s.TextRequired ? "required " : "")}|"),
            lines);

        static string Who(InstructionCondition condition) => condition switch
        {
            InstructionCondition.OfTheSection => "of the section",
            InstructionCondition.Giver => "who gave it",
            _ => "who gave it, or a 主要领导",
        };
    }

    [Theory]
    [InlineData(InstructionState.AwaitingReply, "批示现在是“待回复”：教育科填报员、教育科负责人可以回复批示，作出批示的领导可以撤销批示。")]
    [InlineData(InstructionState.Answered, "批示现在是“已回复”：教育科填报员、教育科负责人可以回复批示，作出批示的领导和主要领导可以办结、要求再办。")]
    [InlineData(InstructionState.Accepted, "批示现在是“已办结”，不用再办理。")]
    public void A_sentence_says_the_state_and_who_can_do_what_next(InstructionState state, string sentence) =>
        Assert.Equal(sentence, InstructionSentences.NextStep(state, "教育科"));
}
