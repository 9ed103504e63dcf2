using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>A browser that runs no script can do all that the month asks for.</summary>
public sealed class WithoutScriptTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    private const string Progress = "45 个基地继续开课。";

    [Fact]
    public async Task A_report_is_drafted_given_a_file_and_submitted()
    {
        await using var staff = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Desktop, javaScript: false);
        var report = $"/reports/{await portal.ReportIdAsync(13, "jyk")}";
        await staff.GoAsync(report + "/edit");

        await staff.FillAsync("本月进展", Progress);
        await staff.ClickAsync("保存草稿");
        await staff.ExpectTextAsync("草稿已保存");
        await Expect(staff.Page.GetByLabel("本月进展", new() { Exact = true })).ToHaveValueAsync(Progress);

        await staff.Page.Locator("#Files").SetInputFilesAsync(ReportFormSteps.Picture("现场照片（一）.png"));
        await staff.ClickAsync("上传");
        await staff.ExpectTextAsync("文件已上传");
        await Expect(staff.Page.GetByRole(AriaRole.Link, new() { Name = "现场照片（一）.png" })).ToBeVisibleAsync();

        await staff.ClickAsync("提交");
        await Expect(staff.Page.Locator(".error-summary")).ToContainTextAsync("请填写下月打算");
        await Expect(staff.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^错误："));
        await Expect(staff.Page.GetByLabel("本月进展", new() { Exact = true })).ToHaveValueAsync(Progress);

        await staff.FillWholeAsync(Progress);
        await staff.ClickAsync("提交");
        await staff.ExpectAddressAsync(report);
        await staff.ExpectTextAsync("待科室审核");
        staff.AssertNoComplaints();
    }

    [Fact]
    public async Task The_menu_of_a_phone_leads_to_every_page_and_out()
    {
        await using var staff = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Phone, javaScript: false);

        await staff.ClickAsync("菜单");
        var menu = staff.Page.GetByRole(AriaRole.Navigation, new() { Name = "菜单" });
        await menu.GetByRole(AriaRole.Link, new() { Name = "总览" }).ClickAsync();
        await staff.ExpectAddressAsync("/dashboard");

        await staff.ClickAsync("菜单");
        await menu.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await Expect(staff.Page.GetByLabel("用户名", new() { Exact = true })).ToBeVisibleAsync();
    }
}
