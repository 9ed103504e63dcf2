using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Periods;

public sealed class PeriodPageTests : IAsyncLifetime
{
    private PortalFactory portal = null!;

    private HttpClient Coordinator { get; set; } = null!;

    private int October => portal.World.October.Id;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalFactory.CreateAsync();
        Coordinator = portal.ClientOf("coordinator");
    }

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Theory]
    [InlineData("jyk-head")]
    [InlineData("leader")]
    [InlineData("sysadmin")]
    public async Task Only_the_coordinator_opens_and_closes(string user) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf(user).GetAsync("/periods", TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task A_month_is_opened_with_a_report_for_each_responsibility()
    {
        var answer = await Coordinator.PostFormAsync("/periods", [], "form[action$='/periods/open']");
        Assert.Equal("/periods", answer.LocationOf());
        await using var db = portal.Open();
        var opened = await db.ReportingPeriods.Where(p => p.Id != October && p.WorkPlanId == portal.World.Plan.Id).Select(p => new { p.Month, p.Reports.Count }).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, opened.Count);
        Assert.Contains("已开启", (await Coordinator.GetDocumentAsync("/periods")).QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_says_first_how_many_are_missing()
    {
        var page = await Coordinator.GetDocumentAsync($"/periods/{October}/close");
        Assert.Contains("还有 3 份月报没有提交", page.QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("/periods", (await Coordinator.SubmitAsync(page, "", [], "form[action$='/close']")).LocationOf());
        Assert.Contains("已关闭", (await Coordinator.GetDocumentAsync("/periods")).QuerySelector(".period-table")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_again_needs_a_reason()
    {
        await Coordinator.PostFormAsync($"/periods/{October}/close", []);
        var refused = await (await Coordinator.PostFormAsync($"/periods/{October}/reopen", [])).DocumentAsync();
        Assert.StartsWith("错误：", refused.Title, StringComparison.Ordinal);
        Assert.Equal("true", refused.QuerySelector("#Reason")!.GetAttribute("aria-invalid"));
        Assert.Equal("/periods", (await Coordinator.SubmitAsync(refused, $"/periods/{October}/reopen", [new("Reason", "补报。")])).LocationOf());
        Assert.Contains("填报中", (await Coordinator.GetDocumentAsync("/periods")).QuerySelector(".period-table")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_days_change_with_a_reason_and_keep_what_was_typed_without()
    {
        KeyValuePair<string, string?>[] days = [new("LeadDueOn", "2023-10-27"), new("SupportingDueOn", "2023-10-24")];
        var refused = await (await Coordinator.PostFormAsync($"/periods/{October}/due-days", days)).DocumentAsync();
        Assert.Equal("2023-10-27", refused.QuerySelector("#LeadDueOn")!.GetAttribute("value"));
        Assert.Equal("/periods", (await Coordinator.SubmitAsync(refused, $"/periods/{October}/due-days", [new("Reason", "期中考试顺延。")])).LocationOf());
        await using var db = portal.Open();
        Assert.Equal(new DateOnly(2023, 10, 27), (await db.ReportingPeriods.FindAsync([October], TestContext.Current.CancellationToken))!.LeadDueOn);
    }

    [Fact]
    public async Task A_period_that_is_not_there_answers_404() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Coordinator.GetAsync("/periods/9999/close", TestContext.Current.CancellationToken)).StatusCode);
}
