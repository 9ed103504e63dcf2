using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>What the script of the import's preview adds: a selection becomes a task, the place and the focus stay, the source opens over a phone's page.</summary>
public sealed class ImportPreviewTests(BrowserFixture fixture, PlainPortal portal) : IClassFixture<PlainPortal>
{
    private const string Missed = "强化宣传引导";

    [Fact]
    public async Task Selected_text_becomes_a_task_at_its_place()
    {
        await using var coordinator = await BeginAsync(Screen.Desktop);
        var page = coordinator.Page;
        var add = page.GetByRole(AriaRole.Button, new() { Name = "作为任务新增" });
        await Expect(add).ToBeDisabledAsync();

        // It was read as a task, and taken out by mistake.
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^移出\\s*：任务 17$") }).ClickAsync();
        await Expect(page.Locator(".actionbar .hint")).ToContainTextAsync("已移出任务 17");
        await SelectAsync(page, Missed, "宣传惠民政策。（责任科室：");

        await Expect(page.GetByText(new Regex("^已选 \\d+ 字$"))).ToBeVisibleAsync();
        await add.ClickAsync();
        await Expect(page.Locator(".actionbar .hint")).ToHaveTextAsync(new Regex($"^已新增任务 \\d+“{Missed}”。$"));
        var task = page.Locator(".import-task", new() { HasText = Missed });
        await Expect(task.Locator("h3")).ToBeFocusedAsync();
        await Expect(task).ToBeInViewportAsync();
        await Expect(task.Locator(".import-parts li")).ToHaveTextAsync([new Regex("党工委办\\s+牵头"), new Regex("教育科\\s+配合")]);
        await Expect(task.Locator("summary")).ToContainTextAsync("2 条举措");
        Assert.Empty(await coordinator.FindingsAsync());
        coordinator.AssertNoComplaints();
    }

    [Fact]
    public async Task After_an_act_the_place_the_focus_and_the_notice_stay()
    {
        await using var coordinator = await BeginAsync(Screen.Desktop);
        var page = coordinator.Page;
        var pane = page.Locator(".import-text");
        await page.Locator("#task-9").ScrollIntoViewIfNeededAsync();
        await pane.EvaluateAsync("pane => pane.scrollTop = 300");
        var source = await pane.EvaluateAsync<double>("pane => pane.scrollTop");
        var title = await page.Locator("#task-9 h3").InnerTextAsync();
        var top = await TopAsync(page, "#task-9");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^上移\\s*：任务 9$") }).ClickAsync();

        await Expect(page.Locator(".actionbar .hint")).ToContainTextAsync("已上移任务 9");
        var up = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^上移\\s*：任务 8$") });
        await Expect(up).ToBeFocusedAsync();
        Assert.Equal(title.Split(' ', 2)[^1], (await page.Locator("#task-8 h3").InnerTextAsync()).Split(' ', 2)[^1]);
        Assert.InRange(await TopAsync(page, "#task-8"), top - 4, top + 4);
        Assert.Equal(source, await pane.EvaluateAsync<double>("pane => pane.scrollTop"));

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^移出\\s*：任务 8$") }).ClickAsync();
        await Expect(page.Locator(".actionbar .hint")).ToContainTextAsync("已移出任务 8");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^撤销") }).ClickAsync();
        await Expect(page.Locator(".actionbar .hint")).ToContainTextAsync("已撤销：移出任务 8");
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^撤销") })).ToBeFocusedAsync();
        await Expect(page.Locator("#task-8")).ToBeInViewportAsync();
        coordinator.AssertNoComplaints();
    }

