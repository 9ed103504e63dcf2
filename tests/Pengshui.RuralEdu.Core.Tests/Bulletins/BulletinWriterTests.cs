using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

public sealed class BulletinWriterTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task Without_a_confirmed_report_it_says_so_and_claims_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.AwaitingConfirmation, r => r.Progress = "没有确认的话");

        var content = await WriteAsync(database);

        Assert.Contains("本月应报月报3份，还没有确认。", content[BulletinPart.Overview]);
        Assert.DoesNotContain("完成率平均", content[BulletinPart.Overview]);
        Assert.Contains("1．持续巩固控辍保学（教育科牵头，基建科配合）。牵头科室本月月报还没有确认。", content[BulletinPart.Tasks]);
        Assert.DoesNotContain("没有确认的话", content.ToJson());
        Assert.Equal("本月没有已确认的指标数据。", content[BulletinPart.Indicators]);
        Assert.Equal("本月还没有已确认的月报。", content[BulletinPart.Problems]);
    }

    [Theory, Engines]
    public async Task A_confirmed_report_speaks_for_its_task_and_the_others_do_not(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r => Fill(world, r));

        var content = await WriteAsync(database);

        Assert.Contains("本月应报月报3份，已确认1份；其余2份还没有确认，不列入本通报。", content[BulletinPart.Overview]);
        Assert.Contains("科室提出需要协调的事项2项。", content[BulletinPart.Overview]);
        Assert.DoesNotContain("完成率平均", content[BulletinPart.Overview]); // before the due day
        Assert.Contains(
            "1．持续巩固控辍保学（教育科牵头，基建科配合）。红灯，完成率40%。判为红灯的原因：完成率40%，低40个百分点。劝返3人，均已到校。下月打算：继续摸排。",
            content[BulletinPart.Tasks]);
        Assert.Contains("2．优化学校布局（基建科牵头）。牵头科室本月月报还没有确认。", content[BulletinPart.Tasks]);
        Assert.Equal("1．任务1“持续巩固控辍保学”（教育科）。缺少送教教师。请基建科、示例镇协调：增派送教教师（10月25日提出）。", content[BulletinPart.Problems]);
        Assert.Contains("有目标值的1项，尚未达到目标。", content[BulletinPart.Indicators]);
        Assert.Contains("| 任务1 | 安置率 | 100% | — | 98.6% |", content[BulletinPart.Indicators]);
        Assert.Contains("红灯任务要对照原因逐项落实，转为绿灯的条件是：任务1“持续巩固控辍保学”（教育科牵头），完成率不低于70.1%。", content[BulletinPart.NextSteps]);
        Assert.Contains("11月月报，配合科室11月22日前提交，牵头科室11月27日前提交。", content[BulletinPart.NextSteps]);
    }

    [Theory, Engines]
    public async Task With_all_confirmed_it_compares_with_the_month_before_and_counts_zero_reports(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(new Month(2023, 9));
        foreach (var report in september.Reports)
            await world.FillReportAsync(report, ReportState.Confirmed, r => r.CompletionRate = 20);
        foreach (var part in new[] { world.Lead, world.Supporting })
            await world.FillReportAsync(world.ReportOf(part), ReportState.Confirmed, r => (r.CompletionRate, r.Progress) = (80, "按计划推进"));
        await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Confirmed, r => (r.CompletionRate, r.IsZeroReport, r.ZeroReason) = (80, true, "施工图还在审查"));

        var content = await WriteAsync(database);

        Assert.Contains("本月应报月报3份，已全部确认，其中零报告1份。", content[BulletinPart.Overview]);
        Assert.Contains("2项任务均为绿灯。与上月相比，2项好转。", content[BulletinPart.Overview]);
        Assert.Contains("截至9月，2项任务最近一次确认的完成率平均为20%，比进度要求低50个百分点。", content[BulletinPart.Overview]);
        Assert.Contains("绿灯，完成率80%。本月没有新的进展，原因是：施工图还在审查。", content[BulletinPart.Tasks]);
        Assert.Contains("绿灯，完成率80%。按计划推进。基建科：按计划推进。", content[BulletinPart.Tasks]);
        Assert.Equal("科室本月没有提出需要协调的事项。", content[BulletinPart.Problems]);
        Assert.DoesNotContain("转为绿灯", content[BulletinPart.NextSteps]);
    }

    [Theory, Engines]
    public async Task Lights_that_the_coordinator_judged_anew_are_counted_as_the_dashboard_counts_them(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        foreach (var part in new[] { world.Lead, world.Alone })
            await world.FillReportAsync(world.ReportOf(part), ReportState.Confirmed, r => r.CompletionRate = 80);
        Assert.DoesNotContain("改判", (await WriteAsync(database))[BulletinPart.Overview], StringComparison.Ordinal);

        await using (var db = database.Open())
        {
            // Of task 2 the first one was replaced.
            db.AddRange(Judged(world.Task1, 1, Light.Green), Judged(world.Task2, 1, Light.Red, withdrawn: true), Judged(world.Task2, 2, Light.Yellow));
            await db.SaveChangesAsync(Cancel);
        }

        await using var read = database.Open();
        var source = (await new BulletinBench(database, read).Reader.ReadAsync(null, October, Cancel))!;
        var overridden = DashboardBuilder.Build(source.Plan, source.Period, SectionScope.All).Overridden;
        Assert.Equal(new LightCounts(1, 1, 0, 0), overridden);
        Assert.Contains($"绿灯1项、黄灯1项，其中由统筹员改判{overridden.Total}项。", BulletinWriter.Write(source)[BulletinPart.Overview], StringComparison.Ordinal);

        LightOverride Judged(PlanTask task, int ordinal, Light light, bool withdrawn = false) => new()
        {
            PlanTaskId = task.Id, Month = October, Ordinal = ordinal, Light = light, Reason = "现场核实", EndsOn = new DateOnly(2023, 10, 31),
            ById = world.Users["coordinator"].Id, At = database.Clock.UtcNow, WithdrawnAt = withdrawn ? database.Clock.UtcNow : null,
        };
    }

    [Theory, Engines]
    public async Task A_report_that_was_reopened_speaks_as_it_was_last_confirmed(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Returned, r =>
        {
            (r.CompletionRate, r.Progress, r.RevisionNumber) = (99, "正在改的话", 2);
            r.RaisedNeeds.Add(TestWorld.NeedOf(r, "示例镇", "增派送教教师"));
            foreach (var (number, said) in new[] { (1, "确认过的话"), (2, "再次提交的话") })
            {
                r.Revisions.Add(ReportRevisions.Make(
                    new ReportSnapshot { Progress = said, CompletionRate = 75, NextSteps = $"打算{number}", Problems = $"问题{number}", CoordinationWith = ["示例镇"] },
                    number, database.Clock.UtcNow, world.Users["jyk-staff"].Id));
            }

            r.Decisions.Add(Decision(ReportAction.Confirm, 1));
            r.Decisions.Add(Decision(ReportAction.Reopen, 1));
            r.Decisions.Add(Decision(ReportAction.Return, 2));
            ReportDecision Decision(ReportAction action, int revision) =>
                new() { Action = action, RevisionNumber = revision, At = database.Clock.UtcNow, ById = world.Users["coordinator"].Id, Reason = "理由" };
        });

        var content = await WriteAsync(database);

        Assert.Contains("已确认1份，1份确认后又重新打开，按最近一次确认的内容列入；", content[BulletinPart.Overview]);
        Assert.Contains("绿灯，完成率75%。确认过的话。下月打算：打算1。", content[BulletinPart.Tasks]);
        Assert.Contains("问题1。请示例镇协调：增派送教教师", content[BulletinPart.Problems]);
        Assert.DoesNotContain("再次提交的话", content.ToJson());
        Assert.DoesNotContain("正在改的话", content.ToJson());

        // What is in it is not said to be missing.
        await using var db = database.Open();
        var bench = new BulletinBench(database, db);
        var draft = (await bench.Service.DraftAsync(October, world.Actor("coordinator"), Cancel)).Value;
        Assert.Equal(2, (await bench.Queries.FindAsync(draft, world.Actor("coordinator"), Cancel))!.Unconfirmed);
    }

    [Theory, Engines]
    public async Task Lateness_is_the_sections_own_matter_and_stands_in_no_bulletin(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r => (r.CompletionRate, r.LateByWorkingDays, r.Progress) = (80, 2, "按计划推进"));

        var content = await WriteAsync(database);

        Assert.Contains("黄灯，完成率80%。按计划推进。", content[BulletinPart.Tasks]);
        Assert.DoesNotContain("迟", content.ToJson());
        Assert.DoesNotContain("按时", content.ToJson());
    }

    [Theory, Engines]
    public async Task Typed_text_stands_in_one_line_with_its_full_stop(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r => (r.CompletionRate, r.Progress) = (80, "（一）第一件事；\r\n| 第二件事 5 项，"));

        var line = (await WriteAsync(database))[BulletinPart.Tasks].Split('\n')[1];

        Assert.EndsWith("（一）第一件事；| 第二件事5项。", line);
    }

    private static async Task<BulletinContent> WriteAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return BulletinWriter.Write((await new BulletinBench(database, db).Reader.ReadAsync(null, October, Cancel))!);
    }

    private static void Fill(TestWorld world, MonthlyReport report)
    {
        (report.CompletionRate, report.Progress, report.Problems, report.NextSteps) = (40, "劝返 3 人，\n均已到校", "缺少送教教师", "继续摸排");
        report.NeedsCoordination = true;
        report.SelfLight = Light.Yellow;
        report.RaisedNeeds.Add(TestWorld.NeedOf(report, "", "增派送教教师", world.Jjk));
        report.RaisedNeeds.Add(TestWorld.NeedOf(report, "示例镇", "增派送教教师"));
        report.IndicatorValues.Add(new IndicatorValue { IndicatorId = world.Task1.Indicators.Single(i => i.Code == "placement").Id, Value = 98.6m, Numerator = 986, Denominator = 1000 });
    }
}
