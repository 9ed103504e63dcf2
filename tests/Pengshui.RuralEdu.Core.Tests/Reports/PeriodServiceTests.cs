using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

public sealed class PeriodServiceTests
{
    [Theory, Engines]
    public async Task Opening_a_month_sets_its_days_by_the_calendar_and_makes_a_report_for_each_part(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.ChangeAsync(db =>
        {
            db.Add(new CalendarDay { Day = new DateOnly(2023, 11, 22), Kind = CalendarDayKind.Holiday, Name = "州庆" });
            return Task.CompletedTask;
        });

        var opened = await OpenAsync(bench, new Month(2023, 11));

        Assert.True(opened.Succeeded, opened.Message);
        await using var db = bench.Database.Open();
        var period = await db.ReportingPeriods.Include(p => p.Reports).SingleAsync(p => p.Id == opened.Value, ReportBench.Token);
        Assert.Equal(new DateOnly(2023, 11, 27), period.LeadDueOn); // the 25th is a Saturday
        Assert.Equal(new DateOnly(2023, 11, 21), period.SupportingDueOn); // 24, 23, (22 off) 21
        Assert.Equal(new[] { bench.World.Lead.Id, bench.World.Supporting.Id, bench.World.Alone.Id }.Order(), period.Reports.Select(r => r.ResponsibilityId).Order());
        Assert.All(period.Reports, r => Assert.Equal(ReportState.NotStarted, r.State));
        var entry = Assert.Single(await bench.AuditAsync());
        Assert.Equal((ReportAudit.OpenPeriod, "2023年11月月报期", opened.Value.ToString()), (entry.Action, entry.ObjectTitle, entry.ObjectId));
    }

