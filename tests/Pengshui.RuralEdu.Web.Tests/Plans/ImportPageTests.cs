using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;

namespace Pengshui.RuralEdu.Web.Tests.Plans;

public sealed class ImportPageTests : IAsyncLifetime
{
    private PortalFactory portal = null!;

    private HttpClient Coordinator { get; set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalFactory.CreateAsync();
        Coordinator = portal.ClientOf("coordinator");
    }

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task A_pasted_notice_is_shown_beside_what_was_understood_and_nothing_is_written()
    {
        var address = await Coordinator.StartImportAsync();
        var page = await Coordinator.GetDocumentAsync(address);

        Assert.Equal(3, page.QuerySelectorAll(".import-task").Length);
        Assert.Contains(page.QuerySelectorAll(".import-warn"), w => w.TextOf().Contains("没有写明谁牵头", StringComparison.Ordinal));
        foreach (var link in page.QuerySelectorAll("a[data-place]"))
            Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!));
        var place = page.QuerySelector("#task-2 a[data-place]")!.GetAttribute("href")!;
        Assert.Contains("2.优化学校布局", page.QuerySelector(place)!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("适龄残疾儿童入学率达到97%以上"[^7..], page.QuerySelector(".src-target")!.TextContent);
        await using var db = portal.Open();
        Assert.False(await db.WorkPlans.AnyAsync(p => p.Year == 2024, Cancel));
        Assert.False(await db.Sections.AnyAsync(s => s.Name == "体卫艺科", Cancel));
    }

    [Fact]
    public async Task A_file_is_read_and_a_scan_is_refused_with_what_to_do()
    {
        Assert.StartsWith("/plans/import/", (await UploadAsync("通知.txt", Encoding.UTF8.GetBytes(Imports.Notice))).LocationOf(), StringComparison.Ordinal);

        var refused = await UploadAsync("通知.docx", [0x89, 0x50, 0x4E, 0x47, 1, 2, 3]);
        var page = await refused.DocumentAsync();
        Assert.StartsWith("错误：", page.Title, StringComparison.Ordinal);
        Assert.Contains("这是一张图片", page.QuerySelector("#File-error")!.TextOf(), StringComparison.Ordinal);
        await using var db = portal.Open();
        Assert.Equal(1, await db.ImportDrafts.CountAsync(Cancel));
    }

    [Theory]
    [InlineData((20 * 1024 * 1024) + 1)]
    [InlineData(22 * 1024 * 1024)]
    public async Task A_file_over_20_MB_is_refused_with_a_sentence_and_nothing_is_stored(int bytes)
    {
        var answer = await UploadAsync("通知.txt", new byte[bytes]);

        // Past the limit of the request itself nothing is read, so the sentence waits on the page that the browser is led to.
        var page = answer.StatusCode == HttpStatusCode.Redirect ? await Coordinator.GetDocumentAsync(answer.LocationOf()) : await answer.DocumentAsync();
        Assert.Contains("20 MB", page.QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("超过", page.QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
        await using var db = portal.Open();
        Assert.False(await db.ImportDrafts.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Nothing_given_is_asked_for()
    {
        var page = await (await Coordinator.PostFormAsync("/plans/import", [])).DocumentAsync();
        Assert.Contains("请选择通知文件", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_pasted_is_kept_where_it_is_no_notice()
    {
        const string Text = "今天天气很好<script>alert(1)</script>";
        var page = await (await Coordinator.PostFormAsync("/plans/import", [new("Text", Text)])).DocumentAsync();
        Assert.Contains("没有找到重点任务", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(Text, ((IHtmlTextAreaElement)page.QuerySelector("#Text")!).Value);
    }

    [Fact]
    public async Task A_notice_is_mended_confirmed_and_stands_as_a_draft()
    {
        var address = await Coordinator.StartImportAsync();
        var asked = await Coordinator.GetDocumentAsync(address + "/confirm");
        Assert.Contains("“体卫艺科”不在科室名单里", asked.QuerySelector(".import-problems")!.TextOf(), StringComparison.Ordinal);
        Assert.Empty(asked.QuerySelectorAll("main form button[type=submit]"));

        Assert.Equal(address + "#names", (await Coordinator.PostFormAsync(address, [new("Meanings[0]", "new")], "form[action$='/names']")).LocationOf());
        Assert.Equal(address + "#head", (await Coordinator.PostFormAsync(address, [new("DocumentNumber", "测教发〔2024〕6号")], "form[action$='/head']")).LocationOf());
        Assert.Equal(address + "#task-1", (await Coordinator.PostFormAsync(
            address + "/tasks/1", [new("Title", "巩固控辍保学成果"), new("Parts[0].Kind", "Supporting"), new("Parts[1].Kind", "Lead"), new("Targets[0].Name", "残疾儿童入学率")])).LocationOf());
        var compared = await Coordinator.GetDocumentAsync(address + "/confirm");
        Assert.Equal(["有改动", "有改动", "新增"], compared.QuerySelectorAll("td .tag").Select(t => t.TextContent));
        Assert.Equal("/plans/2024", (await Coordinator.SubmitAsync(compared, address + "/confirm", [])).LocationOf());

        var plan = await Coordinator.GetDocumentAsync("/plans/2024");
        Assert.Contains("草稿已生成，3 项任务", plan.TextOf(), StringComparison.Ordinal);
        Assert.Contains("巩固控辍保学成果", plan.TextOf(), StringComparison.Ordinal);
        await using var db = portal.Open();
        var lead = await db.Responsibilities.Where(r => r.PlanTask.WorkPlan.Year == 2024 && r.PlanTask.Number == 1 && r.Kind == ResponsibilityKind.Lead).Select(r => r.Section.Name).SingleAsync(Cancel);
        Assert.Equal("基建科", lead);
        Assert.Equal("测教发〔2024〕6号", (await db.WorkPlans.SingleAsync(p => p.Year == 2024, Cancel)).DocumentNumber);
        Assert.True(await db.Sections.AnyAsync(s => s.Name == "体卫艺科", Cancel));
        Assert.Contains("清零月报", await db.Indicators.Where(i => i.PlanTask.WorkPlan.Year == 2024).Select(i => i.Name).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Pressing_confirm_twice_writes_once()
    {
        var address = await ReadyAsync();
        var page = await Coordinator.GetDocumentAsync(address + "/confirm");

        Assert.Equal("/plans/2024", (await Coordinator.SubmitAsync(page, address + "/confirm", [])).LocationOf());
        Assert.Equal("/plans/2024", (await Coordinator.SubmitAsync(page, address + "/confirm", [])).LocationOf());

        await using var db = portal.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == PlanAudit.ImportPlan, Cancel));
        Assert.Equal("/plans/2024", (await Coordinator.GetAsync(address, Cancel)).LocationOf());
    }

    [Fact]
    public async Task A_form_from_before_another_correction_is_told_so_and_keeps_what_was_typed()
    {
        var address = await ReadyAsync();
        var stale = await Coordinator.GetDocumentAsync(address + "/tasks/2");
        await Coordinator.PostFormAsync(address + "/tasks/1", [new("Title", "别的题目")]);

        var answer = await (await Coordinator.SubmitAsync(stale, address + "/tasks/2", [new("Title", "我写的题目")])).DocumentAsync();

        Assert.Contains("您在另一个窗口里改过", answer.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("我写的题目", answer.QuerySelector("#Title")!.GetAttribute("value"));
        Assert.Equal(address + "#task-2", (await Coordinator.SubmitAsync(answer, address + "/tasks/2", [])).LocationOf());
        Assert.Contains("我写的题目", (await Coordinator.GetDocumentAsync(address)).QuerySelector("#task-2")!.TextOf(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/confirm")]
    [InlineData("/tasks/1")]
    public async Task Anothers_import_is_not_there(string page)
    {
        var address = await ReadyAsync();
        var other = await OtherCoordinatorAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address + page, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Anothers_import_cannot_be_confirmed_or_discarded()
    {
        var address = await ReadyAsync();
        var own = await Coordinator.GetDocumentAsync(address + "/confirm");
        var other = await OtherCoordinatorAsync();
        var token = (await other.GetDocumentAsync("/plans/import")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");

        Assert.Equal(HttpStatusCode.NotFound, (await other.SubmitAsync(own, address + "/confirm", [new("__RequestVerificationToken", token)])).StatusCode);
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token!)]);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(address + "/discard", content, Cancel)).StatusCode);
        await using var db = portal.Open();
        Assert.Equal(1, await db.ImportDrafts.CountAsync(Cancel));
    }

    [Fact]
    public async Task Tasks_are_moved_merged_split_and_taken_out_without_script()
    {
        var address = await ReadyAsync();
        await ArrangeAsync(address, 2, Arrangement.Up);
        Assert.Equal(["优化学校布局", "持续巩固控辍保学", "建设书香校园"], await TitlesAsync(address));
        await ArrangeAsync(address, 2, Arrangement.Down);
        Assert.Equal(["优化学校布局"], (await Coordinator.GetDocumentAsync(address)).QuerySelectorAll("section[aria-labelledby=group-1] .import-task h3").Select(TitleOf));
        await ArrangeAsync(address, 2, Arrangement.Merge);
        Assert.Equal(["优化学校布局", "建设书香校园"], await TitlesAsync(address));
        var merged = await Coordinator.GetDocumentAsync(address + "/tasks/1");
        Assert.Equal(4, ((IHtmlTextAreaElement)merged.QuerySelector("#Measures")!).Value.Split('\n').Length);
        Assert.Equal(address + "#task-1", (await Coordinator.SubmitAsync(merged, address + "/tasks/1", [new("SplitAt", "3")], button: "Split=true")).LocationOf());
        Assert.Equal(["优化学校布局", "送教上门", "建设书香校园"], await TitlesAsync(address));
        await ArrangeAsync(address, 2, Arrangement.Remove);
        Assert.Equal(["优化学校布局", "建设书香校园"], await TitlesAsync(address));
    }

    [Fact]
    public async Task Dates_stand_below_the_measures_are_corrected_and_go_into_the_plan()
    {
        var notice = Imports.Notice.Replace("（责任科室：体卫艺科）", "（责任科室：教育科；责任人：张某；完成时限：11月底前）", StringComparison.Ordinal);
        var address = await Coordinator.StartImportAsync(notice);
        var shown = (await Coordinator.GetDocumentAsync(address)).QuerySelector("#task-3")!.TextOf();
        Assert.Contains("时限：11月底前（2024-11-30）", shown, StringComparison.Ordinal);
        Assert.Contains("责任人：张某（只供核对，不写入方案）", shown, StringComparison.Ordinal);

        await Coordinator.PostFormAsync(address + "/tasks/3", [new("Due", "每季度末")]);
        await Coordinator.PostFormAsync(address, [new("IssuingBody", "测试县教育委员会")], "form[action$='/head']");
        await Coordinator.SubmitAsync(await Coordinator.GetDocumentAsync(address + "/confirm"), address + "/confirm", []);

        Assert.Contains("时限：每季度末", (await Coordinator.GetDocumentAsync("/plans/2024")).TextOf(), StringComparison.Ordinal);
        await using var db = portal.Open();
        Assert.Equal("每季度末", await db.PlanTasks.Where(t => t.Measures.Any(m => m.Text == "开展阅读活动" && m.DueWords == null)).Select(t => t.DueWords).SingleAsync(Cancel));
        Assert.False(await db.Sections.AnyAsync(s => s.Name.Contains("张某"), Cancel));
    }

    [Fact]
    public async Task Ten_thousand_characters_are_kept_and_named_before_confirming()
    {
        var address = await ReadyAsync();
        var text = new string('长', 10_000);
        await Coordinator.PostFormAsync(address + "/tasks/2", [new("Text", text), new("Title", text)]);

        var task = await Coordinator.GetDocumentAsync(address + "/tasks/2");
        Assert.Equal(text, ((IHtmlTextAreaElement)task.QuerySelector("#Text")!).Value);
        Assert.Contains("任务 2 的原文有 10000 个字，最多 4000 个字", task.TextOf(), StringComparison.Ordinal);
        var page = await Coordinator.GetDocumentAsync(address + "/confirm");
        Assert.Contains("任务 2 的题目有 10000 个字", page.QuerySelector(".import-problems")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_in_a_notice_is_words()
    {
        var address = await Coordinator.StartImportAsync(Imports.Notice.Replace("建设书香校园", "<script>alert(1)</script><b>书香</b>", StringComparison.Ordinal));
        foreach (var page in (string[])["", "/tasks/3", "/confirm"])
        {
            var document = await Coordinator.GetDocumentAsync(address + page);
            Assert.DoesNotContain(document.QuerySelectorAll("script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
            Assert.Empty(document.QuerySelectorAll("main b"));
        }
    }

    [Fact]
    public async Task An_import_is_given_up()
    {
        var address = await Coordinator.StartImportAsync();
        Assert.Equal("/plans/import", (await Coordinator.PostFormAsync(address, [], "form[action$='/discard']")).LocationOf());
        Assert.Equal(HttpStatusCode.NotFound, (await Coordinator.GetAsync(address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_plan_in_force_is_given_its_words_and_the_page_says_what_else_differs()
    {
        var address = await Coordinator.StartImportAsync(Imports.Notice.Replace("2024", "2023", StringComparison.Ordinal));
        var page = await Coordinator.GetDocumentAsync(address + "/confirm");
        Assert.Contains("只补入原文", page.QuerySelector("main")!.TextOf(), StringComparison.Ordinal);

        Assert.Equal("/plans/2023", (await Coordinator.SubmitAsync(page, address + "/confirm", [new("Reason", "把通知原文放进系统。")])).LocationOf());

        var task = await Coordinator.GetDocumentAsync("/tasks/1");
        Assert.Contains("定期摸排；送教上门", task.QuerySelector(".notice-text.pre-line")!.TextOf(), StringComparison.Ordinal);
        await using var db = portal.Open();
        Assert.All(await db.PlanAmendments.ToListAsync(Cancel), a => Assert.Equal("把通知原文放进系统。", a.Reason));
    }

    private static string TitleOf(AngleSharp.Dom.IElement heading) => heading.TextOf().Split(' ', 2)[1];

    private async Task<IEnumerable<string>> TitlesAsync(string address) =>
        (await Coordinator.GetDocumentAsync(address)).QuerySelectorAll(".import-task h3").Select(TitleOf);

    private async Task ArrangeAsync(string address, int number, Arrangement how) =>
        Assert.StartsWith(address, (await Coordinator.PostFormAsync(address, [], $"form[action$='/tasks/{number}/arrange']", $"how={(int)how}")).LocationOf(), StringComparison.Ordinal);

    private async Task<string> ReadyAsync()
    {
        var address = await Coordinator.StartImportAsync();
        await Coordinator.PostFormAsync(address, [new("Meanings[0]", "new")], "form[action$='/names']");
        return address;
    }

    private async Task<HttpResponseMessage> UploadAsync(string name, byte[] file)
    {
        var page = await Coordinator.GetDocumentAsync("/plans/import");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "File", name },
        };
        return await Coordinator.PostAsync("/plans/import", content, Cancel);
    }

    private async Task<HttpClient> OtherCoordinatorAsync()
    {
        await using var db = portal.Open();
        var user = new PortalUser
        {
            UserName = "coordinator-2", NormalizedUserName = "COORDINATOR-2", DisplayName = "统筹员乙", SecurityStamp = Guid.NewGuid().ToString("N"), PasswordChangedAt = portal.Database.Clock.UtcNow,
        };
        user.UserRoles.Add(new IdentityUserRole<int> { RoleId = (int)Role.Coordinator });
        db.Add(user);
        await db.SaveChangesAsync(Cancel);
        portal.World.Users[user.UserName] = user;
        return portal.ClientOf(user.UserName);
    }
}
