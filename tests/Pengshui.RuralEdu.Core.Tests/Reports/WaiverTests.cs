using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Workbench;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

/// <summary>A report that is missing in a closed month and is no longer asked for (不再补报): nobody waits for it, and nothing gets better by it.</summary>
public sealed class WaiverTests
{
    private static CancellationToken Cancel => ReportBench.Token;

    [Theory, Engines]
    public async Task Nobody_waits_for_it_any_more_and_it_stays_missing(DatabaseProvider engine)
    {
        await using var bench = await ClosedAsync(engine);
        var before = await YearAsync(bench);
        Assert.Contains(Desk(bench, before).ToDecide, r => r.ReportId == bench.AloneId);

        Assert.True((await bench.StepAsync(bench.AloneId, ReportAction.Waive, "coordinator", "十月任务已并入任务1")).Succeeded);

        var after = await YearAsync(bench);
        Assert.DoesNotContain(Desk(bench, after).ToDecide, r => r.ReportId == bench.AloneId);
        Assert.Equal(Desk(bench, before).Total, Desk(bench, after).Total);
        Assert.Equal(Month(before).Light, Month(after).Light);
        Assert.Equal((CellKind.Missing, Month(before).Kind), (Month(after).Kind, Month(after).Kind));
        Assert.Equal(Report(before).LateByWorkingDays, Report(after).LateByWorkingDays);
        Assert.True(Report(after).IsOverdue(after.Today));
        Assert.Equal(
            Desk(bench, before).Sections.Select(s => s.Year.Missing), Desk(bench, after).Sections.Select(s => s.Year.Missing));
        var late = DashboardBuilder.Overdue(after, SectionScope.All, after.Current!.Month, after.Today).Single(r => r.ReportId == bench.AloneId);
        Assert.Equal((null, "统筹员已定为不再补报", true), (late.Holdup.With, late.Holdup.Sentence, late.IsWaived));

        var entry = (await bench.AuditAsync())[^1];
        Assert.Equal((ReportAudit.WaiveReport, "十月任务已并入任务1"), (entry.Action, entry.Reason));
        var page = (await bench.ViewAsync(bench.AloneId, "coordinator"))!;
        Assert.Equal("十月任务已并入任务1", page.Head.Waiver!.Reason);
        Assert.Contains("已定为不再补报", page.Head.NextStep, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Reopening_asks_for_it_again(DatabaseProvider engine)
    {
        await using var bench = await ClosedAsync(engine);
        await bench.StepAsync(bench.AloneId, ReportAction.Waive, "coordinator", "不用再报");

        Assert.Equal("Reason", Assert.Single((await bench.StepAsync(bench.AloneId, ReportAction.Reopen, "coordinator")).Errors).Field);
        Assert.True((await bench.StepAsync(bench.AloneId, ReportAction.Reopen, "coordinator", "还是要报")).Succeeded);

        Assert.Contains(Desk(bench, await YearAsync(bench)).ToDecide, r => r.ReportId == bench.AloneId);
        var report = await bench.ReportAsync(bench.AloneId);
        Assert.Equal((ReportState.NotStarted, null, null, null), (report.State, report.WaivedAt, report.WaivedById, report.WaiverReason));
        Assert.Equal((ReportAudit.ReopenReport, "还是要报"), ((await bench.AuditAsync())[^1].Action, (await bench.AuditAsync())[^1].Reason));
    }

    [Fact]
    public async Task A_submission_into_the_month_that_was_opened_again_ends_it()
    {
        await using var bench = await ClosedAsync();
        await bench.StepAsync(bench.AloneId, ReportAction.Waive, "coordinator", "不用再报");
        await bench.PeriodsAsync(s => s.ReopenAsync(bench.World.October.Id, 2, "科室要求补报", bench.Actor("coordinator"), Cancel));
        Assert.DoesNotContain(Desk(bench, await YearAsync(bench)).Overdue, r => r.ReportId == bench.AloneId);

        await bench.FileAsync(bench.AloneId, "jjk-head");

        Assert.Null((await bench.ReportAsync(bench.AloneId)).WaivedAt);
        Assert.True((await bench.ReportAsync(bench.AloneId)).LateByWorkingDays > 0);
    }

    [Fact]
    public async Task A_returned_report_is_not_sent_back_once_more_by_it()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.StepAsync(bench.AloneId, ReportAction.Return, "jjk-head", "补充");
        await CloseAsync(bench);
        await bench.StepAsync(bench.AloneId, ReportAction.Waive, "coordinator", "数字已由任务1报送");

        var report = Report(await YearAsync(bench));
        Assert.Equal(("补充", 1), (report.ReturnReason, report.Returns.Count));
        Assert.Equal("统筹员已定为不再重报", DashboardBuilder.Overdue(await YearAsync(bench), SectionScope.All, bench.World.October.Month, (await YearAsync(bench)).Today)
            .Single(r => r.ReportId == bench.AloneId).Holdup.Sentence);
    }

    [Fact]
    public async Task The_bulletin_says_so()
    {
        await using var bench = await ClosedAsync();
        await bench.StepAsync(bench.AloneId, ReportAction.Waive, "coordinator", "不用再报");
        await using var db = bench.Database.Open();
        var source = (await new BulletinReader(db, bench.Years(db), ReportBench.Calendars(db), ReportBench.Settings(db)).ReadAsync(2023, bench.World.October.Month, Cancel))!;

        Assert.Contains("其中1份已定为不再补报。", BulletinWriter.Write(source, BulletinPart.Overview), StringComparison.Ordinal);
        Assert.Contains("牵头科室本月月报没有确认，已定为不再补报。", BulletinWriter.Write(source, BulletinPart.Tasks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_months_page_shows_it_and_waits_for_nobody()
    {
        await using var bench = await ClosedAsync();
        await bench.StepAsync(bench.AloneId, ReportAction.Waive, "coordinator", "不用再报");
        var month = (await bench.MonthsAsync(q => q.ReadMonthAsync(null, bench.Actor("leader"), Cancel)))!;
        var cell = month.Tasks.SelectMany(t => t.Cells).Single(c => c.ReportId == bench.AloneId);
        Assert.Equal((true, null, true, ReportState.NotStarted), (cell.IsWaived, cell.WaitsFor, cell.IsOverdue, cell.State));
    }

    /// <summary>October, in which nobody reported, closed at the end of November's first week.</summary>
    private static async Task<ReportBench> ClosedAsync(DatabaseProvider engine = DatabaseProvider.Sqlite)
    {
        var bench = await ReportBench.CreateAsync(engine);
        await CloseAsync(bench);
        return bench;
    }

    private static async Task CloseAsync(ReportBench bench)
    {
        bench.Database.Time.Advance(TimeSpan.FromDays(18));
        var closed = await bench.PeriodsAsync(s => s.CloseAsync(bench.World.October.Id, 1, bench.Actor("coordinator"), Cancel));
        Assert.True(closed.Succeeded, closed.Message);
    }

    private static async Task<PlanYear> YearAsync(ReportBench bench)
    {
        await using var db = bench.Database.Open();
        return (await bench.Years(db).ReadAsync(2023, Cancel))!;
    }

    private static CoordinatorDesk Desk(ReportBench bench, PlanYear year) => OfficeDeskBuilder.Coordinator(year, year.Current!.Period!, bench.Actor("coordinator"));

    private static TaskMonth Month(PlanYear year) => year.Tasks[1].Months[year.Current!.Month];

    private static YearReport Report(PlanYear year) => Month(year).Lead;
}
