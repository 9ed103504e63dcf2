using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>Ledgers and the Word file arrive as files, with and without a script.</summary>
public sealed class LedgerTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ledger_arrives_as_a_workbook_under_its_name(bool javaScript)
    {
        await using var leader = await Visitor.SignInAsync(fixture, portal, "leader", Screen.Desktop, javaScript);
        await leader.GoAsync("/ledgers?kind=Reports&year=2023&month=9");

        var file = await leader.Page.RunAndWaitForDownloadAsync(() => leader.ClickAsync("导出"));

        Assert.Equal("月报台账（2023年9月）.xlsx", file.SuggestedFilename);
        var bytes = await File.ReadAllBytesAsync((await file.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Equal("PK"u8.ToArray(), bytes[..2]);
        if (javaScript)
            await Expect(leader.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^已生成，共 2[0-9] 行。$"));
        leader.AssertNoComplaints();
    }

    [Fact]
    public async Task An_empty_ledger_is_said_beside_the_button_and_another_can_be_asked_for()
    {
        await using var leader = await Visitor.SignInAsync(fixture, portal, "leader", Screen.Phone);
        await leader.GoAsync("/ledgers?kind=Reports&year=2023&month=1");

        await leader.ClickAsync("导出");

        await Expect(leader.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("2023年1月的月报台账还没有内容。");
        await Expect(leader.Page.GetByRole(AriaRole.Button, new() { Name = "导出", Exact = true })).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_bulletin_is_downloaded_for_Word()
    {
        await using var auditor = await Visitor.SignInAsync(fixture, portal, "auditor", Screen.Desktop);
        await auditor.GoAsync("/bulletins/6");

        var file = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.GetByRole(AriaRole.Link, new() { Name = "下载 Word" }).ClickAsync());

        Assert.Equal("关于2023年8月乡村教育振兴重点任务推进情况的通报（2023年第6期）.docx", file.SuggestedFilename);
    }
}
