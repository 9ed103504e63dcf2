using System.Net;

namespace Pengshui.RuralEdu.Web.Tests.Accounts;

public sealed class SignInPageTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task A_stranger_is_led_to_the_sign_in_page_and_the_address_is_kept()
    {
        var answer = await portal.Stranger().GetAsync("/account/password?x=1", TestContext.Current.CancellationToken);
        Assert.Equal("/account/login?returnUrl=%2Faccount%2Fpassword%3Fx%3D1", answer.LocationOf());
    }

    [Fact]
    public async Task The_page_has_the_fixed_words()
    {
        var page = await portal.Stranger().GetDocumentAsync("/account/login");
        Assert.Equal("用户名", page.QuerySelector("label[for=UserName]")!.TextOf());
        Assert.Equal("密码", page.QuerySelector("label[for=Password]")!.TextOf());
        Assert.Contains(page.QuerySelectorAll("button"), b => b.TextOf() == "登录");
    }

    [Fact]
    public async Task Password_fields_name_their_purpose_and_let_paste()
    {
        var client = portal.ClientOf("jyk-staff");
        foreach (var (visitor, address) in new[] { (portal.Stranger(), "/account/login"), (client, "/account/password") })
        {
            var page = await visitor.GetDocumentAsync(address);
            var fields = page.QuerySelectorAll("input[type=password]").ToList();
            Assert.NotEmpty(fields);
            Assert.All(fields, f => Assert.Contains(f.GetAttribute("autocomplete"), new[] { "current-password", "new-password" }));
            Assert.Empty(page.QuerySelectorAll("[onpaste]"));
            foreach (var script in page.QuerySelectorAll("script[src]").Select(e => e.GetAttribute("src")!))
                Assert.DoesNotContain("\"paste\"", await client.GetStringAsync(script, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_address_that_is_not_there_answers_404_in_a_page()
    {
        var answer = await portal.ClientOf("jyk-staff").GetAsync("/nirgends", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("没有这一页", (await answer.DocumentAsync()).QuerySelector("h1")!.TextOf());
    }
}