    [Fact]
    public async Task The_next_task_to_look_at_gets_the_focus_and_the_first_follows_the_last()
    {
        await using var coordinator = await BeginAsync(Screen.Desktop);
        var page = coordinator.Page;
        var open = await page.Locator(".import-task.is-open").EvaluateAllAsync<string[]>("tasks => tasks.map(t => t.id)");
        Assert.True(open.Length > 1);
        foreach (var task in open.Append(open[0]))
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "下一处待核对" }).ClickAsync();
            await Expect(page.Locator($"#{task} h3")).ToBeFocusedAsync();
            await Expect(page.Locator($"#{task} h3")).ToBeInViewportAsync();
        }

        coordinator.AssertNoComplaints();
    }

    [Fact]
    public async Task On_a_phone_the_notice_opens_over_the_page_and_closes_back_to_it()
    {
        await using var coordinator = await BeginAsync(Screen.Phone);
        var page = coordinator.Page;
        var link = page.GetByRole(AriaRole.Link, new() { NameRegex = new("^看原文\\s*：任务 9$") });
        await link.ScrollIntoViewIfNeededAsync();
        var top = await TopAsync(page, "#task-9");

        await link.ClickAsync();

        var dialog = page.Locator("dialog");
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.Locator(".is-shown")).ToBeInViewportAsync();
        await Expect(dialog.Locator(".is-shown")).ToContainTextAsync("示例工作9");
        Assert.Empty(await coordinator.FindingsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "关闭原文" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(link).ToBeFocusedAsync();
        Assert.InRange(await TopAsync(page, "#task-9"), top - 4, top + 4);

        await link.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(link).ToBeFocusedAsync();
        Assert.Empty(await coordinator.FindingsAsync());
        coordinator.AssertNoComplaints();
    }

    [Fact]
    public async Task Without_a_script_lines_are_ticked_and_the_source_is_further_down()
    {
        await using var coordinator = await BeginAsync(Screen.Phone, javaScript: false);
        var page = coordinator.Page;
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "作为任务新增" })).Not.ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^看原文\\s*：任务 9$") }).ClickAsync();
        await Expect(page.Locator(".import-text p:target")).ToContainTextAsync("示例工作9");
        await page.GetByRole(AriaRole.Link, new() { Name = "任务 9", Exact = true }).ClickAsync();
        await Expect(page.Locator("#task-9")).ToBeInViewportAsync();

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^按行勾选") }).ClickAsync();
        await page.Locator(".import-text p", new() { HasText = Missed }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await coordinator.ClickAsync("作为任务新增");
        await coordinator.ExpectTextAsync($"“{Missed}”。");
    }

    [Fact]
    public async Task The_preview_with_a_table_and_with_lines_to_tick_has_no_faults()
    {
        await using var coordinator = await BeginAsync(Screen.Desktop, "某县教委\n2024年3月1日\n某县2024年工作方案\n序号\t重点任务\t责任科室\n1\t控辍保学。按月核对。\t教育科、基建科\n2\t布局调整。调研布局。\t基建科\n");
        await Expect(coordinator.Page.GetByRole(AriaRole.Table, new() { Name = "通知里的表 1" })).ToBeVisibleAsync();
        foreach (var address in (string[])["", "?choose=lines", "?show=open", "?show=checked"])
        {
            await coordinator.GoAsync(new Uri(coordinator.Page.Url).AbsolutePath + address);
            foreach (var screen in (Screen[])[Screen.Phone, Screen.Desktop])
            {
                await coordinator.Page.SetViewportSizeAsync(screen.Width, screen.Height);
                Assert.Empty(await coordinator.FindingsAsync());
            }
        }

        coordinator.AssertNoComplaints();
    }

    private async Task<Visitor> BeginAsync(Screen screen, string? notice = null, bool javaScript = true)
    {
        var coordinator = await Visitor.SignInAsync(fixture, portal, "coordinator", screen, javaScript);
        await coordinator.GoAsync("/plans/import");
        await coordinator.Page.GetByLabel("或者粘贴文字").FillAsync(notice ?? Notice());
        await coordinator.ClickAsync("读入");
        await Expect(coordinator.Page.Locator("h1")).ToHaveTextAsync("核对通知");
        return coordinator;
    }

    private static async Task SelectAsync(IPage page, string first, string last) => await page.EvaluateAsync(
        """
        ([first, last]) => {
          const at = [...document.querySelectorAll('.import-text [data-at]')];
          const from = at.find(e => e.textContent.includes(first)).firstChild;
          const paragraph = from.parentElement.closest('p');
          const to = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
          let end = from;
          while (to.nextNode()) if (to.currentNode.parentElement.dataset.at) end = to.currentNode;
          if (!paragraph.textContent.includes(last)) throw new Error('not in one paragraph');
          getSelection().setBaseAndExtent(from, from.data.indexOf(first), end, end.data.length);
        }
        """, new[] { first, last });

    private static Task<double> TopAsync(IPage page, string selector) => page.Locator(selector).EvaluateAsync<double>("e => e.getBoundingClientRect().top");

    private static string Notice()
    {
        var text = new StringBuilder("示例县教育委员会\n2024年3月20日\n示例县2024年乡村教育工作方案\n一、重点任务\n（一）示例分组\n");
        for (var number = 1; number <= 16; number++)
        {
            text.Append(number).Append(".示例工作").Append(number).Append("。做好第").Append(number).Append("项示例工作；按月检查，有问题的及时整改，整改情况随月报一并报送。（")
                .Append(number % 4 == 1 ? "县民政局牵头，教育科配合" : "责任科室：教育科").Append("）\n");
        }

        return text.Append("二、保障措施\n").Append(Missed).Append("。每季度组织专题宣传；宣传惠民政策。（责任科室：党工委办、教育科）\n").ToString();
    }
}
