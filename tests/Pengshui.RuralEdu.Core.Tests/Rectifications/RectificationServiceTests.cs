using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Rectifications;

public sealed class RectificationServiceTests
{
    private static readonly DateOnly Today = RectificationBench.Today;

    [Theory, Engines]
    public async Task From_raising_to_closure_and_looking_back_every_step_is_kept_and_audited(DatabaseProvider engine)
    {
        await using var bench = await RectificationBench.CreateAsync(engine);
        var id = await bench.RaiseAsync();
        await bench.AnswerAsync(id, RectificationAction.Report, feedback: null);
        await bench.AnswerAsync(id, RectificationAction.Submit, "jjk-head");
        await bench.DecideAsync(id, RectificationAction.Return, "还差三所学校。", Today.AddDays(20));
        await bench.AnswerAsync(id, RectificationAction.Submit, feedback: "三所学校也补齐了。");
        await bench.DecideAsync(id, RectificationAction.Close, "抽看五所学校，票据齐全。", lookBackOn: Today.AddDays(60));
        var passed = await bench.DecideAsync(id, RectificationAction.PassLookBack, "票据按月装订，没有再缺。");

        Assert.True(passed.Succeeded, passed.Message);
        var row = await bench.GetAsync(id);
        Assert.Equal((RectificationState.Closed, 2023, 1, Today.AddDays(20), Today.AddDays(60)), (row.State, row.Year, row.Number, row.DueOn, row.LookBackOn));
        Assert.NotNull(row.ClosedAt);
        Assert.NotNull(row.LookedBackAt);
        Assert.Equal(
            [
                RectificationAction.Issue, RectificationAction.Report, RectificationAction.Submit, RectificationAction.Return, RectificationAction.Submit,
                RectificationAction.Close, RectificationAction.ScheduleLookBack, RectificationAction.PassLookBack,
            ],
            row.Steps.OrderBy(s => s.Id).Select(s => s.Action));
        var returned = row.Steps.Single(s => s.Action == RectificationAction.Return);
        Assert.Equal(("还差三所学校。", Today.AddDays(20)), (returned.Reason, returned.DueOn));
        Assert.Equal(["已补齐。", "三所学校也补齐了。"], row.Steps.OrderBy(s => s.Id).Where(s => s.Action == RectificationAction.Submit).Select(s => s.Feedback));
        Assert.Equal(
            [
                RectificationAudit.IssueRectification, RectificationAudit.ReportRectification, RectificationAudit.SubmitRectification, RectificationAudit.ReturnRectification,
                RectificationAudit.SubmitRectification, RectificationAudit.CloseRectification, RectificationAudit.PassLookBack,
            ],
            (await bench.AuditAsync()).Select(e => e.Action));
        var closing = (await bench.AuditAsync())[5];
        Assert.Equal("整改〔2023〕第1号 · 任务2 优化学校布局 · 基建科", closing.ObjectTitle);
        Assert.Equal($"{id}", closing.ObjectId);
        Assert.Contains("2023-12-19", closing.Details);
    }

