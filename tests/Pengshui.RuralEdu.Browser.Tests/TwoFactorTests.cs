using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>Two-step sign-in on a phone, from switching it on to the next sign-in.</summary>
public sealed class TwoFactorTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task It_is_switched_on_and_asked_for_at_the_next_sign_in()
    {
        await using var leader = await Visitor.SignInAsync(fixture, portal, "leader", Screen.Phone);
        await leader.GoAsync("/account/password");
        await leader.Page.GetByText("去开启").ClickAsync();
        await Expect(leader.Page.Locator("svg.qr path")).ToBeVisibleAsync();
        var secret = (await leader.Page.Locator("#two-factor-secret").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        await leader.FillAsync("验证码", new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp());
        await leader.FillAsync("密码", Portal.Password);
        Assert.Empty(await leader.FindingsAsync());
        await leader.ClickAsync("开启两步验证");
        await leader.ExpectTextAsync("请抄下备用码");
        var recovery = await leader.Page.Locator(".recovery-codes .code").First.TextContentAsync();
        Assert.Empty(await leader.FindingsAsync());
        leader.AssertNoComplaints();

        await using var again = await Visitor.OpenAsync(fixture, portal, Screen.Phone);
        await again.GoAsync("/account/login");
        await again.FillAsync("用户名", "leader");
        await again.FillAsync("密码", Portal.Password);
        await again.ClickAsync("登录");
        await Expect(again.Page.GetByLabel("验证码", new() { Exact = true })).ToBeFocusedAsync();
        Assert.Empty(await again.FindingsAsync());
        await again.FillAsync("验证码", recovery!);
        await again.ClickAsync("登录");
        await again.ExpectAddressAsync("/");
        again.AssertNoComplaints();
    }
}
