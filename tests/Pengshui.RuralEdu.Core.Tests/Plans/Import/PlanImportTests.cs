using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Notices.Tests;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans.Import;

public sealed class PlanImportTests
{
    internal const string Notice = """
        测试县教育委员会
        关于印发2024年乡村教育振兴工作方案的通知
        各科室：
        现将方案印发给你们。
        测试县教育委员会
        2024年3月15日
        2024年乡村教育振兴工作方案
        一、重点任务
        （一）兜牢底线
        1.持续巩固控辍保学。定期摸排学生去向；适龄残疾儿童入学率达到97%以上。（责任科室：教育科、基建科）
        2.优化学校布局。调研布局。（责任科室：基建科）
        （二）提升能力
        3.建设书香校园。开展阅读活动。（责任科室：教育科）
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_notice_becomes_a_draft_with_its_words_sections_measures_and_proposed_figures(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        var outcome = await ImportAsync(world, Notice);

        Assert.Equal((ImportEffect.Created, 2024, 3), (outcome.Effect, outcome.Year, outcome.Tasks));
        var plan = await PlanAsync(database, 2024);
        Assert.Equal((PlanState.Draft, "2024年乡村教育振兴工作方案", new DateOnly(2024, 3, 15), outcome.PlanId), (plan.State, plan.Title, plan.IssuedOn, plan.Id));
        Assert.Equal(["兜牢底线", "提升能力"], plan.Groups.OrderBy(g => g.Number).Select(g => g.Title));
        var first = plan.Tasks.Single(t => t.Number == 1);
        Assert.Equal("定期摸排学生去向；适龄残疾儿童入学率达到97%以上。", first.FullText);
        Assert.Equal(["定期摸排学生去向", "适龄残疾儿童入学率达到97%以上"], first.Measures.OrderBy(m => m.Number).Select(m => m.Text));
        Assert.Equal([("教育科", ResponsibilityKind.Lead), ("基建科", ResponsibilityKind.Supporting)], first.Responsibilities.OrderBy(r => r.Order).Select(r => (r.Section.Name, r.Kind)));
        Assert.All(first.Measures, m => Assert.Equal(2, m.Responsibilities.Count));
        var figure = first.Indicators.Single(i => i.Name == "适龄残疾儿童入学率");
        Assert.Equal((TargetOperator.AtLeast, 97m, "%", IndicatorShape.Rate, ""), (figure.TargetOperator, figure.TargetValue, figure.Unit, figure.Shape, figure.Population));
        Assert.Equal("适龄残疾儿童入学率达到97%以上", figure.NoticeSentence);
        await using var db = database.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == PlanAudit.ImportPlan && e.ObjectId == $"{plan.Id}", Cancel));
    }

    [Theory, Engines]
    public async Task Dates_stay_with_the_measures_as_written_and_with_the_day_where_they_mean_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var notice = Notice.Replace("定期摸排学生去向；", "每季度末摸排学生去向；", StringComparison.Ordinal)
            .Replace("（责任科室：教育科、基建科）", "（责任科室：教育科、基建科；责任人：张某；完成时限：2024年9月底前）", StringComparison.Ordinal);

        await ImportAsync(world, notice);

        var plan = await PlanAsync(database, 2024);
        Assert.Equal(
            [("每季度末摸排学生去向", "每季度末", null), ("适龄残疾儿童入学率达到97%以上", "2024年9月底前", new DateOnly(2024, 9, 30)), ("调研布局", null, null), ("开展阅读活动", null, (DateOnly?)null)],
            plan.Tasks.OrderBy(t => t.Number).SelectMany(t => t.Measures.OrderBy(m => m.Number).Select(m => Dated(t, m))));
        Assert.Equal(("2024年9月底前", new DateOnly(2024, 9, 30)), (plan.Tasks.Single(t => t.Number == 1).DueWords, plan.Tasks.Single(t => t.Number == 1).DueOn));
        Assert.Equal(["教育科", "基建科"], plan.Tasks.Single(t => t.Number == 1).Responsibilities.OrderBy(r => r.Order).Select(r => r.Section.Name));
    }

    [Theory, Engines]
    public async Task A_date_follows_the_words_of_a_reworded_measure_and_one_given_elsewhere_stays(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ImportAsync(world, Notice.Replace("调研布局。（责任科室：基建科）", "6月底前调研布局。新建校舍。（责任科室：基建科；完成时限：年底前）", StringComparison.Ordinal));
        var task = (await PlanAsync(database, 2024)).Tasks.Single(t => t.Number == 2);

        await using (var db = database.Open())
        {
            var change = new ChangeTask(2024, 2, task.Version, task.Title, task.FullText, "9月底前调研布局\n扩建校舍\n每月25日前报送", [world.Jjk.Id], world.Jjk.Id, false, null);
            Assert.True((await db.Service<PlanTaskService>(database.Clock).ChangeAsync(change, world.Actor("coordinator"), Cancel)).Succeeded);
        }

        Assert.Equal(
            [("9月底前", new DateOnly(2024, 9, 30)), ("年底前", new DateOnly(2024, 12, 31)), ("每月25日前", (DateOnly?)null)],
            (await PlanAsync(database, 2024)).Tasks.Where(t => t.Number == 2).SelectMany(t => t.Measures.OrderBy(m => m.Number).Select(m => Dated(t, m))).Select(d => (d.Due!, d.On)));
    }

    // A measure without a date of its own has its task's.
    private static (string Text, string? Due, DateOnly? On) Dated(PlanTask task, Measure measure) =>
        measure.DueWords is null ? (measure.Text, task.DueWords, task.DueOn) : (measure.Text, measure.DueWords, measure.DueOn);

    [Theory, Engines]
    public async Task Figures_with_their_cards_come_along_from_last_years_task_but_not_its_target(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        await ImportAsync(world, Notice);

        var figures = (await PlanAsync(database, 2024)).Tasks.Single(t => t.Number == 1).Indicators.OrderBy(i => i.Order).ToList();
        Assert.Equal(["清零月报", "安置率"], figures.Take(2).Select(i => i.Name));
        Assert.Equal(("全县", "台账", "已安置"), (figures[1].Population, figures[1].Source, figures[1].NumeratorLabel));
        Assert.NotEqual(100, figures[1].TargetValue);
        Assert.Equal("jjk", (await PlanAsync(database, 2024)).Tasks.Single(t => t.Number == 2).Indicators.Single().OwnerSection.Code);
        Assert.Equal(100, (await PlanAsync(database, 2023)).Tasks.Single(t => t.Number == 1).Indicators.Single(i => i.Code == "placement").TargetValue);
    }

    [Fact]
    public async Task Figures_stay_behind_where_the_coordinator_says_so()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);

        await ImportAsync(world, Notice, p => p with { CarryFrom = new HashSet<int> { 1 } });

        Assert.Empty((await PlanAsync(database, 2024)).Tasks.Single(t => t.Number == 2).Indicators);
    }

    [Fact]
    public async Task Where_the_notice_names_nobody_last_years_sections_go_on()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        var notice = Notice.Replace("。（责任科室：基建科）", "。", StringComparison.Ordinal);

        var proposal = await Service(db, database).ProposeAsync(NoticeExamples.Parsed(NoticeReader.Paste(notice).Value), Cancel);

        var task = proposal.Find(2)!;
        Assert.Equal(("基建科", ResponsibilityKind.Lead), (task.Parts.Single().Name, task.Parts.Single().Kind));
        Assert.Contains(task.Warnings, w => w.Message.Contains("沿用了 2023 年任务 2 的责任科室", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lead_of_last_year_leads_on_where_the_notice_marks_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        var notice = Notice.Replace("教育科、基建科", "基建科、教育科", StringComparison.Ordinal);

        var proposal = await Service(db, database).ProposeAsync(NoticeExamples.Parsed(NoticeReader.Paste(notice).Value), Cancel);

        Assert.Equal("教育科", proposal.Find(1)!.Parts.Single(p => p.Kind == ResponsibilityKind.Lead).Name);
        Assert.Contains(proposal.Find(1)!.Warnings, w => w.Message.Contains("沿用 2023 年由教育科牵头", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task Importing_again_brings_the_draft_up_to_the_notice_without_doubling_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await ImportAsync(world, Notice);
        await using (var db = database.Open())
        {
            var figure = await db.Indicators.SingleAsync(i => i.NoticeSentence != null, Cancel);
            figure.Population = "填好的口径";
            await db.SaveChangesAsync(Cancel);
        }

        var again = Notice.Replace("3.建设书香校园。开展阅读活动。（责任科室：教育科）", "3.建设书香校园。开展阅读活动；评选书香班级。（责任科室：旁观科）", StringComparison.Ordinal);
        var outcome = await ImportAsync(world, again);

        Assert.Equal((ImportEffect.Updated, 3), (outcome.Effect, outcome.Tasks));
        var plan = await PlanAsync(database, 2024);
        Assert.Equal([1, 2, 3], plan.Tasks.Select(t => t.Number).Order());
        Assert.Equal("旁观科", plan.Tasks.Single(t => t.Number == 3).Responsibilities.Single().Section.Name);
        Assert.Equal(2, plan.Tasks.Single(t => t.Number == 3).Measures.Count);
        Assert.Equal("填好的口径", plan.Tasks.Single(t => t.Number == 1).Indicators.Single(i => i.NoticeSentence is not null).Population);
        Assert.Equal(3, plan.Tasks.Single(t => t.Number == 1).Indicators.Count);
    }

    [Theory, Engines]
    public async Task A_plan_in_force_gets_the_notices_words_as_amendments_and_nothing_else(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var notice = Notice.Replace("2024", "2023", StringComparison.Ordinal);

        var outcome = await ImportAsync(world, notice);

        Assert.Equal((ImportEffect.Amended, 2, world.Plan.Id), (outcome.Effect, outcome.Tasks, outcome.PlanId));
        Assert.Contains(outcome.Notes, n => n.Contains("建设书香校园", StringComparison.Ordinal));
        var plan = await PlanAsync(database, 2023);
        Assert.Equal(2, plan.Tasks.Count);
        Assert.Equal("持续巩固控辍保学", plan.Tasks.Single(t => t.Number == 1).Title);
        Assert.Equal(3, plan.Tasks.Single(t => t.Number == 1).Measures.Count);
        Assert.StartsWith("定期摸排学生去向", plan.Tasks.Single(t => t.Number == 1).FullText, StringComparison.Ordinal);
        await using var db = database.Open();
        var amendment = await db.PlanAmendments.SingleAsync(a => a.PlanTaskId == world.Task1.Id, Cancel);
        Assert.Equal((AmendmentKind.Text, null, "统筹员", PlanImport.UsualReason), (amendment.Kind, amendment.Before, amendment.ByName, amendment.Reason));

        Assert.Equal(0, (await ImportAsync(world, notice)).Tasks);
        Assert.Equal(2, await db.PlanAmendments.CountAsync(Cancel));
    }

    [Fact]
    public async Task An_archived_plan_is_not_touched()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);

        var refused = await TryAsync(world, Notice.Replace("2024", "2022", StringComparison.Ordinal));

        Assert.Equal(Outcome.Refused, refused.Outcome);
        Assert.Contains("已归档", refused.Message, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_name_that_is_no_section_is_asked_for_then_matched_or_made_new(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var notice = Notice.Replace("（责任科室：基建科）", "（责任科室：基本建设科）", StringComparison.Ordinal).Replace("动。（责任科室：教育科）", "动。（责任科室：体卫艺科）", StringComparison.Ordinal);

        var asked = await TryAsync(world, notice);
        Assert.Equal(2, asked.Errors.Count);
        Assert.All(asked.Errors, e => Assert.Equal(ProposalChecks.NamesField, e.Field));
        await using (var db = database.Open())
            Assert.False(await db.WorkPlans.AnyAsync(p => p.Year == 2024, Cancel));

        var outcome = await ImportAsync(world, notice, p => p with
        {
            Proposal = p.Proposal with { Choices = [new NameChoice("基本建设科", world.Jjk.Id), new NameChoice("体卫艺科", null)] },
        });

        Assert.Equal(["体卫艺科"], outcome.NewSections);
        var plan = await PlanAsync(database, 2024);
        Assert.Equal("基建科", plan.Tasks.Single(t => t.Number == 2).Responsibilities.Single().Section.Name);
        Assert.Equal("体卫艺科", plan.Tasks.Single(t => t.Number == 3).Responsibilities.Single().Section.Name);
        await using var after = database.Open();
        Assert.True(await after.Sections.AnyAsync(s => s.Id == world.Jjk.Id && s.Aliases.Any(a => a.Name == "基本建设科"), Cancel));
    }

    [Fact]
    public async Task New_sections_are_made_without_asking_only_where_the_command_says_so()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        var notice = Notice.Replace("动。（责任科室：教育科）", "动。（责任科室：体卫艺科）", StringComparison.Ordinal);

        Assert.Equal(["体卫艺科"], (await ImportAsync(world, notice, p => p with { AllNewSections = true })).NewSections);
    }

    [Fact]
    public async Task What_is_too_long_is_named_and_never_cut()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        var notice = Notice.Replace("调研布局", new string('长', 4200), StringComparison.Ordinal);

        var refused = await TryAsync(world, notice);

        Assert.Contains(refused.Errors, e => e.Message.Contains("任务 2 的原文有 4201 个字，最多 4000 个字", StringComparison.Ordinal) && e.Field == "task-2");
        Assert.Contains(refused.Errors, e => e.Message.Contains("第 1 条举措有 4200 个字，最多 500 个字", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_without_a_section_waits_in_the_draft_and_its_figure_is_said_to_be_left_out()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        var notice = Notice.Replace("开展阅读活动。（责任科室：教育科）", "图书达标率达到95%以上。", StringComparison.Ordinal);

        var outcome = await ImportAsync(world, notice);

        var task = (await PlanAsync(database, 2024)).Tasks.Single(t => t.Number == 3);
        Assert.Empty(task.Responsibilities);
        Assert.Empty(task.Indicators);
        Assert.Contains(outcome.Notes, n => n.Contains("任务 3 未指定责任科室", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_coordinator_or_the_command_line_imports()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        var command = new ImportPlan(PlanProposal.Of(NoticeExamples.Parsed(NoticeReader.Paste(Notice).Value)));

        Assert.Equal(Outcome.Forbidden, (await Service(db, database).ApplyAsync(command, world.Actor("leader"), Cancel)).Outcome);
        Assert.True((await Service(db, database).ApplyAsync(command, Actor.System(), Cancel)).Succeeded);
    }

    /// <summary>Skipped where the notice is not at hand.</summary>
    [Fact]
    public async Task The_notice_of_2023_fills_the_words_of_all_18_tasks_of_the_shipped_plan()
    {
        var real = NoticeExamples.Real();
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        await new ReferenceSeed(db).EnsureAsync(Cancel);
        await new PlanLoader(db).EnsureAsync(Cancel);
        var service = Service(db, database);
        var notice = NoticeExamples.Parsed(NoticeReader.Paste(real).Value);

        var result = await service.ApplyAsync(new ImportPlan(await service.ProposeAsync(notice, Cancel)), Actor.System(), Cancel);

        Assert.True(result.Succeeded, result.Message);
        Assert.Equal((ImportEffect.Amended, 18), (result.Value.Effect, result.Value.Tasks));
        Assert.Empty(result.Value.Notes);
        var plan = await PlanAsync(database, 2023);
        Assert.All(plan.Tasks, t => Assert.False(string.IsNullOrEmpty(t.FullText)));
        Assert.Equal(48, plan.Tasks.Sum(t => t.Measures.Count));
        Assert.Equal(24, plan.Tasks.Sum(t => t.Responsibilities.Count));
    }

    internal static PlanImport Service(RuralEduDbContext db, TestDatabase database) => new(db, database.Clock);

    internal static async Task<Result<ImportOutcome>> TryAsync(TestWorld world, string notice, Func<ImportPlan, ImportPlan>? change = null)
    {
        await using var db = world.Database.Open();
        var service = Service(db, world.Database);
        var command = new ImportPlan(await service.ProposeAsync(NoticeExamples.Parsed(NoticeReader.Paste(notice).Value), Cancel));
        return await service.ApplyAsync(change is null ? command : change(command), world.Actor("coordinator"), Cancel);
    }

    internal static async Task<ImportOutcome> ImportAsync(TestWorld world, string notice, Func<ImportPlan, ImportPlan>? change = null)
    {
        var result = await TryAsync(world, notice, change);
        Assert.True(result.Succeeded, result.Message);
        return result.Value;
    }

    internal static async Task<WorkPlan> PlanAsync(TestDatabase database, int year)
    {
        await using var db = database.Open();
        return await db.WorkPlans.AsNoTracking().Include(p => p.Groups)
            .Include(p => p.Tasks).ThenInclude(t => t.Measures).ThenInclude(m => m.Responsibilities)
            .Include(p => p.Tasks).ThenInclude(t => t.Responsibilities).ThenInclude(r => r.Section)
            .Include(p => p.Tasks).ThenInclude(t => t.Indicators).ThenInclude(i => i.OwnerSection)
            .SingleAsync(p => p.Year == year, Cancel);
    }
}
