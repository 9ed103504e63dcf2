using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

public sealed class ReportServiceTests
{
    [Theory, Engines]
    public async Task What_is_typed_comes_back_in_the_form(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var typed = bench.Complete(bench.LeadId) with
        {
            Progress = "  第一行\r\n第二行  ",
            Problems = "3 名学生转学手续未办结",
            Needs = [new NeedEntry { SectionIds = [bench.World.Jjk.Id], Others = ["乡镇（街道）", "县公安局"], What = " 核实学生去向 " }],
            CompletionRate = 66.5m,
            SelfLight = Light.Yellow,
            SelfLightReason = "进度偏慢",
        };

        var saved = await bench.SaveAsync(bench.LeadId, 1, typed, "jyk-staff");

        Assert.True(saved.Succeeded, saved.Message);
        var form = (await bench.FormAsync(bench.LeadId, "jyk-staff")).Value;
        Assert.Equal(saved.Value, form.Head.Version);
        Assert.Equal(ReportState.Draft, form.Head.State);
        Assert.Equal("第一行\n第二行", form.Content.Progress);
        Assert.True(form.Content.NeedsCoordination);
        Assert.Equal("请基建科、乡镇（街道）、县公安局协调：核实学生去向", Assert.Single(form.Snapshot.Needs).Sentence);
        Assert.Equal(66.5m, form.Content.CompletionRate);
        Assert.Equal(3, form.Content.Measures.Count);
        Assert.All(form.Content.Measures, m => Assert.Equal(MeasureState.Continuous, m.State));
        Assert.Equal(97.35m, Assert.Single(form.Content.Figures).Value);
        Assert.Equal([ReportBench.Stage(SchoolStage.Primary), ReportBench.Stage(SchoolStage.JuniorHigh)], form.Content.Clearance);
        Assert.Equal("教育科 填报员", form.Head.EditedBy);
    }

    [Theory, Engines]
    public async Task A_second_save_changes_and_removes_rows(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var first = bench.Complete(bench.LeadId) with { Needs = [new NeedEntry { Others = ["乡镇（街道）"] }] };
        var version = (await bench.SaveAsync(bench.LeadId, 1, first, "jyk-staff")).Value;
        var second = first with { Measures = [first.Measures[0] with { State = MeasureState.Blocked, Note = "缺人" }], Figures = [], NeedsCoordination = false };

        Assert.True((await bench.SaveAsync(bench.LeadId, version, second, "jyk-head")).Succeeded);

        var report = await bench.ReportAsync(bench.LeadId);
        var measure = Assert.Single(report.MeasureProgress);
        Assert.Equal((MeasureState.Blocked, "缺人"), (measure.State!.Value, measure.Note));
        Assert.Empty(report.IndicatorValues);
        Assert.Empty(report.NewNeeds);
    }

    [Fact]
    public async Task A_draft_may_be_empty_but_for_one_word()
    {
        await using var bench = await ReportBench.CreateAsync();
        Assert.True((await bench.SaveAsync(bench.LeadId, 1, new ReportContent { NextSteps = "开会" }, "jyk-staff")).Succeeded);
    }

    [Fact]
    public async Task Saving_what_is_there_already_writes_and_audits_nothing()
    {
        await using var bench = await ReportBench.CreateAsync();
        var content = bench.Complete(bench.LeadId);
        var version = (await bench.SaveAsync(bench.LeadId, 1, content, "jyk-staff")).Value;
        var entries = (await bench.AuditAsync()).Count;

        var again = await bench.SaveAsync(bench.LeadId, version, content with { Progress = content.Progress + " \n" }, "jyk-staff");

        Assert.Equal(version, again.Value);
        Assert.Equal(version, await bench.VersionAsync(bench.LeadId));
        Assert.Equal(entries, (await bench.AuditAsync()).Count);
    }

    [Fact]
    public async Task An_untouched_form_makes_no_draft()
    {
        await using var bench = await ReportBench.CreateAsync();
        Assert.Equal(1, (await bench.SaveAsync(bench.LeadId, 1, new ReportContent(), "jyk-staff")).Value);
        Assert.Equal(ReportState.NotStarted, (await bench.ReportAsync(bench.LeadId)).State);
    }

