using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

/// <summary>Parts that are another from a day on. October is open, due on the 20th and the 25th; today is 2023-10-20.</summary>
public sealed class PartChangesTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly Month September = new(2023, 9);
    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task A_new_lead_leads_in_open_months_due_on_the_day_or_later_and_in_no_other(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.World.AddMonthAsync(September);
        await bench.ChangeAsync(async db => (await db.ReportingPeriods.SingleAsync(p => p.Month == September, Cancel)).ClosedAt = bench.Database.Clock.UtcNow);

        var result = await bench.Database.ChangeLeadAsync(Lead(bench, new(2023, 10, 20)), bench.Actor("coordinator"));

        Assert.True(result.Succeeded, result.Message);
        await using var db = bench.Database.Open();
        var task = (await bench.Years(db).ReadAsync(2023, Cancel))!.Tasks[0];
        Assert.Equal("基建科", task.Lead.Section.Name);
        Assert.Equal(("教育科", new DateOnly(2023, 9, 25)), (task.LeadIn(September).Section.Name, task.Months[September].Lead.DueOn));
        Assert.Equal(("基建科", new DateOnly(2023, 10, 25)), (task.LeadIn(October).Section.Name, task.Months[October].Lead.DueOn));
        Assert.Equal([new DateOnly(2023, 10, 25), new(2023, 10, 20)], task.Months[October].Reports.Select(r => r.DueOn));
        var amendment = await db.PlanAmendments.SingleAsync(Cancel);
        Assert.Equal((AmendmentKind.Lead, new DateOnly(2023, 10, 20), "教育科", "基建科"), (amendment.Kind, amendment.HoldsFrom, amendment.Before, amendment.After));
    }

    [Theory, Engines]
    public async Task From_the_day_after_the_due_day_on_only_the_next_month_follows(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);

        Assert.True((await bench.Database.ChangeLeadAsync(Lead(bench, new(2023, 10, 26)), bench.Actor("coordinator"))).Succeeded);
        Assert.True((await bench.PeriodsAsync(s => s.OpenAsync(bench.World.Plan.Id, new Month(2023, 11), bench.Actor("coordinator"), Cancel))).Succeeded);

        await using var db = bench.Database.Open();
        var task = (await bench.Years(db).ReadAsync(2023, Cancel))!.Tasks[0];
        Assert.Equal(["教育科", "基建科"], task.PartsIn(October).Select(p => p.Section.Name));
        Assert.Equal(["基建科", "教育科"], task.PartsIn(new Month(2023, 11)).Select(p => p.Section.Name));
    }

    [Theory]
    [InlineData(null, "请选择从哪天起。")]
    [InlineData("2023-09-25", "9月26日以前的月报期已经关闭，不再改动，最早从9月26日起。")]
    [InlineData("2023-11-28", "最晚可以选11月27日，再往后的调整请到时办理。")]
    public async Task A_day_in_a_closed_month_or_far_ahead_is_refused(string? day, string sentence)
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.World.AddMonthAsync(September);
        await bench.ChangeAsync(async db => (await db.ReportingPeriods.SingleAsync(p => p.Month == September, Cancel)).ClosedAt = bench.Database.Clock.UtcNow);

        var refused = await bench.Database.ChangeLeadAsync(Lead(bench, day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), bench.Actor("coordinator"));

        Assert.Equal((Outcome.Refused, sentence, "From"), (refused.Outcome, refused.Message, refused.Errors.Single().Field));
    }

    [Theory, Engines]
    public async Task A_section_that_supports_from_a_day_on_is_asked_from_then_on(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.World.AddMonthAsync(September);
        var measure = bench.World.Task1.Measures.Single(m => m.Number == 2).Id;
        var command = new AddPart(bench.World.Task1.Id, 1, bench.World.Decoy.Id, [measure], new(2023, 10, 20), "增加力量");

        var result = await bench.Database.AddPartAsync(command, bench.Actor("coordinator"));

        Assert.True(result.Succeeded, result.Message);
        await using var db = bench.Database.Open();
        var task = (await bench.Years(db).ReadAsync(2023, Cancel))!.Tasks[0];
        Assert.Equal(["教育科", "基建科"], task.PartsIn(September).Select(p => p.Section.Name));
        Assert.Equal(["教育科", "基建科", "旁观科"], task.PartsIn(October).Select(p => p.Section.Name));
        var amendment = await db.PlanAmendments.SingleAsync(Cancel);
        Assert.Equal(("教育科牵头，基建科配合", "教育科牵头，基建科、旁观科配合"), (amendment.Before, amendment.After));
        var form = await bench.FormAsync(task.Months[October].Reports[2].Id, "decoy-staff");
        Assert.Equal(["专项行动"], form.Value.Measures.Select(m => m.Text));
    }

    [Theory, Engines]
    public async Task A_part_that_ends_is_asked_no_more_keeps_what_it_submitted_and_can_be_taken_up_again(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var september = await bench.World.AddMonthAsync(September);
        await bench.World.FillReportAsync(september.Reports.Single(r => r.ResponsibilityId == bench.World.Supporting.Id), ReportState.Confirmed);

        var result = await bench.Database.EndPartAsync(End(bench, 1, new(2023, 10, 20)), bench.Actor("coordinator"));

        Assert.True(result.Succeeded, result.Message);
        await using (var db = bench.Database.Open())
        {
            var task = (await bench.Years(db).ReadAsync(2023, Cancel))!.Tasks[0];
            Assert.Equal(["教育科"], task.Parts.Select(p => p.Section.Name));
            Assert.Equal(["教育科", "基建科"], task.PartsIn(September).Select(p => p.Section.Name));
            Assert.Equal(["教育科"], task.PartsIn(October).Select(p => p.Section.Name));
        }

        var again = new AddPart(bench.World.Task1.Id, 2, bench.World.Jjk.Id, [bench.World.Task1.Measures.First().Id], new(2023, 10, 20), "还是要配合");
        Assert.True((await bench.Database.AddPartAsync(again, bench.Actor("coordinator"))).Succeeded);
        Assert.Equal(2, await bench.Database.WithAsync(db => db.Responsibilities.CountAsync(r => r.PlanTaskId == bench.World.Task1.Id, Cancel)));
        Assert.True(await bench.Database.WithAsync(db => db.MonthlyReports.AnyAsync(
            r => r.ResponsibilityId == bench.World.Supporting.Id && r.ReportingPeriod.Month == October, Cancel)));
    }

    [Fact]
    public async Task A_part_with_a_draft_a_figure_or_the_lead_does_not_end()
    {
        await using var bench = await ReportBench.CreateAsync();
        Assert.True((await bench.SaveAsync(bench.SupportingId, 1, bench.Complete(bench.SupportingId), "jjk-staff")).Succeeded);

        var begun = await bench.Database.EndPartAsync(End(bench, 1, new(2023, 10, 20)), bench.Actor("coordinator"));
        Assert.Equal("基建科10月月报已经动笔，请让它报完，从10月21日起不再配合。", begun.Message);
        var leading = await bench.Database.EndPartAsync(End(bench, 1, new(2023, 10, 21)) with { ResponsibilityId = bench.World.Lead.Id }, bench.Actor("coordinator"));
        Assert.Equal("教育科正在牵头，请先调整牵头科室。", leading.Message);
        Assert.True((await bench.Database.ChangeLeadAsync(Lead(bench, new(2023, 10, 26)), bench.Actor("coordinator"))).Succeeded);
        var owning = await bench.Database.EndPartAsync(End(bench, 2, new(2023, 10, 26)) with { ResponsibilityId = bench.World.Lead.Id }, bench.Actor("coordinator"));
        Assert.Equal("指标“清零月报”由教育科填报，请先改由别的科室填报。", owning.Message);
        Assert.Equal(Outcome.Forbidden, (await bench.Database.EndPartAsync(End(bench, 2, new(2023, 10, 26)), bench.Actor("jyk-head"))).Outcome);
    }

    [Theory, Engines]
    public async Task Who_had_the_part_then_and_who_has_it_now_read_its_drafts_and_nobody_else(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var september = await bench.World.AddMonthAsync(September);
        var draft = september.Reports.Single(r => r.ResponsibilityId == bench.World.Lead.Id);
        await bench.World.FillReportAsync(draft, ReportState.Draft, r => r.Progress = "只写了一半");
        Assert.True((await bench.Database.EndPartAsync(End(bench, 1, new(2023, 10, 20)), bench.Actor("coordinator"))).Succeeded);
        Assert.True((await bench.Database.AddPartAsync(
            new AddPart(bench.World.Task1.Id, 2, bench.World.Decoy.Id, [bench.World.Task1.Measures.First().Id], new(2023, 10, 20), "增加力量"), bench.Actor("coordinator"))).Succeeded);

        Assert.NotNull(await bench.ViewAsync(draft.Id, "jjk-staff"));
        Assert.NotNull(await bench.ViewAsync(draft.Id, "decoy-staff"));
        Assert.Null(await bench.ViewAsync(draft.Id, "leader"));
        await bench.World.FillReportAsync(bench.World.ReportOf(bench.World.Lead), ReportState.Draft, r => r.Progress = "十月只写了一半");
        Assert.Null(await bench.ViewAsync(bench.LeadId, "jjk-staff"));
    }

    [Theory, Engines]
    public async Task A_figure_that_another_section_enters_stays_in_the_reports_that_hold_it(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.FileAsync(bench.LeadId, "jyk-head");
        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Return, "coordinator", "请补写进展")).Succeeded);
        await bench.ChangeAsync(async db =>
        {
            foreach (var indicator in await db.Indicators.Where(i => i.PlanTaskId == bench.World.Task1.Id).ToListAsync(Cancel))
                indicator.OwnerSectionId = bench.World.Jjk.Id;
        });

        var kept = (await bench.FormAsync(bench.LeadId, "jyk-head")).Value;
        Assert.Single(kept.Figures);
        Assert.True(kept.HasClearance);
        var other = (await bench.FormAsync(bench.SupportingId, "jjk-staff")).Value;
        Assert.Empty(other.Figures);
        Assert.False(other.HasClearance);
        var november = await bench.World.AddMonthAsync(new Month(2023, 11));
        var next = (await bench.FormAsync(november.Reports.Single(r => r.ResponsibilityId == bench.World.Supporting.Id).Id, "jjk-staff")).Value;
        Assert.Single(next.Figures);
        Assert.Equal([2, 2], next.Content.Clearance.Select(c => c.SuspectedBefore));
    }

    private static ChangeLead Lead(ReportBench bench, DateOnly? from) => new(bench.World.Task1.Id, 1, bench.World.Supporting.Id, from, "分工调整");

    private static EndPart End(ReportBench bench, int version, DateOnly from) => new(bench.World.Task1.Id, version, bench.World.Supporting.Id, from, "不再配合");
}
