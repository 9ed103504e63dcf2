using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>A rectification from the supervisor's phone to the section's desk and back, with and without scripts.</summary>
public sealed class RectificationTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    private const string Problem = "示例中心小学食堂两天没有留样记录。";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rectification_is_raised_put_right_with_a_file_and_closed(bool javaScript)
    {
        await using var supervisor = await Visitor.SignInAsync(fixture, portal, "supervisor", Screen.Phone, javaScript);
        await supervisor.GoAsync("/rectifications/new?task=6&section=cwk");
        await supervisor.FillAsync("存在的问题", Problem);
        await supervisor.FillAsync("整改期限", "2023-11-03");
        await supervisor.ClickAsync("签发");
        await supervisor.ExpectTextAsync("已签发");
        var address = new Uri(supervisor.Page.Url).AbsolutePath;

        await using var staff = await Visitor.SignInAsync(fixture, portal, "cwk-staff", Screen.Desktop, javaScript);
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = Problem }).First.ClickAsync();
        await staff.FillAsync("整改措施", "每餐由值周教师签名。");
        if (javaScript)
            await Expect(staff.Page.Locator("html.js")).ToBeAttachedAsync();
        await staff.Page.Locator("#Files").SetInputFilesAsync(ReportFormSteps.Picture("留样记录（10月）.png"));
        if (javaScript)
            await Expect(staff.Page.GetByRole(AriaRole.Link, new() { Name = "留样记录（10月）.png" })).ToBeVisibleAsync();
        await staff.ClickAsync("提交整改");
        await Expect(staff.Page.Locator(".error-summary")).ToContainTextAsync("请填写整改情况");
        await Expect(staff.Page.GetByLabel("整改措施", new() { Exact = true })).ToHaveValueAsync("每餐由值周教师签名。");
        await Expect(staff.Page.GetByRole(AriaRole.Link, new() { Name = "留样记录（10月）.png" })).ToBeVisibleAsync();
        await staff.FillAsync("整改情况", "已补齐签名，附最近五天的记录。");
        await staff.ClickAsync("提交整改");
        await staff.ExpectTextAsync("已提交整改");
        await staff.ExpectAddressAsync(address);

        await supervisor.GoAsync(address);
        await supervisor.ClickAsync("退回");
        await Expect(supervisor.Page.Locator(".error-summary")).ToContainTextAsync("请填写退回理由");
        await supervisor.ClickAsync("销号");
        await Expect(supervisor.Page.Locator(".error-summary")).ToContainTextAsync("请填写核验情况");
        await supervisor.FillAsync("核验情况", "抽看五天，签名齐全。");
        await supervisor.ClickAsync("销号");
        await supervisor.ExpectTextAsync("已销号");
        await Expect(supervisor.Page.Locator(".steps-track b")).ToHaveTextAsync(["销号", "提交整改", "签发"]);
        supervisor.AssertNoComplaints();
        staff.AssertNoComplaints();
    }
}
