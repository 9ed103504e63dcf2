using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

/// <summary>A whole month as browsers without scripts send it.</summary>
public sealed class MonthByPostsTests
{
    [Fact]
    public async Task A_report_goes_from_draft_over_a_return_to_confirmed()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var id = portal.ReportId(portal.World.Lead);
        var (staff, head, coordinator) = (portal.ClientOf("jyk-staff"), portal.ClientOf("jyk-head"), portal.ClientOf("coordinator"));

        var saved = await staff.FileAsync(id, new Dictionary<string, string?> { ["Progress"] = "先写一句。" }, "save");
        Assert.Equal($"/reports/{id}/edit", saved.LocationOf());
        Assert.Equal(ReportState.Draft, await portal.StateAsync(id));

        Assert.Equal($"/reports/{id}", (await staff.FileAsync(id, ReportForms.Whole())).LocationOf());
        Assert.Equal(ReportState.AwaitingSectionReview, await portal.StateAsync(id));

        var returned = await head.StepAsync(id, "return", "请写明覆盖了多少所学校。");
        Assert.Equal($"/reports/{id}", returned.LocationOf());
        var form = await staff.GetDocumentAsync($"/reports/{id}/edit");
        Assert.Contains("请写明覆盖了多少所学校。", form.QuerySelector(".returned")!.TextOf(), StringComparison.Ordinal);

        await staff.FileAsync(id, new Dictionary<string, string?> { ["Progress"] = "完成第二轮入户摸排，覆盖 12 所学校，核实学籍异动 26 人。" });
        var review = await head.GetDocumentAsync($"/reports/{id}");
        Assert.Contains(review.QuerySelectorAll(".rev ins"), i => i.TextContent.Contains("覆盖 12 所学校", StringComparison.Ordinal));
        Assert.Equal("两稿对照", review.QuerySelector("#rev-h")!.TextOf());

        await head.StepAsync(id, "approve");
        Assert.Equal(ReportState.AwaitingConfirmation, await portal.StateAsync(id));
        await coordinator.StepAsync(id, "confirm");
        Assert.Equal(ReportState.Confirmed, await portal.StateAsync(id));
        await coordinator.StepAsync(id, "reopen", "补报应到人数。");
        Assert.Equal(ReportState.Returned, await portal.StateAsync(id));
    }

    [Fact]
    public async Task Only_what_changed_is_shown_by_a_link()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var id = portal.ReportId(portal.World.Lead);
        var (staff, head) = (portal.ClientOf("jyk-staff"), portal.ClientOf("jyk-head"));
        await staff.FileAsync(id, ReportForms.Whole());
        await head.StepAsync(id, "return", "请补充。");
        await staff.FileAsync(id, new Dictionary<string, string?> { ["NextSteps"] = "完成第三轮摸排。" });

        var page = await head.GetDocumentAsync($"/reports/{id}");
        var all = page.QuerySelectorAll(".rev tbody tr").Length;
        var link = page.QuerySelectorAll("a").Single(a => a.TextOf() == "只看有改动的").GetAttribute("href")!;
        var changes = await head.GetDocumentAsync(link);
        Assert.True(all > 1);
        Assert.Equal("下月打算", Assert.Single(changes.QuerySelectorAll(".rev tbody th")).TextOf());
        Assert.Contains("逐人劝返", (await head.GetDocumentAsync($"/reports/{id}?revision=1")).QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_author_withdraws()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var id = portal.ReportId(portal.World.Lead);
        var staff = portal.ClientOf("jyk-staff");
        await staff.FileAsync(id, ReportForms.Whole());
        await staff.StepAsync(id, "withdraw");
        Assert.Equal(ReportState.Draft, await portal.StateAsync(id));
    }

    [Fact]
    public async Task A_return_without_a_reason_asks_for_it_and_changes_nothing()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var id = portal.ReportId(portal.World.Lead);
        await portal.ClientOf("jyk-staff").FileAsync(id, ReportForms.Whole());
        var answer = await portal.ClientOf("jyk-head").StepAsync(id, "return");
        var page = await answer.DocumentAsync();
        Assert.StartsWith("错误：", page.Title, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector("#Reason")!.GetAttribute("aria-invalid"));
        Assert.Equal("#Reason", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal(ReportState.AwaitingSectionReview, await portal.StateAsync(id));
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one_revision_and_the_second_gets_a_sentence()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var id = portal.ReportId(portal.World.Lead);
        var staff = portal.ClientOf("jyk-staff");
        var form = await staff.GetDocumentAsync($"/reports/{id}/edit");
        await staff.SubmitAsync(form, $"/reports/{id}/edit", ReportForms.Whole(), "#report-form", "Do=submit");

        var second = await staff.SubmitAsync(form, $"/reports/{id}/edit", ReportForms.Whole(), "#report-form", "Do=submit");
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var page = await second.DocumentAsync();
        Assert.Contains("待科室审核", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains(ReportForms.Whole()["Progress"], page.QuerySelectorAll("textarea").Select(t => t.TextContent));
        await using var db = portal.Open();
        Assert.Equal(1, await db.ReportRevisions.CountAsync(r => r.MonthlyReportId == id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_closed_month_keeps_drafts_and_takes_no_submission()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var id = portal.ReportId(portal.World.Lead);
        var staff = portal.ClientOf("jyk-staff");
        var form = await staff.GetDocumentAsync($"/reports/{id}/edit");
        await portal.ClientOf("coordinator").PostFormAsync($"/periods/{portal.World.October.Id}/close", []);

        var page = await (await staff.SubmitAsync(form, $"/reports/{id}/edit", ReportForms.Whole(), "#report-form", "Do=submit")).DocumentAsync();
        Assert.Contains("已关闭", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(ReportForms.Whole()["Progress"], page.QuerySelector("#Progress")!.TextContent);
        Assert.Null(page.QuerySelector("button[value=submit]"));
        Assert.Equal($"/reports/{id}/edit", (await staff.FileAsync(id, ReportForms.Whole(), "save")).LocationOf());
    }
}
