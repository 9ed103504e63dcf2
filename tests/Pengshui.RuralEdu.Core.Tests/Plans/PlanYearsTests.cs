using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Tests.Plans.Import;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>A plan's way through the years, and the amendments of one in force.</summary>
public sealed class PlanYearsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_state_action_and_role_is_allowed_only_by_a_row_of_the_table()
    {
        (PlanState, PlanAction, PlanState)[] allowed = [(PlanState.Draft, PlanAction.Activate, PlanState.InForce), (PlanState.InForce, PlanAction.Archive, PlanState.Archived)];
        foreach (var state in Enum.GetValues<PlanState>())
        {
            foreach (var action in Enum.GetValues<PlanAction>())
            {
                foreach (var role in Roles.All)
                {
                    var actor = new Actor { UserName = "x", DisplayName = "x", Roles = new HashSet<Role> { role } };
                    var expected = role == Role.Coordinator ? allowed.Where(a => a.Item1 == state && a.Item2 == action).Select(a => (PlanState?)a.Item3).SingleOrDefault() : null;
                    Assert.Equal(expected, PlanWorkflow.Find(state, action, actor)?.To);
                    Assert.Equal(expected is not null, PlanWorkflow.ActionsOf(state, actor).Contains(action));
                }
            }
        }
    }

    [Theory, Engines]
    public async Task A_draft_is_activated_once_nothing_is_open_and_its_first_month_opens_with_a_report_for_each_responsibility(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await PlanImportTests.ImportAsync(world, PlanImportTests.Notice.Replace("（责任科室：基建科）", "", StringComparison.Ordinal)
            .Replace("2.优化学校布局", "2.崭新的任务内容", StringComparison.Ordinal));

        var refused = await TakeAsync(world, 2024, PlanAction.Activate);
        Assert.Equal(Outcome.Refused, refused.Outcome);
        Assert.Equal(["任务 1 的指标“适龄残疾儿童入学率”口径卡没有填好，请填写或移除这个指标。", "任务 2 未指定责任科室，请填写。"], refused.Errors.Select(e => e.Message));

        await using (var db = database.Open())
        {
            var figure = await db.Indicators.SingleAsync(i => i.NoticeSentence != null, Cancel);
            Done(await db.Service<IndicatorService>(database.Clock).SaveAsync(Card(2024, 1, 1, figure), world.Actor("coordinator"), Cancel));
            Done(await db.Service<PlanTaskService>(database.Clock).ChangeAsync(
                new ChangeTask(2024, 2, 1, "崭新的任务内容", "调研布局。", "调研布局", [world.Jjk.Id], world.Jjk.Id, true, null), world.Actor("coordinator"), Cancel));
        }

        Done(await TakeAsync(world, 2024, PlanAction.Activate));
        await using (var db = database.Open())
        {
            var plan = await db.WorkPlans.SingleAsync(p => p.Year == 2024, Cancel);
            Assert.Equal(PlanState.InForce, plan.State);
            var opened = await Periods(db, database)
                .OpenAsync(plan.Id, new Month(2024, 3), world.Actor("coordinator"), Cancel);
            Assert.Equal(4, await db.MonthlyReports.CountAsync(r => r.ReportingPeriodId == opened.Value && r.State == ReportState.NotStarted, Cancel));
            Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == PlanAudit.ActivatePlan && e.Result == AuditResult.Succeeded, Cancel));
        }

        Assert.Contains("执行中，不能启用", (await TakeAsync(world, 2024, PlanAction.Activate)).Message, StringComparison.Ordinal);
        await using var after = database.Open();
        Assert.Equal(1, await after.AuditEntries.CountAsync(e => e.Action == PlanAudit.ActivatePlan && e.Result == AuditResult.Refused, Cancel));
    }

    [Theory, Engines]
    public async Task A_plan_is_archived_once_its_months_are_closed_and_is_only_read_from_then_on(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        Assert.Contains("还有 1 个月报期没有关闭", (await TakeAsync(world, 2023, PlanAction.Archive)).Message, StringComparison.Ordinal);
        await using (var db = database.Open())
        {
            (await db.ReportingPeriods.SingleAsync(Cancel)).ClosedAt = database.Clock.UtcNow;
            await db.SaveChangesAsync(Cancel);
        }

        Done(await TakeAsync(world, 2023, PlanAction.Archive));

        await using var closed = database.Open();
        var change = await closed.Service<PlanTaskService>(database.Clock).ChangeAsync(Change(world, text: "新的话"), world.Actor("coordinator"), Cancel);
        Assert.Contains("已归档", change.Message, StringComparison.Ordinal);
        var period = await closed.ReportingPeriods.AsNoTracking().SingleAsync(Cancel);
        var reopened = await Periods(closed, database)
            .ReopenAsync(period.Id, period.Version, "补报", world.Actor("coordinator"), Cancel);
        Assert.Contains("已归档", reopened.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_that_wait_keep_a_plan_from_being_archived()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.AwaitingConfirmation);

        Assert.Contains("还有 1 份月报等待审核或确认", (await TakeAsync(world, 2023, PlanAction.Archive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_coordinator_takes_a_step_and_only_on_what_was_shown()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        Assert.Equal(Outcome.Forbidden, (await db.Service<PlanService>().TakeAsync(2023, 1, PlanAction.Archive, world.Actor("leader"), Cancel)).Outcome);
        Assert.Equal(Outcome.Conflict, (await db.Service<PlanService>().TakeAsync(2023, 7, PlanAction.Archive, world.Actor("coordinator"), Cancel)).Outcome);
        Assert.Equal(Outcome.NotFound, (await db.Service<PlanService>().TakeAsync(1999, 1, PlanAction.Archive, world.Actor("coordinator"), Cancel)).Outcome);
    }

    [Theory, Engines]
    public async Task In_force_words_and_measures_change_by_amendments_with_a_reason_alone(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        var service = db.Service<PlanTaskService>(database.Clock);

        Assert.Equal("Reason", (await service.ChangeAsync(Change(world, reason: " "), world.Actor("coordinator"), Cancel)).Errors.Single().Field);
        Done(await service.ChangeAsync(
            Change(world, text: "通知的原话。", measures: "改善校舍\n定期摸排\n专项行动，按月通报\n新的一条") with { Title = "想改题目", Parts = [world.Decoy.Id], LeadSectionId = world.Decoy.Id }, world.Actor("coordinator"), Cancel));

        await using var read = database.Open();
        var task = await read.PlanTasks.Include(t => t.Measures).ThenInclude(m => m.Responsibilities).Include(t => t.Responsibilities).SingleAsync(t => t.Id == world.Task1.Id, Cancel);
        Assert.Equal(("持续巩固控辍保学", "通知的原话。", 2), (task.Title, task.FullText, task.Responsibilities.Count));
        Assert.Equal(["改善校舍", "定期摸排", "专项行动，按月通报", "新的一条"], task.Measures.OrderBy(m => m.Number).Select(m => m.Text));
        Assert.Equal(world.Task1.Measures.Single(m => m.Text == "改善校舍").Id, task.Measures.Single(m => m.Number == 1).Id);
        Assert.Equal(world.Task1.Measures.Single(m => m.Text == "专项行动").Id, task.Measures.Single(m => m.Number == 3).Id);
        Assert.Equal(2, task.Measures.Single(m => m.Number == 4).Responsibilities.Count);
        var amendments = await read.PlanAmendments.OrderBy(a => a.Id).ToListAsync(Cancel);
        Assert.Equal([AmendmentKind.Text, AmendmentKind.Measures], amendments.Select(a => a.Kind));
        Assert.All(amendments, a => Assert.Equal(("按上级通知修订", "统筹员"), (a.Reason, a.ByName)));
        Assert.StartsWith("1. 定期摸排", amendments[1].Before, StringComparison.Ordinal);
        Assert.Equal(2, await read.AuditEntries.CountAsync(e => e.Action == PlanAudit.AmendPlan, Cancel));
    }

    [Fact]
    public async Task A_measure_that_a_report_dealt_with_is_reworded_but_not_taken_out()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using (var db = database.Open())
        {
            db.Add(new MeasureProgress { MonthlyReportId = world.ReportOf(world.Lead).Id, MeasureId = world.Task1.Measures.Single(m => m.Number == 2).Id, State = MeasureState.Done });
            await db.SaveChangesAsync(Cancel);
        }

        await using var open = database.Open();
        var service = open.Service<PlanTaskService>(database.Clock);
        Assert.Contains("第 2 条举措已有月报填写", (await service.ChangeAsync(Change(world, measures: "定期摸排\n改善校舍"), world.Actor("coordinator"), Cancel)).Message, StringComparison.Ordinal);
        Done(await service.ChangeAsync(Change(world, measures: "定期摸排\n专项行动改写\n改善校舍"), world.Actor("coordinator"), Cancel));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        Done(await db.Service<PlanTaskService>(database.Clock).ChangeAsync(Change(world), world.Actor("coordinator"), Cancel));
        Assert.Empty(await db.PlanAmendments.ToListAsync(Cancel));
        Assert.Equal(1, (await db.PlanTasks.AsNoTracking().SingleAsync(t => t.Id == world.Task1.Id, Cancel)).Version);
    }

    [Theory, Engines]
    public async Task In_force_a_figure_changes_by_an_amendment_and_goes_only_without_values(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var rate = world.Task1.Indicators.Single(i => i.Code == "placement");
        await using (var db = database.Open())
        {
            var service = db.Service<IndicatorService>(database.Clock);
            Assert.Equal("Reason", (await service.SaveAsync(Card(2023, 1, 1, rate) with { Reason = null }, world.Actor("coordinator"), Cancel)).Errors.Single().Field);
            Done(await service.SaveAsync(Card(2023, 1, 1, rate), world.Actor("coordinator"), Cancel));
        }

        await using (var db = database.Open())
        {
            var amendment = await db.PlanAmendments.SingleAsync(Cancel);
            Assert.Equal(AmendmentKind.Indicators, amendment.Kind);
            Assert.Contains("统计范围：全县", amendment.Before, StringComparison.Ordinal);
            Assert.Contains("统计范围：在册适龄残疾儿童", amendment.After, StringComparison.Ordinal);
            db.Add(new IndicatorValue { MonthlyReportId = world.ReportOf(world.Lead).Id, IndicatorId = rate.Id, Value = 98 });
            await db.SaveChangesAsync(Cancel);
            Assert.Contains("已有月报填报数据", (await db.Service<IndicatorService>(database.Clock).RemoveAsync(2023, 1, rate.Id, 2, "不再统计", world.Actor("coordinator"), Cancel)).Message, StringComparison.Ordinal);
        }

        await using var after = database.Open();
        var plain = world.Task2.Indicators.Single();
        Done(await after.Service<IndicatorService>(database.Clock).RemoveAsync(2023, 2, plain.Id, 1, "不再统计", world.Actor("coordinator"), Cancel));
        Assert.False(await after.Indicators.AnyAsync(i => i.Id == plain.Id, Cancel));
        Assert.Null((await after.PlanAmendments.SingleAsync(a => a.PlanTaskId == world.Task2.Id, Cancel)).After);
    }

    [Fact]
    public async Task A_card_is_filled_in_whole()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        var empty = new SaveIndicator { Year = 2023, Number = 1, Version = 1, Shape = IndicatorShape.Rate, Frequency = IndicatorFrequency.Monthly, TargetValue = 3, OwnerSectionId = world.Decoy.Id, Reason = "新增" };

        var refused = await db.Service<IndicatorService>(database.Clock).SaveAsync(empty, world.Actor("coordinator"), Cancel);

        Assert.Equal(["Name", "Population", "AsOf", "Source", "NumeratorLabel", "DenominatorLabel", "OwnerSectionId", "TargetValue"], refused.Errors.Select(e => e.Field));
    }

    [Fact]
    public async Task At_the_turn_of_the_year_the_old_plan_counts_until_the_new_ones_first_month_is_open()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await PlanImportTests.ImportAsync(world, PlanImportTests.Notice);
        await using (var db = database.Open())
        {
            (await db.WorkPlans.SingleAsync(p => p.Year == 2024, Cancel)).State = PlanState.InForce;
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(2023, await YearAsync(database));
        await using (var db = database.Open())
        {
            var plan = await db.WorkPlans.SingleAsync(p => p.Year == 2024, Cancel);
            db.Add(new ReportingPeriod { WorkPlanId = plan.Id, Month = new Month(2024, 3), LeadDueOn = new DateOnly(2024, 3, 25), SupportingDueOn = new DateOnly(2024, 3, 20), OpenedAt = database.Clock.UtcNow });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(2024, await YearAsync(database));
    }

    private static async Task<int?> YearAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await Years(db, database).ReadAsync(null, Cancel))?.Year;
    }

    private static PlanYearReader Years(RuralEduDbContext db, TestDatabase database)
    {
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        return db.Service<PlanYearReader>(cache, stamp, database.Clock);
    }

    private static PeriodService Periods(RuralEduDbContext db, TestDatabase database)
    {
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        return db.Service<PeriodService>(new SettingReader(db, cache, stamp), new CalendarReader(db, cache, stamp), Years(db, database), database.Clock);
    }

    private static ChangeTask Change(TestWorld world, string? text = null, string measures = "定期摸排\n专项行动\n改善校舍", string? reason = "按上级通知修订") =>
        new(2023, world.Task1.Number, 1, null, text, measures, [], null, false, reason);

    private static SaveIndicator Card(int year, int number, int version, Indicator figure) => new()
    {
        Year = year, Number = number, Version = version, Id = figure.Id, Name = figure.Name, Shape = figure.Shape, Unit = figure.Unit, OwnerSectionId = figure.OwnerSectionId,
        Frequency = figure.Frequency, Direction = figure.Direction, Population = "在册适龄残疾儿童", AsOf = "月末", Source = "残疾儿童台账", NumeratorLabel = "已入学", DenominatorLabel = "应入学",
        TargetOperator = figure.TargetOperator, TargetValue = figure.TargetValue, EvaluatedOn = figure.EvaluatedOn, Reason = "补充口径",
    };

    private static async Task<Result> TakeAsync(TestWorld world, int year, PlanAction action)
    {
        await using var db = world.Database.Open();
        var version = await db.WorkPlans.Where(p => p.Year == year).Select(p => p.Version).SingleAsync(Cancel);
        return await db.Service<PlanService>().TakeAsync(year, version, action, world.Actor("coordinator"), Cancel);
    }

    private static void Done(Result result) => Assert.True(result.Succeeded, result.Message);
}
