using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

public sealed class ForecastTests
{
    /// <summary>What the form foretells from a draft is what the report, once submitted and confirmed, is judged to be.</summary>
    [Theory, Engines]
    public async Task What_is_foretold_is_what_comes(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var seen = new HashSet<Light>();
        foreach (var (report, who, completion, days) in new[]
        {
            (bench.AloneId, "jjk-staff", 90m, 0), (bench.AloneId, "jjk-staff", 60m, 0), (bench.AloneId, "jjk-staff", 5m, 0),
            (bench.LeadId, "jyk-staff", 90m, 0), (bench.SupportingId, "jjk-staff", 90m, 12),
        })
        {
            bench.Database.Time.Advance(TimeSpan.FromDays(days));
            var content = bench.Complete(report) with { CompletionRate = completion, CompletionReason = "按工作量估计。" };
            var form = (await bench.FormAsync(report, who, content)).Value;
            var foretold = await ReadAsync(bench, years => years.ForecastAsync(form.Head, form.Snapshot, ReportBench.Token));
            Assert.NotNull(foretold);
            Assert.NotEqual(foretold.Reasons.Select(r => r.Sentence), (await VerdictAsync(bench, form.Head))!.Reasons.Select(r => r.Sentence));

            await bench.FileAsync(report, who, content);
            await bench.StepAsync(report, ReportAction.Approve, who.Replace("staff", "head", StringComparison.Ordinal));
            Assert.True((await bench.StepAsync(report, ReportAction.Confirm, "coordinator")).Succeeded);
            var judged = await VerdictAsync(bench, form.Head);
            Assert.Equal((judged!.Light, judged.Reasons), (foretold.Light, foretold.Reasons), (a, b) => a.Light == b.Light && a.Reasons.SequenceEqual(b.Reasons));
            seen.Add(foretold.Light);
            await bench.StepAsync(report, ReportAction.Reopen, "coordinator", "再看一次");
        }

        Assert.Superset(new HashSet<Light> { Light.Green, Light.Yellow, Light.Red }, seen);
    }

    [Fact]
    public async Task A_closed_month_is_not_foretold()
    {
        await using var bench = await ReportBench.CreateAsync();
        var form = (await bench.FormAsync(bench.AloneId, "jjk-staff")).Value;
        Assert.Null(await ReadAsync(bench, years => years.ForecastAsync(form.Head with { IsPeriodOpen = false }, form.Snapshot, ReportBench.Token)));
    }

    private static Task<LightVerdict?> VerdictAsync(ReportBench bench, ReportHead head) => ReadAsync(bench, async years =>
        (await years.ReadAsync(head.Month.Year, ReportBench.Token))!.Tasks.Single(t => t.Number == head.TaskNumber).Months[head.Month].Verdict)!;

    private static async Task<T> ReadAsync<T>(ReportBench bench, Func<PlanYearReader, Task<T>> read)
    {
        await using var db = bench.Database.Open();
        return await read(bench.Years(db));
    }
}
