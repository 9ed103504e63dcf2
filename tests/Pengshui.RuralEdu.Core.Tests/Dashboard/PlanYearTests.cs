using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Dashboard;

public sealed class PlanYearTests
{
    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task The_year_has_the_plan_in_force_with_its_months_and_none_of_another_plan(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TestWorld.CreateAsync(database);

        var year = await ReadAsync(database);

        Assert.Equal(2023, year.Year);
        Assert.Equal([1, 2], year.Tasks.Select(t => t.Number));
        Assert.Equal(["教育科", "基建科"], year.Tasks[0].Parts.Select(p => p.Section.Name));
        Assert.Equal(["清零月报", "安置率"], year.Tasks[0].Indicators.Select(i => i.Name));
        Assert.Equal(10, year.Months.Count);
        Assert.Equal(October, year.Current!.Month);
        Assert.Equal(80, year.Current.RequiredPercent);
        Assert.All(year.Tasks, t => Assert.Equal(CellKind.Awaited, t.Months[October].Kind));
        Assert.All(year.Tasks, t => Assert.Equal(Light.Grey, t.Months[October].Verdict.Light));
    }

    [Theory, Engines]
    public async Task What_was_submitted_counts_and_what_is_only_drafted_does_not(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Draft, r =>
        {
            r.CompletionRate = 10;
            r.Progress = "只写了一半";
        });
        Assert.Null((await ReadAsync(database)).Tasks[0].Months[October].Lead.Content);

        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.AwaitingSectionReview, r =>
        {
            r.CompletionRate = 45;
            r.IndicatorValues.Add(new IndicatorValue { IndicatorId = world.Task1.Indicators.Last().Id, Value = 98.6m, Numerator = 70, Denominator = 71 });
            r.ClearanceLines.Add(new ClearanceLine { Stage = SchoolStage.Primary, SuspectedBefore = 3, SuspectedNew = 2, SuspectedReturned = 1, ConfirmedDropouts = 0 });
            r.ClearanceLines.Add(new ClearanceLine { Stage = SchoolStage.JuniorHigh, SuspectedBefore = 1, SuspectedNew = 0, SuspectedReturned = 1, ConfirmedDropouts = 0 });
        });
        var month = (await ReadAsync(database)).Tasks[0].Months[October];

        Assert.Equal(CellKind.InReview, month.Kind);
        Assert.Equal(45, month.Lead.Content!.Completion);
        Assert.Equal(Light.Red, month.Verdict.Light);
        Assert.Equal(98.6m, month.ValueOf(world.Task1.Indicators.Last().Id)!.Value);
        Assert.Equal(4, month.ValueOf(world.Task1.Indicators.First().Id)!.Value);
    }

    [Theory, Engines]
    public async Task A_returned_report_counts_as_it_was_last_submitted(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Returned, r =>
        {
            r.CompletionRate = 1;
            r.Progress = "改到一半";
            r.ReturnDueOn = new DateOnly(2023, 10, 19);
            r.RevisionNumber = 1;
            r.Revisions.Add(new ReportRevision
            {
                Number = 1, SubmittedAt = database.Clock.UtcNow, SubmittedById = world.Users["jyk-staff"].Id, ContentHash = new string('0', 64),
                ContentJson = """{"completionRate":78,"progress":"交上去的","selfLight":1,"coordinationWith":["财务科"]}""",
            });
            r.Decisions.Add(new ReportDecision
            {
                RevisionNumber = 1, Action = ReportAction.Return, From = ReportState.AwaitingConfirmation, To = ReportState.Returned,
                At = database.Clock.UtcNow, ById = world.Users["coordinator"].Id, Reason = "请补充数据",
            });
        });
        var month = (await ReadAsync(database)).Tasks[0].Months[October];

        Assert.Equal(CellKind.Returned, month.Kind);
        Assert.Equal("交上去的", month.Lead.Content!.Progress);
        Assert.Equal(78, month.Lead.Content.Completion);
        Assert.Equal("请补充数据", month.Lead.ReturnReason);
        Assert.Equal([LightRule.Return], month.Verdict.Against.Select(r => r.Rule));
    }

    [Theory, Engines]
    public async Task It_takes_seven_statements_with_one_month_and_with_seven_and_none_until_something_changes(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var one = await CountAsync(database);
        for (var month = 3; month < 10; month++)
            await world.AddMonthAsync(new Month(2023, month));
        var many = await CountAsync(database);

        Assert.Equal(10, one.Cold);
        Assert.Equal(one, many);
    }

    [Theory, Engines]
    public async Task A_problem_ages_over_the_months_that_name_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(new Month(2023, 9));
        await world.FillReportAsync(september.Reports.Single(r => r.ResponsibilityId == world.Lead.Id), ReportState.Confirmed, r =>
        {
            r.CompletionRate = 70;
            r.FirstSubmittedAt = BusinessClock.ToUtc(new DateOnly(2023, 9, 10), new TimeOnly(9, 0));
            r.CoordinationNeeds.Add(new CoordinationNeed { OtherParty = "乡镇（街道）" });
        });
        await world.FillReportAsync(september.Reports.Single(r => r.ResponsibilityId == world.Supporting.Id), ReportState.Confirmed);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r =>
        {
            r.CompletionRate = 80;
            r.CoordinationNeeds.Add(new CoordinationNeed { SectionId = world.Jjk.Id });
        });
        var task = (await ReadAsync(database)).Tasks[0];

        Assert.Equal(Light.Green, task.Months[new Month(2023, 9)].Verdict.Light);
        Assert.Equal([LightRule.Problem], task.Months[October].Verdict.Against.Select(r => r.Rule));
    }

    [Theory, Engines]
    public async Task A_draft_that_is_past_its_day_is_missing_and_red_after_three_working_days(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Draft, r => r.CompletionRate = 100);
        database.Time.SetUtcNow(new DateTimeOffset(2023, 10, 31, 9, 0, 0, TimeSpan.FromHours(8)));

        var month = (await ReadAsync(database)).Tasks[1].Months[October];

        Assert.Equal(CellKind.Missing, month.Kind);
        Assert.Equal(4, month.Lead.LateByWorkingDays);
        Assert.Equal(Light.Red, month.Verdict.Light);
        Assert.Null(month.Lead.Content);
    }

    private static async Task<PlanYear> ReadAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await Reader(database, db, new StampedCache()).ReadAsync(null, TestContext.Current.CancellationToken))!;
    }

    private static async Task<(int Cold, int Warm)> CountAsync(TestDatabase database)
    {
        var cache = new StampedCache();
        await using var db = database.Open();
        database.Statements.Reset();
        await Reader(database, db, cache).ReadAsync(null, TestContext.Current.CancellationToken);
        var cold = database.Statements.Count;
        database.Statements.Reset();
        await Reader(database, db, cache).ReadAsync(null, TestContext.Current.CancellationToken);
        return (cold, database.Statements.Count);
    }

    // The stamp, calendar and settings cost one statement each; in a request the stamp comes with the actor.
    private static PlanYearReader Reader(TestDatabase database, RuralEduDbContext db, StampedCache cache)
    {
        var stamp = new DataStamp(db);
        return new PlanYearReader(
            db, cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock);
    }
}
