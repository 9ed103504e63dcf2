using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

/// <summary>Past months stay as they were, what others found stands beside, and the coordinator's judgement is shown as such.</summary>
public sealed class LightHistoryTests
{
    private static readonly Month October = new(2023, 10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_closed_month_keeps_its_light_whatever_the_settings_become(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ConfirmAsync(world, 75);
        await CloseAsync(database, world);

        await using (var db = database.Open())
        {
            db.Add(new Setting { Key = LightSettings.GapForYellow.Key, Value = 1 });
            await db.SaveChangesAsync(Token);
        }

        var month = await MonthAsync(database);
        Assert.Equal(Light.Green, month.Light);
        Assert.Null(month.Correction);
        Assert.Contains(month.Verdict.Reasons, r => r.Data == "75%，低 5 个百分点");
    }

    [Theory, Engines]
    public async Task A_month_that_is_opened_again_and_corrected_says_what_it_was_closed_with(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ConfirmAsync(world, 75);
        await CloseAsync(database, world);
        await ReopenAsync(database, world);
        await ConfirmAsync(world, 60);

        var open = await MonthAsync(database);
        Assert.Equal((Light.Yellow, Light.Green), (open.Light, open.Correction!.Was));

        await CloseAsync(database, world);
        var closed = await MonthAsync(database);
        Assert.Equal((Light.Yellow, Light.Green), (closed.Light, closed.Correction!.Was));
        Assert.Equal("已更正，10月20日关闭时为绿灯", closed.Correction.Sentence);
        await using var db = database.Open();
        Assert.Equal(
            [(1, Light.Green), (2, Light.Yellow)],
            (await db.LightSnapshots.Where(s => s.PlanTaskId == world.Task1.Id).OrderBy(s => s.Ordinal).ToListAsync(Token)).Select(s => (s.Ordinal, s.Computed)));
        Assert.Equal(1, await db.LightSnapshots.CountAsync(s => s.PlanTaskId == world.Task2.Id, Token));
    }

    [Theory, Engines]
    public async Task A_closing_that_is_refused_keeps_no_lights(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        Assert.Equal(Outcome.Conflict, (await PeriodsAsync(database, s => s.CloseAsync(world.October.Id, 9, world.Actor("coordinator"), Token))).Outcome);
        Assert.Equal(Outcome.Forbidden, (await PeriodsAsync(database, s => s.CloseAsync(world.October.Id, 1, world.Actor("leader"), Token))).Outcome);

        await using var db = database.Open();
        Assert.False(await db.LightSnapshots.AnyAsync(Token));
        Assert.Contains(await db.AuditEntries.ToListAsync(Token), e => e is { Action: ReportAudit.ClosePeriod, Result: AuditResult.Refused });
    }

    [Theory, Engines]
    public async Task An_overdue_rectification_reddens_the_month_in_which_it_was_overdue_and_no_earlier_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(new Month(2023, 9));
        foreach (var report in september.Reports)
            await world.FillReportAsync(report, ReportState.Confirmed, r => r.CompletionRate = 80);
        await RectifyAsync(database, world, issued: new DateOnly(2023, 9, 10), due: new DateOnly(2023, 10, 10));

        var task = (await YearAsync(database)).Tasks[0];
        Assert.Equal(Light.Green, task.Months[new Month(2023, 9)].Light);
        Assert.Equal(Light.Red, task.Months[October].Light);
        Assert.True(task.Months[October].IsLit);
        Assert.Equal([LightRule.Rectification], task.Months[October].Verdict.Against.Select(r => r.Rule));
    }

    [Theory, Engines]
    public async Task A_rectification_that_waits_for_verification_is_not_the_sections_delay(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await RectifyAsync(database, world, new DateOnly(2023, 9, 10), new DateOnly(2023, 10, 10), (new DateOnly(2023, 10, 12), RectificationState.AwaitingVerification));

        Assert.Equal(Light.Grey, (await MonthAsync(database)).Light);
    }

    [Theory, Engines]
    public async Task The_supervisors_view_is_that_of_the_last_issued_visit_up_to_the_months_end(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(new Month(2023, 9));
        await InspectAsync(database, world, 1, new DateOnly(2023, 9, 12), Light.Yellow);
        await InspectAsync(database, world, 2, new DateOnly(2023, 9, 30), Light.Green);
        await InspectAsync(database, world, 3, new DateOnly(2023, 10, 8), Light.Red);
        await InspectAsync(database, world, null, new DateOnly(2023, 10, 18), Light.Green);

        var task = (await YearAsync(database)).Tasks[0];
        Assert.Equal(Light.Green, task.Months[september.Month].Supervisor!.Light);
        Assert.Equal((Light.Red, new DateOnly(2023, 10, 8)), (task.Months[October].Supervisor!.Light, task.Months[October].Supervisor!.VisitedOn));
        Assert.Equal(Light.Grey, task.Months[October].Light);
        Assert.Null((await YearAsync(database)).Tasks[1].Months[October].Supervisor);
    }

