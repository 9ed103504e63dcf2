using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

public sealed class ConcurrencyTests
{
    [Theory, Engines]
    public async Task Whoever_saves_second_is_told_who_changed_what_and_overwrites_nothing(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        var opened = (await bench.SaveAsync(bench.AloneId, 1, new ReportContent { Progress = "初稿" }, "jjk-staff")).Value;
        await bench.SaveAsync(bench.AloneId, opened, new ReportContent { Progress = "负责人改过", CompletionRate = 50 }, "jjk-head");

        var second = await bench.SaveAsync(bench.AloneId, opened, new ReportContent { Progress = "填报员改过" }, "jjk-staff");

        Assert.Equal(Outcome.Conflict, second.Outcome);
        Assert.Equal("您打开这一页以后，基建科 科室负责人 10月20日 09:00 保存草稿（改动：本月进展、完成率）。您填写的内容都还在，请核对后再办理。", second.Message);
        Assert.Equal("负责人改过", (await bench.ReportAsync(bench.AloneId)).Progress);
        var form = (await bench.FormAsync(bench.AloneId, "jjk-staff", new ReportContent { Progress = "填报员改过" })).Value;
        Assert.Equal("填报员改过", form.Content.Progress);
        Assert.True((await bench.SaveAsync(bench.AloneId, form.Head.Version, form.Content, "jjk-staff")).Succeeded);
    }

    [Theory, Engines]
    public async Task Of_two_first_savers_at_the_same_moment_one_wins_and_one_is_told(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            await bench.ResetAsync(bench.AloneId, ReportState.NotStarted, null);
            var version = await bench.VersionAsync(bench.AloneId);
            var results = await Task.WhenAll(new[] { "jjk-staff", "jjk-head" }.Select(who => Task.Run(() =>
                bench.SaveAsync(bench.AloneId, version, bench.Complete(bench.AloneId) with { Progress = who }, who))));

            Assert.Equal([Outcome.Success, Outcome.Conflict], results.Select(r => r.Outcome).Order());
            var report = await bench.ReportAsync(bench.AloneId);
            Assert.Equal(results[0].Succeeded ? "jjk-staff" : "jjk-head", report.Progress);
            Assert.Equal(version + 1, report.Version);
        }
    }

    [Fact]
    public async Task A_decision_about_an_older_version_is_not_taken()
    {
        await using var bench = await ReportBench.CreateAsync();
        var seen = await bench.FileAsync(bench.AloneId, "jjk-staff");
        await bench.StepAsync(bench.AloneId, ReportAction.Withdraw, "jjk-staff");
        await bench.FileAsync(bench.AloneId, "jjk-staff", bench.Complete(bench.AloneId) with { Progress = "换了内容" });

        var approval = await bench.StepAsync(bench.AloneId, ReportAction.Approve, "jjk-head", version: seen);

        Assert.Equal(Outcome.Conflict, approval.Outcome);
        Assert.Contains("撤回月报", approval.Message);
        Assert.Contains("提交月报", approval.Message);
        Assert.Equal(ReportState.AwaitingSectionReview, (await bench.ReportAsync(bench.AloneId)).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public async Task A_version_that_never_was_is_a_conflict(int version)
    {
        await using var bench = await ReportBench.CreateAsync();
        await bench.SaveAsync(bench.AloneId, 1, new ReportContent { Progress = "初稿" }, "jjk-staff");
        Assert.Equal(Outcome.Conflict, (await bench.SaveAsync(bench.AloneId, version, new ReportContent { Progress = "改" }, "jjk-staff")).Outcome);
    }
}
