using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>What is typed into any form outlives the sign-in: it stays on the device and is offered on the page that one is led back to.</summary>
public sealed class KeptFormTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    private const string Typed = "写了很久的一段话，登录过期也不能丢。";

    /// <summary>Who, on which page, in which field, sends it by which button.</summary>
    public static TheoryData<string, string, string, string> Forms => new()
    {
        { "leader", "/tasks/1/instruction", "批示内容", "作出批示" },
        { "supervisor", "/rectifications/new?task=6&section=cwk", "存在的问题", "签发" },
        { "coordinator", "/tasks/2/override", "改判理由", "改判" },
        { "coordinator", "/plans/2023/tasks/4/edit", "修订理由", "保存" },
    };

    [Theory, MemberData(nameof(Forms))]
    public async Task A_form_that_is_sent_after_the_sign_in_ran_out_comes_back_after_signing_in_again(string who, string address, string field, string send)
    {
        await using var person = await Visitor.SignInAsync(fixture, portal, who, Screen.Desktop);
        await person.GoAsync(address);
        await Field(person, field).FillAsync(Typed);
        await EndSignInsAsync(who);

        await person.Page.GetByRole(AriaRole.Button, new() { Name = send }).First.ClickAsync();
        await person.ExpectTextAsync("登录已过期，请重新登录。已填内容存在本机，登录后可以恢复。");
        await person.FillAsync("用户名", who);
        await person.FillAsync("密码", Portal.Password);
        await person.ClickAsync("登录");

        await person.ExpectAddressAsync(address);
        await person.ExpectTextAsync("没有传上去的内容");
        await person.ClickAsync("恢复");
        await Expect(Field(person, field)).ToHaveValueAsync(Typed);
        person.AssertNoComplaints();
    }

    [Fact]
    public async Task What_the_server_took_is_not_offered_again_and_what_it_refused_is_in_the_form()
    {
        await using var leader = await Visitor.SignInAsync(fixture, portal, "leader", Screen.Desktop);
        await leader.GoAsync("/tasks/3/instruction");
        await leader.FillAsync("批示内容", Typed);
        await leader.Page.EvaluateAsync("document.querySelectorAll('.chips input:checked').forEach(box => box.click())");
        await Expect(leader.Page.Locator(".chips input:checked")).ToHaveCountAsync(0);
        await leader.ClickAsync("作出批示");
        await Expect(leader.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await Expect(Field(leader, "批示内容")).ToHaveValueAsync(Typed);
        await Expect(leader.Page.GetByText("没有传上去的内容")).ToHaveCountAsync(0);

        await leader.Page.Locator(".chips label").First.ClickAsync();
        await leader.ClickAsync("作出批示");
        await leader.ExpectTextAsync("批示已发出");
        await Expect(leader.Page.Locator("html.js")).ToBeAttachedAsync();
        await leader.GoAsync("/tasks/3/instruction");
        await Expect(Field(leader, "批示内容")).ToHaveValueAsync("");
        await Expect(leader.Page.GetByText("没有传上去的内容")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_form_that_is_larger_than_the_server_reads_is_not_sent_and_stays_as_it_is()
    {
        await using var leader = await Visitor.SignInAsync(fixture, portal, "leader", Screen.Phone);
        await leader.GoAsync("/tasks/8/instruction");

        // Each of these characters is nine bytes in a form.
        await Field(leader, "批示内容").EvaluateAsync("(field, count) => { field.value = '字'.repeat(count); }", 250_000);
        await leader.ClickAsync("作出批示");
        await leader.ExpectTextAsync("内容太多（2.1 MB），没有提交。一次最多 2.0 MB，请删减或分几次提交。填写的内容还在。");
        Assert.Equal(250_000, await Field(leader, "批示内容").EvaluateAsync<int>("field => field.value.length"));
        Assert.Empty(await leader.FindingsAsync());

        await leader.FillAsync("批示内容", Typed);
        await leader.ClickAsync("作出批示");
        await leader.ExpectTextAsync("批示已发出");
        leader.AssertNoComplaints();
    }

    [Fact]
    public async Task Files_that_are_larger_together_than_the_server_reads_are_not_sent_and_stay_chosen()
    {
        await using var coordinator = await Visitor.SignInAsync(fixture, portal, "coordinator", Screen.Desktop);
        await coordinator.GoAsync("/plans/import");

        // A gigabyte is not made for a test: the page says less.
        await coordinator.Page.EvaluateAsync("document.body.dataset.mostUpload = '2000'");
        await coordinator.Page.GetByLabel("通知文件").SetInputFilesAsync(new FilePayload { Name = "通知.txt", MimeType = "text/plain", Buffer = new byte[3000] });
        await coordinator.Page.Locator("form[enctype='multipart/form-data'] button[type=submit]").First.ClickAsync();
        await coordinator.ExpectTextAsync("文件和文字太多");
        Assert.Equal(1, await coordinator.Page.GetByLabel("通知文件").EvaluateAsync<int>("field => field.files.length"));
        coordinator.AssertNoComplaints();
    }

    [Fact]
    public async Task Nobody_else_is_offered_what_somebody_wrote_on_the_same_computer()
    {
        await using var person = await Visitor.SignInAsync(fixture, portal, "leader", Screen.Phone);
        await person.GoAsync("/tasks/5/instruction");
        await person.FillAsync("批示内容", Typed);
        await person.GoAsync("/account/password");
        await person.ClickAsync("退出所有登录");
        await person.ClickAsync("删去并退出");
        await person.FillAsync("用户名", "deputy");
        await person.FillAsync("密码", Portal.Password);
        await person.ClickAsync("登录");
        await Expect(person.Page.GetByText("退出登录").First).ToBeAttachedAsync();

        await person.GoAsync("/tasks/5/instruction");
        await Expect(person.Page.GetByText("没有传上去的内容")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Signing_out_says_what_was_not_sent_and_takes_it_along_only_after_a_yes()
    {
        await using var person = await Visitor.SignInAsync(fixture, portal, "leader", Screen.Phone);
        await person.GoAsync("/tasks/6/instruction");
        await person.FillAsync("批示内容", Typed);
        await person.GoAsync("/tasks/7");
        await SignOutAsync();
        await person.ExpectTextAsync("本机还有 1 份没有传上去的内容，退出登录会删去。");
        Assert.Empty(await person.FindingsAsync());
        await person.ClickAsync("先不退出");
        await person.GoAsync("/tasks/6/instruction");
        await person.ExpectTextAsync("没有传上去的内容");

        await SignOutAsync();
        await person.ClickAsync("删去并退出");
        await person.ExpectAddressAsync("/account/login");
        Assert.Equal(0, await person.Page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"));

        // Nothing is asked where nothing is left.
        await person.FillAsync("用户名", "leader");
        await person.FillAsync("密码", Portal.Password);
        await person.ClickAsync("登录");
        await person.ExpectAddressAsync("/");
        await SignOutAsync();
        await person.ExpectAddressAsync("/account/login");
        person.AssertNoComplaints();

        async Task SignOutAsync()
        {
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "菜单", Exact = true }).ClickAsync();
            await person.Page.Locator("#nav-menu").GetByRole(AriaRole.Button, new() { Name = "退出登录", Exact = true }).ClickAsync();
        }
    }

    private static ILocator Field(Visitor person, string label) => person.Page.GetByLabel(label).First;

    /// <summary>The same person ends every sign-in, from another computer.</summary>
    private async Task EndSignInsAsync(string who)
    {
        await using var elsewhere = await Visitor.SignInAsync(fixture, portal, who, Screen.Desktop);
        await elsewhere.GoAsync("/account/password");
        await elsewhere.ClickAsync("退出所有登录");
        await elsewhere.ExpectTextAsync("请重新登录");
    }
}
