using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Instructions;

public sealed class InstructionServiceTests
{
    private static CancellationToken Token => InstructionBench.Token;

    [Theory, Engines]
    public async Task An_instruction_goes_to_several_sections_and_each_answers_for_itself(DatabaseProvider engine)
    {
        await using var bench = await InstructionBench.CreateAsync(engine);
        var id = (await bench.GiveAsync(text: " 请逐校核实\r\n月底前报结果 ", sections: [bench.World.Jjk.Id, bench.World.Jyk.Id])).Value;

        var page = (await bench.PageAsync(id, "jyk-staff"))!;
        Assert.Equal((1, "请逐校核实\n月底前报结果", "领导"), (page.TaskNumber, page.Text, page.By));
        Assert.Equal([("教育科", InstructionState.AwaitingReply), ("基建科", InstructionState.AwaitingReply)], page.Recipients.Select(r => (r.Section, r.State)));
        Assert.Equal([InstructionAction.Answer], page.Recipients[0].Actions);
        Assert.Empty(page.Recipients[1].Actions);

        await bench.StepAsync(page.Recipients[0].Id, InstructionAction.Answer, "jyk-staff");
        page = (await bench.PageAsync(id, "leader"))!;
        Assert.Equal([InstructionState.Answered, InstructionState.AwaitingReply], page.Recipients.Select(r => r.State));
        Assert.Equal("已逐校核实", Assert.Single(page.Recipients[0].Steps).Text);
        Assert.Equal([InstructionAction.Accept, InstructionAction.AskAgain], page.Recipients[0].Actions);
    }

