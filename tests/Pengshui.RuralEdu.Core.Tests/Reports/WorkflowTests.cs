using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

/// <summary>
/// Walks every state × action × person through the services, and what depends on it also through the situations: the month is open,
/// the month is closed, the report is no longer asked for. What is expected is written here once more, from the
/// product's own table and in its own shape, so that the table in the code is not held against itself alone.
/// </summary>
public sealed class WorkflowTests
{
    /// <summary>Staff and head of the section, each also as the author; then everybody else.</summary>
    private static readonly string[] People =
        ["jjk-staff", "jjk-head", "jjk-both", "jyk-staff", "jyk-head", "decoy-staff", "coordinator", "leader", "supervisor", "sysadmin", "secadmin", "auditor"];

    private static readonly string[] Authors = ["jjk-staff", "jjk-head", "jjk-both", "coordinator"];

    private static bool Works(string who) => who is "jjk-staff" or "jjk-head" or "jjk-both";

    private static bool Heads(string who) => who is "jjk-head" or "jjk-both";

    /// <summary>The state after, or null where product.md has no such row.</summary>
    private static ReportState? Expected(ReportState from, ReportAction action, string who, string author, ReportSituation situation) => (from, action) switch
    {
        (ReportState.NotStarted or ReportState.Draft or ReportState.Returned, ReportAction.Waive) when who == "coordinator" && situation == ReportSituation.Closed => from,
        (ReportState.NotStarted or ReportState.Draft or ReportState.Returned, ReportAction.Reopen) when who == "coordinator" && situation == ReportSituation.Waived => from,
        (ReportState.NotStarted or ReportState.Draft, ReportAction.SaveDraft) when Works(who) => ReportState.Draft,
        (ReportState.Returned, ReportAction.SaveDraft) when Works(who) => ReportState.Returned,
        (ReportState.NotStarted or ReportState.Draft or ReportState.Returned, ReportAction.Submit) when Heads(who) => ReportState.AwaitingConfirmation,
        (ReportState.NotStarted or ReportState.Draft or ReportState.Returned, ReportAction.Submit) when who == "jjk-staff" => ReportState.AwaitingSectionReview,
        (ReportState.AwaitingSectionReview, ReportAction.Withdraw) when Works(who) && who == author => ReportState.Draft,
        (ReportState.AwaitingSectionReview, ReportAction.Approve) when Heads(who) && who != author => ReportState.AwaitingConfirmation,
        (ReportState.AwaitingSectionReview, ReportAction.Return) when Heads(who) => ReportState.Returned,
        (ReportState.AwaitingConfirmation, ReportAction.Confirm) when who == "coordinator" && who != author => ReportState.Confirmed,
        (ReportState.AwaitingConfirmation, ReportAction.Return) when who == "coordinator" => ReportState.Returned,
        (ReportState.Confirmed, ReportAction.Reopen) when who == "coordinator" => ReportState.Returned,
        _ => null,
    };

