using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>One report's way through a month, each person at an own browser.</summary>
public sealed class WholeMonthTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    private const string First = "45 个基地继续开课，秋收劳动效果较好。";
    private const string Mended = "45 个基地继续开课；示例小学等 12 所学校参加耕读劳动 11520 人次。";
    private const string Reason = "“效果较好”要有依据，请写明参加学校和人次。";
    private const string File = "耕读基地现场（示例小学）.png";

    [Fact]
    public async Task A_report_goes_from_the_phone_of_the_section_to_the_dashboard_of_the_leader()
    {
        await using var staff = await Visitor.SignInAsync(fixture, portal, "jyk-staff", Screen.Phone);
        var report = await FileAsync(staff);
        await using (var head = await Visitor.SignInAsync(fixture, portal, "jyk-head", Screen.Desktop))
            await ReturnAsync(head, report);
        await MendAsync(staff, report);
        await using (var head = await Visitor.SignInAsync(fixture, portal, "jyk-head", Screen.Desktop))
            await ApproveAsync(head, report);
        await using (var coordinator = await Visitor.SignInAsync(fixture, portal, "coordinator", Screen.Desktop))
            await ConfirmAsync(coordinator, report);
        await using (var leader = await Visitor.SignInAsync(fixture, portal, "leader", Screen.Desktop))
            await SeeOnDashboardAsync(leader, report);
    }

    private static async Task<string> FileAsync(Visitor staff)
    {
        await staff.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^填报\\s*：任务13 ") }).ClickAsync();
        await Expect(staff.Page).ToHaveURLAsync(new Regex("/reports/[0-9]+/edit$"));
        var report = new Uri(staff.Page.Url).AbsolutePath.Replace("/edit", "", StringComparison.Ordinal);
        await staff.FillWholeAsync(First);
        await staff.Page.GetByLabel("选择文件").SetInputFilesAsync(ReportFormSteps.Picture(File));
        await Expect(staff.Page.GetByRole(AriaRole.Link, new() { Name = File })).ToBeVisibleAsync();

        await staff.ClickAsync("提交");

        await staff.ExpectAddressAsync(report);
        await staff.ExpectTextAsync("已提交。");
        await staff.ExpectTextAsync("待科室审核");
        await ExpectNoneAsync(staff, "提交");
        return report;
    }

    private static async Task ReturnAsync(Visitor head, string report)
    {
        await head.GoAsync("/reviews");
        await head.Page.Locator($"a.btn[href='{report}']").ClickAsync();
        await head.ExpectTextAsync(First);
        await ExpectDownloadAsync(head);

        await head.ClickAsync("退回");
        await Expect(head.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await head.FillAsync("退回理由", Reason);
        await head.ClickAsync("退回");

        await head.ExpectTextAsync("已退回");
        head.AssertNoComplaints();
    }

    private static async Task MendAsync(Visitor staff, string report)
    {
        await staff.GoAsync("/");
        await staff.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^修改退回\\s*：任务13 ") }).ClickAsync();
        await staff.ExpectTextAsync(Reason);
        await Expect(staff.Page.GetByLabel("本月进展", new() { Exact = true })).ToHaveValueAsync(First);
        await staff.FillAsync("本月进展", Mended);

        await staff.ClickAsync("提交");

        await staff.ExpectAddressAsync(report);
        await staff.ExpectTextAsync("待科室审核");
        staff.AssertNoComplaints();
    }

    private static async Task ApproveAsync(Visitor head, string report)
    {
        await head.GoAsync(report);
        await Expect(head.Page.Locator("main")).ToContainTextAsync("第 2 稿");
        await Expect(head.Page.Locator("main")).ToContainTextAsync("参加耕读劳动 11520 人次");

        await head.ClickAsync("审核通过");

        await head.ExpectTextAsync("待统筹确认");
        await ExpectNoneAsync(head, "确认");
        head.AssertNoComplaints();
    }

    private static async Task ConfirmAsync(Visitor coordinator, string report)
    {
        await coordinator.GoAsync("/reviews");
        await coordinator.Page.Locator($"a.btn[href='{report}']").ClickAsync();

        await coordinator.ClickAsync("确认");

        await coordinator.ExpectTextAsync("已确认");
        await Expect(coordinator.Page.GetByRole(AriaRole.Button, new() { Name = "重新打开", Exact = true })).ToBeVisibleAsync();
        coordinator.AssertNoComplaints();
    }

    private static async Task SeeOnDashboardAsync(Visitor leader, string report)
    {
        await leader.GoAsync("/dashboard");
        var cell = leader.Page.Locator($".heat a[href='{report}']");
        await Expect(cell).ToHaveTextAsync("80");
        await Expect(cell.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", new Regex("绿灯"));

        await cell.ClickAsync();

        await leader.ExpectAddressAsync(report);
        await Expect(leader.Page.Locator("main")).ToContainTextAsync(Mended);
        leader.AssertNoComplaints();
    }

    private static async Task ExpectDownloadAsync(Visitor visitor)
    {
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = File }).First.ClickAsync());
        Assert.Equal(File, download.SuggestedFilename);
    }

    private static Task ExpectNoneAsync(Visitor visitor, string button) =>
        Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true })).ToHaveCountAsync(0);
}
