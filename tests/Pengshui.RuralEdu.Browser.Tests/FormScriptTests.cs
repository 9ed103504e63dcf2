using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>What the script of the report form adds: saving as one writes, and keeping what could not be saved.</summary>
public sealed class FormScriptTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task What_is_typed_is_saved_without_a_button()
    {
        await using var staff = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Desktop);
        await staff.GoAsync(await EditAsync(3));

        await staff.FillAsync("本月进展", "3 所学校完成薄弱环节改造。");
        await staff.Page.GetByLabel("存在问题", new() { Exact = true }).FocusAsync();

        await Expect(Status(staff.Page)).ToContainTextAsync("已自动保存");
        await Expect(staff.Page.Locator(".toc a[href='#progress']")).ToContainTextAsync("14 字");
        await Expect(staff.Page.Locator(".forecast")).ToHaveTextAsync("填了完成率，这里显示系统判定");
        await staff.FillAsync("完成率", "20");
        await staff.Page.GetByLabel("存在问题", new() { Exact = true }).FocusAsync();
        await Expect(staff.Page.Locator(".forecast")).ToContainTextAsync("完成率：20%，低 60 个百分点");
        await Expect(staff.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("^本月完成率20%") })).ToBeVisibleAsync();
        await Expect(staff.Page.Locator("#completion-hint")).ToContainTextAsync("比进度要求低 60 个百分点");
        await Expect(staff.Page.Locator(".page-tools")).ToContainTextAsync("草稿");
        await staff.Page.ReloadAsync();
        await Expect(Progress(staff.Page)).ToHaveValueAsync("3 所学校完成薄弱环节改造。");
        staff.AssertNoComplaints();
    }

    [Fact]
    public async Task A_file_chosen_while_a_save_is_on_its_way_is_no_conflict()
    {
        await using var staff = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Desktop);
        await staff.GoAsync(await EditAsync(8));
        var release = new TaskCompletionSource();
        await staff.Page.RouteAsync("**/autosave", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        var saving = staff.Page.WaitForRequestAsync("**/autosave");
        await staff.FillAsync("下月打算", "11月再办一期培训班。");
        await Progress(staff.Page).FocusAsync();
        await saving;

        await staff.Page.Locator("#Files").SetInputFilesAsync(ReportFormSteps.Picture("培训现场.png"));
        release.SetResult();

        await Expect(staff.Page.GetByRole(AriaRole.Link, new() { Name = "培训现场.png" })).ToBeVisibleAsync();
        await Expect(Status(staff.Page)).ToContainTextAsync("已自动保存");
        await staff.ClickAsync("保存草稿");
        await staff.ExpectTextAsync("草稿已保存");
        staff.AssertNoComplaints();
    }

    [Fact]
    public async Task The_second_of_two_tabs_is_told_and_keeps_what_was_typed()
    {
        await using var staff = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Desktop);
        var address = await EditAsync(7);
        await staff.GoAsync(address);
        var second = await staff.OpenTabAsync();
        await second.GotoAsync(address);

        await staff.FillAsync("本月进展", "第一个页面写的。");
        await staff.ClickAsync("保存草稿");
        await staff.ExpectTextAsync("草稿已保存");
        await Progress(second).FillAsync("第二个页面写的。");
        await second.GetByRole(AriaRole.Button, new() { Name = "保存草稿", Exact = true }).ClickAsync();

        await Expect(second.GetByText("先保存了这份月报")).ToBeVisibleAsync();
        await Expect(Progress(second)).ToHaveValueAsync("第二个页面写的。");
        await Expect(second.Locator(".theirs").Filter(new() { HasText = "第一个页面写的。" })).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "保存草稿", Exact = true }).ClickAsync();
        await Expect(second.GetByText("草稿已保存")).ToBeVisibleAsync();
        await Expect(Progress(second)).ToHaveValueAsync("第二个页面写的。");
    }

    [Fact]
    public async Task Without_a_network_the_text_stays_in_the_browser_and_comes_back()
    {
        await using var line = new CuttableLine(portal);
        await using var staff = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Phone, line: line);
        var address = await EditAsync(16);
        await staff.GoAsync(address);

        line.Cut();
        await staff.FillAsync("本月进展", "在没有网络的山村写的。");
        await Progress(staff.Page).BlurAsync();
        await Expect(Status(staff.Page)).ToHaveTextAsync("没有网络，已存在本机");
        await Expect(Progress(staff.Page)).ToHaveValueAsync("在没有网络的山村写的。");
        await staff.Page.GotoAsync("about:blank");

        line.Mend();
        await staff.GoAsync(address);
        await staff.ExpectTextAsync("没有传上去的内容");
        await Expect(Progress(staff.Page)).ToHaveValueAsync("");
        await staff.ClickAsync("恢复");
        await Expect(Progress(staff.Page)).ToHaveValueAsync("在没有网络的山村写的。");
        await Expect(Status(staff.Page)).ToContainTextAsync("已自动保存");
    }

    [Fact]
    public async Task A_page_that_stays_open_sends_the_text_when_the_network_is_back()
    {
        await using var line = new CuttableLine(portal);
        await using var staff = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Phone, line: line);
        await staff.GoAsync(await EditAsync(13));
        line.Cut();
        await staff.FillAsync("下月打算", "网络恢复后自动传上去。");
        await staff.Page.GetByLabel("下月打算", new() { Exact = true }).BlurAsync();
        await Expect(Status(staff.Page)).ToHaveTextAsync("没有网络，已存在本机");

        line.Mend();

        await Expect(Status(staff.Page)).ToContainTextAsync("已自动保存", new() { Timeout = 30_000 });
        await staff.Page.ReloadAsync();
        await Expect(staff.Page.GetByLabel("下月打算", new() { Exact = true })).ToHaveValueAsync("网络恢复后自动传上去。");
    }

    private async Task<string> EditAsync(int task) => $"/reports/{await portal.ReportIdAsync(task, "jyk")}/edit";

    private static ILocator Progress(IPage page) => page.GetByLabel("本月进展", new() { Exact = true });

    private static ILocator Status(IPage page) => page.Locator("[data-autosave-status]");
}
