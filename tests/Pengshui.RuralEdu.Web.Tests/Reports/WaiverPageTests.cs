using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Tests.Forms;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

/// <summary>October is closed, and nobody reported.</summary>
public sealed class WaiverPageTests : IAsyncLifetime
{
    private PortalFactory portal = null!;

    private HttpClient Coordinator { get; set; } = null!;

    private string Page => $"/reports/{portal.ReportId(portal.World.Alone)}";

    public async ValueTask InitializeAsync()
    {
        portal = await PortalFactory.CreateAsync();
        Coordinator = portal.ClientOf("coordinator");
        portal.Time.Advance(TimeSpan.FromDays(10));
        await using var db = portal.Open();
        (await db.ReportingPeriods.SingleAsync(p => p.Id == portal.World.October.Id, TestContext.Current.CancellationToken)).ClosedAt = portal.Time.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task The_coordinator_lets_it_be_with_a_reason_and_asks_for_it_again()
    {
        var desk = await Coordinator.GetDocumentAsync("/");
        Assert.Contains(desk.QuerySelectorAll("[aria-labelledby=decide-h] a"), a => a.GetAttribute("href") == $"{Page}#decide");

        var refused = await (await Coordinator.PostFormAsync(Page, [], "#decide")).DocumentAsync();
        Assert.Contains("请写明定为不再补报的理由。", refused.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(Page, (await Coordinator.PostFormAsync(Page, [new("Reason", "任务已并入任务1。")], "#decide")).LocationOf());

        var shown = await Coordinator.GetDocumentAsync(Page);
        Assert.Contains("任务已并入任务1。", shown.QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains(shown.QuerySelectorAll("main .alert"), a => a.TextOf().StartsWith("已定为不再补报", StringComparison.Ordinal));
        desk = await Coordinator.GetDocumentAsync("/");
        Assert.DoesNotContain(desk.QuerySelectorAll("[aria-labelledby=decide-h] a"), a => a.GetAttribute("href") == $"{Page}#decide");
        Assert.Contains("不再补报", (await Coordinator.GetDocumentAsync("/reports?month=2023-10")).QuerySelector("main")!.TextOf(), StringComparison.Ordinal);

        Assert.Equal(Page, (await Coordinator.PostFormAsync(Page, [new("Reason", "还是要报。")], "#decide")).LocationOf());
        desk = await Coordinator.GetDocumentAsync("/");
        Assert.Contains(desk.QuerySelectorAll("[aria-labelledby=decide-h] a"), a => a.GetAttribute("href") == $"{Page}#decide");
    }

    [Theory]
    [InlineData("jjk-head")]
    [InlineData("leader")]
    public async Task Nobody_else_may(string who)
    {
        var client = portal.ClientOf(who);
        var answer = await client.SendAsync($"{Page}/waive", await client.TokenAsync(), [new("Version", "1"), new("Reason", "不报了")]);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
