using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>A visit to a school without a network: nothing typed is lost, and the draft arrives once.</summary>
public sealed class InspectionOfflineTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    private const int Long = 30_000;

    [Fact]
    public async Task What_is_typed_without_a_network_is_sent_once_when_it_is_back()
    {
        await using var line = new CuttableLine(portal);
        await using var supervisor = await Visitor.SignInAsync(fixture, portal, "supervisor", Screen.Phone, line: line);
        await supervisor.GoAsync("/inspections/new");
        line.Cut();
        await FillAsync(supervisor, "甲校", "在没有网络的学校写的。");
        await Expect(Status(supervisor.Page)).ToHaveTextAsync("没有网络，已存在本机");
        await Expect(supervisor.Page.Locator("[data-offline-bar]")).ToBeVisibleAsync();
        await Expect(supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "签发" })).ToBeDisabledAsync();
        await Expect(supervisor.Page.GetByText("联网后才能签发")).ToBeVisibleAsync();

        // Saving by hand stays on the page, where the text is.
        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await Expect(supervisor.Page.GetByLabel("发现的情况")).ToHaveValueAsync("在没有网络的学校写的。");

        line.Mend();
        await Expect(Status(supervisor.Page)).ToContainTextAsync("已自动保存", new() { Timeout = Long });
        await Expect(supervisor.Page.Locator("[data-offline-bar]")).ToBeHiddenAsync();
        await Expect(supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "签发" })).ToBeEnabledAsync();
        var draft = Assert.Single(await DraftsAsync("甲校"));
        Assert.Equal("在没有网络的学校写的。", draft.Findings);
        var item = Assert.Single(draft.Items);
        Assert.Equal(39, Assert.Single(item.Figures, f => f.Source == "ch").Seen);

        // The address is the draft's by now: what the page shows again is what arrived.
        await supervisor.Page.ReloadAsync();
        await Expect(supervisor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/inspections/{draft.Id}/edit$"));
        await Expect(supervisor.Page.GetByLabel("发现的情况")).ToHaveValueAsync("在没有网络的学校写的。");
        Assert.Single(await DraftsAsync("甲校"));
    }

    [Fact]
    public async Task A_draft_whose_answer_was_lost_does_not_become_two()
    {
        await using var supervisor = await Visitor.SignInAsync(fixture, portal, "supervisor", Screen.Phone);
        await supervisor.GoAsync("/inspections/new");
        var lost = 0;
        await supervisor.Page.RouteAsync("**/inspections/drafts/*", async route =>
        {
            if (lost++ > 0)
            {
                await route.ContinueAsync();
                return;
            }

            // It arrives, and the network breaks before its answer does.
            await route.FetchAsync();
            await route.AbortAsync("connectionreset");
        });
        await FillAsync(supervisor, "乙校", "第一次写的。");
        Assert.True(lost > 0);
        Assert.Single(await DraftsAsync("乙校"));
        await supervisor.Page.GetByLabel("发现的情况").FillAsync("第一次写的，又补了一句。");
        var answer = supervisor.Page.WaitForResponseAsync(r => r.Url.Contains("/drafts/", StringComparison.Ordinal) && r.Request.PostData!.Contains("又补了一句", StringComparison.Ordinal));
        await supervisor.Page.GetByLabel("发现的情况").BlurAsync();
        Assert.Equal(200, (await answer).Status);
        Assert.Equal("第一次写的，又补了一句。", Assert.Single(await DraftsAsync("乙校")).Findings);
    }

    [Fact]
    public async Task A_page_that_was_closed_without_a_network_is_offered_again_and_restored_whole()
    {
        await using var line = new CuttableLine(portal);
        await using var supervisor = await Visitor.SignInAsync(fixture, portal, "supervisor", Screen.Phone, line: line);
        await supervisor.GoAsync("/inspections/new");
        line.Cut();
        await FillAsync(supervisor, "丙校", "关掉页面以前写的。");
        await supervisor.Page.GetByText("需要整改", new() { Exact = true }).ClickAsync();
        await supervisor.Page.GetByLabel("整改要求").FillAsync("补全签字。");
        await supervisor.Page.GetByLabel("整改要求").BlurAsync();
        await Expect(Status(supervisor.Page)).ToHaveTextAsync("没有网络，已存在本机");
        await supervisor.Page.GotoAsync("about:blank");
        Assert.Empty(await DraftsAsync("丙校"));

        line.Mend();
        await supervisor.GoAsync("/");
        await supervisor.ExpectTextAsync("本机存有 1 份没有传上去的督查记录");
        await supervisor.Page.Locator(".netbar a").ClickAsync();
        await supervisor.ClickAsync("恢复");
        await Expect(Status(supervisor.Page)).ToContainTextAsync("已自动保存", new() { Timeout = Long });
        var draft = Assert.Single(await DraftsAsync("丙校"));
        Assert.Equal("关掉页面以前写的。", draft.Findings);
        Assert.Equal(39, Assert.Single(Assert.Single(draft.Items).Figures, f => f.Source == "ch").Seen);
        await supervisor.GoAsync($"/inspections/{draft.Id}/edit");
        await Expect(supervisor.Page.GetByLabel("整改要求")).ToHaveValueAsync("补全签字。");
        await supervisor.GoAsync("/inspections");
        await Expect(supervisor.Page.GetByText("没有传上去的督查记录")).ToHaveCountAsync(0);
    }

    /// <summary>In a school without a network: the form is opened, filled in, closed, opened again; text and photo arrive once at home.</summary>
    [Fact]
    public async Task The_form_opens_without_a_network_and_its_photos_survive_closing_the_page()
    {
        await using var line = new CuttableLine(portal);
        await using var supervisor = await Visitor.SignInAsync(fixture, portal, "supervisor", Screen.Phone, line: line);
        await supervisor.GoAsync("/inspections/new");
        await Expect(supervisor.Page.Locator("form[data-offline-kept]")).ToBeVisibleAsync();

        line.Cut();
        var tab = await supervisor.OpenTabAsync();
        await Assert.ThrowsAsync<PlaywrightException>(() => tab.GotoAsync("/inspections"));
        await tab.CloseAsync();
        Assert.Equal(200, await supervisor.GoAsync("/inspections/new"));
        await FillAsync(supervisor, "戊校", "整段都在没有网络的地方写的。");
        await supervisor.Page.Locator("#Photos").SetInputFilesAsync(Photo());
        await Expect(Waiting(supervisor.Page)).ToHaveCountAsync(1);
        await supervisor.Page.GetByLabel("发现的情况").BlurAsync();
        await Expect(Status(supervisor.Page)).ToHaveTextAsync("没有网络，已存在本机");
        await supervisor.Page.GotoAsync("about:blank");

        // Still without a network: a new form is another visit, and offers what was left.
        Assert.Equal(200, await supervisor.GoAsync("/inspections/new"));
        await Expect(supervisor.Page.GetByLabel("学校或单位")).ToHaveValueAsync("");
        await Expect(Waiting(supervisor.Page)).ToHaveCountAsync(0);
        await supervisor.Page.Locator(".netbar a").ClickAsync();
        await Expect(Waiting(supervisor.Page)).ToHaveCountAsync(1);
        await supervisor.ClickAsync("恢复");
        await Expect(supervisor.Page.GetByLabel("发现的情况")).ToHaveValueAsync("整段都在没有网络的地方写的。");
        Assert.Empty(await DraftsAsync("戊校"));

        line.Mend();
        await Expect(Status(supervisor.Page)).ToContainTextAsync("已自动保存", new() { Timeout = Long });
        await Expect(supervisor.Page.Locator("#photo-list img")).ToHaveCountAsync(1, new() { Timeout = Long });
        await Expect(Waiting(supervisor.Page)).ToHaveCountAsync(0);
        Assert.Equal("整段都在没有网络的地方写的。", Assert.Single(await DraftsAsync("戊校")).Findings);
        await supervisor.GoAsync("/inspections/new");
        await Expect(Waiting(supervisor.Page)).ToHaveCountAsync(0);
        await Expect(supervisor.Page.Locator(".netbar a")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_photo_is_sent_by_itself_and_a_visit_is_issued_from_a_phone()
    {
        await using var supervisor = await Visitor.SignInAsync(fixture, portal, "supervisor", Screen.Phone);
        await supervisor.GoAsync("/inspections/new?task=1");
        await supervisor.Page.GetByLabel("学校或单位").FillAsync("丁校");
        await supervisor.Page.Locator("#Photos").SetInputFilesAsync(Photo());
        await Expect(supervisor.Page.Locator("#photo-list img")).ToHaveCountAsync(1, new() { Timeout = Long });
        await supervisor.Page.GetByText("工作落实", new() { Exact = true }).ClickAsync();
        await supervisor.Page.GetByLabel("发现的情况").FillAsync("查看了台账。");
        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "签发" }).ClickAsync();
        await supervisor.ExpectTextAsync("已签发，编号督〔2023〕第");
        await Expect(supervisor.Page.Locator(".photo img")).ToHaveCountAsync(1);
        supervisor.AssertNoComplaints();
    }

    [Fact]
    public async Task What_a_rectification_is_offered_follows_the_tasks_of_the_form()
    {
        await using var supervisor = await Visitor.SignInAsync(fixture, portal, "supervisor", Screen.Phone);
        await supervisor.GoAsync("/inspections/new");
        await supervisor.Page.GetByText("需要整改", new() { Exact = true }).ClickAsync();
        var whose = supervisor.Page.GetByLabel("责任科室");
        var concerned = whose.Locator("optgroup[label=本次督查涉及] option");
        var all = await whose.Locator("option:not([value=''])").CountAsync();
        await Expect(whose.Locator("optgroup")).ToHaveCountAsync(0);

        foreach (var at in new[] { 4, 1 })
        {
            await supervisor.Page.GetByLabel("添加核查任务").SelectOptionAsync(new SelectOptionValue { Index = at });
            await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "添加任务" }).ClickAsync();
        }

        await Expect(concerned).ToHaveCountAsync(2);
        Assert.Equal(all, await whose.Locator("option:not([value=''])").CountAsync());
        var (first, second) = ((await supervisor.Page.Locator("[data-place=pick] [data-item]").First.GetAttributeAsync("data-item"))!, (await concerned.First.GetAttributeAsync("value"))!);
        await Expect(whose).ToHaveValueAsync(first);

        // A choice made by hand stays, however the tasks change; a line nobody touched follows them.
        await whose.SelectOptionAsync(second);
        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "再加一条" }).ClickAsync();
        await Expect(whose.Nth(1)).ToHaveValueAsync(first);
        await supervisor.Page.Locator($"[data-drop='{first}']").ClickAsync();
        await Expect(whose.Nth(0)).ToHaveValueAsync(second);
        await Expect(whose.Nth(1)).ToHaveValueAsync(second);
        await Expect(whose.Nth(1).Locator("optgroup[label=其他任务] option").First).ToBeAttachedAsync();
        supervisor.AssertNoComplaints();
    }

    /// <summary>Writes a visit about task 1: every part that the script makes rows for.</summary>
    private static async Task FillAsync(Visitor visitor, string place, string findings)
    {
        await visitor.Page.GetByLabel("学校或单位").FillAsync(place);
        await visitor.Page.GetByLabel("添加核查任务").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "添加任务" }).ClickAsync();
        var seen = visitor.Page.GetByLabel("现场：送教学生，上报 41");
        await seen.FillAsync("39");
        await Expect(visitor.Page.Locator("tr", new() { Has = seen }).Locator(".diff-mark")).ToHaveTextAsync("少 2 人");
        await visitor.Page.GetByLabel("发现的情况").FillAsync(findings);
        await visitor.Page.GetByLabel("发现的情况").BlurAsync();
    }

    private static FilePayload Photo()
    {
        using var bitmap = new SKBitmap(640, 480);
        bitmap.Erase(SKColors.SteelBlue);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return new FilePayload { Name = "校门.jpg", MimeType = "image/jpeg", Buffer = data.ToArray() };
    }

    private static ILocator Waiting(IPage page) => page.Locator(".photo-waiting");

    private static ILocator Status(IPage page) => page.Locator("[data-autosave-status]");

    private async Task<List<Inspection>> DraftsAsync(string place)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RuralEduDbContext>().Inspections.AsNoTracking().Where(i => i.Place == place)
            .Include(i => i.Items).ThenInclude(i => i.Figures).ToListAsync(TestContext.Current.CancellationToken);
    }
}