    [Theory, Engines]
    public async Task An_override_holds_until_its_last_day_and_stands_beside_the_computed_light(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ConfirmAsync(world, 60);
        var set = await OverrideAsync(database, world, Light.Green, new DateOnly(2023, 10, 24));
        Assert.True(set.Succeeded, set.Message);

        var judged = await MonthAsync(database);
        Assert.Equal((Light.Green, Light.Yellow), (judged.Light, judged.Verdict.Light));
        Assert.Equal("因汛期停工，县里同意顺延", judged.Override!.Reason);

        database.Time.SetUtcNow(new DateTimeOffset(2023, 10, 24, 23, 59, 0, TimeSpan.FromHours(8)));
        Assert.Equal(Light.Green, (await MonthAsync(database)).Light);
        database.Time.SetUtcNow(new DateTimeOffset(2023, 10, 25, 0, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal(Light.Yellow, (await MonthAsync(database)).Light);
    }

    [Theory, Engines]
    public async Task A_month_closed_under_an_override_keeps_it_past_its_end_until_it_is_taken_back(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ConfirmAsync(world, 60);
        var id = (await OverrideAsync(database, world, Light.Green, new DateOnly(2023, 10, 24))).Value;
        await CloseAsync(database, world);
        database.Time.SetUtcNow(new DateTimeOffset(2023, 11, 20, 9, 0, 0, TimeSpan.FromHours(8)));

        Assert.Equal(Light.Green, (await MonthAsync(database)).Light);

        var taken = await OverridesAsync(database, s => s.WithdrawAsync(new WithdrawOverride(2023, 1, id, 1, "原因已消除"), world.Actor("coordinator"), Token));
        Assert.True(taken.Succeeded, taken.Message);
        Assert.Equal(Light.Yellow, (await MonthAsync(database)).Light);
    }

    [Theory, Engines]
    public async Task Two_overrides_in_a_row_conflict_unless_the_second_has_seen_the_first_and_the_same_one_twice_is_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ConfirmAsync(world, 60);
        var end = new DateOnly(2023, 11, 24);
        var first = await OverrideAsync(database, world, Light.Green, end);

        Assert.Equal(first.Value, (await OverrideAsync(database, world, Light.Green, end)).Value);
        var blind = await OverrideAsync(database, world, Light.Red, end);
        Assert.Equal((Outcome.Conflict, "这个月刚被改判为绿灯，请看过最新情况再办理。"), (blind.Outcome, blind.Message));
        Assert.True((await OverrideAsync(database, world, Light.Red, end, first.Value)).Succeeded);

        var task = (await YearAsync(database)).Tasks[0];
        Assert.Equal(Light.Red, task.Months[October].Light);
        Assert.Equal([true, false], task.Overrides.Select(o => o.IsWithdrawn));
        await using var db = database.Open();
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == LightAudit.OverrideLight, Token));
    }

    [Theory]
    [InlineData(null, "因汛期停工", "2023-10-24", "请选择改判为绿灯、黄灯还是红灯。", "Light")]
    [InlineData(Light.Grey, "因汛期停工", "2023-10-24", "请选择改判为绿灯、黄灯还是红灯。", "Light")]
    [InlineData(Light.Yellow, "因汛期停工", "2023-10-24", "系统判定就是黄灯，不用改判。", "Light")]
    [InlineData(Light.Green, "  ", "2023-10-24", "请写明改判的理由。", "Reason")]
    [InlineData(Light.Green, "身份证 500243201001011234", "2023-10-24", IdentityNumbers.Refusal, "Reason")]
    [InlineData(Light.Green, "因汛期停工", null, "请填写改判的到期日。", "EndsOn")]
    [InlineData(Light.Green, "因汛期停工", "2023-10-19", "到期日不能早于今天，请核对。", "EndsOn")]
    [InlineData(Light.Green, "因汛期停工", "2024-10-21", "到期日最迟到一年以后，请核对。", "EndsOn")]
    public async Task An_override_is_refused_with_a_sentence(Light? light, string reason, string? end, string sentence, string field)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var world = await TestWorld.CreateAsync(database);
        await ConfirmAsync(world, 60);

        var result = await OverrideAsync(database, world, light, end is null ? null : DateOnly.Parse(end), reason: reason);

        Assert.Equal(Outcome.Refused, result.Outcome);
        Assert.Equal((sentence, field), (Assert.Single(result.Errors).Message, result.Errors[0].Field));
    }

    [Fact]
    public async Task Only_the_coordinator_overrides_and_the_attempt_is_kept()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var world = await TestWorld.CreateAsync(database);
        await ConfirmAsync(world, 60);
        foreach (var who in world.Users.Keys.Where(u => u != "coordinator"))
            Assert.Equal(Outcome.Forbidden, (await OverrideAsync(database, world, Light.Green, new DateOnly(2023, 10, 24), who: who)).Outcome);

        await using var db = database.Open();
        Assert.Equal(world.Users.Count - 1, await db.AuditEntries.CountAsync(e => e.Action == LightAudit.OverrideLight && e.Result == AuditResult.Refused, Token));
        Assert.False(await db.LightOverrides.AnyAsync(Token));
    }

    private static async Task ConfirmAsync(TestWorld world, decimal completion)
    {
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r => r.CompletionRate = completion);
        await world.FillReportAsync(world.ReportOf(world.Supporting), ReportState.Confirmed);
    }

    private static async Task CloseAsync(TestDatabase database, TestWorld world)
    {
        await using var db = database.Open();
        var version = await db.ReportingPeriods.Where(p => p.Id == world.October.Id).Select(p => p.Version).SingleAsync(Token);
        var result = await PeriodsAsync(database, s => s.CloseAsync(world.October.Id, version, world.Actor("coordinator"), Token));
        Assert.True(result.Succeeded, result.Message);
    }

    private static async Task ReopenAsync(TestDatabase database, TestWorld world)
    {
        await using var db = database.Open();
        var version = await db.ReportingPeriods.Where(p => p.Id == world.October.Id).Select(p => p.Version).SingleAsync(Token);
        Assert.True((await PeriodsAsync(database, s => s.ReopenAsync(world.October.Id, version, "补报", world.Actor("coordinator"), Token))).Succeeded);
    }

    private static async Task RectifyAsync(
        TestDatabase database, TestWorld world, DateOnly issued, DateOnly due, params (DateOnly On, RectificationState To)[] steps)
    {
        await using var db = database.Open();
        var by = world.Users["supervisor"].Id;
        var at = BusinessClock.ToUtc(issued, new TimeOnly(9, 0));
        var rectification = new Rectification
        {
            Year = 2023, Number = 1, PlanTaskId = world.Task1.Id, SectionId = world.Jyk.Id, Problem = "台账不全", DueOn = due,
            State = steps.Length > 0 ? steps[^1].To : RectificationState.Open, RaisedById = by, IssuedAt = at,
        };
        rectification.Steps.Add(new RectificationStep
        {
            Action = RectificationAction.Issue, From = RectificationState.Draft, To = RectificationState.Open, DueOn = due, At = at, ById = by,
        });
        foreach (var (on, to) in steps)
        {
            rectification.Steps.Add(new RectificationStep
            {
                Action = RectificationAction.Submit, From = RectificationState.Open, To = to, DueOn = due,
                At = BusinessClock.ToUtc(on, new TimeOnly(9, 0)), ById = by,
            });
        }

        db.Add(rectification);
        await db.SaveChangesAsync(Token);
    }

    private static async Task InspectAsync(TestDatabase database, TestWorld world, int? number, DateOnly visited, Light light)
    {
        await using var db = database.Open();
        var inspection = new Inspection
        {
            WorkPlanId = world.Plan.Id, DraftKey = Guid.NewGuid(), State = number is null ? InspectionState.Draft : InspectionState.Issued,
            Year = 2023, Number = number, VisitedOn = visited, AuthorId = world.Users["supervisor"].Id,
            CreatedAt = database.Clock.UtcNow, EditedAt = database.Clock.UtcNow, IssuedAt = number is null ? null : database.Clock.UtcNow,
        };
        inspection.Items.Add(new InspectionItem { PlanTaskId = world.Task1.Id, SectionId = world.Jyk.Id, Light = light });
        db.Add(inspection);
        await db.SaveChangesAsync(Token);
    }

    private static Task<Result<int>> OverrideAsync(
        TestDatabase database, TestWorld world, Light? light, DateOnly? end, int? replaces = null, string reason = "因汛期停工，县里同意顺延", string who = "coordinator") =>
        OverridesAsync(database, s => s.SetAsync(new OverrideLight(2023, 1, October, light, reason, end, replaces), world.Actor(who), Token));

    private static async Task<T> OverridesAsync<T>(TestDatabase database, Func<LightOverrideService, Task<T>> act)
    {
        await using var db = database.Open();
        return await act(new LightOverrideService(db, Years(database, db), database.Clock));
    }

    private static async Task<Result> PeriodsAsync(TestDatabase database, Func<PeriodService, Task<Result>> act)
    {
        await using var db = database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        return await act(db.Service<PeriodService>(new SettingReader(db, cache, stamp), new CalendarReader(db, cache, stamp), Years(database, db), database.Clock));
    }

    private static async Task<TaskMonth> MonthAsync(TestDatabase database) => (await YearAsync(database)).Tasks[0].Months[October];

    private static async Task<PlanYear> YearAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await Years(database, db).ReadAsync(null, Token))!;
    }

    private static PlanYearReader Years(TestDatabase database, RuralEduDbContext db)
    {
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        return db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock);
    }
}
