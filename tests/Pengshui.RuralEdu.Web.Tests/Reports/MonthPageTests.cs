using System.Net;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

public sealed class MonthPageTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Theory]
    [InlineData("jyk-staff")]
    [InlineData("jyk-head")]
    [InlineData("coordinator")]
    [InlineData("leader")]
    [InlineData("supervisor")]
    public async Task Every_business_role_reads_the_month(string user)
    {
        var page = await portal.ClientOf(user).GetDocumentAsync("/reports?month=2023-10");
        Assert.Equal("2023年10月月报", page.QuerySelector("h1")!.TextOf());
        Assert.Equal(["教育科 牵头", "基建科 配合", "基建科 牵头"], page.QuerySelectorAll(".m-section").Select(c => c.TextOf()));
    }

    [Theory]
    [InlineData("sysadmin")]
    [InlineData("secadmin")]
    [InlineData("auditor")]
    public async Task The_posts_do_not(string user) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf(user).GetAsync("/reports", TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task Timeliness_is_for_the_section_itself_and_the_coordinator()
    {
        Assert.All((await portal.ClientOf("coordinator").GetDocumentAsync("/reports")).QuerySelectorAll(".m-due"), c => Assert.NotEqual("—", c.TextOf()));
        Assert.All((await portal.ClientOf("leader").GetDocumentAsync("/reports")).QuerySelectorAll(".m-due"), c => Assert.Equal("—", c.TextOf()));
        var own = await portal.ClientOf("jyk-staff").GetDocumentAsync("/reports");
        Assert.Equal(["10月25日前，还有 5 天", "—", "—"], own.QuerySelectorAll(".m-due").Select(c => c.TextOf()));
    }

    [Fact]
    public async Task A_section_is_picked_by_the_address()
    {
        var page = await portal.ClientOf("leader").GetDocumentAsync($"/reports?month=2023-10&section={portal.World.Jyk.Id}");
        Assert.Equal("教育科 牵头", Assert.Single(page.QuerySelectorAll(".m-section")).TextOf());
        Assert.NotNull(page.QuerySelector($"option[value='{portal.World.Jyk.Id}'][selected]"));
    }

    [Theory]
    [InlineData("2023-09")]
    [InlineData("2023-13")]
    [InlineData("x")]
    public async Task A_month_that_never_opened_is_not_there(string month) =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("leader").GetAsync($"/reports?month={month}", TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task It_takes_at_most_six_statements()
    {
        var coordinator = portal.ClientOf("coordinator");
        await coordinator.GetDocumentAsync("/reports");
        portal.Database.Statements.Reset();
        await coordinator.GetDocumentAsync("/reports");
        Assert.True(portal.Database.Statements.Count <= 6, portal.Database.Statements.Text);
    }

    [Fact]
    public async Task The_reviews_hold_what_waits_for_each()
    {
        await using var own = await PortalFactory.CreateAsync();
        var id = own.ReportId(own.World.Lead);
        Assert.Contains("没有待审核的月报。", (await own.ClientOf("jyk-head").GetDocumentAsync("/reviews")).QuerySelector("main")!.TextOf(), StringComparison.Ordinal);

        await own.ClientOf("jyk-staff").FileAsync(id, ReportForms.Whole());
        var row = Assert.Single((await own.ClientOf("jyk-head").GetDocumentAsync("/reviews")).QuerySelectorAll(".review-table tbody tr"));
        Assert.Equal($"/reports/{id}", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("待科室审核", row.TextOf(), StringComparison.Ordinal);
        Assert.Empty((await own.ClientOf("jjk-head").GetDocumentAsync("/reviews")).QuerySelectorAll(".review-table"));
        Assert.Empty((await own.ClientOf("coordinator").GetDocumentAsync("/reviews")).QuerySelectorAll(".review-table"));

        await own.ClientOf("jyk-head").StepAsync(id, "approve");
        Assert.Contains("待统筹确认", (await own.ClientOf("coordinator").GetDocumentAsync("/reviews")).QuerySelector(".review-table")!.TextOf(), StringComparison.Ordinal);
    }
}
