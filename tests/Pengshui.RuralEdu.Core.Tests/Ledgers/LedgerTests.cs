using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Ledgers;

public sealed class LedgerTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Reports_are_those_submitted_in_order_and_no_draft_is_among_them(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Confirmed, r =>
        {
            (r.Progress, r.CompletionRate, r.SelfLight, r.Problems) = ("校舍完工", 75.5m, Light.Green, "缺资金");
            r.RaisedNeeds.Add(TestWorld.NeedOf(r, "", "落实资金", world.Jyk));
            r.RaisedNeeds.Add(TestWorld.NeedOf(r, "示例镇", "落实资金"));
        });
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.AwaitingSectionReview, r => r.Progress = "已提交");
        await world.FillReportAsync(world.ReportOf(world.Supporting), ReportState.Draft, r => r.Progress = "草稿里的话");

        var lines = await LinesAsync(database, world, new LedgerOrder(LedgerKind.Reports, 2023, 10, LedgerFormat.Csv));

        Assert.Equal(2, lines.Count);
        Assert.StartsWith("2023,10,1,持续巩固控辍保学,教育科,牵头,待科室审核,2023-10-25 09:00,1,否,已提交", lines[0]);
        Assert.Equal("2023,10,2,优化学校布局,基建科,牵头,已确认,2023-10-25 09:00,1,否,校舍完工,缺资金,请教育科、示例镇协调：落实资金,,75.5,,绿灯,", lines[1]);
    }

    [Theory, Engines]
    public async Task A_returned_report_stands_as_it_was_submitted_and_not_as_it_is_being_mended(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var (json, hash) = (ReportRevisions.Write(new ReportSnapshot { Progress = "提交过的话", CompletionRate = 40 }), new string('a', 64));
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Returned, r =>
        {
            r.Progress = "正在改的话";
            r.Revisions.Add(new ReportRevision { Number = 1, SubmittedAt = database.Clock.UtcNow, SubmittedById = world.Users["jyk-staff"].Id, ContentJson = json, ContentHash = hash });
        });

        var line = Assert.Single(await LinesAsync(database, world, new LedgerOrder(LedgerKind.Reports, 2023, null, LedgerFormat.Csv)));

        Assert.Contains("已退回", line);
        Assert.Contains("提交过的话", line);
        Assert.DoesNotContain("正在改的话", line);
    }

    [Theory, Engines]
    public async Task Figures_come_with_their_target_and_definition_and_the_zero_clearing_form_by_stage(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r =>
        {
            r.IndicatorValues.Add(new IndicatorValue { IndicatorId = world.Task1.Indicators.Single(i => i.Code == "placement").Id, Value = 98.6m, Numerator = 986, Denominator = 1000 });
            r.ClearanceLines.Add(new ClearanceLine { Stage = SchoolStage.Primary, Expected = 100, Present = 98, SuspectedBefore = 1, SuspectedNew = 2, SuspectedReturned = 1, ConfirmedDropouts = 0 });
        });

        var figure = Assert.Single(await LinesAsync(database, world, new LedgerOrder(LedgerKind.Indicators, 2023, 10, LedgerFormat.Csv)));
        var stage = Assert.Single(await LinesAsync(database, world, new LedgerOrder(LedgerKind.Clearance, 2023, 10, LedgerFormat.Csv)));

        Assert.Equal("2023,10,1,持续巩固控辍保学,安置率,教育科,已确认,98.6,%,986,1000,100%,2023-12-31,全县,月末,台账,", figure);
        Assert.Equal("2023,10,小学,教育科,已确认,,100,98,,,,1,2,1,0,2,", stage);
    }

    [Theory, Engines]
    public async Task A_rate_that_misses_its_target_reads_so_whatever_was_stored(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r => r.IndicatorValues.Add(new IndicatorValue
        {
            IndicatorId = world.Task1.Indicators.Single(i => i.Code == "placement").Id, Value = 100, Numerator = 19999, Denominator = 20000,
        }));

        var figure = Assert.Single(await LinesAsync(database, world, new LedgerOrder(LedgerKind.Indicators, 2023, 10, LedgerFormat.Csv)));

        Assert.Contains(",99.99,%,19999,20000,100%,", figure);
    }

    [Theory, Engines]
    public async Task Inspections_and_rectifications_are_those_issued_in_the_month(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await using (var db = database.Open())
        {
            db.AddRange(Visit(world, 1, new DateOnly(2023, 10, 12)), Visit(world, 2, new DateOnly(2023, 9, 12)), Visit(world, null, new DateOnly(2023, 10, 13)));
            db.AddRange(Order(world, 1, new DateOnly(2023, 10, 31)), Order(world, 2, new DateOnly(2023, 11, 1)), Order(world, null, null));
            await db.SaveChangesAsync(Cancel);
        }

        var visit = Assert.Single(await LinesAsync(database, world, new LedgerOrder(LedgerKind.Inspections, 2023, 10, LedgerFormat.Csv)));
        var order = Assert.Single(await LinesAsync(database, world, new LedgerOrder(LedgerKind.Rectifications, 2023, 10, LedgerFormat.Csv)));

        Assert.StartsWith("督〔2023〕第1号,2023-10-12,示例镇,示例小学,实地走访,工作落实,1,持续巩固控辍保学,教育科,上报的,看到的,黄灯,发现的", visit);
        Assert.StartsWith("整改〔2023〕第1号,,1,持续巩固控辍保学,教育科,没有台账,2023-10-31 09:00,2023-11-30,待整改", order);
        Assert.Equal(2, (await LinesAsync(database, world, new LedgerOrder(LedgerKind.Inspections, null, null, LedgerFormat.Csv))).Count);
    }

    [Theory, Engines]
    public async Task Tasks_show_the_lights_of_the_dashboard(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Confirmed, r => (r.CompletionRate, r.SelfLight) = (75.5m, Light.Green));

        var lines = await LinesAsync(database, world, new LedgerOrder(LedgerKind.Tasks, 2023, 10, LedgerFormat.Csv));

        Assert.StartsWith("2023,10,测试分组,1,持续巩固控辍保学,教育科,基建科,待定,否,,,80,0,,待定,,,,否,", lines[0]);
        Assert.StartsWith("2023,10,测试分组,2,优化学校布局,基建科,,绿灯,否,75.5,,80,75.5,10,绿灯,绿灯,,,否,", lines[1]);
    }

    [Theory, Engines]
    public async Task What_was_confirmed_stands_in_the_ledgers_until_it_is_confirmed_anew(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        ReportContent Saying(string progress, int placed, int news) => bench.Complete(bench.LeadId) with
        {
            Progress = progress,
            Figures = [new FigureEntry { IndicatorId = bench.RateId, Numerator = placed, Denominator = 200 }],
            Clearance = [ReportBench.Stage(SchoolStage.Primary) with { SuspectedNew = news, Present = 91 - news }, ReportBench.Stage(SchoolStage.JuniorHigh)],
        };
        async Task<string[]> AllAsync()
        {
            var read = new List<string>();
            foreach (var kind in new[] { LedgerKind.Indicators, LedgerKind.Clearance, LedgerKind.Reports })
                read.AddRange(await LinesAsync(bench.Database, bench.World, new LedgerOrder(kind, 2023, 10, LedgerFormat.Csv)));
            return [.. read.Select(l => l.Replace('"', '\''))];
        }

        string[] Standing(string state, string rate, int placed, int news, int left, string submitted, string progress) =>
        [
            $"2023,10,1,持续巩固控辍保学,安置率,教育科,{state},{rate},%,{placed},200,100%,2023-12-31,全县,月末,台账,",
            $"2023,10,小学,教育科,{state},2023-10-18,100,{91 - news},5,2,1,3,{news},2,0,{left},",
            $"2023,10,初中,教育科,{state},2023-10-18,100,90,5,2,1,3,1,2,0,2,",
            $"2023,10,1,持续巩固控辍保学,教育科,牵头,{state},{submitted},否,{progress},无,,继续摸排，逐人落实。,70,,绿灯,",
        ];

        await bench.FileAsync(bench.LeadId, "jyk-head", Saying("第一次", 190, 1));
        Assert.Equal(Standing("待统筹确认", "95", 190, 1, 2, "2023-10-20 09:00,1", "第一次"), await AllAsync());
        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Reopen, "coordinator", "请核对")).Succeeded);
        Assert.Equal(Standing("已确认（现为“已退回”）", "95", 190, 1, 2, "2023-10-20 09:00,1", "第一次"), await AllAsync());

        Assert.True((await bench.SaveAsync(bench.LeadId, await bench.VersionAsync(bench.LeadId), Saying("正在改", 1, 2), "jyk-staff")).Succeeded);
        Assert.Equal(Standing("已确认（现为“已退回”）", "95", 190, 1, 2, "2023-10-20 09:00,1", "第一次"), await AllAsync());

        bench.Database.Time.Advance(TimeSpan.FromHours(1));
        await bench.FileAsync(bench.LeadId, "jyk-staff", Saying("第二次", 196, 2));
        Assert.Equal(Standing("已确认（现为“待科室审核”）", "95", 190, 1, 2, "2023-10-20 09:00,1", "第一次"), await AllAsync());
        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Withdraw, "jyk-staff")).Succeeded);
        Assert.Equal(Standing("已确认（现为“草稿”）", "95", 190, 1, 2, "2023-10-20 09:00,1", "第一次"), await AllAsync());

        await bench.FileAsync(bench.LeadId, "jyk-head", Saying("第二次", 196, 2));
        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.Equal(Standing("已确认", "98", 196, 2, 3, "2023-10-20 10:00,3", "第二次"), await AllAsync());
    }

    [Theory, Engines]
    public async Task Needs_are_all_of_a_year_as_they_stand_or_those_that_a_month_had_as_they_stood_at_its_end(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var (august, september) = (await world.AddMonthAsync(new Month(2023, 8)), await world.AddMonthAsync(new Month(2023, 9)));
        MonthlyReport Of(ReportingPeriod period, Core.Plans.Responsibility part) => period.Reports.Single(r => r.ResponsibilityId == part.Id);
        CoordinationNeed? slow = null, quick = null;
        await world.FillReportAsync(Of(august, world.Supporting), ReportState.Confirmed, r =>
        {
            r.RaisedNeeds.Add(slow = TestWorld.NeedOf(r, "县财政局", "加快评审"));
            r.RaisedNeeds.Add(quick = TestWorld.NeedOf(r, "县交通局", "保障运输"));
            var dropped = TestWorld.NeedOf(r, "县公安局", "不算了");
            dropped.DroppedAt = database.Clock.UtcNow;
            r.RaisedNeeds.Add(dropped);
        });
        await world.FillReportAsync(Of(september, world.Supporting), ReportState.Confirmed, r =>
        {
            r.NeedAnswers.Add(new NeedAnswer { CoordinationNeedId = slow!.Id, IsSolved = false, Said = false, SaidOn = new DateOnly(2023, 9, 20) });
            r.NeedAnswers.Add(new NeedAnswer { CoordinationNeedId = quick!.Id, IsSolved = true, Said = true, SaidOn = new DateOnly(2023, 9, 20) });
        });
        await world.FillReportAsync(Of(september, world.Alone), ReportState.Confirmed, r =>
        {
            var settled = TestWorld.NeedOf(r, "", "核对布局", world.Jyk);
            (settled.SettledAt, settled.SettledById, settled.SettledReason) =
                (BusinessClock.ToUtc(new DateOnly(2023, 10, 10), new TimeOnly(9, 0)), world.Users["coordinator"].Id, "已核对。");
            r.RaisedNeeds.Add(settled);
        });
        Task<IReadOnlyList<string>> Ask(int? month) => LinesAsync(database, world, new LedgerOrder(LedgerKind.Needs, 2023, month, LedgerFormat.Csv));

        const string Slow = "2023,1,持续巩固控辍保学,基建科,县财政局,加快评审,8,2023-08-22,";
        const string Quick = "2023,1,持续巩固控辍保学,基建科,县交通局,保障运输,8,2023-08-22,";
        const string Settled = "2023,2,优化学校布局,基建科,教育科,核对布局,9,2023-09-25,";
        const string Told = "已解决,29,8月,2023-09-20,基建科在9月月报中报告已解决";
        const string Closed = "已解决,15,9月,2023-10-10,统筹员标为已解决：已核对。";
        Assert.Equal([Slow + "未解决,59,9月,,", Quick + Told, Settled + Closed], await Ask(null));
        Assert.Equal([Slow + "未解决,9,8月,,", Quick + "未解决,9,8月,,"], await Ask(8));
        Assert.Equal([Slow + "未解决,39,9月,,", Quick + Told, Settled + "未解决,5,9月,,"], await Ask(9));
        Assert.Equal([Slow + "未解决,59,9月,,", Settled + Closed], await Ask(10));

        await using var db = database.Open();
        var refused = await Service(database, db).PrepareAsync(new LedgerOrder(LedgerKind.Needs, null, null, LedgerFormat.Csv), world.Actor("leader"), Cancel);
        Assert.Equal("协调事项台账按年度导出，请选择年度。", refused.Message);
        Assert.Equal("2023年7月的协调事项台账还没有内容。", (await Service(database, db).PrepareAsync(new LedgerOrder(LedgerKind.Needs, 2023, 7, LedgerFormat.Csv), world.Actor("leader"), Cancel)).Message);
    }

    [Theory, Engines]
    public async Task What_left_the_portal_is_on_record_and_only_business_roles_take_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Confirmed);
        var order = new LedgerOrder(LedgerKind.Reports, 2023, 10, LedgerFormat.Xlsx);

        await using var db = database.Open();
        foreach (var post in new[] { "sysadmin", "secadmin", "auditor" })
            Assert.Equal(Outcome.Forbidden, (await Service(database, db).PrepareAsync(order, world.Actor(post), Cancel)).Outcome);
        Assert.Equal(1, (await Service(database, db).PrepareAsync(order, world.Actor("jjk-staff"), Cancel)).Value.Rows);

        var entry = await db.AuditEntries.SingleAsync(e => e.Action == LedgerAudit.ExportLedger, Cancel);
        Assert.Equal(("jjk-staff", "月报台账（2023年10月）.xlsx", "1 行"), (entry.ActorName, entry.ObjectTitle, entry.Reason));
    }

    [Theory, Engines]
    public async Task What_cannot_be_taken_is_said_in_a_sentence(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        async Task<Result> Ask(LedgerKind kind, int? year, int? month) =>
            await Service(database, db).PrepareAsync(new LedgerOrder(kind, year, month, LedgerFormat.Csv), world.Actor("leader"), Cancel);

        Assert.Equal("2023年的月报台账还没有内容。", (await Ask(LedgerKind.Reports, 2023, null)).Message);
        Assert.Equal("重点任务台账按年度导出，请选择年度。", (await Ask(LedgerKind.Tasks, null, null)).Message);
        Assert.Equal("按月导出要先选年度。", (await Ask(LedgerKind.Reports, null, 3)).Message);
        Assert.Equal(Outcome.NotFound, (await Ask(LedgerKind.Reports, 1999, null)).Outcome);
        Assert.Equal(Outcome.NotFound, (await Ask((LedgerKind)99, 2023, null)).Outcome);
    }

    private static LedgerService Service(TestDatabase database, RuralEduDbContext db)
    {
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        return new LedgerService(db, db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock));
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(TestDatabase database, TestWorld world, LedgerOrder order)
    {
        await using var db = database.Open();
        var service = Service(database, db);
        var export = (await service.PrepareAsync(order, world.Actor("leader"), Cancel)).Value;
        using var stream = new MemoryStream();
        Assert.Equal(export.Rows, await service.WriteAsync(export, stream, null, Cancel));
        return System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private static Inspection Visit(TestWorld world, int? number, DateOnly day)
    {
        var visit = new Inspection
        {
            WorkPlanId = world.Plan.Id, DraftKey = Guid.NewGuid(), State = number is null ? InspectionState.Draft : InspectionState.Issued, Year = 2023, Number = number,
            VisitedOn = day, Town = "示例镇", Place = "示例小学", Dimensions = InspectionDimensions.Work, Findings = "发现的", AuthorId = world.Users["supervisor"].Id,
            CreatedAt = world.Database.Clock.UtcNow, EditedAt = world.Database.Clock.UtcNow, IssuedAt = number is null ? null : world.Database.Clock.UtcNow,
        };
        visit.Items.Add(new InspectionItem { PlanTaskId = world.Task1.Id, SectionId = world.Jyk.Id, Reported = "上报的", Seen = "看到的", Light = Light.Yellow });
        return visit;
    }

    private static Rectification Order(TestWorld world, int? number, DateOnly? day) => new()
    {
        Year = 2023, Number = number, PlanTaskId = world.Task1.Id, SectionId = world.Jyk.Id, Problem = "没有台账", DueOn = new DateOnly(2023, 11, 30),
        State = number is null ? RectificationState.Draft : RectificationState.Open, RaisedById = world.Users["supervisor"].Id,
        IssuedAt = day is { } issued ? BusinessClock.ToUtc(issued, new TimeOnly(9, 0)) : null,
    };
}
