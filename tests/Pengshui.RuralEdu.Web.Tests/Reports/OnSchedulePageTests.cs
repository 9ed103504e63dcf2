using AngleSharp.Html.Dom;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

/// <summary>教育科's confirmed completions of task 1 equal the schedule from July to September, and October's, which its head has to review, does, too.</summary>
public sealed class OnSchedulePageTests(OnSchedulePageTests.Portal portal) : IClassFixture<OnSchedulePageTests.Portal>
{
    [Fact]
    public async Task The_heads_list_says_so_of_what_waits_for_review()
    {
        var rows = (await portal.ClientOf("jyk-head").GetDocumentAsync("/reviews")).QuerySelectorAll(".review-table tbody tr");
        Assert.Contains("7月至10月完成率与进度要求逐月相同，请核对是否按实际填报。", Assert.Single(rows).TextOf(), StringComparison.Ordinal);

        rows = (await portal.ClientOf("jjk-head").GetDocumentAsync("/reviews")).QuerySelectorAll(".review-table tbody tr");
        Assert.DoesNotContain("逐月相同", Assert.Single(rows).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inspection_form_says_so_where_the_task_is_picked_and_beside_what_was_reported()
    {
        var page = await portal.ClientOf("supervisor").GetDocumentAsync("/inspections/new?task=1");

        Assert.Contains("教育科，7月至9月完成率与进度要求逐月相同", page.QuerySelector(".picked .pick")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("7月至9月完成率与进度要求逐月相同，请留意是否按实际填报。", page.QuerySelector("section.held .said")!.TextOf(), StringComparison.Ordinal);
        var others = page.QuerySelectorAll("template[data-choice]").Cast<IHtmlTemplateElement>().ToDictionary(t => t.GetAttribute("data-choice")!, t => t.Content.TextContent);
        Assert.Contains("逐月相同", others[$"{portal.World.Task1.Id}-{portal.World.Jyk.Id}"], StringComparison.Ordinal);
        Assert.DoesNotContain("逐月相同", others[$"{portal.World.Task2.Id}-{portal.World.Jjk.Id}"], StringComparison.Ordinal);
    }

    /// <summary>Three confirmed months and one in review.</summary>
    public sealed class Portal : PortalFactory
    {
        protected override async Task FillAsync(TestWorld world)
        {
            foreach (var (month, rate) in new[] { (7, 50m), (8, 60m), (9, 70m) })
            {
                var period = await world.AddMonthAsync(new Month(2023, month));
                await FileAsync(world, period.Reports.Single(r => r.ResponsibilityId == world.Lead.Id), ReportState.Confirmed, rate);
                await FileAsync(world, period.Reports.Single(r => r.ResponsibilityId == world.Alone.Id), ReportState.Confirmed, rate + 1);
            }

            await FileAsync(world, world.ReportOf(world.Lead), ReportState.AwaitingSectionReview, 80);
            await FileAsync(world, world.ReportOf(world.Alone), ReportState.AwaitingSectionReview, 80);
        }

        private Task FileAsync(TestWorld world, MonthlyReport report, ReportState state, decimal rate) => world.FillReportAsync(report, state, r =>
        {
            (r.CompletionRate, r.SubmittedById) = (rate, world.Users[r.SectionId == world.Jyk.Id ? "jyk-staff" : "jjk-staff"].Id);
            r.Revisions.Add(ReportRevisions.Make(new ReportSnapshot { CompletionRate = rate, Progress = "按计划推进" }, 1, Database.Clock.UtcNow, r.SubmittedById.Value));
        });
    }
}
