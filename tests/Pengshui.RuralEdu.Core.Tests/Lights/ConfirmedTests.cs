using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

/// <summary>Only what was confirmed counts: a report on its whole way, by the services.</summary>
public sealed class ConfirmedTests
{
    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task A_report_counts_by_its_last_confirmation_whatever_happens_to_it_afterwards(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        ReportContent Saying(int rate, int placed) => bench.Complete(bench.LeadId) with
        {
            CompletionRate = rate,
            CompletionReason = "见佐证",
            Figures = [new FigureEntry { IndicatorId = bench.RateId, Numerator = placed, Denominator = 200 }],
        };

        await bench.FileAsync(bench.LeadId, "jyk-head", Saying(72, 199));
        Assert.Equal((null, "待确认 72%", null, Light.Grey, false), Picture(await TaskAsync(bench), bench));

        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.Equal((72m, null, 99.5m, Light.Green, true), Picture(await TaskAsync(bench), bench));

        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Reopen, "coordinator", "请补充")).Succeeded);
        Assert.Equal((72m, null, 99.5m, Light.Green, true), Picture(await TaskAsync(bench), bench));

        var saved = await bench.SaveAsync(bench.LeadId, await bench.VersionAsync(bench.LeadId), Saying(10, 1), "jyk-staff");
        Assert.True(saved.Succeeded, saved.Message);
        Assert.Equal((72m, null, 99.5m, Light.Green, true), Picture(await TaskAsync(bench), bench));

        await bench.FileAsync(bench.LeadId, "jyk-head", Saying(52, 190));
        Assert.Equal((72m, "待确认 52%", 99.5m, Light.Green, true), Picture(await TaskAsync(bench), bench));

        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Return, "coordinator", "数字不对")).Succeeded);
        Assert.Equal((72m, "已退回 52%", 99.5m, Light.Green, true), Picture(await TaskAsync(bench), bench));

        await bench.FileAsync(bench.LeadId, "jyk-head", Saying(60, 198));
        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.Equal((60m, null, 99m, Light.Yellow, true), Picture(await TaskAsync(bench), bench));
    }

    [Theory, Engines]
    public async Task The_form_shows_the_last_confirmed_value_also_of_a_report_that_was_reopened(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var september = await bench.World.AddMonthAsync(new Month(2023, 9));
        var earlier = september.Reports.Single(r => r.ResponsibilityId == bench.World.Lead.Id).Id;
        await bench.FileAsync(earlier, "jyk-head", bench.Complete(bench.LeadId));
        Assert.Null(await LastAsync(bench));

        Assert.True((await bench.StepAsync(earlier, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.Equal(97.35m, await LastAsync(bench));

        Assert.True((await bench.StepAsync(earlier, ReportAction.Reopen, "coordinator", "请补充")).Succeeded);
        Assert.Equal(97.35m, await LastAsync(bench));

        await bench.FileAsync(earlier, "jyk-head", bench.Complete(bench.LeadId) with { Figures = [new FigureEntry { IndicatorId = bench.RateId, Numerator = 1, Denominator = 2 }] });
        Assert.Equal(97.35m, await LastAsync(bench));
    }

    [Theory, Engines]
    public async Task The_zero_clearing_form_goes_on_from_the_last_months_stock_as_it_was_confirmed(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var (august, september) = (await ReportOfAsync(8), await ReportOfAsync(9));
        ReportContent News(int news) => bench.Complete(bench.LeadId) with
        {
            Clearance = [ReportBench.Stage(SchoolStage.Primary) with { SuspectedNew = news, Present = 91 - news }, ReportBench.Stage(SchoolStage.JuniorHigh)],
        };
        await bench.FileAsync(august, "jyk-head", News(1));
        Assert.True((await bench.StepAsync(august, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.Equal(2, await BeforeAsync(september));

        // A month that waits for its confirmation goes before an older one that has it: its stock is that of last month's end.
        await bench.FileAsync(september, "jyk-head", News(4) with { Clearance = [.. News(4).Clearance.Select(c => c with { SuspectedBefore = 2, Present = c.Present + 1 })] });
        Assert.Equal(4, await BeforeAsync(bench.LeadId));
        Assert.True((await bench.StepAsync(september, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.True((await bench.StepAsync(september, ReportAction.Reopen, "coordinator", "请核对")).Succeeded);
        Assert.Equal(4, await BeforeAsync(bench.LeadId));

        await bench.FileAsync(september, "jyk-head", News(7) with { Clearance = [.. News(7).Clearance.Select(c => c with { SuspectedBefore = 2, Present = c.Present + 1 })] });
        Assert.Equal(4, await BeforeAsync(bench.LeadId));
        Assert.True((await bench.StepAsync(september, ReportAction.Confirm, "coordinator")).Succeeded);
        Assert.Equal(7, await BeforeAsync(bench.LeadId));

        async Task<int> ReportOfAsync(int month) =>
            (await bench.World.AddMonthAsync(new Month(2023, month))).Reports.Single(r => r.ResponsibilityId == bench.World.Lead.Id).Id;
        async Task<int?> BeforeAsync(int reportId) =>
            (await bench.FormAsync(reportId, "jyk-staff")).Value.Content.Clearance.Single(c => c.Stage == SchoolStage.Primary).SuspectedBefore;
    }

    [Theory, Engines]
    public async Task What_another_part_of_the_task_confirmed_is_the_last_value_also_while_it_is_mended(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var september = (await bench.World.AddMonthAsync(new Month(2023, 9))).Reports.Single(r => r.ResponsibilityId == bench.World.Supporting.Id).Id;
        await bench.ChangeAsync(async db => (await db.Indicators.SingleAsync(i => i.Id == bench.RateId, ReportBench.Token)).OwnerSectionId = bench.World.Jjk.Id);
        await bench.FileAsync(september, "jjk-head", bench.Complete(bench.SupportingId) with { Figures = [new FigureEntry { IndicatorId = bench.RateId, Numerator = 184, Denominator = 189 }] });
        Assert.True((await bench.StepAsync(september, ReportAction.Confirm, "coordinator")).Succeeded);
        await bench.ChangeAsync(async db => (await db.Indicators.SingleAsync(i => i.Id == bench.RateId, ReportBench.Token)).OwnerSectionId = bench.World.Jyk.Id);
        Assert.Equal(97.35m, await LastAsync(bench));

        Assert.True((await bench.StepAsync(september, ReportAction.Reopen, "coordinator", "请补充")).Succeeded);

        Assert.Equal(97.35m, await LastAsync(bench));
    }

    [Theory, Engines]
    public async Task What_was_in_review_when_its_month_was_closed_counts_from_its_confirmation_on(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.FileAsync(bench.LeadId, "jyk-head", bench.Complete(bench.LeadId) with { CompletionRate = 40, CompletionReason = "偏慢" });
        var version = bench.World.October.Version;
        Assert.True((await bench.PeriodsAsync(s => s.CloseAsync(bench.World.October.Id, version, bench.Actor("coordinator"), ReportBench.Token))).Succeeded);
        var closed = (await TaskAsync(bench)).Months[October];
        Assert.Equal((Light.Grey, false), (closed.Verdict.Light, closed.IsLit));

        bench.Database.Time.Advance(TimeSpan.FromHours(1));
        Assert.True((await bench.StepAsync(bench.LeadId, ReportAction.Confirm, "coordinator")).Succeeded);

        var confirmed = (await TaskAsync(bench)).Months[October];
        Assert.Equal((Light.Red, true, Light.Grey), (confirmed.Verdict.Light, confirmed.IsLit, confirmed.Correction!.Was));
    }

    [Theory, Engines]
    public async Task A_completion_that_equals_the_schedule_three_months_in_a_row_is_said_to_whoever_checks_it(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        foreach (var (month, rate) in new[] { (8, 60m), (9, 70m) })
        {
            var period = await bench.World.AddMonthAsync(new Month(2023, month));
            await bench.World.FillReportAsync(period.Reports.Single(r => r.ResponsibilityId == bench.World.Lead.Id), ReportState.Confirmed, r =>
            {
                r.CompletionRate = rate;
                r.Revisions.Add(ReportRevisions.Make(new ReportSnapshot { CompletionRate = rate, Progress = "按计划推进" }, 1, bench.Database.Clock.UtcNow, bench.World.Users["jyk-staff"].Id));
            });
        }

        var honest = await bench.FormAsync(bench.LeadId, "jyk-staff", bench.Complete(bench.LeadId) with { CompletionRate = 81 });
        Assert.DoesNotContain(honest.Value.Checks, c => c.Message.Contains("逐月相同", StringComparison.Ordinal));
        await bench.FileAsync(bench.LeadId, "jyk-staff", bench.Complete(bench.LeadId) with { CompletionRate = 80 });

        var seen = await bench.ViewAsync(bench.LeadId, "jyk-head");
        Assert.Contains(seen!.Checks, c => c is { Level: CheckLevel.Attention, Message: "8月至10月完成率与进度要求逐月相同，请核对是否按实际填报。" });
        var item = Assert.Single(await bench.MonthsAsync(q => q.ReadReviewsAsync(bench.Actor("jyk-head"), ReportBench.Token)));
        Assert.Equal(new ScheduleMatch(new Month(2023, 8), October), item.OnSchedule);
    }

    private static (decimal?, string?, decimal?, Light, bool) Picture(YearTask task, ReportBench bench)
    {
        var month = task.Months[October];
        return (month.Lead.Confirmed?.Completion, month.Lead.PendingCompletion, month.ValueOf(bench.RateId)?.Value, month.Verdict.Light, month.IsLit);
    }

    private static async Task<YearTask> TaskAsync(ReportBench bench)
    {
        await using var db = bench.Database.Open();
        return (await bench.Years(db).ReadAsync(null, ReportBench.Token))!.Tasks[0];
    }

    private static async Task<decimal?> LastAsync(ReportBench bench) =>
        (await bench.FormAsync(bench.LeadId, "jyk-staff")).Value.Figures.Single(f => f.IndicatorId == bench.RateId).LastValue;
}