    [Fact]
    public async Task A_save_is_audited_with_the_fields_that_changed()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.SaveAsync(bench.AloneId, 1, new ReportContent { Progress = "开工两所" }, "jjk-staff");

        var entry = Assert.Single(await bench.AuditAsync());
        Assert.Equal(ReportAudit.SaveDraft, entry.Action);
        Assert.Equal(AuditResult.Succeeded, entry.Result);
        Assert.Equal("任务2 优化学校布局 · 基建科 · 2023年10月", entry.ObjectTitle);
        Assert.Equal((nameof(MonthlyReport), bench.AloneId.ToString()), (entry.ObjectType, entry.ObjectId));
        Assert.Equal("{\"本月进展\":[null,\"开工两所\"],\"状态\":[\"未填报\",\"草稿\"]}", entry.Details);
    }

    [Theory, Engines]
    public async Task A_submission_leaves_a_revision_that_never_changes(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.FileAsync(bench.LeadId, "jyk-staff");
        var first = Assert.Single((await bench.ReportAsync(bench.LeadId)).Revisions);
        Assert.Equal(ReportRevisions.HashOf(first.ContentJson), first.ContentHash);

        await bench.StepAsync(bench.LeadId, ReportAction.Return, "jyk-head", "请写明次数");
        await bench.FileAsync(bench.LeadId, "jyk-staff", bench.Complete(bench.LeadId) with { Progress = "完成第二轮摸排 2 次。" });
        await bench.ChangeAsync(async db => (await db.Measures.FirstAsync(m => m.Id == bench.World.Task1.Measures.First().Id, ReportBench.Token)).Text = "改过的举措");

        var report = await bench.ReportAsync(bench.LeadId);
        Assert.Equal([1, 2], report.Revisions.OrderBy(r => r.Number).Select(r => r.Number));
        var kept = report.Revisions.Single(r => r.Number == 1);
        Assert.Equal((first.ContentJson, first.ContentHash), (kept.ContentJson, kept.ContentHash));
        var snapshot = ReportRevisions.Read(kept.ContentJson);
        Assert.Equal("完成第二轮摸排。", snapshot.Progress);
        Assert.Equal("定期摸排", snapshot.Measures[0].Text);
        Assert.Equal(97.35m, Assert.Single(snapshot.Figures).Value);
        Assert.Equal(ReportBench.Stage(SchoolStage.JuniorHigh), snapshot.Clearance[1]);
        Assert.Contains(kept.ContentHash, (await bench.AuditAsync()).First(e => e.Action == ReportAudit.SubmitReport).Details);
    }

    [Theory]
    [InlineData("2023-10-25T15:59:59Z", 0)] // 23:59:59 on the due day in Beijing
    [InlineData("2023-10-25T16:00:00Z", 1)] // midnight: the 26th
    [InlineData("2023-10-27T15:59:59Z", 2)] // Friday night
    [InlineData("2023-10-28T04:00:00Z", 3)] // Saturday counts as Monday
    [InlineData("2023-10-30T01:00:00Z", 3)]
    [InlineData("2023-10-31T22:00:00Z", 5)] // 06:00 on the 1st of November in Beijing
    public async Task The_first_submission_decides_for_good_how_late_it_is(string at, int expected)
    {
        await using var bench = await ReportBench.CreateAsync();
        bench.Database.Time.SetUtcNow(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        var first = await bench.ReportAsync(bench.AloneId);
        Assert.Equal(expected, first.LateByWorkingDays);
        Assert.Equal(bench.Database.Clock.UtcNow, first.FirstSubmittedAt);

        bench.Database.Time.Advance(TimeSpan.FromDays(20));
        await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "补充");
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        var second = await bench.ReportAsync(bench.AloneId);
        Assert.Equal((expected, first.FirstSubmittedAt), (second.LateByWorkingDays, second.FirstSubmittedAt));
        Assert.Equal(bench.Database.Clock.UtcNow, second.SubmittedAt);
    }

    [Fact]
    public async Task A_supporting_section_is_held_to_its_own_day()
    {
        await using var bench = await ReportBench.CreateAsync();
        bench.Database.Time.Advance(TimeSpan.FromDays(3)); // Monday the 23rd; due were Friday the 20th and Wednesday the 25th
        await bench.FileAsync(bench.SupportingId, "jjk-staff");
        await bench.FileAsync(bench.LeadId, "jyk-staff");
        Assert.Equal(1, (await bench.ReportAsync(bench.SupportingId)).LateByWorkingDays);
        Assert.Equal(0, (await bench.ReportAsync(bench.LeadId)).LateByWorkingDays);
    }

    [Fact]
    public async Task A_closed_month_takes_drafts_but_no_submission_and_says_so()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.ChangeAsync(async db => (await db.ReportingPeriods.SingleAsync(ReportBench.Token)).ClosedAt = bench.Database.Clock.UtcNow);

        var version = (await bench.SaveAsync(bench.AloneId, 1, bench.Complete(bench.AloneId), "jjk-staff")).Value;
        var refused = await bench.SubmitAsync(bench.AloneId, version, bench.Complete(bench.AloneId), "jjk-staff");

        Assert.Equal(Outcome.Refused, refused.Outcome);
        Assert.Contains("2023年10月的月报期已关闭", refused.Message);
        Assert.Equal(ReportState.Draft, (await bench.ReportAsync(bench.AloneId)).State);
        Assert.Equal(AuditResult.Refused, (await bench.AuditAsync())[^1].Result);
    }

    [Fact]
    public async Task A_closed_month_is_still_reviewed_and_confirmed()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.ChangeAsync(async db => (await db.ReportingPeriods.SingleAsync(ReportBench.Token)).ClosedAt = bench.Database.Clock.UtcNow);
        Assert.True((await bench.StepAsync(bench.AloneId, ReportAction.Approve, "jjk-head")).Succeeded);
        Assert.True((await bench.StepAsync(bench.AloneId, ReportAction.Confirm, "coordinator")).Succeeded);
    }

    [Fact]
    public async Task Last_months_stock_is_carried_over_and_cannot_be_typed()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.LeadId, "jyk-staff");
        var novemberId = await OpenNovemberAsync(bench);

        var form = (await bench.FormAsync(novemberId, "jyk-staff")).Value;
        Assert.True(form.ClearanceCarried);
        Assert.Equal([2, 2], form.Content.Clearance.Select(l => l.SuspectedBefore!.Value));

        await bench.SaveAsync(novemberId, 1, bench.Complete(bench.LeadId) with { Clearance = [ReportBench.Stage(SchoolStage.Primary) with { SuspectedBefore = 99 }] }, "jyk-staff");
        Assert.All((await bench.ReportAsync(novemberId)).ClearanceLines, l => Assert.Equal(2, l.SuspectedBefore));
    }

    [Fact]
    public async Task The_last_submitted_month_stands_beside_the_form_with_its_confirmed_figures()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-head");
        var november = await OpenNovemberAsync(bench, bench.World.Alone.Id);

        var submitted = (await bench.FormAsync(november, "jjk-staff")).Value;
        Assert.Equal((bench.AloneId, "2023-10", ReportState.AwaitingConfirmation), (submitted.Previous!.ReportId, submitted.Previous.Month.ToString(), submitted.Previous.State));
        Assert.Equal("完成第二轮摸排。", submitted.Previous.Snapshot.Progress);
        Assert.Null(submitted.Figures[0].LastValue);

        await bench.StepAsync(bench.AloneId, ReportAction.Confirm, "coordinator");
        Assert.Equal(12, (await bench.FormAsync(november, "jjk-staff")).Value.Figures[0].LastValue);
    }

    internal static async Task<int> OpenNovemberAsync(ReportBench bench, int? responsibilityId = null)
    {
        var opened = await bench.PeriodsAsync(s => s.OpenAsync(bench.World.Plan.Id, new(2023, 11), bench.Actor("coordinator"), ReportBench.Token));
        await using var db = bench.Database.Open();
        var part = responsibilityId ?? bench.World.Lead.Id;
        return await db.MonthlyReports.Where(r => r.ReportingPeriodId == opened.Value && r.ResponsibilityId == part).Select(r => r.Id).SingleAsync(ReportBench.Token);
    }
}