    [Fact]
    public async Task Settings_move_the_due_days()
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.ChangeAsync(db =>
        {
            db.AddRange(new Setting { Key = ReportSettings.DueDay.Key, Value = 20 }, new Setting { Key = ReportSettings.SupportingLead.Key, Value = 1 });
            return Task.CompletedTask;
        });
        var opened = await OpenAsync(bench, new Month(2023, 11));
        await using var db = bench.Database.Open();
        var period = await db.ReportingPeriods.SingleAsync(p => p.Id == opened.Value, ReportBench.Token);
        Assert.Equal((new DateOnly(2023, 11, 20), new DateOnly(2023, 11, 17)), (period.LeadDueOn, period.SupportingDueOn));
    }

    [Theory]
    [InlineData(2023, 10)] // opened already
    [InlineData(2023, 2)] // before the plan was issued
    [InlineData(2024, 1)] // after its year
    public async Task Only_a_month_of_the_plan_that_is_not_open_yet_can_be_opened(int year, int month)
    {
        await using var bench = await ReportBench.CreateAsync();
        var result = await OpenAsync(bench, new Month(year, month));
        Assert.Equal((Outcome.Refused, "Month"), (result.Outcome, Assert.Single(result.Errors).Field));
    }

    [Fact]
    public async Task Two_coordinators_open_a_month_once()
    {
        await using var bench = await ReportBench.CreateAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenAsync(bench, new Month(2023, 11)))));
        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Contains("已经开启过", r.Message));
    }

    [Theory]
    [InlineData(PlanState.Draft)]
    [InlineData(PlanState.Archived)]
    public async Task Only_a_plan_in_force_has_months(PlanState state)
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.ChangeAsync(async db => (await db.WorkPlans.SingleAsync(p => p.Year == 2023, ReportBench.Token)).State = state);
        Assert.Equal(Outcome.Refused, (await OpenAsync(bench, new Month(2023, 11))).Outcome);
    }

    [Fact]
    public async Task Closing_and_reopening_are_recorded_acts_of_the_coordinators()
    {
        await using var bench = await ReportBench.CreateAsync();
        var id = bench.World.October.Id;
        Assert.True((await bench.PeriodsAsync(s => s.CloseAsync(id, 1, bench.Actor("coordinator"), ReportBench.Token))).Succeeded);
        Assert.Equal(Outcome.Refused, (await bench.PeriodsAsync(s => s.CloseAsync(id, 2, bench.Actor("coordinator"), ReportBench.Token))).Outcome);
        Assert.Equal(Outcome.Conflict, (await bench.PeriodsAsync(s => s.ReopenAsync(id, 1, "补报", bench.Actor("coordinator"), ReportBench.Token))).Outcome);
        var noReason = await bench.PeriodsAsync(s => s.ReopenAsync(id, 2, " ", bench.Actor("coordinator"), ReportBench.Token));
        Assert.Equal("Reason", Assert.Single(noReason.Errors).Field);
        Assert.True((await bench.PeriodsAsync(s => s.ReopenAsync(id, 2, "补报", bench.Actor("coordinator"), ReportBench.Token))).Succeeded);
        Assert.Equal([(ReportAudit.ClosePeriod, null), (ReportAudit.ReopenPeriod, "补报")], (await bench.AuditAsync()).Select(e => (e.Action, e.Reason)));
    }

    [Theory]
    [InlineData("jjk-head")]
    [InlineData("leader")]
    [InlineData("sysadmin")]
    public async Task Nobody_else_may(string who)
    {
        await using var bench = await ReportBench.CreateAsync();
        var actor = bench.Actor(who);
        Assert.Equal(Outcome.Forbidden, (await bench.PeriodsAsync(s => s.OpenAsync(bench.World.Plan.Id, new Month(2023, 11), actor, ReportBench.Token))).Outcome);
        Assert.Equal(Outcome.Forbidden, (await bench.PeriodsAsync(s => s.CloseAsync(bench.World.October.Id, 1, actor, ReportBench.Token))).Outcome);
        Assert.All(await bench.AuditAsync(), e => Assert.Equal(AuditResult.Refused, e.Result));
    }

    [Theory]
    [InlineData("2023-10-31", "2023-10-27", null)]
    [InlineData("2023-10-31", "2023-10-31", null)]
    [InlineData("2023-11-30", "2023-10-01", null)]
    [InlineData("2023-12-01", "2023-10-27", "LeadDueOn")]
    [InlineData("2023-09-30", "2023-09-27", "LeadDueOn")]
    [InlineData("2023-10-27", "2023-10-28", "SupportingDueOn")]
    [InlineData("2023-10-27", "2023-09-30", "SupportingDueOn")]
    public async Task Due_days_stay_near_their_month_and_in_order(string lead, string supporting, string? field)
    {
        await using var bench = await ReportBench.CreateAsync();
        var command = new ChangeDueDays(bench.World.October.Id, 1, DateOnly.Parse(lead), DateOnly.Parse(supporting), "汛期顺延");
        var result = await bench.PeriodsAsync(s => s.ChangeDueDaysAsync(command, bench.Actor("coordinator"), ReportBench.Token));
        Assert.Equal(field, result.Errors.SingleOrDefault()?.Field);
        Assert.Equal(field is null, result.Succeeded);
        Assert.Equal(field is null ? 1 : 0, (await bench.AuditAsync()).Count);
    }

    [Fact]
    public async Task Saving_the_same_due_days_writes_nothing()
    {
        await using var bench = await ReportBench.CreateAsync();
        var command = new ChangeDueDays(bench.World.October.Id, 1, bench.World.October.LeadDueOn, bench.World.October.SupportingDueOn, "不变");
        Assert.True((await bench.PeriodsAsync(s => s.ChangeDueDaysAsync(command, bench.Actor("coordinator"), ReportBench.Token))).Succeeded);
        Assert.Empty(await bench.AuditAsync());
    }

    private static Task<Result<int>> OpenAsync(ReportBench bench, Month month) =>
        bench.PeriodsAsync(s => s.OpenAsync(bench.World.Plan.Id, month, bench.Actor("coordinator"), ReportBench.Token));
}
