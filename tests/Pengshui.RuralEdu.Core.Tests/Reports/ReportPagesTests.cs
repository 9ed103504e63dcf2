using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

public sealed class ReportPagesTests
{
    [Theory]
    [InlineData("jyk-staff", true)]
    [InlineData("jyk-head", true)]
    [InlineData("jjk-staff", true)] // supports the same task
    [InlineData("coordinator", true)]
    [InlineData("decoy-staff", false)]
    [InlineData("leader", false)]
    [InlineData("supervisor", false)]
    [InlineData("sysadmin", false)]
    [InlineData("auditor", false)]
    public async Task A_draft_is_seen_by_the_sections_of_its_task_and_the_coordinator(string who, bool sees)
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.SaveAsync(bench.LeadId, 1, new ReportContent { Progress = "草稿内容" }, "jyk-staff");
        var page = await bench.ViewAsync(bench.LeadId, who);
        Assert.Equal(sees ? "草稿内容" : null, page?.Snapshot.Progress);
    }

    [Theory]
    [InlineData("leader", true)]
    [InlineData("supervisor", true)]
    [InlineData("decoy-staff", true)]
    [InlineData("secadmin", false)]
    public async Task From_submission_on_every_business_role_reads_it(string who, bool sees)
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        Assert.Equal(sees, await bench.ViewAsync(bench.AloneId, who) is not null);
    }

    [Fact]
    public async Task What_is_being_changed_after_a_return_is_not_shown_to_outsiders()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "补充");
        await bench.SaveAsync(bench.AloneId, await bench.VersionAsync(bench.AloneId), bench.Complete(bench.AloneId) with { Progress = "改到一半" }, "jjk-staff");

        var outside = (await bench.ViewAsync(bench.AloneId, "leader"))!;
        Assert.Equal(("完成第二轮摸排。", false, 1), (outside.Snapshot.Progress, outside.MaySeeDraft, outside.ShownRevision));
        Assert.Null(outside.Head.EditedAt);
        Assert.Null(await bench.ViewAsync(bench.AloneId, "leader", revision: 0));
        var inside = (await bench.ViewAsync(bench.AloneId, "jjk-head", revision: 0))!;
        Assert.Equal("改到一半", inside.Snapshot.Progress);
        Assert.True((await bench.ViewAsync(bench.AloneId, "jjk-head"))!.MaySeeDraft);
    }

    [Fact]
    public async Task The_form_is_for_the_section_while_the_state_allows_it()
    {
        await using var bench = await ReportBench.CreateAsync();
        Assert.Equal(Outcome.NotFound, (await bench.FormAsync(bench.AloneId, "leader")).Outcome);
        Assert.Equal(Outcome.Forbidden, (await bench.FormAsync(bench.AloneId, "coordinator")).Outcome);
        Assert.Equal(Outcome.Forbidden, (await bench.FormAsync(bench.LeadId, "jjk-staff")).Outcome);
        var form = (await bench.FormAsync(bench.AloneId, "jjk-head")).Value;
        Assert.Equal((true, ReportState.AwaitingConfirmation), (form.CanSubmit, form.SubmitTo));
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        var refused = await bench.FormAsync(bench.AloneId, "jjk-staff");
        Assert.Equal(Outcome.Refused, refused.Outcome);
        Assert.Contains("待科室审核", refused.Message);
    }

    [Fact]
    public async Task The_lead_reads_what_supporting_sections_wrote_also_in_a_draft()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.SaveAsync(bench.SupportingId, 1, new ReportContent { Progress = "校舍已加固" }, "jjk-staff");
        var neighbour = Assert.Single((await bench.FormAsync(bench.LeadId, "jyk-staff")).Value.Neighbours);
        Assert.Equal(("基建科", "校舍已加固", new DateOnly(2023, 10, 20)), (neighbour.SectionName, neighbour.Progress, neighbour.DueOn));
        Assert.DoesNotContain((await bench.FormAsync(bench.LeadId, "jyk-staff")).Value.Sections, s => s.Name == "教育科");
    }

    [Fact]
    public async Task A_page_shows_revisions_decisions_differences_and_what_may_be_done()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "请写明次数");
        await bench.FileAsync(bench.AloneId, "jjk-staff", bench.Complete(bench.AloneId) with { Progress = "完成第三轮摸排。" });

        var page = (await bench.ViewAsync(bench.AloneId, "jjk-head"))!;
        Assert.Equal([2, 1], page.Revisions.Select(r => r.Number));
        Assert.Equal("请写明次数", Assert.Single(page.Decisions).Reason);
        Assert.Equal("本月进展", Assert.Single(page.Differences).Label);
        Assert.Equal([ReportAction.Approve, ReportAction.Return], page.Actions);
        var old = (await bench.ViewAsync(bench.AloneId, "jjk-head", revision: 1))!;
        Assert.Equal("完成第二轮摸排。", old.Snapshot.Progress);
        Assert.Empty(old.Actions);
        Assert.Null(await bench.ViewAsync(bench.AloneId, "jjk-head", revision: 3));
        Assert.Empty((await bench.ViewAsync(bench.AloneId, "leader"))!.Actions);
    }

    [Theory, Engines]
    public async Task The_month_shows_who_holds_what_up(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        bench.Database.Time.Advance(TimeSpan.FromDays(4)); // Tuesday the 24th: supporting sections were due on the 20th
        var page = (await bench.MonthsAsync(q => q.ReadMonthAsync(null, bench.Actor("leader"), ReportBench.Token)))!;

        Assert.Equal(["教育科", "基建科"], page.Sections.Select(s => s.Name));
        Assert.Equal([1, 2], page.Tasks.Select(t => t.Number));
        var (lead, supporting, alone) = (page.Tasks[0].Cells[0], page.Tasks[0].Cells[1], page.Tasks[1].Cells[0]);
        Assert.Equal((ReportState.NotStarted, false, 0, "教育科 填报员", false), (lead.State, lead.IsOverdue, lead.LateByWorkingDays, lead.WaitsFor, lead.MayOpen));
        Assert.Equal((ReportState.NotStarted, true, 2, "基建科 填报员"), (supporting.State, supporting.IsOverdue, supporting.LateByWorkingDays, supporting.WaitsFor));
        Assert.Equal((ReportState.AwaitingSectionReview, false, "基建科 负责人", true), (alone.State, alone.IsOverdue, alone.WaitsFor, alone.MayOpen));
        Assert.Equal(1, page.Overdue);
        Assert.Equal((2, 1), (page.Counts[ReportState.NotStarted], page.Counts[ReportState.AwaitingSectionReview]));
        Assert.Null(await bench.MonthsAsync(q => q.ReadMonthAsync(new(2023, 9), bench.Actor("leader"), ReportBench.Token)));
        Assert.Null(await bench.MonthsAsync(q => q.ReadMonthAsync(null, bench.Actor("auditor"), ReportBench.Token)));
    }

    [Theory, Engines]
    public async Task Reviews_are_those_that_wait_for_oneself(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.FileAsync(bench.LeadId, "jyk-head");

        Assert.Equal([bench.AloneId], await ReviewsAsync(bench, "jjk-head"));
        Assert.Equal([bench.LeadId], await ReviewsAsync(bench, "coordinator"));
        Assert.Empty(await ReviewsAsync(bench, "jjk-staff"));
        Assert.Empty(await ReviewsAsync(bench, "jyk-head"));
        Assert.Empty(await ReviewsAsync(bench, "leader"));
    }

    [Theory, Engines]
    public async Task Periods_are_counted_and_the_months_to_open_have_their_days(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.FileAsync(bench.AloneId, "jjk-head");
        await bench.StepAsync(bench.AloneId, ReportAction.Confirm, "coordinator");
        var page = await bench.MonthsAsync(q => q.ReadPeriodsAsync(bench.Actor("coordinator"), cancellationToken: ReportBench.Token));
        var period = Assert.Single(page.Periods);
        Assert.Equal((3, 1, 1), (period.Total, period.Submitted, period.Confirmed));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 11, 12], page.NotOpened.Select(m => m.Month.Number));
        Assert.Equal(new DateOnly(2023, 12, 25), page.NotOpened[^1].LeadDueOn);
        Assert.True(page.MayCoordinate);
    }

    [Fact]
    public async Task Pages_cost_a_constant_number_of_statements()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.SaveAsync(bench.LeadId, 1, bench.Complete(bench.LeadId), "jyk-staff");
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "补充");
        var (staff, head, clock) = (bench.Actor("jyk-staff"), bench.Actor("jjk-head"), bench.Database.Clock);

        await CountsAsync(4, 2, (db, k, s, c) => db.Service<ReportFormQuery>(k, s, c, clock).ReadAsync(bench.LeadId, staff, null, ReportBench.Token));
        await CountsAsync(4, 2, (db, k, s, c) => db.Service<ReportFormQuery>(k, s, c, clock).ReadAsync(bench.AloneId, head, null, ReportBench.Token));
        await CountsAsync(4, 2, (db, k, s, c) => db.Service<ReportViewQuery>(k, s, c, clock).ReadAsync(bench.LeadId, null, staff, ReportBench.Token));
        await CountsAsync(4, 3, (db, k, s, c) => db.Service<ReportViewQuery>(k, s, c, clock).ReadAsync(bench.AloneId, null, head, ReportBench.Token));
        await CountsAsync(5, 3, (db, k, s, c) => db.Service<ReportViewQuery>(k, s, c, clock).ReadAsync(bench.AloneId, 0, head, ReportBench.Token));
        Assert.Equal(2, await bench.StatementsOfAsync((db, _, s, c) => new MonthQueries(db, s, c, clock).ReadMonthAsync(null, head, ReportBench.Token)));
        Assert.Equal(1, await bench.StatementsOfAsync((db, _, s, c) => new MonthQueries(db, s, c, clock).ReadReviewsAsync(head, ReportBench.Token)));
        Assert.Equal(2, await bench.StatementsOfAsync((db, _, s, c) => new MonthQueries(db, s, c, clock).ReadPeriodsAsync(head, cancellationToken: ReportBench.Token)));

        async Task CountsAsync(int afterAnySave, int whereNothingChanged, Func<RuralEduDbContext, KeptRows, SettingReader, CalendarReader, Task> read)
        {
            Assert.Equal(afterAnySave, await bench.StatementsOfAsync(read, DataArea.Reports));
            Assert.Equal(whereNothingChanged, await bench.StatementsOfAsync(read));
        }
    }

    [Theory, Engines]
    public async Task What_the_form_keeps_follows_a_change_of_plan_month_and_reports_at_once(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var cache = new StampedCache();
        Assert.DoesNotContain("换了说法", (await ReadAsync()).Measures[0].Text, StringComparison.Ordinal);

        // ReportVersion by another node: this one's cache hears of it by the marks alone.
        var first = bench.World.Task1.Measures.Single(m => m.Number == 1).Id;
        await bench.ChangeAsync(async db => (await db.Measures.SingleAsync(m => m.Id == first, ReportBench.Token)).Text = "换了说法");
        await bench.ChangeAsync(async db => (await db.Indicators.SingleAsync(i => i.Id == bench.RateId, ReportBench.Token)).Population = "全县义务教育阶段");
        Assert.Equal("换了说法", (await ReadAsync()).Measures[0].Text);
        Assert.Equal("全县义务教育阶段", (await ReadAsync()).Figures[0].Population);

        await bench.SaveAsync(bench.SupportingId, 1, new ReportContent { Progress = "配合科室先写" }, "jjk-staff");
        Assert.Equal("配合科室先写", (await ReadAsync()).Neighbours[0].Progress);
        await bench.ChangeAsync(async db => (await db.ReportingPeriods.SingleAsync(p => p.Month == new Month(2023, 10), ReportBench.Token)).SupportingDueOn = new DateOnly(2023, 10, 19));
        Assert.Equal(new DateOnly(2023, 10, 19), (await ReadAsync()).Neighbours[0].DueOn);

        async Task<ReportForm> ReadAsync()
        {
            await using var db = bench.Database.Open();
            return (await FormQuery(bench, db, cache, new DataStamp(db)).ReadAsync(bench.LeadId, bench.Actor("jyk-staff"), null, ReportBench.Token)).Value;
        }
    }

    [Theory, Engines]
    public async Task A_form_never_holds_older_lines_than_the_version_that_it_is_saved_with(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var cache = new StampedCache();
        await using var db = bench.Database.Open();
        var stamp = new DataStamp(db);
        await FormQuery(bench, db, cache, stamp).ReadAsync(bench.LeadId, bench.Actor("jyk-staff"), null, ReportBench.Token);

        // Somebody saves after the request has read its stamp and before it reads the report's row.
        var saved = await bench.SaveAsync(bench.LeadId, 1, bench.Complete(bench.LeadId), "jyk-head");

        var form = (await FormQuery(bench, db, cache, stamp).ReadAsync(bench.LeadId, bench.Actor("jyk-staff"), null, ReportBench.Token)).Value;
        Assert.Equal(saved.Value, form.Head.Version);
        Assert.All(form.Content.Measures, m => Assert.Equal(MeasureState.Continuous, m.State));
    }

    [Theory, Engines]
    public async Task Chinese_text_is_found_and_compared_exactly(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.SaveAsync(bench.AloneId, 1, new ReportContent { Progress = "为41名重度残疾儿童送教100%落实" }, "jjk-staff");
        await using var db = bench.Database.Open();
        Assert.Equal(1, await db.MonthlyReports.CountAsync(r => r.Progress!.Contains("残疾儿童"), ReportBench.Token));
        Assert.Equal(1, await db.MonthlyReports.CountAsync(r => EF.Functions.Like(r.Progress!, "为%落实"), ReportBench.Token));
        Assert.Equal(1, await db.MonthlyReports.CountAsync(r => r.Progress!.Contains("100%"), ReportBench.Token));
        Assert.Equal(0, await db.MonthlyReports.CountAsync(r => r.Progress!.Contains("1%落实"), ReportBench.Token));
        Assert.Equal("jyk", await db.Sections.Where(s => s.Name == "教育科").Select(s => s.Code).SingleAsync(ReportBench.Token));
        Assert.False(await db.Sections.AnyAsync(s => s.Name == "教育", ReportBench.Token));
    }

    [Theory, Engines]
    public async Task Lists_sort_by_their_own_order_since_engines_sort_chinese_differently(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.ChangeAsync(db =>
        {
            db.AddRange(new Section { Code = "z1", Name = "人事科", SortOrder = 4 }, new Section { Code = "z2", Name = "财务科", SortOrder = 3 });
            return Task.CompletedTask;
        });
        var form = (await bench.FormAsync(bench.AloneId, "jjk-staff")).Value;
        Assert.Equal(["教育科", "财务科", "人事科", "旁观科"], form.Sections.Select(s => s.Name));
    }

    [Theory, Engines]
    public async Task Decimals_are_stored_exactly(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        foreach (var value in new[] { 0.1m, 0.2m, 999_999_999_999m, 12.30m })
        {
            var content = new ReportContent { Figures = [new FigureEntry { IndicatorId = bench.SchoolsId, Value = value }] };
            Assert.True((await bench.SaveAsync(bench.AloneId, await bench.VersionAsync(bench.AloneId), content, "jjk-staff")).Succeeded);
            Assert.Equal(value, Assert.Single((await bench.FormAsync(bench.AloneId, "jjk-staff")).Value.Content.Figures).Value);
        }

        await bench.SaveAsync(bench.LeadId, 1, new ReportContent { Figures = [new FigureEntry { IndicatorId = bench.RateId, Numerator = 0.1m, Denominator = 0.2m }] }, "jyk-staff");
        await using var db = bench.Database.Open();
        Assert.Equal(62.3m, await db.IndicatorValues.SumAsync(v => v.Value, ReportBench.Token)); // 12.3 + 50
    }

    private static async Task<IEnumerable<int>> ReviewsAsync(ReportBench bench, string who) =>
        (await bench.MonthsAsync(q => q.ReadReviewsAsync(bench.Actor(who), ReportBench.Token))).Select(r => r.ReportId);

    private static ReportFormQuery FormQuery(ReportBench bench, RuralEduDbContext db, StampedCache cache, DataStamp stamp) =>
        db.Service<ReportFormQuery>(new KeptRows(cache, stamp), new SettingReader(db, cache, stamp), new CalendarReader(db, cache, stamp), bench.Database.Clock);
}