    [Theory, Engines]
    public async Task Fifty_raised_at_once_are_numbered_from_one_to_fifty(DatabaseProvider engine)
    {
        await using var bench = await RectificationBench.CreateAsync(engine);
        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => bench.RaiseAsync())));

        await using var db = bench.Database.Open();
        var rows = await db.Rectifications.OrderBy(r => r.Number).Select(r => new { r.Id, r.Number }).ToListAsync(RectificationBench.Token);
        Assert.Equal(Enumerable.Range(1, 50).Select(n => (int?)n), rows.Select(r => r.Number));
        Assert.Equal(ids.Order(), rows.Select(r => r.Id).Order());
    }

    [Fact]
    public async Task Numbers_begin_anew_with_the_year_in_beijing()
    {
        await using var bench = await RectificationBench.CreateAsync();
        await bench.RaiseAsync();
        bench.Database.Time.SetUtcNow(new DateTimeOffset(2024, 1, 1, 0, 30, 0, TimeSpan.FromHours(8)));
        var row = await bench.GetAsync(await bench.RaiseAsync(new DateOnly(2024, 2, 1)));
        Assert.Equal((2024, 1), (row.Year, row.Number));
    }

    [Theory, Engines]
    public async Task The_same_form_sent_twice_is_taken_once(DatabaseProvider engine)
    {
        await using var bench = await RectificationBench.CreateAsync(engine);
        var command = bench.Command(key: Guid.NewGuid());
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            bench.ServiceAsync(s => s.RaiseAsync(command, bench.Actor("supervisor"), RectificationBench.Token)))));
        Assert.Single(results.Select(r => r.Value).Distinct());
        Assert.Single(await bench.AuditAsync());
    }

    [Fact]
    public async Task What_is_missing_or_impossible_is_said_of_its_field()
    {
        await using var bench = await RectificationBench.CreateAsync();
        async Task<IEnumerable<string?>> Fields(RaiseRectification command)
        {
            var result = await bench.ServiceAsync(s => s.RaiseAsync(command, bench.Actor("supervisor"), RectificationBench.Token));
            Assert.Equal(Outcome.Refused, result.Outcome);
            return result.Errors.Select(e => e.Field);
        }

        Assert.Equal(["ResponsibilityId", "Problem", "DueOn"], await Fields(new(Guid.NewGuid(), 0, " \n", null, null)));
        Assert.Equal(["DueOn"], await Fields(bench.Command(dueOn: Today.AddDays(-1))));
        Assert.Equal(["DueOn"], await Fields(bench.Command(dueOn: Today.AddDays(367))));
        Assert.Equal(["Problem"], await Fields(bench.Command(new string('彭', 10_000))));
        Assert.Equal(["Problem"], await Fields(bench.Command("学生身份证 50024319900101123X 没有登记")));
        Assert.True((await bench.ServiceAsync(s => s.RaiseAsync(bench.Command(dueOn: Today), bench.Actor("supervisor"), RectificationBench.Token))).Succeeded);
    }

    [Theory]
    [InlineData("jjk-staff")]
    [InlineData("coordinator")]
    [InlineData("leader")]
    public async Task Only_a_supervisor_raises(string who)
    {
        await using var bench = await RectificationBench.CreateAsync();
        var result = await bench.ServiceAsync(s => s.RaiseAsync(bench.Command(), bench.Actor(who), RectificationBench.Token));
        Assert.Equal(Outcome.Forbidden, result.Outcome);
    }

    [Theory]
    [InlineData(RectificationAction.Report, null, "已改", "Measures")]
    [InlineData(RectificationAction.Submit, "措施", null, "Feedback")]
    [InlineData(RectificationAction.Submit, "措施", "50024319900101123X 已到校", "Feedback")]
    public async Task An_answer_that_lacks_something_is_refused_and_nothing_changes(RectificationAction action, string? measures, string? feedback, string field)
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        var result = await bench.AnswerAsync(id, action, measures: measures, feedback: feedback);
        Assert.Equal((Outcome.Refused, field), (result.Outcome, Assert.Single(result.Errors).Field));
        Assert.Equal(1, (await bench.GetAsync(id)).Version);
    }

    [Fact]
    public async Task Saving_what_is_already_there_writes_nothing()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        await bench.AnswerAsync(id, RectificationAction.Report);
        var before = await bench.GetAsync(id);
        Assert.True((await bench.AnswerAsync(id, RectificationAction.Report)).Succeeded);
        var after = await bench.GetAsync(id);
        Assert.Equal((before.Version, before.Steps.Count), (after.Version, after.Steps.Count));
    }

    [Fact]
    public async Task A_form_that_was_overtaken_is_told_by_whom()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        await bench.AnswerAsync(id, RectificationAction.Report, "jjk-head");
        var late = await bench.AnswerAsync(id, RectificationAction.Report, measures: "另一种写法", version: 1);
        Assert.Equal(Outcome.Conflict, late.Outcome);
        Assert.Equal("您打开这一页以后，基建科 科室负责人 10月20日 09:00 报送整改措施（改动：整改措施、整改情况、状态）。您填写的内容都还在，请核对后再办理。", late.Message);
        Assert.Equal("逐校补齐票据。", (await bench.GetAsync(id)).Measures);
    }

    [Theory, Engines]
    public async Task Of_two_who_decide_at_the_same_moment_one_wins_and_one_is_told(DatabaseProvider engine)
    {
        await using var bench = await RectificationBench.CreateAsync(engine);
        var id = await bench.RaiseAsync();
        await bench.AnswerAsync(id, RectificationAction.Submit);
        var version = (await bench.GetAsync(id)).Version;
        var results = await Task.WhenAll(
            Task.Run(() => bench.DecideAsync(id, RectificationAction.Close, version: version)),
            Task.Run(() => bench.DecideAsync(id, RectificationAction.Return, version: version)));
        Assert.Single(results, r => r.Succeeded);
        Assert.Contains(results, r => r.Outcome is Outcome.Conflict or Outcome.Refused);
        Assert.Equal(4, (await bench.GetAsync(id)).Version + 1);
    }

    [Theory]
    [InlineData(RectificationAction.Return)]
    [InlineData(RectificationAction.Reopen)]
    [InlineData(RectificationAction.Extend)]
    public async Task A_step_that_gives_it_back_needs_a_reason(RectificationAction action)
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        await bench.PutAsync(id, RectificationWorkflow.Steps.First(s => s.Action == action).From, null);
        var result = await bench.DecideAsync(id, action, "  ", RectificationBench.Due.AddDays(3));
        Assert.Equal((Outcome.Refused, "Reason"), (result.Outcome, Assert.Single(result.Errors).Field));
    }

    [Fact]
    public async Task A_deadline_that_is_put_off_must_move_and_lie_ahead()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        Assert.Equal("DueOn", Assert.Single((await bench.DecideAsync(id, RectificationAction.Extend, dueOn: RectificationBench.Due)).Errors).Field);
        Assert.Equal("DueOn", Assert.Single((await bench.DecideAsync(id, RectificationAction.Extend)).Errors).Field);
        Assert.Equal("DueOn", Assert.Single((await bench.DecideAsync(id, RectificationAction.Extend, dueOn: Today.AddDays(-1))).Errors).Field);
        Assert.True((await bench.DecideAsync(id, RectificationAction.Extend, "学校停课", RectificationBench.Due.AddDays(7))).Succeeded);
        Assert.Equal(RectificationBench.Due.AddDays(7), (await bench.GetAsync(id)).DueOn);
    }

    [Fact]
    public async Task A_return_without_a_new_deadline_keeps_one_that_lies_ahead_and_replaces_one_that_has_passed()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var ahead = await bench.RaiseAsync();
        var passed = await bench.RaiseAsync(Today);
        foreach (var id in new[] { ahead, passed })
            await bench.AnswerAsync(id, RectificationAction.Submit);
        bench.Database.Time.Advance(TimeSpan.FromDays(4)); // Tuesday the 24th
        foreach (var id in new[] { ahead, passed })
            await bench.DecideAsync(id, RectificationAction.Return);
        Assert.Equal(RectificationBench.Due, (await bench.GetAsync(ahead)).DueOn);
        Assert.Equal(new DateOnly(2023, 10, 27), (await bench.GetAsync(passed)).DueOn);
    }

    [Fact]
    public async Task A_look_back_that_finds_it_wrong_again_opens_it_again()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        await bench.AnswerAsync(id, RectificationAction.Submit);
        await bench.DecideAsync(id, RectificationAction.Close);
        Assert.Equal("LookBackOn", Assert.Single((await bench.DecideAsync(id, RectificationAction.ScheduleLookBack)).Errors).Field);
        await bench.DecideAsync(id, RectificationAction.ScheduleLookBack, lookBackOn: Today.AddDays(30));
        await bench.DecideAsync(id, RectificationAction.Reopen, "又缺了。", Today.AddDays(40));
        var row = await bench.GetAsync(id);
        Assert.Equal((RectificationState.Returned, null, null, Today.AddDays(40)), (row.State, row.ClosedAt, row.LookBackOn, row.DueOn));
    }
}
