using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Tests.Rectifications;

/// <summary>
/// Walks every state × action × person through the service. What is expected is written here once more, in its own shape,
/// so that the table in the code is not held against itself alone.
/// </summary>
public sealed class RectificationWorkflowTests
{
    /// <summary>One who supervises and works in the section, too: may not verify what they submitted.</summary>
    private const string Both = "jjk-both";

    private static readonly string[] People =
        ["jjk-staff", "jjk-head", Both, "supervisor", "jyk-staff", "jyk-head", "decoy-staff", "coordinator", "leader", "sysadmin", "secadmin", "auditor"];

    private static readonly string[] Readers = ["jjk-staff", "jjk-head", Both, "supervisor", "jyk-staff", "jyk-head", "decoy-staff", "coordinator", "leader"];

    private static bool Works(string who) => who is "jjk-staff" or "jjk-head" or Both;

    private static bool Supervises(string who) => who is "supervisor" or Both;

    /// <summary>The state after, or null where product.md has no such step.</summary>
    private static RectificationState? Expected(RectificationState from, RectificationAction action, string who, bool isAuthor) => (from, action) switch
    {
        (RectificationState.Open or RectificationState.InProgress, RectificationAction.Report) when Works(who) => RectificationState.InProgress,
        (RectificationState.Returned, RectificationAction.Report) when Works(who) => RectificationState.Returned,
        (RectificationState.Open or RectificationState.InProgress or RectificationState.Returned, RectificationAction.Submit) when Works(who)
            => RectificationState.AwaitingVerification,
        (RectificationState.Open or RectificationState.InProgress or RectificationState.Returned, RectificationAction.Extend) when Supervises(who) => from,
        (RectificationState.AwaitingVerification, RectificationAction.Close) when Supervises(who) && !isAuthor => RectificationState.Closed,
        (RectificationState.AwaitingVerification, RectificationAction.Return) when Supervises(who) => RectificationState.Returned,
        (RectificationState.Closed, RectificationAction.ScheduleLookBack) when Supervises(who) => RectificationState.AwaitingLookBack,
        (RectificationState.AwaitingLookBack, RectificationAction.PassLookBack) when Supervises(who) && !isAuthor => RectificationState.Closed,
        (RectificationState.AwaitingLookBack, RectificationAction.Reopen) when Supervises(who) => RectificationState.Returned,
        _ => null,
    };

