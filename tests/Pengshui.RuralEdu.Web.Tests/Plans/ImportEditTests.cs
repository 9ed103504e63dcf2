using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;

namespace Pengshui.RuralEdu.Web.Tests.Plans;

/// <summary>What is done to a notice that is looked through, without a script: where each act leads, what it says, and how it is taken back.</summary>
public sealed class ImportEditTests : IAsyncLifetime
{
    private const string Missed = "强化宣传引导。每季度组织专题宣传；宣传惠民政策。（牵头科室：基建科；配合科室：教育科）";

    // An outside body leads two of the tasks, which is to be looked at in each.
    private static readonly string Notice = Imports.Notice
        .Replace("责任科室：教育科、基建科", "县民政局牵头，教育科、基建科配合", StringComparison.Ordinal)
        .Replace("责任科室：体卫艺科", "县财政局牵头，教育科、基建科配合", StringComparison.Ordinal);

    private PortalFactory portal = null!;
    private string address = "";

    private HttpClient Coordinator { get; set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalFactory.CreateAsync();
        Coordinator = portal.ClientOf("coordinator");
        address = await Coordinator.StartImportAsync(Notice);
    }

    public async ValueTask DisposeAsync() => await portal.DisposeAsync();

    [Theory]
    [InlineData(2, Arrangement.Up, "#task-1", "已上移任务 2“优化学校布局”。")]
    [InlineData(3, Arrangement.Up, "#task-3", "已上移任务 3“建设书香校园”。")]
    [InlineData(1, Arrangement.Down, "#task-2", "已下移任务 1“持续巩固控辍保学”。")]
    [InlineData(2, Arrangement.Merge, "#task-1", "已把任务 2“优化学校布局”并入上一项。")]
    [InlineData(2, Arrangement.Remove, "#task-2", "已移出任务 2“优化学校布局”。")]
    [InlineData(3, Arrangement.Remove, "#task-2", "已移出任务 3“建设书香校园”。")]
    [InlineData(1, Arrangement.Check, "#task-1", "已核对任务 1“持续巩固控辍保学”。")]
    [InlineData(1, Arrangement.Up, "#task-1", "没有改动。")]
    public async Task Each_act_leads_to_its_place_and_says_what_it_did(int number, Arrangement how, string place, string said)
    {
        var answer = await ArrangeAsync(number, how);

        Assert.Equal(address + place, answer);
        var page = await PageAsync();
        Assert.NotNull(page.QuerySelector(place));
        Assert.Equal(said, page.QuerySelector(".actionbar .hint")!.TextOf());
        Assert.Empty(page.QuerySelectorAll(".flash"));
    }

