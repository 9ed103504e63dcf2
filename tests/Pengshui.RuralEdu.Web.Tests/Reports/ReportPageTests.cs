using System.Net;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

public sealed class ReportPageTests : IAsyncLifetime
{
    private PortalFactory portal = null!;

    private int Lead => portal.ReportId(portal.World.Lead);

    public async ValueTask InitializeAsync() => portal = await PortalFactory.CreateAsync();

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task A_draft_is_its_sections_the_tasks_and_the_coordinators()
    {
        await portal.ClientOf("jyk-staff").FileAsync(Lead, ReportForms.Whole(), "save");
        foreach (var user in new[] { "jyk-staff", "jyk-head", "jjk-staff", "coordinator" })
            Assert.Contains("这是草稿", (await portal.ClientOf(user).GetDocumentAsync($"/reports/{Lead}")).QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
        foreach (var user in new[] { "leader", "supervisor", "decoy-staff" })
            Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf(user).GetAsync($"/reports/{Lead}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task From_submission_on_every_business_role_reads_it_and_gets_only_its_own_buttons()
    {
        await portal.ClientOf("jyk-staff").FileAsync(Lead, ReportForms.Whole());
        Assert.Equal(["撤回"], await ButtonsAsync("jyk-staff"));
        Assert.Equal(["退回", "审核通过"], await ButtonsAsync("jyk-head"));
        Assert.Equal(["作出批示"], await ButtonsAsync("leader"));
        foreach (var user in new[] { "coordinator", "supervisor", "decoy-staff", "jjk-head" })
            Assert.Empty(await ButtonsAsync(user));
        await portal.ClientOf("jyk-head").StepAsync(Lead, "approve");
        Assert.Equal(["退回", "确认"], await ButtonsAsync("coordinator"));
        await portal.ClientOf("coordinator").StepAsync(Lead, "confirm");
        Assert.Equal(["重新打开"], await ButtonsAsync("coordinator"));
    }

    [Fact]
    public async Task A_step_that_was_taken_meanwhile_gets_a_sentence()
    {
        await portal.ClientOf("jyk-staff").FileAsync(Lead, ReportForms.Whole());
        var head = portal.ClientOf("jyk-head");
        var page = await head.GetDocumentAsync($"/reports/{Lead}");
        await portal.ClientOf("jyk-staff").StepAsync(Lead, "withdraw");
        page.QuerySelector("#decide")!.SetAttribute("action", $"/reports/{Lead}/approve");
        var answer = await head.SubmitAsync(page, "", [], "#decide");
        Assert.Contains("草稿", (await answer.DocumentAsync()).QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_that_is_not_there_answers_404() =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("jyk-staff").GetAsync($"/reports/{Lead}?revision=9", TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task The_page_and_the_form_take_at_most_six_statements()
    {
        var staff = portal.ClientOf("jyk-staff");
        await staff.FileAsync(Lead, ReportForms.Whole(), "save");
        foreach (var address in new[] { $"/reports/{Lead}", $"/reports/{Lead}/edit" })
        {
            await staff.GetDocumentAsync(address);
            portal.Database.Statements.Reset();
            await staff.GetDocumentAsync(address);
            Assert.True(portal.Database.Statements.Count <= 6, $"{address}: {portal.Database.Statements.Count}\n{portal.Database.Statements.Text}");
        }
    }

    private async Task<IEnumerable<string>> ButtonsAsync(string user) =>
        (await portal.ClientOf(user).GetDocumentAsync($"/reports/{Lead}")).QuerySelectorAll("main form button").Select(b => b.TextOf());
}
