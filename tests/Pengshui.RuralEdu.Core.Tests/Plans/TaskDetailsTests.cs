using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Tests.Plans.Import;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>What a task and its measures say beside words and sections: dates, who leads a measure, 责任领导, remarks.</summary>
public sealed class TaskDetailsTests
{
    private const string Table = """
        测试县教育委员会2024年重点任务分解表
        序号	重点任务	具体举措	责任科室	完成时限	责任领导	备注
        1	改善办学条件	新建校舍2栋	基建科	6月底前	分管副主任	县级实事
        2	控辍保学	每月核查；每季度末通报	教育科、基建科	每月25日		
        测试县教育委员会
        2024年3月15日
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task An_imported_plan_keeps_them_and_sets_no_day_that_the_notice_does_not_name(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ImportAsync(world, Table);

        await using var db = database.Open();
        var tasks = await db.PlanTasks.Include(t => t.Measures).Include(t => t.Indicators).Where(t => t.WorkPlan.Year == 2024).OrderBy(t => t.Number).ToListAsync(Cancel);
        Assert.Equal(("分管副主任", "县级实事", "6月底前", new DateOnly(2024, 6, 30), null), (tasks[0].Leader, tasks[0].Remark, tasks[0].DueWords, tasks[0].DueOn, tasks[0].Measures.Single().DueWords));
        Assert.Equal(("每月25日", null, new Recurrence(RecurrencePeriod.Month, 25)), (tasks[1].DueWords, tasks[1].DueOn, tasks[1].Recurrence));
        Assert.Equal(
            [("每月核查", null), ("每季度末通报", new Recurrence(RecurrencePeriod.Quarter, null))], tasks[1].Measures.OrderBy(m => m.Number).Select(m => (m.Text, m.Recurrence)));
        Assert.All(tasks.SelectMany(t => t.Indicators), i => Assert.True(i.EvaluatedOn is null || i.EvaluatedOn == tasks[0].DueOn, $"{i.Name} {i.EvaluatedOn}"));
    }

    [Fact]
    public async Task A_tasks_date_that_is_changed_holds_for_its_measures_which_have_no_copy_of_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await ImportAsync(world, Table);
        await using (var db = database.Open())
        {
            var task = await db.PlanTasks.AsNoTracking().Include(t => t.Measures).Include(t => t.Responsibilities).SingleAsync(t => t.WorkPlan.Year == 2024 && t.Number == 1, Cancel);
            var section = task.Responsibilities.Single().SectionId;
            var result = await db.Service<PlanTaskService>(database.Clock).ChangeAsync(
                new ChangeTask(2024, 1, task.Version, task.Title, task.FullText, task.Measures.Single().Text, [section], section, false, null)
                {
                    Details = new TaskDetails("10月底前", null, null, [new MeasureDetails(task.Measures.Single().Id, task.Measures.Single().DueWords, null, null)]),
                },
                world.Actor("coordinator"),
                Cancel);
            Assert.True(result.Succeeded, result.Message);
        }

        await using var read = database.Open();
        var changed = await read.PlanTasks.Include(t => t.Measures).Include(t => t.WorkPlan).SingleAsync(t => t.WorkPlan.Year == 2024 && t.Number == 1, Cancel);
        Assert.Equal([new DateOnly(2024, 10, 31)], Schedule.Of(changed, changed.WorkPlan).LastDays);
    }

    [Theory, Engines]
    public async Task A_measure_with_a_section_of_its_own_is_led_by_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var proposal = Proposal() with
        {
            Tasks =
            [
                Proposal().Tasks[0] with
                {
                    Parts = [new("教育科", ResponsibilityKind.Lead), new("基建科", ResponsibilityKind.Supporting), new("旁观科", ResponsibilityKind.Supporting)],
                    Measures = ["甲", "乙", "丙"],
                    Details = [new("乙", [new("基建科", ResponsibilityKind.Lead), new("旁观科", ResponsibilityKind.Supporting)], "先行"), new("丙", [new("教育科", ResponsibilityKind.Lead)], null)],
                },
            ],
        };
        await ImportAsync(world, proposal);

        await using var db = database.Open();
        var measures = await db.Measures.Include(m => m.Lead!.Section).Include(m => m.Responsibilities).ThenInclude(r => r.Section)
            .Where(m => db.PlanTasks.Any(t => t.Id == m.PlanTaskId && t.WorkPlan.Year == 2024)).OrderBy(m => m.Number).ToListAsync(Cancel);
        Assert.Equal(
            [("甲", null, null, "基建科 教育科 旁观科"), ("乙", "基建科", "先行", "基建科 教育科 旁观科"), ("丙", (string?)null, (string?)null, "教育科")],
            measures.Select(m => (m.Text, m.Lead?.Section.Name, m.Remark, string.Join(' ', m.Responsibilities.Select(r => r.Section.Name).Order(StringComparer.Ordinal)))));
    }

    [Theory, Engines]
    public async Task In_force_they_change_by_an_amendment_and_open_months_follow_while_closed_ones_keep_what_was_asked(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(new Month(2023, 9));
        await using (var db = database.Open())
        {
            await db.ReportingPeriods.Where(p => p.Id == september.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.ClosedAt, database.Clock.UtcNow), Cancel);
        }

        Assert.Equal((70m, 80m), await AskedAsync(database, world));
        var measures = world.Task1.Measures.OrderBy(m => m.Number).ToList();
        var details = new TaskDetails("10月底前", "分管副主任", "", [new MeasureDetails(measures[2].Id, "12月20日前", world.Jjk.Id, "与年度项目同步")]);

        Assert.Equal("Reason", (await ChangeAsync(world, details, null)).Errors.Single().Field);
        Assert.True((await ChangeAsync(world, details, "时限调整")) is { Succeeded: true });

        // Two of three measures are to be done by October: (100 + 100 + 80) / 3.
        Assert.Equal((70m, 93.3m), await AskedAsync(database, world));
        await using var read = database.Open();
        var amendment = await read.PlanAmendments.SingleAsync(Cancel);
        Assert.Equal(
            (AmendmentKind.Details, "", "本项任务：完成时限：10月底前；责任领导：分管副主任\n3. 改善校舍：时限：12月20日前；牵头：基建科；备注：与年度项目同步"),
            (amendment.Kind, amendment.Before, amendment.After));
        Assert.True((await ChangeAsync(world, details, "再存一次")) is { Succeeded: true });
        Assert.Equal(1, await read.PlanAmendments.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_new_month_and_the_year_ahead_ask_by_the_dates()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        Assert.True((await ChangeAsync(world, new TaskDetails("11月底前", null, null, []), "时限调整")) is { Succeeded: true });

        PlanYear year;
        await using (var reading = database.Open())
        {
            var (cache, stamp) = (new StampedCache(), new DataStamp(reading));
            year = (await reading.Service<PlanYearReader>(cache, stamp, new CalendarReader(reading, cache, stamp), new SettingReader(reading, cache, stamp), database.Clock).ReadAsync(2023, Cancel))!;
        }
        Assert.Equal(88.9m, year.Tasks[0].RequiredIn(new Month(2023, 10)));
        Assert.Equal(100, year.Tasks[0].RequiredIn(new Month(2023, 11)));
        Assert.Equal(90, year.Tasks[1].RequiredIn(new Month(2023, 11)));
        await world.AddMonthAsync(new Month(2023, 11));
        await using var db = database.Open();
        Assert.Equal([90m, 100m], await db.MonthlyReports.Where(r => r.ReportingPeriod.Month == new Month(2023, 11)).Select(r => r.RequiredPercent).Distinct().OrderBy(p => p).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_measures_lead_that_ends_or_becomes_the_tasks_leaves_it_to_the_tasks(bool ends)
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        var third = world.Task1.Measures.Single(m => m.Number == 3).Id;
        Assert.True((await ChangeAsync(world, new TaskDetails(null, null, null, [new MeasureDetails(third, null, world.Jjk.Id, null)]), "分工调整")) is { Succeeded: true });
        await using (var db = database.Open())
            Assert.Equal(world.Supporting.Id, (await db.Measures.SingleAsync(m => m.Id == third, Cancel)).LeadId);

        var result = ends
            ? await database.EndPartAsync(new EndPart(world.Task1.Id, 2, world.Supporting.Id, new DateOnly(2023, 10, 26), "不再配合"), world.Actor("coordinator"))
            : await database.ChangeLeadAsync(new ChangeLead(world.Task1.Id, 2, world.Supporting.Id, new DateOnly(2023, 10, 20), "分工调整"), world.Actor("coordinator"));

        Assert.True(result.Succeeded, result.Message);
        await using var read = database.Open();
        Assert.Null((await read.Measures.SingleAsync(m => m.Id == third, Cancel)).LeadId);
    }

    [Fact]
    public async Task What_is_too_long_or_holds_an_identity_number_is_said_at_its_field()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        var measure = world.Task1.Measures.First().Id;
        var refused = await ChangeAsync(
            world, new TaskDetails(new string('月', 61), new string('长', 101), "500243201001011234", [new MeasureDetails(measure, null, null, new string('备', 501))]), "理由");
        Assert.Equal(["Due", "Leader", "MeasureDetails[0].Remark", "Remark"], refused.Errors.Select(e => e.Field!).Order(StringComparer.Ordinal));
    }

    private static async Task<Result> ChangeAsync(TestWorld world, TaskDetails details, string? reason)
    {
        await using var db = world.Database.Open();
        var task = await db.PlanTasks.AsNoTracking().Include(t => t.Measures).SingleAsync(t => t.Id == world.Task1.Id, Cancel);
        return await db.Service<PlanTaskService>(world.Database.Clock).ChangeAsync(
            new ChangeTask(2023, task.Number, task.Version, null, task.FullText, string.Join('\n', task.Measures.OrderBy(m => m.Number).Select(m => m.Text)), [], null, false, reason) { Details = details },
            world.Actor("coordinator"),
            Cancel);
    }

    /// <summary>What the first task is asked for in September and October.</summary>
    private static async Task<(decimal September, decimal October)> AskedAsync(TestDatabase database, TestWorld world)
    {
        await using var db = database.Open();
        var asked = await db.MonthlyReports.Where(r => r.ResponsibilityId == world.Lead.Id).OrderBy(r => r.ReportingPeriod.Month).Select(r => r.RequiredPercent).ToListAsync(Cancel);
        return (asked[0], asked[1]);
    }

    private static PlanProposal Proposal() => PlanProposal.Of(NoticeParser.Parse(NoticeReader.Paste(Table).Value).Value);

    private static Task<ImportOutcome> ImportAsync(TestWorld world, string text) => PlanImportTests.ImportAsync(world, text, i => i with { AllNewSections = true });

    private static Task<ImportOutcome> ImportAsync(TestWorld world, PlanProposal proposal) => PlanImportTests.ImportAsync(world, Table, i => i with { Proposal = proposal, AllNewSections = true });
}