    public static TheoryData<RectificationState> States() => [.. Enum.GetValues<RectificationState>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Only_the_steps_of_the_product_can_be_taken(RectificationState state)
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        var visit = await bench.VisitAsync();
        foreach (var action in Enum.GetValues<RectificationAction>().Where(a => a != RectificationAction.Issue))
        {
            foreach (var (who, isAuthor) in People.SelectMany(p => new[] { (p, true), (p, false) }))
            {
                var actor = Who(bench, who);
                await bench.PutAsync(id, state, isAuthor ? actor.UserId : bench.World.Users["leader"].Id);
                var before = await bench.GetAsync(id);
                var entries = (await bench.AuditAsync()).Count;

                var result = await TryAsync(bench, id, before.Version, action, actor, visit);

                var label = $"{state} {action} by {who}, the author: {isAuthor}: {result.Outcome} {result.Message}";
                var after = await bench.GetAsync(id);
                var written = (await bench.AuditAsync()).Skip(entries).ToList();
                if (state == RectificationState.Draft || !Readers.Contains(who))
                {
                    Assert.True(result.Outcome == Outcome.NotFound && written.Count == 0, label);
                    continue;
                }

                if (Expected(state, action, who, isAuthor) is { } expected)
                {
                    Assert.True(result.Succeeded, label);
                    Assert.Equal(expected, after.State);
                    Assert.Equal((AuditResult.Succeeded, before.Version + 1), (Assert.Single(written).Result, after.Version));
                    var step = after.Steps.MaxBy(s => s.Id)!;
                    Assert.Equal((action, state, expected, actor.UserId), (step.Action, step.From, step.To, step.ById));
                }
                else
                {
                    Assert.False(result.Succeeded, label);
                    Assert.Equal((state, before.Version, before.Steps.Count), (after.State, after.Version, after.Steps.Count));
                    var ever = Enum.GetValues<RectificationState>().Any(s => Expected(s, action, who, false) is not null);
                    Assert.True(result.Outcome == (ever ? Outcome.Refused : Outcome.Forbidden), label);
                    if (ever)
                        Assert.Contains($"整改现在是“{state.Label()}”", result.Message);
                    Assert.Equal((AuditResult.Refused, result.Message), (Assert.Single(written).Result, written[0].Reason));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task The_buttons_offer_exactly_what_works(RectificationState state)
    {
        await using var bench = await RectificationBench.CreateAsync();
        foreach (var (who, isAuthor) in People.SelectMany(p => new[] { (p, true), (p, false) }))
        {
            var actor = Who(bench, who);
            var offered = RectificationWorkflow.ActionsOf(state, actor, bench.World.Jjk.Id, isAuthor ? actor.UserId : null)
                .Where(a => a != RectificationAction.Issue).ToHashSet();
            var expected = Enum.GetValues<RectificationAction>().Where(a => Expected(state, a, who, isAuthor) is not null);
            Assert.True(offered.SetEquals(expected), $"{state} by {who}, the author: {isAuthor}: {string.Join(' ', offered)}");
        }
    }

    [Fact]
    public void Only_a_supervisor_issues() =>
        Assert.Equal([(RectificationState.Draft, RectificationState.Open, Role.Supervisor)],
            RectificationWorkflow.Steps.Where(s => s.Action == RectificationAction.Issue).Select(s => (s.From, s.To, s.Role)));

    [Fact]
    public void The_document_has_the_rows_of_the_table()
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryRoot(), "docs", "workflow.md"))
            .SkipWhile(l => l != "# The way of a rectification").Skip(1).TakeWhile(l => !l.StartsWith("# ", StringComparison.Ordinal))
            .Where(l => l.StartsWith('|')).Skip(2).ToList();
        var rows = RectificationWorkflow.Steps.Select(s =>
            $"| {s.From.Label()} | {s.Action.Label()} | {s.To.Label()} | {s.Role} | {Words(s.Condition)} | {Asks(s.Ask)}|");
        Assert.Equal(rows, lines);

        static string Asks(RectificationAsk ask) => ask switch
        {
            RectificationAsk.Reason => "required ",
            RectificationAsk.Proof => "what was seen, and a file or a visit ",
            _ => "",
        };

        static string Words(StepCondition condition) => condition switch
        {
            StepCondition.OfTheSection => "of the section",
            StepCondition.NotTheAuthor => "not who submitted it",
            _ => "anyone",
        };
    }

    [Theory]
    [InlineData(RectificationState.Open, "整改现在是“待整改”：基建科填报员、基建科负责人可以报送措施、提交整改，督查员可以调整期限。")]
    [InlineData(RectificationState.AwaitingVerification, "整改现在是“待核验”：督查员可以销号、退回。")]
    [InlineData(RectificationState.Closed, "整改现在是“已销号”：督查员可以安排回头看。")]
    [InlineData(RectificationState.AwaitingLookBack, "整改现在是“待回头看”：督查员可以回头看合格、重新整改。")]
    public void A_sentence_says_the_state_and_who_can_do_what_next(RectificationState state, string sentence) =>
        Assert.Equal(sentence, RectificationSentences.NextStep(state, "基建科"));

    private static Actor Who(RectificationBench bench, string who) => who != Both
        ? bench.Actor(who)
        : bench.Actor("supervisor") with
        {
            UserName = Both,
            Roles = new HashSet<Role> { Role.Supervisor, Role.Reporter },
            SectionIds = new HashSet<int> { bench.World.Jjk.Id },
        };

    private static async Task<Result> TryAsync(RectificationBench bench, int id, int version, RectificationAction action, Actor actor, int visit)
    {
        var answer = new AnswerRectification(id, version, "逐校补齐。", "已补齐。");
        return action switch
        {
            RectificationAction.Report => await bench.ServiceAsync(s => s.ReportAsync(answer, actor, RectificationBench.Token)),
            RectificationAction.Submit => await bench.ServiceAsync(s => s.SubmitAsync(answer, actor, RectificationBench.Token)),
            _ => await bench.ServiceAsync(s => s.DecideAsync(
                new DecideRectification(
                    id, version, action, "理由", action == RectificationAction.Extend ? RectificationBench.Due.AddDays(7) : null,
                    action == RectificationAction.ScheduleLookBack ? RectificationBench.Due : null, visit), actor, RectificationBench.Token)),
        };
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Pengshui.RuralEdu.sln")))
            directory = directory.Parent;
        return directory.FullName;
    }
}