    [Theory, Engines]
    public async Task Asked_again_it_has_a_new_day_and_once_accepted_it_is_done(DatabaseProvider engine)
    {
        await using var bench = await InstructionBench.CreateAsync(engine);
        var id = (await bench.GiveAsync()).Value;
        var recipient = (await bench.PageAsync(id, "leader"))!.Recipients.Single().Id;
        await bench.StepAsync(recipient, InstructionAction.Answer, "jyk-head");
        var again = await bench.StepAsync(recipient, InstructionAction.AskAgain, "leader", "没有写清人数", new DateOnly(2023, 11, 3));
        Assert.True(again.Succeeded, again.Message);
        Assert.Equal((InstructionState.AskedAgain, new DateOnly(2023, 11, 3)), ((await bench.RecipientAsync(recipient)).State, (await bench.RecipientAsync(recipient)).DueOn));

        await bench.StepAsync(recipient, InstructionAction.Answer, "jyk-staff", "共 3 人，已全部安置");
        await bench.StepAsync(recipient, InstructionAction.Accept, "leader", null);

        var done = await bench.RecipientAsync(recipient);
        Assert.Equal(InstructionState.Accepted, done.State);
        Assert.NotNull(done.AcceptedAt);
        Assert.Equal(
            [InstructionAction.Answer, InstructionAction.AskAgain, InstructionAction.Answer, InstructionAction.Accept],
            done.Steps.OrderBy(s => s.Id).Select(s => s.Action));
        await using var db = bench.Database.Open();
        var entry = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Action == InstructionAudit.AskAgain, Token);
        Assert.Equal("没有写清人数", entry.Reason);
        Assert.Contains("11月3日", entry.Details);
        Assert.Equal("任务1 持续巩固控辍保学 · 教育科", entry.ObjectTitle);
    }

    [Theory, Engines]
    public async Task The_same_form_twice_gives_one_instruction(DatabaseProvider engine)
    {
        await using var bench = await InstructionBench.CreateAsync(engine);
        var key = Guid.NewGuid();
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.GiveAsync(key: key))));

        Assert.Single(ids.Select(i => i.Value).Distinct());
        await using var db = bench.Database.Open();
        Assert.Equal(1, await db.Instructions.CountAsync(Token));
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == InstructionAudit.GiveInstruction, Token));
    }

    [Theory, Engines]
    public async Task Whoever_answers_second_is_told_who_did_what(DatabaseProvider engine)
    {
        await using var bench = await InstructionBench.CreateAsync(engine);
        var recipient = await bench.PutAsync(InstructionState.AwaitingReply);
        var first = await bench.StepAsync(recipient, InstructionAction.Answer, "jyk-staff", version: 1);
        var second = await bench.StepAsync(recipient, InstructionAction.Answer, "jyk-head", version: 1);

        Assert.True(first.Succeeded);
        Assert.Equal(Outcome.Conflict, second.Outcome);
        Assert.Contains("教育科 填报员", second.Message);
        Assert.Contains("回复批示", second.Message);
        Assert.Single((await bench.RecipientAsync(recipient)).Steps);
    }

    [Theory]
    [InlineData("", "请写明要办什么。", "Text")]
    [InlineData(" \n ", "请写明要办什么。", "Text")]
    [InlineData("核实 500243201001011234", IdentityNumbers.Refusal, "Text")]
    public async Task What_is_asked_must_be_said(string text, string sentence, string field)
    {
        await using var bench = await InstructionBench.CreateAsync();
        var result = await bench.GiveAsync(text: text);
        Assert.Equal((Outcome.Refused, sentence, field), (result.Outcome, Assert.Single(result.Errors).Message, result.Errors[0].Field));
    }

    [Fact]
    public async Task It_has_a_length_a_day_and_a_section_that_is_in_use()
    {
        await using var bench = await InstructionBench.CreateAsync();
        Assert.Equal("批示最多 500 字，现在 10000 字，请删减。", (await bench.GiveAsync(text: new string('办', 10_000))).Message);
        Assert.True((await bench.GiveAsync(text: new string('办', 500))).Succeeded);
        Assert.Equal("请填写回复期限。", (await bench.GiveAsync(withoutDay: true)).Message);
        Assert.Equal("回复期限不能早于今天，请核对。", (await bench.GiveAsync(due: new DateOnly(2023, 10, 19))).Message);
        Assert.True((await bench.GiveAsync(due: new DateOnly(2023, 10, 20))).Succeeded);
        Assert.Equal("回复期限最迟到一年以后，请核对。", (await bench.GiveAsync(due: new DateOnly(2024, 10, 21))).Message);
        Assert.Equal("请选择由哪个科室办理。", (await bench.GiveAsync(sections: [])).Message);
        Assert.Equal("请选择由哪个科室办理。", (await bench.GiveAsync(sections: [bench.World.Jyk.Id, 999])).Message);
        await using var db = bench.Database.Open();
        (await db.Sections.SingleAsync(s => s.Id == bench.World.Jyk.Id, Token)).IsActive = false;
        await db.SaveChangesAsync(Token);
        Assert.Equal("请选择由哪个科室办理。", (await bench.GiveAsync()).Message);
    }

    [Fact]
    public async Task It_is_given_on_a_task_of_a_plan_or_on_a_submitted_report_of_it()
    {
        await using var bench = await InstructionBench.CreateAsync();
        var report = bench.World.ReportOf(bench.World.Lead);
        Assert.Equal(Outcome.NotFound, (await bench.GiveAsync(task: 9)).Outcome);
        Assert.Equal(Outcome.NotFound, (await bench.GiveAsync(report: report.Id)).Outcome);
        await bench.World.FillReportAsync(report, ReportState.AwaitingSectionReview);
        Assert.Equal(Outcome.NotFound, (await bench.GiveAsync(report: report.Id, task: 2)).Outcome);
        var id = (await bench.GiveAsync(report: report.Id)).Value;
        Assert.Equal(("教育科", 10), ((await bench.PageAsync(id, "leader"))!.Report!.Section, (await bench.PageAsync(id, "leader"))!.Report!.Month.Number));
    }

    [Fact]
    public async Task Only_leaders_give_instructions_and_the_attempt_is_kept()
    {
        await using var bench = await InstructionBench.CreateAsync();
        var others = bench.World.Users.Keys.Where(u => u != "leader").ToList();
        foreach (var who in others)
            Assert.Equal(Outcome.Forbidden, (await bench.GiveAsync(who)).Outcome);
        Assert.True((await bench.GiveAsync("deputy")).Succeeded);
        await using var db = bench.Database.Open();
        Assert.Equal(others.Count, await db.AuditEntries.CountAsync(e => e.Action == InstructionAudit.GiveInstruction && e.Result == AuditResult.Refused, Token));
    }

    [Fact]
    public async Task An_answer_and_a_reason_must_be_said_within_their_length()
    {
        await using var bench = await InstructionBench.CreateAsync();
        var waiting = await bench.PutAsync(InstructionState.AwaitingReply);
        Assert.Equal("请写明办理情况。", (await bench.StepAsync(waiting, InstructionAction.Answer, "jyk-staff", " ")).Message);
        Assert.Equal("回复最多 2000 字，现在 10000 字，请删减。", (await bench.StepAsync(waiting, InstructionAction.Answer, "jyk-staff", new string('办', 10_000))).Message);
        Assert.Equal(IdentityNumbers.Refusal, (await bench.StepAsync(waiting, InstructionAction.Answer, "jyk-staff", "500243201001011234")).Message);
        Assert.Equal("请写明撤销批示的理由。", (await bench.StepAsync(waiting, InstructionAction.Withdraw, "leader", null)).Message);
        var answered = await bench.PutAsync(InstructionState.Answered);
        Assert.Equal(
            ["请写明要求再办的理由。", "请填写回复期限。"],
            (await bench.StepAsync(answered, InstructionAction.AskAgain, "leader", "", withoutDay: true)).Errors.Select(e => e.Message));
        Assert.Equal(1, (await bench.RecipientAsync(waiting)).Version);
    }

    [Theory, Engines]
    public async Task The_ledger_counts_what_waits_and_what_is_overdue_and_filters_by_section(DatabaseProvider engine)
    {
        await using var bench = await InstructionBench.CreateAsync(engine);
        foreach (var state in Enum.GetValues<InstructionState>())
            await bench.PutAsync(state);
        await bench.GiveAsync(sections: [bench.World.Jjk.Id], due: new DateOnly(2023, 10, 20));
        bench.Database.Time.SetUtcNow(new DateTimeOffset(2023, 10, 23, 9, 0, 0, TimeSpan.FromHours(8)));

        var all = (await bench.LedgerAsync("leader"))!;
        Assert.Equal((3, 1, 1, 2), (all.Counts[InstructionStatus.Awaiting], all.Counts[InstructionStatus.Overdue], all.Counts[InstructionStatus.Answered], all.Counts[InstructionStatus.Done]));
        Assert.Equal((6, "基建科", 3), (all.Page.Total, all.Page.Items[0].Section, all.Page.Items[0].DaysOver));
        foreach (var status in Enum.GetValues<InstructionStatus>())
            Assert.Equal(all.Counts[status], (await bench.LedgerAsync("leader", status))!.Page.Items.Count);
        Assert.Equal("jjk", (await bench.LedgerAsync("leader", section: "jjk"))!.Filter.Section);
        Assert.Single((await bench.LedgerAsync("leader", section: "jjk"))!.Page.Items);
        Assert.Equal(5, (await bench.LedgerAsync("jyk-staff"))!.Page.Total);
        Assert.Equal(6, (await bench.LedgerAsync("jyk-staff", section: "all"))!.Page.Total);
        Assert.Equal(5, (await bench.LedgerAsync("deputy", section: "mine"))!.Page.Total);
        Assert.Null(await bench.LedgerAsync("leader", section: "mine"));
        Assert.Null(await bench.LedgerAsync("leader", section: "none"));
    }

    [Theory, Engines]
    public async Task Pages_cost_the_same_statements_with_few_and_with_many(DatabaseProvider engine)
    {
        await using var bench = await InstructionBench.CreateAsync(engine);
        var id = (await bench.GiveAsync()).Value;
        async Task<(int, int)> CountAsync()
        {
            bench.Database.Statements.Reset();
            await bench.LedgerAsync("leader");
            var ledger = bench.Database.Statements.Count;
            bench.Database.Statements.Reset();
            await bench.PageAsync(id, "leader");
            return (ledger, bench.Database.Statements.Count);
        }

        var few = await CountAsync();
        for (var i = 0; i < 30; i++)
            await bench.PutAsync(InstructionState.AwaitingReply);

        Assert.Equal((4, 1), few);
        Assert.Equal(few, await CountAsync());
        Assert.Equal(11, (await bench.LedgerAsync("leader", page: 2))!.Page.Items.Count);
    }
}
