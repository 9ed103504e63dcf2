using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

public sealed class AdministrationPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_account_shows_its_first_password_once_and_signs_in_with_it()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = portal.ClientOf("sysadmin");
        var answer = await client.PostFormAsync("/admin/users/new", new Dictionary<string, string?>
        {
            ["UserName"] = "jyk-new", ["DisplayName"] = "教育科 填报员", ["MemberOf"] = "jyk",
        });
        var address = answer.LocationOf();
        var page = await client.GetDocumentAsync(address);
        var password = page.QuerySelector("#first-password")!.TextOf();
        Assert.True(page.QuerySelector("input[name=MemberOf][value=jyk]")!.HasAttribute("checked"));
        Assert.Null((await client.GetDocumentAsync(address)).QuerySelector("#first-password"));

        var browser = portal.Stranger();
        Assert.Equal("/", (await browser.SignInAsync("jyk-new", password)).LocationOf());
        Assert.Equal("/account/password", (await browser.GetAsync("/tasks", Ct)).LocationOf());
    }

    [Fact]
    public async Task Accounts_of_the_demonstration_are_marked_in_the_list()
    {
        await using var portal = await PortalFactory.CreateAsync();
        await using (var db = portal.Open())
            await db.Users.Where(u => u.UserName == "jyk-staff").ExecuteUpdateAsync(s => s.SetProperty(u => u.IsDemonstration, true), Ct);

        var marked = (await portal.ClientOf("sysadmin").GetDocumentAsync("/admin/users")).QuerySelectorAll("tbody tr th").Select(c => c.TextOf()).ToList();

        Assert.Equal(["jyk-staff 演示账号"], marked.Where(c => c.Contains("演示账号", StringComparison.Ordinal)));
        Assert.Contains("leader", marked);
    }

    [Fact]
    public async Task A_form_with_errors_comes_back_with_what_was_typed()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var answer = await portal.ClientOf("sysadmin").PostFormAsync("/admin/users/new", new Dictionary<string, string?>
        {
            ["UserName"] = "Jyk Neu", ["DisplayName"] = "教育科 填报员", ["MemberOf"] = "jyk",
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.DocumentAsync();
        Assert.StartsWith("错误：", page.Title);
        Assert.Equal("#UserName", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("Jyk Neu", page.QuerySelector("#UserName")!.GetAttribute("value"));
        Assert.Equal("true", page.QuerySelector("#UserName")!.GetAttribute("aria-invalid"));
        Assert.True(page.QuerySelector("input[name=MemberOf][value=jyk]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task A_late_form_is_told_and_can_be_sent_again()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = portal.ClientOf("sysadmin");
        var address = $"/admin/users/{portal.World.Users["jyk-staff"].Id}";
        var early = await client.GetDocumentAsync(address);
        var late = await client.GetDocumentAsync(address);
        Assert.Equal(address, (await client.SubmitAsync(early, address, Name("教育科 甲"), form: "#user-form")).LocationOf());
        var answer = await (await client.SubmitAsync(late, address, Name("教育科 乙"), form: "#user-form")).DocumentAsync();
        Assert.Contains("刚被别人改过", answer.QuerySelector(".error-summary")!.TextOf());
        Assert.Equal("教育科 乙", answer.QuerySelector("#DisplayName")!.GetAttribute("value"));
        Assert.Equal(address, (await client.SubmitAsync(answer, address, [], form: "#user-form")).LocationOf());
        Assert.Equal("教育科 乙", (await client.GetDocumentAsync(address)).QuerySelector("#DisplayName")!.GetAttribute("value"));

        static Dictionary<string, string?> Name(string name) => new() { ["DisplayName"] = name };
    }

    [Fact]
    public async Task The_list_is_searched_and_costs_as_many_statements_for_many_accounts_as_for_few()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = portal.ClientOf("sysadmin");
        var page = await client.GetDocumentAsync("/admin/users?search=基建");
        Assert.Equal(["jjk-head", "jjk-staff"], page.QuerySelectorAll("tbody th").Select(e => e.TextOf()));

        foreach (var address in new[] { "/admin/users", "/admin/users?search=jyk" })
        {
            portal.Database.Statements.Reset();
            await client.GetDocumentAsync(address);
            Assert.True(portal.Database.Statements.Count == 5, portal.Database.Statements.Text);
        }
    }

    [Fact]
    public async Task Two_posts_at_once_are_refused_and_the_choice_is_kept()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = portal.ClientOf("secadmin");
        var address = $"/admin/roles/{portal.World.Users["jyk-staff"].Id}";
        var page = await client.GetDocumentAsync(address);
        page.QuerySelector($"input[value={nameof(Role.Auditor)}]")!.SetAttribute("checked", "");
        var answer = await (await client.SubmitAsync(page, address, [], form: "#roles-form")).DocumentAsync();
        Assert.Contains("审计管理员不能兼任业务角色", answer.QuerySelector(".error-summary")!.TextOf());
        Assert.True(answer.QuerySelector($"input[value={nameof(Role.Auditor)}]")!.HasAttribute("checked"));
        Assert.Equal(["科室填报员"], await RolesAsync());

        async Task<IEnumerable<string>> RolesAsync() => (await client.GetDocumentAsync(address))
            .QuerySelectorAll("input[name=roles][checked]").Select(e => e.ParentElement!.TextOf());
    }

    [Fact]
    public async Task Ones_own_roles_have_no_form_and_a_post_is_refused()
    {
        await using var portal = await PortalFactory.CreateAsync();
        var client = portal.ClientOf("secadmin");
        var own = portal.World.Users["secadmin"].Id;
        Assert.Null((await client.GetDocumentAsync($"/admin/roles/{own}")).QuerySelector("#roles-form"));

        var others = $"/admin/roles/{portal.World.Users["jyk-staff"].Id}";
        var form = await client.GetDocumentAsync(others);
        form.QuerySelector("#roles-form")!.SetAttribute("action", $"/admin/roles/{own}");
        var answer = await client.SubmitAsync(form, others, [], form: "#roles-form");
        Assert.Contains("不能改自己的角色", (await answer.DocumentAsync()).TextOf());
    }

    [Theory]
    [InlineData("/admin/users/999999", "sysadmin")]
    [InlineData("/admin/roles/999999", "secadmin")]
    public async Task An_account_that_is_not_there_answers_404(string address, string userName)
    {
        await using var portal = await PortalFactory.CreateAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf(userName).GetAsync(address, Ct)).StatusCode);
    }
}
