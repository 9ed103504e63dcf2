using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

/// <summary>What happens to a month after its bulletin was published stands beside the bulletin.</summary>
public sealed class BulletinAftermathTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task A_report_that_is_reopened_later_is_named_on_the_bulletin_and_counted_in_the_list(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var (lead, alone) = (await ConfirmedAsync(bench, bench.World.Lead.Id), await ConfirmedAsync(bench, bench.World.Alone.Id));
        var before = await ReopenAsync(bench, alone);
        await PublishAsync(bench);
        Assert.True((await FindAsync(bench)).Aftermath.IsEmpty);

        bench.Database.Time.Advance(TimeSpan.FromDays(1));
        var at = await ReopenAsync(bench, lead);
        Assert.True(before < at);
        var page = await FindAsync(bench);
        var reopened = Assert.Single(page.Aftermath.Reports);
        Assert.Equal((lead, 1, ReportState.Returned, at), (reopened.ReportId, reopened.TaskNumber, reopened.State, reopened.At));
        await using var db = bench.Database.Open();
        Assert.Equal(1, Assert.Single((await new BulletinBench(bench.Database, db).Queries.ListAsync(1, bench.World.Actor("jyk-staff"), Cancel)).Bulletins.Items).Reopened);
    }

    [Theory, Engines]
    public async Task A_month_that_is_opened_again_later_is_told(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.PeriodsAsync(s => s.CloseAsync(bench.World.October.Id, 1, bench.World.Actor("coordinator"), Cancel));
        await PublishAsync(bench);
        bench.Database.Time.Advance(TimeSpan.FromHours(3));
        Assert.True((await bench.PeriodsAsync(s => s.ReopenAsync(bench.World.October.Id, 2, "有两份没有交上。", bench.World.Actor("coordinator"), Cancel))).Succeeded);
        Assert.Equal(bench.Database.Clock.UtcNow, (await FindAsync(bench)).Aftermath.PeriodReopenedAt!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_hint_names_the_published_bulletin_of_the_month_only()
    {
        await using var bench = await ReportBench.CreateAsync();
        var report = await ConfirmedAsync(bench, bench.World.Lead.Id);
        Assert.Null(await HintAsync(bench, report));
        await PublishAsync(bench);
        Assert.Equal("2023年第1期", (await HintAsync(bench, report)) is { Number: { } number } line ? BulletinLabels.Issue(line.Year, number) : null);
        var other = await bench.World.AddMonthAsync(new Month(2023, 9));
        Assert.Null(await HintAsync(bench, other.Reports.First().Id));
    }

    private static async Task<int> ConfirmedAsync(ReportBench bench, int responsibilityId)
    {
        var report = bench.World.October.Reports.Single(r => r.ResponsibilityId == responsibilityId);
        await bench.World.FillReportAsync(report, ReportState.Confirmed, r => r.CompletionRate = 40);
        return report.Id;
    }

    private static async Task<DateTime> ReopenAsync(ReportBench bench, int reportId)
    {
        await using var db = bench.Database.Open();
        var report = await db.MonthlyReports.Include(r => r.Decisions).SingleAsync(r => r.Id == reportId, Cancel);
        report.State = ReportState.Returned;
        report.Decisions.Add(new ReportDecision
        {
            Action = ReportAction.Reopen,
            From = ReportState.Confirmed,
            To = ReportState.Returned,
            At = bench.Database.Clock.UtcNow,
            ById = bench.World.Users["coordinator"].Id,
            Reason = "数据要改。",
        });
        await db.SaveChangesAsync(Cancel);
        bench.Database.Time.Advance(TimeSpan.FromMinutes(1));
        return await db.ReportDecisions.AsNoTracking().Where(d => d.MonthlyReportId == reportId).OrderByDescending(d => d.Id).Select(d => d.At).FirstAsync(Cancel);
    }

    private static async Task PublishAsync(ReportBench bench)
    {
        await using var db = bench.Database.Open();
        var service = new BulletinBench(bench.Database, db).Service;
        var id = (await service.DraftAsync(October, bench.World.Actor("coordinator"), Cancel)).Value;
        Assert.True((await service.PublishAsync(id, 1, bench.World.Actor("coordinator"), Cancel)).Succeeded);
        bench.Database.Time.Advance(TimeSpan.FromMinutes(1));
    }

    private static async Task<BulletinPage> FindAsync(ReportBench bench)
    {
        await using var db = bench.Database.Open();
        var id = await db.Bulletins.Select(b => b.Id).SingleAsync(Cancel);
        return (await new BulletinBench(bench.Database, db).Queries.FindAsync(id, bench.World.Actor("jyk-staff"), Cancel))!;
    }

    private static async Task<BulletinLine?> HintAsync(ReportBench bench, int reportId)
    {
        await using var db = bench.Database.Open();
        return await new BulletinBench(bench.Database, db).Queries.PublishedOfReportAsync(reportId, Cancel);
    }
}
