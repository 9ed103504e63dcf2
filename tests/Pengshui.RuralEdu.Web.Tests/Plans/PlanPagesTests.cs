using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Plans;

/// <summary>Plans over the years on their pages.</summary>
public sealed class PlanPagesTests : IAsyncLifetime
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
    public async Task A_draft_is_completed_activated_and_its_first_month_opened()
    {
        await DraftAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("leader").GetAsync("/plans/2024", Cancel)).StatusCode);
        var open = await Coordinator.GetDocumentAsync("/plans/2024/activate");
        var link = Assert.Single(open.QuerySelectorAll(".import-problems a"));
        Assert.Equal("/plans/2024#task-1", link.GetAttribute("href"));
        Assert.Empty(open.QuerySelectorAll("main button[type=submit]"));

        var plan = await Coordinator.GetDocumentAsync("/plans/2024");
        var card = plan.QuerySelectorAll("#task-1 .plan-indicators li").Single(l => l.TextContent.Contains("口径卡待填", StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;
        var form = await Coordinator.GetDocumentAsync(card);
        Assert.Contains("通知原文：“适龄残疾儿童入学率达到97%以上”", form.TextOf(), StringComparison.Ordinal);
        Assert.Equal("97", form.QuerySelector("#TargetValue")!.GetAttribute("value")![..2]);
        var refused = await (await Coordinator.SubmitAsync(form, card, [new("Population", "在册残疾儿童")])).DocumentAsync();
        Assert.Contains("请填写时点。", refused.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("在册残疾儿童", ((IHtmlTextAreaElement)refused.QuerySelector("#Population")!).Value);
        Assert.Equal("/plans/2024#task-1", (await Coordinator.SubmitAsync(
            refused, card, [new("AsOf", "月末"), new("Source", "台账"), new("NumeratorLabel", "已入学"), new("DenominatorLabel", "应入学")])).LocationOf());

        Assert.Equal("/plans/2024", (await Coordinator.PostFormAsync("/plans/2024/activate", [])).LocationOf());
        Assert.Contains("执行中", (await portal.ClientOf("leader").GetDocumentAsync("/plans/2024")).QuerySelector(".duty")!.TextOf(), StringComparison.Ordinal);
        var periods = await Coordinator.GetDocumentAsync("/periods");
        Assert.Equal("2024-03", periods.QuerySelector("#month option[selected]")!.GetAttribute("value"));
        Assert.NotNull(periods.QuerySelector("a[href='/periods?year=2023']"));
        Assert.Equal("/periods", (await Coordinator.SubmitAsync(periods, "/periods", [])).LocationOf());
        await using var db = portal.Open();
        Assert.Equal(4, await db.MonthlyReports.CountAsync(r => r.ReportingPeriod.WorkPlan.Year == 2024, Cancel));
    }

    [Fact]
    public async Task The_month_of_the_year_before_is_still_closed_from_its_own_page()
    {
        await DraftAsync();
        await using (var db = portal.Open())
        {
            (await db.WorkPlans.SingleAsync(p => p.Year == 2024, Cancel)).State = PlanState.InForce;
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Contains("2023年10月", (await Coordinator.GetDocumentAsync("/periods?year=2023")).QuerySelector(".period-table")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("/periods", (await Coordinator.PostFormAsync($"/periods/{portal.World.October.Id}/close", [])).LocationOf());
    }

    [Fact]
    public async Task In_force_a_task_is_amended_with_a_reason_and_the_plan_lists_it()
    {
        var page = await Coordinator.GetDocumentAsync("/plans/2023/tasks/1/edit");
        Assert.Null(page.QuerySelector("#Title"));
        var refused = await (await Coordinator.SubmitAsync(page, "/plans/2023/tasks/1/edit", [new("Text", "通知的原话。<script>")])).DocumentAsync();
        Assert.Contains("要写明为什么修订", refused.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("通知的原话。<script>", ((IHtmlTextAreaElement)refused.QuerySelector("#Text")!).Value);
        Assert.Equal("/plans/2023#task-1", (await Coordinator.SubmitAsync(refused, "/plans/2023/tasks/1/edit", [new("Reason", "补入原文。")])).LocationOf());

        var plan = await portal.ClientOf("leader").GetDocumentAsync("/plans/2023");
        Assert.Contains("补入原文。", plan.QuerySelector("section[aria-labelledby=amend-h]")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("通知的原话。<script>", (await portal.ClientOf("jyk-staff").GetDocumentAsync("/tasks/1")).QuerySelector(".notice-text")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Which_measures_a_supporting_section_works_on_is_chosen_on_the_form_and_shown_on_the_plan_and_the_task()
    {
        var page = await Coordinator.GetDocumentAsync("/plans/2023/tasks/1/edit");
        Assert.Equal(["1. 定期摸排", "2. 专项行动", "3. 改善校舍"], page.QuerySelectorAll(".division-line > legend").Select(l => l.TextContent));
        Assert.Equal([false, false, true], page.QuerySelectorAll(".division-line input[type=checkbox]").Cast<IHtmlInputElement>().Select(b => b.IsChecked));

        var none = await (await Coordinator.SubmitAsync(page, "/plans/2023/tasks/1/edit", [new("Division[2].Chosen", null), new("Reason", "分工调整")])).DocumentAsync();
        Assert.Equal("#Division", none.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Contains("基建科没有选任何举措", none.QuerySelector("#Division-error")!.TextOf(), StringComparison.Ordinal);
        Assert.DoesNotContain(none.QuerySelectorAll(".division-line input[type=checkbox]").Cast<IHtmlInputElement>(), b => b.IsChecked);
        Assert.Equal("/plans/2023#task-1", (await Coordinator.SubmitAsync(none, "/plans/2023/tasks/1/edit", [new("Division[1].Chosen", $"{portal.World.Jjk.Id}")])).LocationOf());

        var leader = portal.ClientOf("leader");
        Assert.Equal("2. 专项行动配合：基建科", (await leader.GetDocumentAsync("/plans/2023")).QuerySelectorAll("#task-1 .plan-measures li").Single(l => l.QuerySelector(".sub") is not null).TextOf());
        Assert.Contains("举措分工", (await leader.GetDocumentAsync("/plans/2023")).QuerySelector("section[aria-labelledby=amend-h]")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("2. 专项行动 配合：基建科", (await leader.GetDocumentAsync("/tasks/1")).QuerySelector(".o-req ol")!.TextOf(), StringComparison.Ordinal);
        Assert.Empty((await Coordinator.GetDocumentAsync("/plans/2023/tasks/2/edit")).QuerySelectorAll(".division-line"));
    }

    [Fact]
    public async Task Dates_leads_and_remarks_are_kept_on_the_form_and_shown_on_the_plan_and_the_task()
    {
        var page = await Coordinator.GetDocumentAsync("/plans/2023/tasks/1/edit");
        var refused = await (await Coordinator.SubmitAsync(page, "/plans/2023/tasks/1/edit",
        [
            new("Due", new string('月', 10_000)), new("Leader", "分管副主任"), new("MeasureDetails[2].Due", "10月底前"), new("MeasureDetails[2].Remark", new string('备', 501)),
            new("MeasureDetails[2].LeadSectionId", $"{portal.World.Jjk.Id}"), new("Reason", "补充时限"),
        ])).DocumentAsync();
        Assert.Contains("完成时限有 10000 个字，最多 60 个字。", refused.QuerySelector("#Due-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("最多 500 个字", refused.QuerySelector("#MeasureDetails_2__Remark-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("10月底前", ((IHtmlInputElement)refused.QuerySelector("#MeasureDetails_2__Due")!).Value);
        Assert.Equal("/plans/2023#task-1", (await Coordinator.SubmitAsync(refused, "/plans/2023/tasks/1/edit", [new("Due", "年底前"), new("MeasureDetails[2].Remark", "县级实事")])).LocationOf());

        var leader = portal.ClientOf("leader");
        var plan = (await leader.GetDocumentAsync("/plans/2023")).QuerySelector("#task-1")!.TextOf();
        Assert.Contains("时限：10月底前", plan, StringComparison.Ordinal);
        Assert.Contains("牵头：基建科", plan, StringComparison.Ordinal);
        Assert.Contains("责任领导：分管副主任", plan, StringComparison.Ordinal);
        var task = await leader.GetDocumentAsync("/tasks/1");
        Assert.Contains("时限年底前", task.QuerySelector(".duty")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("备注：县级实事", task.QuerySelector(".o-req")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_deleted_with_a_reason_on_a_page_that_says_what_goes()
    {
        await DraftAsync();
        Assert.NotNull((await Coordinator.GetDocumentAsync("/plans/2024")).QuerySelector("main a[href='/plans/2024/discard']"));
        var page = await Coordinator.GetDocumentAsync("/plans/2024/discard");
        Assert.Contains("将删除 3 项任务、5 条举措", page.QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
        var refused = await (await Coordinator.SubmitAsync(page, "/plans/2024/discard", [])).DocumentAsync();
        Assert.Contains("请写明为什么删除这份草稿", refused.QuerySelector("#Reason-error")!.TextOf(), StringComparison.Ordinal);
        var tooLong = await (await Coordinator.SubmitAsync(refused, "/plans/2024/discard", [new("Reason", new string('长', 10_000))])).DocumentAsync();
        Assert.Equal(10_000, ((IHtmlTextAreaElement)tooLong.QuerySelector("#Reason")!).Value.Length);
        Assert.Equal("/plans", (await Coordinator.SubmitAsync(tooLong, "/plans/2024/discard", [new("Reason", "导入的是征求意见稿。")])).LocationOf());
        Assert.Contains("2024年工作方案草稿已删除", (await Coordinator.GetDocumentAsync("/plans")).TextOf(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Coordinator.GetAsync("/plans/2024", Cancel)).StatusCode);
        await DraftAsync();
    }

    [Fact]
    public async Task A_plan_in_force_is_not_deleted_and_its_page_says_so()
    {
        Assert.Null((await Coordinator.GetDocumentAsync("/plans/2023")).QuerySelector("main a[href$='/discard']"));
        var page = await Coordinator.GetDocumentAsync("/plans/2023/discard");
        Assert.Contains("执行中，不能删除", page.QuerySelector("main")!.TextOf(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main button[type=submit]"));
        var sent = await (await Coordinator.SubmitAsync(page, "/plans/2023/discard", [new("Version", "1"), new("Reason", "试试")], "main form")).DocumentAsync();
        Assert.Contains("执行中，不能删除", sent.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.NotNull((await Coordinator.GetDocumentAsync("/plans/2023")).QuerySelector("#task-1"));
    }

    [Fact]
    public async Task A_form_from_before_another_amendment_is_told_so()
    {
        var stale = await Coordinator.GetDocumentAsync("/plans/2023/tasks/1/edit");
        await Coordinator.PostFormAsync("/plans/2023/tasks/1/edit", [new("Text", "第一次。"), new("Reason", "一")]);
        var answer = await (await Coordinator.SubmitAsync(stale, "/plans/2023/tasks/1/edit", [new("Text", new string('长', 10_000)), new("Reason", "二")])).DocumentAsync();
        Assert.Contains("刚被别人改过", answer.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(10_000, ((IHtmlTextAreaElement)answer.QuerySelector("#Text")!).Value.Length);
        var tooLong = await (await Coordinator.SubmitAsync(answer, "/plans/2023/tasks/1/edit", [])).DocumentAsync();
        Assert.Contains("原文有 10000 个字，最多 4000 个字", tooLong.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_the_lead_in_force_is_listed_as_an_amendment()
    {
        var page = await Coordinator.GetDocumentAsync("/plans/2023/tasks/1/lead");
        await Coordinator.SubmitAsync(page, "/plans/2023/tasks/1/lead", [new("ResponsibilityId", $"{portal.World.Supporting.Id}"), new("Reason", "分工调整")]);
        Assert.Contains("牵头科室", (await Coordinator.GetDocumentAsync("/plans/2023")).QuerySelector("section[aria-labelledby=amend-h]")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_year_is_read_on_all_its_pages_and_changed_on_none()
    {
        await using (var db = portal.Open())
        {
            var period = await db.ReportingPeriods.SingleAsync(Cancel);
            period.ClosedAt = portal.Database.Clock.UtcNow;
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal("/plans/2023", (await Coordinator.PostFormAsync("/plans/2023/archive", [])).LocationOf());
        await DraftAsync();
        await using (var db = portal.Open())
        {
            var plan = await db.WorkPlans.SingleAsync(p => p.Year == 2024, Cancel);
            plan.State = PlanState.InForce;
            db.Add(new ReportingPeriod { WorkPlan = plan, Month = new Month(2024, 3), LeadDueOn = new DateOnly(2024, 3, 25), SupportingDueOn = new DateOnly(2024, 3, 20), OpenedAt = portal.Database.Clock.UtcNow });
            await db.SaveChangesAsync(Cancel);
        }

        var leader = portal.ClientOf("leader");
        Assert.Contains("2023年测试方案", (await leader.GetDocumentAsync("/tasks?year=2023")).TextOf(), StringComparison.Ordinal);
        Assert.Contains("2023年", (await leader.GetDocumentAsync("/dashboard?year=2023")).TextOf(), StringComparison.Ordinal);
        Assert.Contains("持续巩固控辍保学", (await leader.GetDocumentAsync("/tasks/1?year=2023")).TextOf(), StringComparison.Ordinal);
        Assert.Contains("2023年10月", (await leader.GetDocumentAsync("/reports?month=2023-10")).TextOf(), StringComparison.Ordinal);
        var page = await Coordinator.GetDocumentAsync("/plans/2023");
        Assert.Empty(page.QuerySelectorAll("main a[href$='/edit'], main a[href$='/lead'], main a[href$='/archive']"));
        Assert.Equal(HttpStatusCode.NotFound, (await Coordinator.GetAsync("/plans/2023/tasks/1/edit", Cancel)).StatusCode);
        Assert.Empty((await Coordinator.GetDocumentAsync("/tasks/1?year=2023")).QuerySelectorAll("main a[href*='override']"));
    }

    private async Task DraftAsync()
    {
        var address = await Coordinator.StartImportAsync(Imports.Notice.Replace("体卫艺科", "教育科", StringComparison.Ordinal));
        Assert.Equal("/plans/2024", (await Coordinator.PostFormAsync(address + "/confirm", [])).LocationOf());
    }
}