    public static TheoryData<ReportState, ReportAction, ReportSituation> Pairs()
    {
        var pairs = new TheoryData<ReportState, ReportAction, ReportSituation>();
        foreach (var state in Enum.GetValues<ReportState>())
        {
            foreach (var action in Enum.GetValues<ReportAction>())
            {
                pairs.Add(state, action, ReportSituation.Open);
                if (action is not (ReportAction.Waive or ReportAction.Reopen))
                    continue;
                pairs.Add(state, action, ReportSituation.Closed);
                if (state is ReportState.NotStarted or ReportState.Draft or ReportState.Returned)
                    pairs.Add(state, action, ReportSituation.Waived);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Only_the_steps_of_the_product_can_be_taken(ReportState state, ReportAction action, ReportSituation situation)
    {
        await using var bench = await ReportBench.CreateAsync();
        if (situation != ReportSituation.Open)
            await bench.ChangeAsync(async db => (await db.ReportingPeriods.SingleAsync(p => p.Id == bench.World.October.Id, ReportBench.Token)).ClosedAt = bench.Database.Clock.UtcNow);
        foreach (var author in Authors)
        {
            foreach (var who in People)
            {
                var expected = Expected(state, action, who, author, situation);
                await bench.ResetAsync(bench.AloneId, state, author == "jjk-both" ? Both(bench).UserId : bench.World.Users[author].Id);
                await bench.WaiveAsync(bench.AloneId, situation == ReportSituation.Waived);
                var before = await bench.ReportAsync(bench.AloneId);
                var entries = (await bench.AuditAsync()).Count;

                var result = await TryAsync(bench, action, who);

                var label = $"{state} {action} by {who}, author {author}: {result.Outcome} {result.Message}";
                var after = await bench.ReportAsync(bench.AloneId);
                var written = (await bench.AuditAsync()).Skip(entries).ToList();
                if (expected is null)
                {
                    Assert.False(result.Succeeded, label);
                    Assert.Equal((state, before.Version, before.Decisions.Count), (after.State, after.Version, after.Decisions.Count));
                    AssertRefusal(result, state, who, action, written, label);
                }
                else
                {
                    Assert.True(result.Succeeded, label);
                    Assert.Equal(expected, after.State);
                    Assert.Equal(AuditResult.Succeeded, Assert.Single(written).Result);
                    Assert.Equal(action is ReportAction.Approve or ReportAction.Return or ReportAction.Confirm || (action == ReportAction.Reopen && state == ReportState.Confirmed) ? 1 : 0, after.Decisions.Count - before.Decisions.Count);
                    Assert.Equal(action == ReportAction.Submit ? 1 : 0, after.Revisions.Count - before.Revisions.Count);
                    Assert.Equal(action == ReportAction.Waive, after.WaivedAt is not null);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task The_buttons_offer_exactly_what_works(ReportState state, ReportAction action, ReportSituation situation)
    {
        await using var bench = await ReportBench.CreateAsync();
        foreach (var author in Authors)
        {
            foreach (var who in People)
            {
                var actor = who == "jjk-both" ? Both(bench) : bench.Actor(who);
                var authorId = author == "jjk-both" ? Both(bench).UserId : bench.World.Users[author].Id;
                var offered = ReportWorkflow.ActionsOf(state, actor, bench.World.Jjk.Id, state == ReportState.NotStarted ? null : authorId, situation).Contains(action);
                var expected = Expected(state, action, who, author, situation) is not null && (state, action) != (ReportState.NotStarted, ReportAction.Submit);
                Assert.True(expected == offered, $"{state} {action} by {who}, author {author}");
            }
        }
    }

    [Fact]
    public void The_document_has_the_rows_of_the_table()
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryRoot(), "docs", "workflow.md"))
            .Where(l => l.StartsWith('|')).TakeWhile(l => !l.StartsWith("| |", StringComparison.Ordinal)).Skip(2).ToList();
        var rows = ReportWorkflow.Steps.Select(s =>
            $"| {s.From.Label()} | {s.Action.Label()} | {s.To.Label()} | {s.Role} | {Who(s.Condition)}{Where(s.Where)} | {(s.ReasonRequired ? "required " : "")}| {Record(s.Record)}|");
        Assert.Equal(rows, lines);

        static string Who(StepCondition condition) => condition switch
        {
            StepCondition.OfTheSection => "of the section",
            StepCondition.OfTheSectionNotTheAuthor => "of the section, not the author",
            StepCondition.TheAuthor => "the author",
            StepCondition.NotTheAuthor => "not the author",
            _ => "anyone",
        };

        static string Where(ReportSituation? situation) => situation switch
        {
            ReportSituation.Closed => ", once the month is closed",
            ReportSituation.Waived => ", where it is no longer asked for",
            _ => "",
        };

        static string Record(StepRecord record) => record == StepRecord.None ? "" : record.ToString().ToLowerInvariant() + " ";
    }

    [Theory]
    [InlineData(ReportState.NotStarted, "月报现在是“未填报”：基建科填报员、基建科负责人可以保存草稿。")]
    [InlineData(ReportState.Draft, "月报现在是“草稿”：基建科填报员、基建科负责人可以保存草稿、提交。")]
    [InlineData(ReportState.AwaitingSectionReview, "月报现在是“待科室审核”：提交人可以撤回，基建科负责人可以审核通过、退回。")]
    [InlineData(ReportState.AwaitingConfirmation, "月报现在是“待统筹确认”：统筹员可以确认、退回。")]
    [InlineData(ReportState.Returned, "月报现在是“已退回”：基建科填报员、基建科负责人可以保存草稿、提交。")]
    [InlineData(ReportState.Confirmed, "月报现在是“已确认”：统筹员可以重新打开。")]
    public void A_sentence_says_the_state_and_who_can_do_what_next(ReportState state, string sentence) =>
        Assert.Equal(sentence, WorkflowSentences.NextStep(state, "基建科"));

    [Fact]
    public void A_sentence_says_also_what_the_coordinator_does_with_what_is_missing()
    {
        Assert.Equal(
            "月报现在是“未填报”：基建科填报员、基建科负责人可以保存草稿，统筹员可以定为不再补报。",
            WorkflowSentences.NextStep(ReportState.NotStarted, "基建科", ReportSituation.Closed));
        Assert.Equal(
            "月报现在是“未填报”，已定为不再补报：基建科填报员、基建科负责人可以保存草稿，统筹员可以重新打开。",
            WorkflowSentences.NextStep(ReportState.NotStarted, "基建科", ReportSituation.Waived));
        Assert.Equal(
            "月报现在是“已退回”：基建科填报员、基建科负责人可以保存草稿，统筹员可以定为不再补报。月份已关闭，统筹员重新开启月报期后才能提交。",
            WorkflowSentences.NextStep(ReportState.Returned, "基建科", ReportSituation.Closed, isClosed: true));
    }

    [Fact]
    public async Task A_head_who_filed_it_is_told_that_another_must_approve()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.PutAsync(bench.AloneId, ReportState.AwaitingSectionReview, bench.World.Users["jjk-head"].Id);
        var result = await bench.StepAsync(bench.AloneId, ReportAction.Approve, "jjk-head");
        Assert.Equal(Outcome.Refused, result.Outcome);
        Assert.StartsWith("您是提交人，不能审核自己提交的月报", result.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  \n ")]
    public async Task A_return_without_a_reason_is_refused_at_its_field(string? reason)
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        var result = await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", reason);
        Assert.Equal((Outcome.Refused, "Reason"), (result.Outcome, Assert.Single(result.Errors).Field));
        Assert.Equal(ReportState.AwaitingSectionReview, (await bench.ReportAsync(bench.AloneId)).State);
    }

    [Fact]
    public async Task A_reason_may_be_500_characters_long_and_holds_no_identity_number()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        Assert.Equal(Outcome.Refused, (await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", new string('改', 501))).Outcome);
        Assert.Equal(Outcome.Refused, (await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "见 500243201001011234")).Outcome);
        Assert.True((await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", new string('改', 500))).Succeeded);
        Assert.Equal(500, Assert.Single((await bench.ReportAsync(bench.AloneId)).Decisions).Reason!.Length);
    }

    [Fact]
    public async Task A_returned_report_is_due_again_in_three_working_days_and_no_longer_once_submitted()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "补充");
        Assert.Equal(new DateOnly(2023, 10, 25), (await bench.ReportAsync(bench.AloneId)).ReturnDueOn); // Friday the 20th + 3
        var form = (await bench.FormAsync(bench.AloneId, "jjk-staff")).Value;
        Assert.Equal(("补充", "基建科 科室负责人"), (form.LastReturn!.Reason, form.LastReturn.By));
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        Assert.Null((await bench.ReportAsync(bench.AloneId)).ReturnDueOn);
    }

    [Fact]
    public async Task A_month_from_draft_to_confirmed_and_reopened_keeps_its_dates_and_decisions()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.StepAsync(bench.AloneId, ReportAction.Approve, "jjk-head");
        await bench.StepAsync(bench.AloneId, ReportAction.Confirm, "coordinator");
        var confirmed = await bench.ReportAsync(bench.AloneId);
        Assert.NotNull(confirmed.ApprovedAt);
        Assert.NotNull(confirmed.ConfirmedAt);

        await bench.StepAsync(bench.AloneId, ReportAction.Reopen, "coordinator", "数字有误");
        var reopened = await bench.ReportAsync(bench.AloneId);
        Assert.Equal((null, null), (reopened.ApprovedAt, reopened.ConfirmedAt));
        Assert.Equal(
            [(ReportAction.Approve, null), (ReportAction.Confirm, null), (ReportAction.Reopen, "数字有误")],
            reopened.Decisions.OrderBy(d => d.Id).Select(d => (d.Action, d.Reason)));
        Assert.Equal("数字有误", (await bench.AuditAsync())[^1].Reason);
    }

    private static void AssertRefusal(Result result, ReportState state, string who, ReportAction action, List<AuditEntry> written, string label)
    {
        var visible = Works(who) || who == "coordinator"
            || (state != ReportState.NotStarted && who is not ("sysadmin" or "secadmin" or "auditor"));
        if (!visible)
        {
            Assert.True(result.Outcome == Outcome.NotFound, label);
            Assert.Empty(written);
            return;
        }

        var ever = action switch
        {
            ReportAction.SaveDraft or ReportAction.Submit or ReportAction.Withdraw => Works(who),
            ReportAction.Approve => Heads(who),
            ReportAction.Return => Heads(who) || who == "coordinator",
            _ => who == "coordinator",
        };
        Assert.True(result.Outcome == (ever ? Outcome.Refused : Outcome.Forbidden), label);
        if (ever)
            Assert.Contains($"月报现在是“{state.Label()}”", result.Message);
        var entry = Assert.Single(written);
        Assert.Equal(AuditResult.Refused, entry.Result);
        Assert.Equal(result.Message, entry.Reason);
    }

    private static async Task<Result> TryAsync(ReportBench bench, ReportAction action, string who)
    {
        var actor = who == "jjk-both" ? Both(bench) : bench.Actor(who);
        var version = await bench.VersionAsync(bench.AloneId);
        var command = new SaveReport(bench.AloneId, version, bench.Complete(bench.AloneId));
        return action switch
        {
            ReportAction.SaveDraft => await bench.ReportsAsync(s => s.SaveDraftAsync(command, actor, ReportBench.Token)),
            ReportAction.Submit => await bench.ReportsAsync(s => s.SubmitAsync(command, actor, ReportBench.Token)),
            _ => await bench.StepAsync(bench.AloneId, action, actor, "理由", version),
        };
    }

    /// <summary>Reporter and head of the section in one: the head's row counts.</summary>
    private static Actor Both(ReportBench bench) => bench.Actor("supervisor") with
    {
        UserName = "jjk-both",
        Roles = new HashSet<Role> { Role.Reporter, Role.SectionHead },
        SectionIds = new HashSet<int> { bench.World.Jjk.Id },
    };

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Pengshui.RuralEdu.sln")))
            directory = directory.Parent;
        return directory.FullName;
    }
}
