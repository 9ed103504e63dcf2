using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Handover;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Core.Workbench;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Handover;

/// <summary>基建科 supports task 1 and leads task 2; October is open and today is 2023-10-20.</summary>
public sealed class SectionHandoverTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly Month September = new(2023, 9);
    private static readonly Month October = new(2023, 10);
    private static readonly DateOnly Day = new(2023, 10, 20);

    [Theory, Engines]
    public async Task A_section_without_a_part_takes_over_parts_reports_figures_and_what_is_open(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var (rectification, instruction) = await OpenMattersAsync(bench);
        Assert.True((await bench.SaveAsync(bench.AloneId, 1, bench.Complete(bench.AloneId), "jjk-staff")).Succeeded);

        var result = await HandAsync(bench, bench.World.Decoy.Id);

        Assert.True(result.Succeeded, result.Message);
        await using var db = bench.Database.Open();
        var section = await db.Sections.SingleAsync(s => s.Code == "jjk", Cancel);
        Assert.Equal((false, new DateOnly(2023, 10, 19), bench.World.Decoy.Id), (section.IsActive, section.EndedOn, section.SuccessorId));
        Assert.Equal(0, await db.Responsibilities.CountAsync(r => r.SectionId == section.Id, Cancel));
        Assert.All(await db.MonthlyReports.Where(r => r.ResponsibilityId != bench.World.Lead.Id).ToListAsync(Cancel), r => Assert.Equal((bench.World.Decoy.Id, "旁观科"), (r.SectionId, r.SectionName)));
        Assert.Equal(bench.World.Decoy.Id, (await db.Indicators.SingleAsync(i => i.Id == bench.SchoolsId, Cancel)).OwnerSectionId);
        Assert.Equal(bench.World.Decoy.Id, (await db.Rectifications.SingleAsync(r => r.Id == rectification, Cancel)).SectionId);
        Assert.Equal(bench.World.Decoy.Id, (await db.InstructionRecipients.SingleAsync(r => r.InstructionId == instruction, Cancel)).SectionId);
        Assert.Equal(["由基建科移交旁观科：机构改革"], await db.RectificationSteps.Where(s => s.Action == RectificationAction.HandOver).Select(s => s.Reason!).ToListAsync(Cancel));
        Assert.Equal([1, 2], (await db.PlanAmendments.Include(a => a.PlanTask).ToListAsync(Cancel)).Select(a => a.PlanTask!.Number).Order());
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == HandoverAudit.HandOverSection, Cancel));

        // The draft is the other section's to go on with, with what the figure was.
        var form = await bench.FormAsync(bench.AloneId, "decoy-staff");
        Assert.Equal("完成第二轮摸排。", form.Value.Content.Progress);
        Assert.Equal(12, form.Value.Content.Figures.Single().Value);
        Assert.True((await bench.SubmitAsync(bench.AloneId, await bench.VersionAsync(bench.AloneId), bench.Complete(bench.AloneId), "decoy-staff")).Succeeded);
    }

    [Theory, Engines]
    public async Task Where_the_other_section_has_a_part_its_own_remains_and_leads(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.World.AddMonthAsync(September);

        // 教育科 leads task 1 and is merged into 基建科, which supports it. Nobody has begun the lead's report of October.
        var result = await bench.Database.HandOverAsync(
            new HandOverSection(bench.World.Jyk.Id, 1, bench.World.Jjk.Id, Day, "合署办公"), bench.Actor("coordinator"));

        Assert.True(result.Succeeded, result.Message);
        await using var db = bench.Database.Open();
        var task = (await bench.Years(db).ReadAsync(2023, Cancel))!.Tasks[0];
        var lead = Assert.Single(task.Parts);
        Assert.Equal(("基建科", ResponsibilityKind.Lead, bench.World.Supporting.Id), (lead.Section.Name, lead.Kind, lead.ResponsibilityId));
        Assert.Equal(["基建科"], task.PartsIn(October).Select(p => p.Section.Name));

        // September's day is past: both its reports are finished by the section that took over, the parts stay as they were.
        Assert.Equal([ResponsibilityKind.Lead, ResponsibilityKind.Supporting], task.PartsIn(September).Select(p => p.Kind));
        Assert.Equal(3, (await db.Responsibilities.Include(r => r.Measures).SingleAsync(r => r.Id == lead.ResponsibilityId, Cancel)).Measures.Count);
        Assert.Equal("教育科牵头，基建科配合", (await db.PlanAmendments.SingleAsync(Cancel)).Before);
        Assert.Equal("基建科牵头", (await db.PlanAmendments.SingleAsync(Cancel)).After);
    }

    [Theory, Engines]
    public async Task A_lead_report_that_was_begun_is_finished_by_the_section_that_took_over(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        Assert.True((await bench.SaveAsync(bench.LeadId, 1, bench.Complete(bench.LeadId), "jyk-staff")).Succeeded);

        Assert.True((await bench.Database.HandOverAsync(
            new HandOverSection(bench.World.Jyk.Id, 1, bench.World.Jjk.Id, Day, "合署办公"), bench.Actor("coordinator"))).Succeeded);

        await using var db = bench.Database.Open();
        var report = Assert.Single((await bench.Years(db).ReadAsync(2023, Cancel))!.Tasks[0].Months[October].Reports);
        Assert.Equal((bench.LeadId, "基建科", bench.World.Supporting.Id), (report.Id, report.Part.Section.Name, report.Part.ResponsibilityId));
        Assert.True((await bench.SubmitAsync(bench.LeadId, await bench.VersionAsync(bench.LeadId), bench.Complete(bench.LeadId), "jjk-head")).Succeeded);
    }

    [Theory, Engines]
    public async Task What_is_reopened_later_is_the_other_sections_to_put_right_and_keeps_the_old_name(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.FileAsync(bench.AloneId, "jjk-head");
        Assert.True((await bench.StepAsync(bench.AloneId, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.True((await HandAsync(bench, bench.World.Decoy.Id)).Succeeded);
        Assert.True((await bench.StepAsync(bench.AloneId, ReportAction.Reopen, "coordinator", "数据有误")).Succeeded);

        var actor = await bench.Database.ActorAsync(bench.World.Users["decoy-staff"].Id);

        Assert.True(actor.IsMemberOf(bench.World.Jjk.Id));
        var version = await bench.VersionAsync(bench.AloneId);
        var saved = await bench.ReportsAsync(s => s.SaveDraftAsync(new SaveReport(bench.AloneId, version, bench.Complete(bench.AloneId) with { Progress = "更正。" }), actor, Cancel));
        Assert.True(saved.Succeeded, saved.Message);
        Assert.Equal("基建科", (await bench.ReportAsync(bench.AloneId)).SectionName);
        Assert.False((await bench.Database.ActorAsync(bench.World.Users["jyk-staff"].Id)).IsMemberOf(bench.World.Jjk.Id));
    }

    [Theory, Engines]
    public async Task The_preview_counts_what_is_handed_over_and_names_who_has_no_section_then(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await OpenMattersAsync(bench);
        await bench.World.FillReportAsync(bench.World.ReportOf(bench.World.Supporting), ReportState.Confirmed);

        await using var db = bench.Database.Open();
        var page = (await new SectionHandoverQuery(db, bench.Years(db), PartBench.Days(bench.Database, db)).ReadAsync("jjk", Cancel))!;

        Assert.Equal([(1, ResponsibilityKind.Supporting), (2, ResponsibilityKind.Lead)], page.Parts.Select(p => (p.TaskNumber, p.Kind)));
        Assert.Equal([bench.World.Jyk.Id], page.Parts[0].Beside);
        Assert.Equal([bench.AloneId], page.Reports.Select(r => r.ReportId));
        Assert.Single(page.Rectifications);
        Assert.Single(page.Instructions);
        Assert.Equal(["小规模学校"], page.Indicators);
        Assert.Equal(["基建科 科室负责人（jjk-head）", "基建科 填报员（jjk-staff）"], page.People);
        Assert.Equal(Day, page.Days.Latest);
    }

    [Fact]
    public async Task It_is_the_coordinators_needs_a_reason_a_day_up_to_today_and_another_section_in_use()
    {
        await using var bench = await ReportBench.CreateAsync();
        var command = new HandOverSection(bench.World.Jjk.Id, 1, bench.World.Decoy.Id, Day, "机构改革");
        var coordinator = bench.Actor("coordinator");

        Assert.Equal(Outcome.Forbidden, (await bench.Database.HandOverAsync(command, bench.Actor("sysadmin"))).Outcome);
        Assert.Equal("ToSectionId", (await bench.Database.HandOverAsync(command with { ToSectionId = bench.World.Jjk.Id }, coordinator)).Errors.Single().Field);
        Assert.Equal("From", (await bench.Database.HandOverAsync(command with { From = Day.AddDays(1) }, coordinator)).Errors.Single().Field);
        Assert.Equal("Reason", (await bench.Database.HandOverAsync(command with { Reason = " " }, coordinator)).Errors.Single().Field);
        Assert.Equal(Outcome.Conflict, (await bench.Database.HandOverAsync(command with { Version = 9 }, coordinator)).Outcome);
        Assert.Equal(0, await bench.Database.WithAsync(db => db.PlanAmendments.CountAsync(Cancel)));
        Assert.True((await bench.Database.HandOverAsync(command, coordinator)).Succeeded);
        Assert.Equal(Outcome.NotFound, (await bench.Database.HandOverAsync(command, coordinator)).Outcome);
    }

    [Theory, Engines]
    public async Task In_a_merger_the_other_sections_next_report_is_asked_about_the_needs_and_past_months_keep_the_old_name(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var september = (await bench.World.AddMonthAsync(September)).Reports.Single(r => r.ResponsibilityId == bench.World.Supporting.Id).Id;
        MoveTo(bench, new(2023, 9, 20));
        await bench.FileAsync(september, "jjk-head", bench.Complete(bench.SupportingId) with
        {
            NeedsCoordination = true,
            Needs = [new NeedEntry { Others = ["县财政局"], What = "加快评审" }, new NeedEntry { Others = ["县交通局"], What = "保障运输" }],
        });
        Assert.True((await bench.StepAsync(september, ReportAction.Confirm, "coordinator")).Succeeded);
        MoveTo(bench, Day);

        Assert.True((await MergeAsync(bench)).Succeeded);

        Assert.Equal(["县财政局", "县交通局"], (await NeedsAsync(bench, "jyk")).Lines.Select(l => l.Need.Whom));
        var form = (await bench.FormAsync(bench.LeadId, "jyk-staff")).Value;
        Assert.Equal(["县财政局", "县交通局"], form.OpenNeeds.Select(n => n.Whom));
        await bench.FileAsync(bench.LeadId, "jyk-head", bench.Complete(bench.LeadId) with
        {
            Answers = [.. form.OpenNeeds.Select((n, i) => new AnswerEntry { NeedId = n.NeedId, IsSolved = i == 0 })],
        });
        var lines = (await NeedsAsync(bench, "all")).Lines;
        Assert.Equal(
            [("县交通局", "基建科", "教育科", null), ("县财政局", "基建科", "教育科", "教育科在10月月报中报告已解决")],
            lines.Select(l => (l.Need.Whom, l.Need.Section.Name, l.Need.AskerTaken!.To.Name, l.How)));

        await using var db = bench.Database.Open();
        var plan = (await bench.Years(db).ReadAsync(2023, Cancel))!;
        Assert.Equal(["基建科", "基建科"], NeedLines.OpenOf(plan, SectionScope.All, September).Select(l => l.Need.Section.Name));
        Assert.Empty(NeedLines.OpenOf(plan, ScopeOf(plan, "jyk"), September));
        Assert.Equal(2, NeedLines.OpenOf(plan, ScopeOf(plan, "jjk"), September).Count);
        Assert.Single(NeedLines.OpenOf(plan, ScopeOf(plan, "jyk"), October));
    }

    [Theory, Engines]
    public async Task What_a_report_of_an_ended_part_names_later_is_asked_of_the_part_that_goes_on(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        Assert.True((await bench.SaveAsync(bench.LeadId, 1, bench.Complete(bench.LeadId), "jyk-staff")).Succeeded);
        Assert.True((await bench.SaveAsync(bench.SupportingId, 1, bench.Complete(bench.SupportingId), "jjk-staff")).Succeeded);
        Assert.True((await MergeAsync(bench)).Succeeded);
        Assert.Equal((bench.World.Supporting.Id, "教育科"), await bench.Database.WithAsync(async db =>
            await db.MonthlyReports.Where(r => r.Id == bench.SupportingId).Select(r => ValueTuple.Create(r.ResponsibilityId, r.SectionName)).SingleAsync(Cancel)));

        await bench.FileAsync(bench.SupportingId, "jyk-head", bench.Complete(bench.SupportingId) with
        {
            NeedsCoordination = true,
            Needs = [new NeedEntry { Others = ["县交通局"], What = "保障运输" }],
        });

        var november = (await bench.World.AddMonthAsync(new Month(2023, 11))).Reports.Single(r => r.ResponsibilityId == bench.World.Lead.Id).Id;
        Assert.Equal(["县交通局"], (await bench.FormAsync(november, "jyk-staff")).Value.OpenNeeds.Select(n => n.Whom));
    }

    [Theory, Engines]
    public async Task What_was_asked_of_a_dissolved_section_is_asked_of_the_one_that_took_over_by_the_name_of_then(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var september = (await bench.World.AddMonthAsync(September)).Reports.Single(r => r.ResponsibilityId == bench.World.Lead.Id).Id;
        MoveTo(bench, new(2023, 9, 25));
        await bench.FileAsync(september, "jyk-head", bench.Complete(bench.LeadId) with
        {
            NeedsCoordination = true,
            Needs = [new NeedEntry { SectionIds = [bench.World.Jjk.Id], What = "改善校舍" }],
            ClearanceComparedOn = new DateOnly(2023, 9, 18),
        });
        MoveTo(bench, Day);
        Assert.True((await HandAsync(bench, bench.World.Decoy.Id)).Succeeded);

        var line = Assert.Single((await NeedsAsync(bench, "decoy")).Lines);
        Assert.Equal(("基建科", "旁观科", "教育科"), (line.Need.Whom, line.Need.WhomTaken!.To.Name, line.Need.Section.Name));
        Assert.Equal(["基建科"], (await bench.FormAsync(bench.LeadId, "jyk-staff")).Value.OpenNeeds.Select(n => n.Whom));

        await using var db = bench.Database.Open();
        var plan = (await bench.Years(db).ReadAsync(2023, Cancel))!;
        var taker = await bench.Database.ActorAsync(bench.World.Users["decoy-staff"].Id);
        Assert.Equal(["基建科"], SectionDeskBuilder.Build(plan, plan.Current!.Period!, taker)!.Needs.Select(l => l.Need.Whom));
        Assert.Empty(NeedLines.OpenOf(plan, ScopeOf(plan, "decoy"), September));
    }

    /// <summary>基建科, which supports task 1, is merged into 教育科, which leads it.</summary>
    private static Task<Result> MergeAsync(ReportBench bench) => HandAsync(bench, bench.World.Jyk.Id);

    private static SectionScope ScopeOf(PlanYear plan, string code) => plan.Sections.Where(s => s.Code == code).Select(s => new SectionScope(code, s.Name, [s.Id])).Single();

    private static async Task<NeedPage> NeedsAsync(ReportBench bench, string section)
    {
        await using var db = bench.Database.Open();
        return (await new NeedQuery(bench.Years(db), ReportBench.Settings(db), db).ReadAsync(2023, section, NeedStatus.All, bench.Actor("leader"), Cancel))!;
    }

    private static void MoveTo(ReportBench bench, DateOnly day) =>
        bench.Database.Time.AdjustTime(new DateTimeOffset(BusinessClock.ToUtc(day, new TimeOnly(9, 0))));

    private static Task<Result> HandAsync(ReportBench bench, int to) =>
        bench.Database.HandOverAsync(new HandOverSection(bench.World.Jjk.Id, 1, to, Day, "机构改革"), bench.Actor("coordinator"));

    private static async Task<(int Rectification, int Instruction)> OpenMattersAsync(ReportBench bench)
    {
        var raised = await bench.Database.WithAsync(db => db.Service<RectificationService>(new CalendarReader(db, new StampedCache(), new DataStamp(db)), bench.Database.Clock)
            .RaiseAsync(new RaiseRectification(Guid.NewGuid(), bench.World.Alone.Id, "台账不全", Day.AddDays(10), null), bench.Actor("supervisor"), Cancel));
        var given = await bench.Database.WithAsync(db => db.Service<InstructionService>(bench.Database.Clock)
            .GiveAsync(new GiveInstruction(Guid.NewGuid(), 2023, 2, null, "请核查", Day.AddDays(7), [bench.World.Jjk.Id]), bench.Actor("leader"), Cancel));
        return (raised.Value, given.Value);
    }
}
