using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Demonstration.Tests;

public sealed class DemonstrationPlansTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Copies_are_whole_and_archived_and_leave_the_demonstration_as_it_was(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SeedAsync(database);
        await using (var db = database.Open())
            Assert.Equal(2, await new DemonstrationPlans(db).GrowAsync(3, null, Cancel));
        await using (var db = database.Open())
            Assert.Equal(1, await new DemonstrationPlans(db).GrowAsync(4, null, Cancel));

        await using var read = database.Open();
        var plans = await read.WorkPlans.AsNoTracking().OrderByDescending(p => p.Year).ToListAsync(Cancel);
        Assert.Equal([(2023, PlanState.InForce), (2022, PlanState.Archived), (2021, PlanState.Archived), (2020, PlanState.Archived)], plans.Select(p => (p.Year, p.State)));
        Assert.All(plans, p => Assert.StartsWith($"{p.Year}年", p.Title));
        var counts = new List<string>();
        foreach (var plan in plans)
            counts.Add(await CountsAsync(read, plan.Id));
        Assert.Single(counts.Distinct());
        Assert.True((await database.Verifier(read).CheckAsync(null, Cancel)).Holds);
        Assert.Equal(2, await read.AuditEntries.CountAsync(e => e.Action == DemonstrationAudit.SeedDemonstration, Cancel));

        var (cache, stamp) = (new StampedCache(), new DataStamp(read));
        var years = read.Service<PlanYearReader>(cache, stamp, new CalendarReader(read, cache, stamp), new SettingReader(read, cache, stamp), database.Clock);
        var (now, old) = ((await years.ReadAsync(null, Cancel))!, (await years.ReadAsync(2020, Cancel))!);
        Assert.Equal(2023, now.Year);
        Assert.Equal(
            now.Reports.Select(r => (r.Month.Month.Number, r.Task.Number, r.Report.State, r.Report.Content?.Completion)),
            old.Reports.Select(r => (r.Month.Month.Number, r.Task.Number, r.Report.State, r.Report.Content?.Completion)));
        var needs = NeedsOf(now);
        Assert.NotEmpty(needs);
        Assert.Equal(needs, NeedsOf(old));

        static List<(int, int, string, string, string, bool)> NeedsOf(PlanYear plan) =>
        [
            .. from task in plan.Tasks
               from need in task.Needs
               select (task.Number, need.Month.Number, need.Section.Name, need.Whom, need.What, need.SolvedOn(plan.Months[^1].Month, plan.Months[^1].Month.LastDay) is null),
        ];
    }

    [Theory, Engines]
    public async Task Enough_plans_are_left_alone(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SeedAsync(database);
        await using var seeded = database.Open();
        Assert.Equal(0, await new DemonstrationPlans(seeded).GrowAsync(1, null, Cancel));
    }

    private static async Task<string> CountsAsync(RuralEduDbContext db, int plan) => string.Join(',', new[]
    {
        await db.PlanTasks.CountAsync(t => t.WorkPlanId == plan, Cancel),
        await db.PlanTasks.Where(t => t.WorkPlanId == plan).SelectMany(t => t.Measures).SelectMany(m => m.Responsibilities).CountAsync(Cancel),
        await db.Indicators.CountAsync(i => i.PlanTask.WorkPlanId == plan, Cancel),
        await db.MonthlyReports.CountAsync(r => r.ReportingPeriod.WorkPlanId == plan, Cancel),
        await db.MonthlyReports.Where(r => r.ReportingPeriod.WorkPlanId == plan).SelectMany(r => r.IndicatorValues).CountAsync(v => v.Indicator.PlanTask.WorkPlanId == plan, Cancel),
        await db.MonthlyReports.Where(r => r.ReportingPeriod.WorkPlanId == plan).SelectMany(r => r.MeasureProgress).CountAsync(Cancel),
        await db.MonthlyReports.Where(r => r.ReportingPeriod.WorkPlanId == plan).SelectMany(r => r.Revisions).CountAsync(Cancel),
        await db.Inspections.Where(i => i.WorkPlanId == plan).SelectMany(i => i.Items).CountAsync(i => i.PlanTask.WorkPlanId == plan, Cancel),
        await db.Rectifications.CountAsync(r => r.PlanTask.WorkPlanId == plan, Cancel),
        await db.Bulletins.CountAsync(b => b.WorkPlanId == plan, Cancel),
        await db.CoordinationNeeds.CountAsync(n => n.RaisedIn.ReportingPeriod.WorkPlanId == plan && n.Responsibility.PlanTask.WorkPlanId == plan, Cancel),
        await db.CoordinationNeeds.Where(n => n.RaisedIn.ReportingPeriod.WorkPlanId == plan).SelectMany(n => n.Answers)
            .CountAsync(a => a.MonthlyReport.ReportingPeriod.WorkPlanId == plan, Cancel),
    });

    private static Task<bool> SeedAsync(TestDatabase database) => new DemonstrationSeed(
        database.Options(), new DatabaseOptions(database.Provider, database.ConnectionString, database.Directory), new PasswordHasher<PortalUser>(), database.Time, database.Keys)
        .EnsureAsync(Cancel);
}
