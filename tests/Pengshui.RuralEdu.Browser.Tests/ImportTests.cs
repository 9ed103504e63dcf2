using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>
/// From the notice to the first month. The plan of 2023 is in force as it comes with the program, so the notice is one of 2024: the notice of
/// 2023 with its years raised by one where its text is at hand, else one of the test's own with as many tasks and responsibilities.
/// </summary>
public abstract class ImportWalk(BrowserFixture fixture, PlainPortal portal, bool javaScript)
{
    private const string Misspelt = "教师培训进修部";

    [Fact]
    public async Task The_coordinator_imports_the_notice_mends_a_section_activates_the_plan_and_opens_its_first_month()
    {
        await using var coordinator = await Visitor.SignInAsync(fixture, portal, "coordinator", Screen.Desktop, javaScript);
        var page = coordinator.Page;

        await coordinator.GoAsync("/plans");
        await page.GetByRole(AriaRole.Link, new() { Name = "导入通知" }).ClickAsync();
        await page.GetByLabel("通知文件").SetInputFilesAsync(new FilePayload { Name = "通知.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Notice()) });
        await coordinator.ClickAsync("读入");
        await coordinator.ExpectTextAsync("4 组、18 项任务、24 项责任");
        await LookAsync(coordinator);

        await page.GetByLabel($"“{Misspelt}”").SelectOptionAsync(new SelectOptionValue { Label = "就是教师进修校" });
        await coordinator.ClickAsync("保存科室对应");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^看原文\\s*：任务 15$") }).ClickAsync();
        await Expect(page.Locator(".import-text").GetByText(Misspelt).Last).ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^修改\\s*：任务 15$") }).ClickAsync();
        await LookAsync(coordinator);
        await coordinator.ClickAsync("保存任务");
        await page.GetByRole(AriaRole.Link, new() { Name = "对照并确认" }).ClickAsync();
        await LookAsync(coordinator);
        await coordinator.ClickAsync("生成草稿");
        await coordinator.ExpectTextAsync("2024年工作方案草稿已生成，18 项任务");

        await RemoveOpenFiguresAsync(coordinator);
        await page.GetByRole(AriaRole.Link, new() { Name = "启用方案" }).ClickAsync();
        await coordinator.ClickAsync("启用方案");
        await coordinator.ExpectTextAsync("2024年工作方案已启用");
        await LookAsync(coordinator);

        await coordinator.GoAsync("/periods");
        await coordinator.ClickAsync("开启");
        await coordinator.ExpectTextAsync("2024年3月月报期已开启");
        await Expect(page.Locator(".period-table tbody tr")).ToContainTextAsync("0 / 24");
        await coordinator.GoAsync("/reports");
        await Expect(page.Locator("h1")).ToHaveTextAsync("2024年3月月报");
        await coordinator.GoAsync("/tasks/15");
        await Expect(page.Locator(".notice-text.pre-line")).Not.ToBeEmptyAsync();
        coordinator.AssertNoComplaints();
    }

    private async Task LookAsync(Visitor visitor)
    {
        if (!javaScript)
            return;
        foreach (var screen in (Screen[])[Screen.Phone, Screen.Desktop])
        {
            await visitor.Page.SetViewportSizeAsync(screen.Width, screen.Height);
            Assert.Empty(await visitor.FindingsAsync());
        }
    }

    // A proposed figure without its card keeps the plan a draft; here none is wanted.
    private static async Task RemoveOpenFiguresAsync(Visitor coordinator)
    {
        var open = coordinator.Page.Locator(".plan-indicators li", new() { HasText = "口径卡待填" });
        for (var left = await open.CountAsync(); left > 0; left--)
        {
            await open.First.GetByRole(AriaRole.Link).ClickAsync();
            await coordinator.ClickAsync("移除指标");
            await Expect(open).ToHaveCountAsync(left - 1);
        }
    }

    private static string Notice()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "notice-2023.txt");
            if (File.Exists(file))
                return Regex.Replace(File.ReadAllText(file), "2023年", "2024年").Replace("教师进修校", Misspelt, StringComparison.Ordinal);
        }

        string[] sections = ["教育科", "基建科", "技装中心", "人事科", "服务中心", "财务科", "党工委办", Misspelt];
        var text = new StringBuilder("示例县教育委员会\n2024年3月20日\n示例县2024年乡村教育工作方案\n一、重点任务\n");
        for (var number = 1; number <= 18; number++)
        {
            if (number is 1 or 5 or 8 or 14)
                text.Append('（').Append("一二三四"[number switch { 1 => 0, 5 => 1, 8 => 2, _ => 3 }]).Append("）示例分组").Append(number).Append('\n');
            var second = number % 3 == 0 ? $"、{sections[(number + 3) % 8]}" : "";
            text.Append(number).Append(".示例工作").Append(number).Append("。做好第").Append(number).Append("项示例工作；按月检查。（责任科室：")
                .Append(number == 15 ? $"人事科、{Misspelt}" : sections[number % 7] + second).Append("）\n");
        }

        return text.ToString();
    }
}

/// <summary>With the page's scripts.</summary>
public sealed class ImportTests(BrowserFixture fixture, PlainPortal portal) : ImportWalk(fixture, portal, javaScript: true), IClassFixture<PlainPortal>;

/// <summary>The same way without them; axe is a script, so it looks in the other walk only.</summary>
public sealed class ImportWithoutScriptTests(BrowserFixture fixture, PlainPortal portal) : ImportWalk(fixture, portal, javaScript: false), IClassFixture<PlainPortal>;