    [Fact]
    public async Task Every_act_is_taken_back_in_turn()
    {
        var before = await ContentAsync();
        await Coordinator.PostFormAsync(address, [], "#tasks .card-header form");
        await ArrangeAsync(3, Arrangement.Remove);
        await ArrangeAsync(2, Arrangement.Merge);
        await Coordinator.PostFormAsync(address + "/tasks/1", [new("Title", "改了的题目")]);
        await Coordinator.PostFormAsync(address, [new("Title", "改了的标题")], "form[action$='/head']");

        var undone = new List<string>();
        while ((await PageAsync()).QuerySelector("form[action$='/undo']") is not null)
        {
            var answer = await Coordinator.PostFormAsync(address, [], "form[action$='/undo']");
            var page = await PageAsync();
            Assert.NotNull(page.QuerySelector(answer.LocationOf()[address.Length..]));
            undone.Add(page.QuerySelector(".actionbar .hint")!.TextOf());
        }

        Assert.Equal(
            ["已撤销：保存方案信息。", "已撤销：修改任务 1“改了的题目”。", "已撤销：把任务 2“优化学校布局”并入上一项。", "已撤销：移出任务 3“建设书香校园”。", "已撤销：核对全部提醒。"],
            undone);
        Assert.Equal(before, await ContentAsync());
        await using var db = portal.Open();
        var entries = await db.AuditEntries.Where(e => e.Action == PlanAudit.CorrectImport).OrderBy(e => e.Sequence).Select(e => e.Details).ToListAsync(Cancel);
        Assert.Equal(10, entries.Count);
        Assert.Contains("撤销：移出任务 3", entries[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_merged_is_divided_into_what_it_was_by_button_and_by_form()
    {
        var before = await TasksAsync();
        await ArrangeAsync(2, Arrangement.Merge);
        Assert.Equal(address + "#task-1", await ArrangeAsync(1, Arrangement.Separate));
        Assert.Equal(before, await TasksAsync());
        Assert.Null((await PageAsync()).QuerySelector($"#task-1 button[value='{(int)Arrangement.Separate}']"));

        await ArrangeAsync(2, Arrangement.Merge);
        var merged = await Coordinator.GetDocumentAsync(address + "/tasks/1");
        await Coordinator.SubmitAsync(merged, address + "/tasks/1", [new("SplitAt", "4")], button: "Split=true");
        Assert.Equal(before, await TasksAsync());
    }

    [Fact]
    public async Task A_stale_form_is_told_so_and_takes_nothing_back()
    {
        await ArrangeAsync(3, Arrangement.Remove);
        var stale = await PageAsync();
        await ArrangeAsync(2, Arrangement.Merge);

        var answer = await (await Coordinator.SubmitAsync(stale, address, [], "form[action$='/undo']")).DocumentAsync();

        Assert.Contains("您在另一个窗口里改过", answer.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Single(answer.QuerySelectorAll(".import-task"));
    }

    [Fact]
    public async Task Ticked_lines_become_a_task_in_the_group_of_their_place()
    {
        address = await Coordinator.StartImportAsync(Notice + "\n二、保障措施\n" + Missed + "\n另一段没有科室的话。\n");
        await ArrangeAsync(4, Arrangement.Remove);
        var page = await Coordinator.GetDocumentAsync(address + "?choose=lines");
        var line = page.QuerySelectorAll(".import-text p").Single(p => p.TextOf().StartsWith("强化宣传引导", StringComparison.Ordinal));

        var answer = await Coordinator.SubmitAsync(page, address, [new("Lines", ValueOf(line))], "form[action*='/add']");

        Assert.Equal(address + "#task-4", answer.LocationOf());
        page = await PageAsync();
        Assert.Equal("已新增任务 4“强化宣传引导”。", page.QuerySelector(".actionbar .hint")!.TextOf());
        Assert.NotNull(page.QuerySelector("section[aria-labelledby=group-3] #task-4"));
        Assert.Equal(["基建科 牵头", "教育科 配合"], page.QuerySelectorAll("#task-4 .import-parts li").Select(l => l.TextOf()));
        Assert.Equal(["每季度组织专题宣传", "宣传惠民政策"], page.QuerySelectorAll("#task-4 .notice-text li").Select(l => l.TextOf()));
        Assert.Null(page.QuerySelector("#task-4 .import-warn"));
    }

    [Fact]
    public async Task A_selection_from_somewhere_to_somewhere_becomes_a_task_and_what_it_shares_with_another_is_said()
    {
        await using (var db = portal.Open())
        {
            var text = (await db.ImportDrafts.SingleAsync(Cancel)).SourceText;
            var start = text.IndexOf("送教上门", StringComparison.Ordinal);
            var answer = await Coordinator.PostFormAsync(address, [new("Start", $"{start}"), new("End", $"{start + 4}")], "form[action$='/add']");
            Assert.Equal(address + "#task-2", answer.LocationOf());
        }

        var task = (await PageAsync()).QuerySelector("#task-2")!;
        Assert.Contains("送教上门", task.QuerySelector("h3")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("这段文字也在任务“持续巩固控辍保学”里", task.TextOf(), StringComparison.Ordinal);
        Assert.Contains("未指定", task.TextOf(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "9")]
    [InlineData("-5", "9")]
    [InlineData("99999999", "999999999")]
    [InlineData("20", "3")]
    public async Task Nothing_selected_is_asked_for(string start, string end)
    {
        var answer = await (await Coordinator.PostFormAsync(address, [new("Start", start), new("End", end)], "form[action$='/add']")).DocumentAsync();

        Assert.Contains("请先在原文里选出漏掉的任务", answer.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.NotNull(answer.QuerySelector("#Piece"));
        Assert.Equal(3, answer.QuerySelectorAll(".import-task").Length);
    }

    [Fact]
    public async Task A_piece_that_is_no_task_for_its_length_is_refused()
    {
        address = await Coordinator.StartImportAsync(Notice + new string('长', ImportDraftService.LongestPiece));
        var answer = await (await Coordinator.PostFormAsync(address, [new("Start", "0"), new("End", "999999")], "form[action$='/add']")).DocumentAsync();

        Assert.Contains("不像一项任务", answer.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_are_filtered_and_a_filter_stays_after_an_act()
    {
        var page = await Coordinator.GetDocumentAsync(address + "?show=open");
        Assert.Equal(["全部 3", "待核对 2", "已核对 1"], page.QuerySelectorAll(".import-filter a").Select(a => a.TextOf()));
        Assert.Equal(["task-1", "task-3"], page.QuerySelectorAll(".import-task").Select(t => t.Id));
        Assert.Equal("#task-1", page.QuerySelector("a[data-next]")!.GetAttribute("href"));
        Assert.Equal("#task-3", page.QuerySelector("#task-1 a.no-js-only")!.GetAttribute("href"));

        var answer = await Coordinator.SubmitAsync(page, address, [], "form[action*='/tasks/1/arrange']", $"how={(int)Arrangement.Check}");

        Assert.Equal(address + "?show=open#task-1", answer.LocationOf());
        page = await Coordinator.GetDocumentAsync(address + "?show=open");
        Assert.Equal(["task-3"], page.QuerySelectorAll(".import-task").Select(t => t.Id));
        Assert.NotNull(page.QuerySelector("#task-1"));
        Assert.Equal(["task-1", "task-2"], (await Coordinator.GetDocumentAsync(address + "?show=checked")).QuerySelectorAll(".import-task").Select(t => t.Id));
        Assert.Equal(3, (await Coordinator.GetDocumentAsync(address + "?show=what")).QuerySelectorAll(".import-task").Length);
    }

    [Fact]
    public async Task Warnings_of_one_kind_are_settled_at_once_then_all_of_them()
    {
        var kinds = (await PageAsync()).QuerySelectorAll(".import-alike").ToList();
        Assert.Equal("“县民政局”“县财政局”不是本单位科室，没有列入责任科室，请核对（任务 1、3）。 看原文", kinds[0].QuerySelector("p")!.TextOf());
        Assert.StartsWith("写的是外单位牵头：任务 1、3", kinds[1].QuerySelector("p")!.TextOf(), StringComparison.Ordinal);

        var answer = await Coordinator.PostFormAsync(address, [], ".import-alike:last-of-type form");

        Assert.Equal(address + "#tasks", answer.LocationOf());
        var page = await PageAsync();
        Assert.Equal("已核对“写的是外单位牵头”。", page.QuerySelector(".actionbar .hint")!.TextOf());
        Assert.Empty(page.QuerySelectorAll(".import-task.is-open"));
        Assert.Null(page.QuerySelector("a[data-next]"));
    }

    [Fact]
    public async Task A_warning_of_the_whole_notice_is_settled_too()
    {
        address = await Coordinator.StartImportAsync(Notice.Replace("3.建设", "1.建设", StringComparison.Ordinal));
        Assert.Contains("任务编号没有贯穿全文", (await PageAsync()).QuerySelector(".import-alike")!.TextOf(), StringComparison.Ordinal);

        await Coordinator.PostFormAsync(address, [], ".import-alike form");

        Assert.DoesNotContain("任务编号没有贯穿全文", (await PageAsync()).QuerySelector("#tasks")!.TextOf(), StringComparison.Ordinal);
        await Coordinator.PostFormAsync(address, [], "form[action$='/undo']");
        Assert.Contains("任务编号没有贯穿全文", (await PageAsync()).QuerySelector("#tasks")!.TextOf(), StringComparison.Ordinal);
        await Coordinator.PostFormAsync(address, [], "#tasks .card-header form");
        Assert.Equal("已核对全部提醒。", (await PageAsync()).QuerySelector(".actionbar .hint")!.TextOf());
        Assert.Empty((await PageAsync()).QuerySelectorAll(".import-warn"));
    }

    [Fact]
    public async Task An_import_that_was_given_up_is_taken_up_again_and_forgotten_after_a_week()
    {
        await Coordinator.PostFormAsync(address, [], "form[action$='/discard']");
        var start = await Coordinator.GetDocumentAsync("/plans/import");
        Assert.Contains("已放弃导入“粘贴的文字”", start.QuerySelector(".flash")!.TextOf(), StringComparison.Ordinal);
        Assert.Null(start.QuerySelector("#begun-h"));
        Assert.Equal(HttpStatusCode.NotFound, (await Coordinator.GetAsync(address, Cancel)).StatusCode);

        Assert.Equal(address, (await Coordinator.SubmitAsync(start, "/plans/import", [], "form[action$='/resume']")).LocationOf());
        Assert.Equal("已恢复导入“粘贴的文字”。", (await PageAsync()).QuerySelector(".actionbar .hint")!.TextOf());

        await Coordinator.PostFormAsync(address, [], "form[action$='/discard']");
        Assert.Equal(0, await SweepAsync());
        await using (var db = portal.Open())
            await db.ImportDrafts.ExecuteUpdateAsync(d => d.SetProperty(x => x.AbandonedAt, x => portal.Database.Clock.UtcNow.AddDays(-ImportDraft.DaysKept).AddMinutes(-1)), Cancel);
        Assert.Equal(1, await SweepAsync());
        await using var after = portal.Open();
        Assert.False(await after.ImportDrafts.AnyAsync(Cancel));
        Assert.Equal(
            [PlanAudit.DiscardImport, PlanAudit.ResumeImport, PlanAudit.DiscardImport],
            await after.AuditEntries.Where(e => e.Action == PlanAudit.DiscardImport || e.Action == PlanAudit.ResumeImport).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_table_is_shown_as_a_table_and_its_rows_can_be_added()
    {
        address = await Coordinator.StartImportAsync("某县教委\n2024年3月1日\n某县2024年工作方案\n序号\t重点任务\t责任科室\n1\t控辍保学。按月核对。\t教育科\n2\t布局调整。调研布局。\t基建科\n");
        var page = await PageAsync();
        Assert.Equal(3, page.QuerySelectorAll(".src-table tr").Length);
        Assert.Contains("布局调整", page.QuerySelector(page.QuerySelector("#task-2 a[data-place]")!.GetAttribute("href")!)!.TextOf(), StringComparison.Ordinal);
        await ArrangeAsync(2, Arrangement.Remove);

        page = await Coordinator.GetDocumentAsync(address + "?choose=lines");
        await Coordinator.SubmitAsync(page, address, [new("Lines", ValueOf(page.QuerySelectorAll(".src-table tr")[2]))], "form[action*='/add']");

        Assert.Equal(["控辍保学", "布局调整"], (await TasksAsync()).Select(t => t.Split('|')[0]));
    }

    [Fact]
    public async Task The_comparison_marks_the_words_that_changed()
    {
        await Coordinator.PostFormAsync(address, [new("Year", "2023"), new("IssuedOn", "2023-03-15")], "form[action$='/head']");
        await Coordinator.PostFormAsync(address, [], "form[action$='/undo']");
        var page = await Coordinator.GetDocumentAsync(address + "/confirm");

        var changed = page.QuerySelector(".import-diff")!;
        Assert.NotEmpty(changed.QuerySelectorAll("ins"));
        Assert.NotEmpty(changed.QuerySelectorAll("del"));
    }

    private static string ValueOf(IElement line) => line.QuerySelector("input[name=Lines]")!.GetAttribute("value")!;

    private Task<IHtmlDocument> PageAsync() => Coordinator.GetDocumentAsync(address);

    private async Task<string> ArrangeAsync(int number, Arrangement how) =>
        (await Coordinator.PostFormAsync(address, [], $"form[action$='/tasks/{number}/arrange']", $"how={(int)how}")).LocationOf();

    private async Task<string> ContentAsync()
    {
        await using var db = portal.Open();
        return await db.ImportDrafts.OrderByDescending(d => d.Id).Select(d => d.ContentJson).FirstAsync(Cancel);
    }

    private async Task<IReadOnlyList<string>> TasksAsync()
    {
        var proposal = PlanProposal.FromJson(await ContentAsync());
        return [.. proposal.Tasks.Select(t => $"{t.Title}|{t.Number}|{t.Group}|{(proposal with { Groups = [], Choices = [], Tasks = [t] }).ToJson()}")];
    }

    private async Task<int> SweepAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ImportDraftService>().SweepAsync(Cancel);
    }
}
