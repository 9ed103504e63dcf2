using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Dashboard;

public sealed class DashboardQueryTests
{
    private static readonly Month September = new(2023, 9);
    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task The_figures_are_those_of_the_rows(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await StoryAsync(database);

        var page = await ReadAsync(database, world.Actor("leader"));

        Assert.Equal(October, page.Period.Month);
        Assert.Equal(2, page.TaskCount);
        Assert.Equal(new LightCounts(0, 0, 2, 0), page.Lights);
        Assert.Equal(new LightCounts(1, 0, 1, 0), page.LightsBefore);
        Assert.Equal(new AverageCompletion(September, 67.5m, 70, 2, 0, 0), page.Completion);
        Assert.Equal(new MonthProgress(2, 1, 0, 0, 1), page.Progress);
        Assert.Equal([("教育科", 1, 0, 0), ("基建科", 1, 1, 0)], page.Loads.Select(l => (l.Section.Name, l.Lead, l.Supporting, l.Rectifications)));
    }

    [Theory, Engines]
    public async Task The_grid_says_each_month_of_each_task_and_leads_to_submitted_reports_only(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await StoryAsync(database);

        var rows = (await ReadAsync(database, world.Actor("leader"))).Groups.Single().Rows;

        Assert.Equal(["—", "—", "", "", "", "", "", "", "70", "40", "", ""], rows[0].Cells.Select(c => c.Text));
        Assert.Equal(["—", "—", "", "", "", "", "", "", "65", "待报", "", ""], rows[1].Cells.Select(c => c.Text));
        Assert.Equal([Light.Green, Light.Red], rows[0].Cells.Where(c => c.Light is not null).Select(c => c.Light!.Value));
        Assert.StartsWith("10月红灯，完成率 40%。完成率：40%，低 40 个百分点", rows[0].Cells[9].Spoken);
        Assert.Equal(world.ReportOf(world.Lead).Id, rows[0].Cells[9].ReportId);
        Assert.Null(rows[1].Cells[9].ReportId);
    }

    [Theory, Engines]
    public async Task Changes_arrears_and_targets_say_what_happened_and_who_holds_it_up(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await StoryAsync(database);
        database.Time.SetUtcNow(new DateTimeOffset(2023, 10, 27, 9, 0, 0, TimeSpan.FromHours(8)));

        var page = await ReadAsync(database, world.Actor("leader"));

        var change = page.Changes.Single(c => c.Number == 1);
        Assert.Equal((Light.Green, Light.Red), (change.From, change.To));
        Assert.Contains("完成率：40%，低 40 个百分点", change.Why);
        Assert.Equal(
            [(1, "基建科", October, 7), (2, "基建科", October, 2)],
            page.Overdue.Select(o => (o.TaskNumber, o.Section, o.Month, o.Days)));
        var target = page.Targets.Single();
        Assert.Equal(98.6m, target.Value!.Value);
        Assert.Equal(1.4m, target.Shortfall);
        Assert.False(target.IsDue);
    }

    [Theory, Engines]
    public async Task Sections_filter_the_tasks_and_a_deputy_starts_on_those_in_charge(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await StoryAsync(database);
        var leader = world.Actor("leader");
        var deputy = leader with { SectionsInCharge = new HashSet<int> { world.Jyk.Id } };

        Assert.Equal("1", Numbers(await ReadAsync(database, leader, section: "jyk")));
        Assert.Equal("1 2", Numbers(await ReadAsync(database, leader, section: "jjk")));
        Assert.Equal("1", Numbers(await ReadAsync(database, deputy)));
        Assert.Equal("mine", (await ReadAsync(database, deputy)).Scope.Code);
        Assert.Equal("1 2", Numbers(await ReadAsync(database, deputy, section: "all")));
        Assert.Null(await FindAsync(database, leader, section: "mine"));
        Assert.Null(await FindAsync(database, leader, section: "decoy"));
        Assert.Null(await FindAsync(database, leader, month: new Month(2023, 3)));
        Assert.Null(await FindAsync(database, leader, year: 2021));
    }

    [Theory, Engines]
    public async Task A_past_month_is_shown_as_far_as_that_month(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await StoryAsync(database);

        var page = await FindAsync(database, world.Actor("leader"), month: September);

        Assert.NotNull(page);
        Assert.Null(page.LightsBefore);
        Assert.Equal(new MonthProgress(2, 2, 0, 0, 0), page.Progress);
        Assert.All(page.Groups.Single().Rows, r => Assert.Equal("", r.Cells[9].Text));
    }

    /// <summary>September: both confirmed, task 2 red, since it came four working days late; October: task 1 confirmed far behind, task 2 drafted.</summary>
    private static async Task<TestWorld> StoryAsync(TestDatabase database)
    {
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(September);
        MonthlyReport Of(int responsibility) => september.Reports.Single(r => r.ResponsibilityId == responsibility);
        await world.FillReportAsync(Of(world.Lead.Id), ReportState.Confirmed, r =>
        {
            r.CompletionRate = 70;
            r.IndicatorValues.Add(new IndicatorValue { IndicatorId = world.Task1.Indicators.Last().Id, Value = 98.6m, Numerator = 493, Denominator = 500 });
        });
        await world.FillReportAsync(Of(world.Supporting.Id), ReportState.Confirmed, r => r.CompletionRate = 70);
        await world.FillReportAsync(Of(world.Alone.Id), ReportState.Confirmed, r =>
        {
            r.CompletionRate = 65;
            r.LateByWorkingDays = 4;
        });
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r => r.CompletionRate = 40);
        await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Draft, r => r.CompletionRate = 80);
        return world;
    }

    private static string Numbers(DashboardPage page) => string.Join(' ', page.Groups.SelectMany(g => g.Rows).Select(r => r.Number));

    private static async Task<DashboardPage> ReadAsync(TestDatabase database, Actor actor, string? section = null) =>
        (await FindAsync(database, actor, section: section))!;

    private static async Task<DashboardPage?> FindAsync(TestDatabase database, Actor actor, int? year = null, Month? month = null, string? section = null)
    {
        await using var db = database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var years = db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock);
        return await new DashboardQuery(years, cache, stamp).ReadAsync(year, month, section, actor, TestContext.Current.CancellationToken);
    }
}
