using System.Net;

namespace Pengshui.RuralEdu.Web.Tests.Dashboard;

public sealed class BusinessPageTests(BusinessPagesFactory portal) : IClassFixture<BusinessPagesFactory>
{
    private static readonly string[] Business = ["jyk-staff", "jyk-head", "jjk-staff", "decoy-staff", "coordinator", "leader", "supervisor"];
    private static readonly string[] Posts = ["sysadmin", "secadmin", "auditor"];
    private static readonly string[] Addresses =
        ["/dashboard", "/dashboard?month=2023-09&section=jyk", "/tasks", "/tasks?section=jjk&light=Red", "/tasks/1", "/tasks/2?month=2023-09", "/plans", "/plans/2023"];

    [Fact]
    public async Task Every_business_role_reads_the_business_pages_and_no_post_does()
    {
        foreach (var address in Addresses)
        {
            foreach (var user in Business)
                await portal.ClientOf(user).GetDocumentAsync(address);
            foreach (var user in Posts)
                Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf(user).GetAsync(address, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Fact]
    public async Task Everybody_has_a_workbench()
    {
        foreach (var user in Business.Concat(Posts))
            await portal.ClientOf(user).GetDocumentAsync("/");
    }

    [Theory]
    [InlineData("/dashboard?month=2023-13")]
    [InlineData("/dashboard?month=2023-03")]
    [InlineData("/dashboard?section=none")]
    [InlineData("/dashboard?section=decoy")]
    [InlineData("/dashboard?year=2021")]
    [InlineData("/tasks?light=Blue")]
    [InlineData("/tasks?section=none")]
    [InlineData("/tasks/3")]
    [InlineData("/tasks/1?month=2023-03")]
    [InlineData("/tasks/1?month=x")]
    [InlineData("/plans/2021")]
    public async Task What_is_not_there_is_not_found(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("leader").GetAsync(address, TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task An_older_plan_has_its_own_pages()
    {
        Assert.Contains("旧任务", (await portal.ClientOf("leader").GetDocumentAsync("/tasks/1?year=2022")).Title);
        Assert.Contains("旧方案", (await portal.ClientOf("leader").GetDocumentAsync("/plans/2022")).Body!.TextContent);
    }

    [Fact]
    public async Task The_text_of_a_draft_is_on_no_shared_page_and_the_last_submission_stands_instead()
    {
        foreach (var user in Business.Concat(Posts))
        {
            foreach (var address in user.Contains("admin") || user == "auditor" ? ["/"] : Addresses.Prepend("/"))
            {
                var text = (await portal.ClientOf(user).GetDocumentAsync(address)).DocumentElement.OuterHtml;
                Assert.DoesNotContain(BusinessPagesFactory.Mending, text);
                Assert.DoesNotContain(BusinessPagesFactory.Draft, text);
            }
        }

        var task = (await portal.ClientOf("leader").GetDocumentAsync("/tasks/1")).Body!.TextContent;
        Assert.Contains(BusinessPagesFactory.Submitted, task);
        Assert.Contains(BusinessPagesFactory.LastSubmitted, task);
        Assert.DoesNotContain("99%", task);
    }

    [Fact]
    public async Task A_sections_timeliness_is_shown_to_itself_and_the_coordinator_only()
    {
        Assert.Contains("基建科报送情况", (await portal.ClientOf("jjk-staff").GetDocumentAsync("/")).Body!.TextContent);
        Assert.Contains("今年报送", (await portal.ClientOf("coordinator").GetDocumentAsync("/")).Body!.TextContent);
        foreach (var user in new[] { "leader", "supervisor", "jyk-staff" })
        {
            var text = (await portal.ClientOf(user).GetDocumentAsync("/")).Body!.TextContent;
            Assert.DoesNotContain("基建科报送情况", text);
            Assert.DoesNotContain("今年报送", text);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/meeting")]
    [InlineData("/dashboard/rows/completion")]
    [InlineData("/tasks")]
    public async Task One_mean_stands_on_every_page_with_its_definition_behind_a_click(string address)
    {
        var page = await portal.ClientOf("leader").GetDocumentAsync(address);

        Assert.Contains("67.5", page.Body!.TextContent);
        Assert.Contains("要求 70%，低 2.5 个百分点", page.Body!.TextOf());
        var basis = page.QuerySelector("details.basis")!;
        Assert.Equal("口径", basis.QuerySelector("summary")!.TextOf());
        Assert.Contains("本次共 2 项：2 项按9月计，0 项按以前月份计，0 项按 0 计。", basis.TextOf());
    }

    [Fact]
    public async Task What_is_returned_stands_beside_what_counts()
    {
        var client = portal.ClientOf("leader");

        var line = (await client.GetDocumentAsync("/tasks")).QuerySelectorAll(".task-table tbody tr:not(.group)")[0].QuerySelector(".col-rate")!.TextOf();
        Assert.StartsWith("70%", line);
        Assert.Contains("10月已退回 78%", line);
        Assert.Contains("9月完成率 70%，进度要求 70%，持平。10月已退回 78%，确认后才计入。", (await client.GetDocumentAsync("/tasks/1")).Body!.TextOf());
        var cell = (await client.GetDocumentAsync("/dashboard")).QuerySelectorAll("table.heat tbody tr")[0].QuerySelectorAll("td.c")[9];
        Assert.Contains("完成率已退回 78%", cell.InnerHtml);
    }

    [Fact]
    public async Task The_grid_is_a_table_whose_cells_are_read_aloud_and_lead_to_the_report()
    {
        var page = await portal.ClientOf("leader").GetDocumentAsync("/dashboard");

        var row = page.QuerySelectorAll("table.heat tbody tr")[0];
        Assert.Equal(12, row.QuerySelectorAll("td.c").Length);
        Assert.Equal("9月绿灯，完成率 70%", row.QuerySelectorAll("td.c")[8].QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Contains("退回", row.QuerySelectorAll("td.c")[9].TextContent);
        Assert.Equal($"/reports/{portal.World.ReportOf(portal.World.Lead).Id}", row.QuerySelectorAll("td.c")[9].QuerySelector("a")!.GetAttribute("href"));
        Assert.DoesNotContain("style=", page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task The_task_page_says_why_and_how_it_turns_green()
    {
        var why = (await portal.ClientOf("leader").GetDocumentAsync("/tasks/2")).QuerySelector(".why")!.TextOf();

        Assert.Contains("9月为什么是红灯", why);
        Assert.Contains("迟 4 个工作日", why);
        Assert.Contains("基建科迟报已经记下，再次提交也不改变9月的灯", why);
        Assert.Contains("统筹员可以改判，要写明理由", why);
        Assert.Contains("10月的灯（10月月报确认后）", why);
        Assert.Contains("基建科10月25日前提交10月月报，完成率不低于 70.1%", why);
        Assert.Contains("统筹员确认基建科10月月报", why);
        Assert.Contains("督查员暂无", why);
    }

    [Fact]
    public async Task The_coordinator_changes_a_lead_by_a_form_and_others_have_no_link_to_it()
    {
        await using var own = new BusinessPagesFactory();
        await own.InitializeAsync();
        const string Address = "/plans/2023/tasks/1/lead";
        Assert.NotNull((await own.ClientOf("coordinator").GetDocumentAsync("/plans/2023")).QuerySelector($"a[href='{Address}']"));
        Assert.Null((await own.ClientOf("leader").GetDocumentAsync("/plans/2023")).QuerySelector($"a[href='{Address}']"));

        var without = await own.ClientOf("coordinator").PostFormAsync(Address, [new("ResponsibilityId", $"{own.World.Supporting.Id}")]);
        Assert.StartsWith("错误：", (await without.DocumentAsync()).Title);
        var done = await own.ClientOf("coordinator").PostFormAsync(Address, [new("ResponsibilityId", $"{own.World.Supporting.Id}"), new("Reason", "分工调整")]);

        Assert.Equal("/plans/2023", done.LocationOf());
        Assert.Contains("基建科 牵头", (await own.ClientOf("leader").GetDocumentAsync("/plans/2023")).QuerySelector("#task-1")!.TextOf());
    }
}
