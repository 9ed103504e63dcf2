using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Tests.Inspections;

/// <summary>Walks every state × action × person through the services. What is expected is written here once more, in its own shape.</summary>
public sealed class InspectionWorkflowTests
{
    private static readonly string[] People =
        ["supervisor", "other", "jyk-staff", "jyk-head", "decoy-staff", "coordinator", "leader", "sysadmin", "secadmin", "auditor"];

    public static TheoryData<InspectionState, InspectionAction> Pairs()
    {
        var pairs = new TheoryData<InspectionState, InspectionAction>();
        foreach (var state in Enum.GetValues<InspectionState>())
        {
            foreach (var action in Enum.GetValues<InspectionAction>())
                pairs.Add(state, action);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Only_the_steps_of_the_table_can_be_taken(InspectionState state, InspectionAction action)
    {
        await using var bench = await InspectionBench.CreateAsync();
        foreach (var who in People)
        {
            var actor = who == "other" ? bench.Other : bench.World.Actor(who);
            var expected = Expected(state, action, who);
            var key = Guid.NewGuid();
            var saved = (state == InspectionState.Draft ? await bench.SaveAsync(key, 0, bench.Complete()) : await bench.IssueAsync(key, 0, bench.Complete())).Value;
            var entries = (await bench.AuditAsync()).Count;

            Result result = action switch
            {
                InspectionAction.SaveDraft => await bench.SaveAsync(key, saved.Version, bench.Complete() with { Findings = "改过。" }, actor, Guid.NewGuid()),
                InspectionAction.Issue => await bench.IssueAsync(key, saved.Version, bench.Complete() with { Findings = "改过。" }, actor, Guid.NewGuid()),
                InspectionAction.Discard => await bench.ServiceAsync(s => s.DiscardAsync(saved.Id, saved.Version, actor, InspectionBench.Token)),
                _ => await bench.ServiceAsync(s => s.SupplementAsync(saved.Id, Guid.NewGuid(), "补充。", actor, InspectionBench.Token)),
            };

            var label = $"{state} {action} by {who}: {result.Outcome} {result.Message}";
            Assert.True(expected == result.Succeeded, label);
            Assert.Equal(expected, InspectionWorkflow.ActionsOf(state, actor, bench.Supervisor.UserId!.Value).Contains(action));
            var written = (await bench.AuditAsync()).Skip(entries).ToList();
            if (expected)
            {
                Assert.Equal(AuditResult.Succeeded, Assert.Single(written).Result);
                continue;
            }

            var row = await bench.RowAsync(saved.Id);
            Assert.Equal((state, saved.Version, "查看了台账，与上报一致。", 0), (row.State, row.Version, row.Findings, row.Supplements.Count));
            Assert.All(written, e => Assert.Equal(AuditResult.Refused, e.Result));
        }
    }

    [Fact]
    public void The_document_has_the_rows_of_the_table()
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryRoot(), "docs", "workflow.md"))
            .SkipWhile(l => l != "# The way of an inspection").Where(l => l.StartsWith('|')).Skip(2).TakeWhile(l => l.Contains("Supervisor", StringComparison.Ordinal)).ToList();
        var rows = InspectionWorkflow.Steps.Select(s =>
            $"| {s.From?.Label() ?? "–"} | {s.Action.Label()} | {s.To?.Label() ?? "–"} | {s.Role} | {(s.Condition == StepCondition.TheAuthor ? "the author" : "anyone")} |");
        Assert.Equal(rows, lines);
    }

    /// <summary>A draft is its author's; an issued one is any supervisor's to supplement.</summary>
    private static bool Expected(InspectionState state, InspectionAction action, string who) => (state, action) switch
    {
        (InspectionState.Draft, InspectionAction.SaveDraft or InspectionAction.Issue or InspectionAction.Discard) => who == "supervisor",
        (InspectionState.Issued, InspectionAction.Supplement) => who is "supervisor" or "other",
        _ => false,
    };

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Pengshui.RuralEdu.sln")))
            directory = directory.Parent!;
        return directory.FullName;
    }
}
