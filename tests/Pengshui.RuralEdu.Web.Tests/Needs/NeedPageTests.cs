using System.Net;
using AngleSharp.Html.Dom;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Testing;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Needs;

/// <summary>基建科 asked 教育科 and 县财政局 in September's report on task 1; the clock stands in October.</summary>
public sealed class NeedPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_form_asks_for_what_is_open_first_and_an_answer_is_kept_and_required()
    {
        await using var portal = await PortalAsync();
        var report = portal.ReportId(portal.World.Supporting);
        var staff = portal.ClientOf("jjk-staff");
        var page = await staff.GetDocumentAsync($"/reports/{report}/edit");
        Assert.Collection(
            page.QuerySelectorAll("#problems fieldset.measure legend").Select(l => l.TextOf()),
            first => Assert.StartsWith("请教育科协调：核对学生去向9月", first, StringComparison.Ordinal),
            second => Assert.StartsWith("请县财政局协调：加快预算评审9月", second, StringComparison.Ordinal));

        var refused = await (await staff.FileAsync(report, [])).DocumentAsync();
        var links = refused.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")![1..]).ToList();
        Assert.Contains("Answers_0__IsSolved", links);
        Assert.All(links, id => Assert.True(refused.GetElementById(id) is not null, $"nothing has the id {id}"));

        Assert.Equal(HttpStatusCode.Redirect, (await staff.FileAsync(report, new Dictionary<string, string?> { ["Answers[0].IsSolved"] = "true", ["Answers[1].IsSolved"] = "false" }, "save")).StatusCode);
        page = await staff.GetDocumentAsync($"/reports/{report}/edit");
        Assert.Equal(["true", "false"], page.QuerySelectorAll("#problems fieldset.measure input[type=radio]").Cast<IHtmlInputElement>().Where(i => i.IsChecked).Select(i => i.Value));
    }

    [Fact]
    public async Task New_needs_are_typed_without_a_script_and_each_has_whom_and_what()
    {
        await using var portal = await PortalAsync();
        var report = portal.ReportId(portal.World.Supporting);
        var staff = portal.ClientOf("jjk-staff");
        var rows = new Dictionary<string, string?>
        {
            ["Needs[0].SectionIds"] = $"{portal.World.Jyk.Id}", ["Needs[0].Others"] = "县交通局，县公安局", ["Needs[0].What"] = "保障施工便道",
            ["Needs[1].Townships"] = "true", ["Needs[1].What"] = "腾出场地",
        };
        Assert.Equal(HttpStatusCode.Redirect, (await staff.FileAsync(report, rows, "save")).StatusCode);

        var page = await staff.GetDocumentAsync($"/reports/{report}/edit");
        Assert.Equal(["保障施工便道", "腾出场地", ""], page.QuerySelectorAll("input[name$='.What']").Cast<IHtmlInputElement>().Select(i => i.Value));
        Assert.Equal("县交通局、县公安局", page.QuerySelectorAll("input[name$='.Others']").Cast<IHtmlInputElement>().First().Value);
        Assert.Equal("再提一件", page.QuerySelector("details.more-need > summary")!.TextOf());

        var whole = new Dictionary<string, string?>(rows)
        {
            ["Answers[0].IsSolved"] = "true", ["Answers[1].IsSolved"] = "true", ["Measures[0].State"] = "Continuous", ["Progress"] = "完成校舍排查。", ["Problems"] = "便道不通。",
            ["NextSteps"] = "继续施工。", ["CompletionRate"] = "78", ["SelfLight"] = "Green", ["Needs[1].What"] = " ",
        };
        var refused = await (await staff.FileAsync(report, whole)).DocumentAsync();
        Assert.Equal(["Needs_1__What"], refused.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")![1..]));
        Assert.NotNull(refused.GetElementById("Needs_1__What"));

        whole["Needs[1].What"] = "腾出场地";
        Assert.Equal(HttpStatusCode.Redirect, (await staff.FileAsync(report, whole)).StatusCode);
        var shown = (await staff.GetDocumentAsync($"/reports/{report}")).Body!.TextContent;
        Assert.Contains("请教育科、县交通局、县公安局协调：保障施工便道", shown, StringComparison.Ordinal);
        Assert.Contains("请乡镇（街道）协调：腾出场地", shown, StringComparison.Ordinal);
        Assert.Equal(4, (await portal.ClientOf("leader").GetDocumentAsync("/needs")).QuerySelectorAll(".need-table tbody tr").Length);
    }

    [Fact]
    public async Task The_list_says_who_needs_whom_for_what_since_when_and_every_page_leads_there()
    {
        await using var portal = await PortalAsync();
        var leader = portal.ClientOf("leader");
        var list = await leader.GetDocumentAsync("/needs");
        var row = list.QuerySelectorAll(".need-table tbody tr")[1];
        Assert.Contains("基建科", row.TextOf(), StringComparison.Ordinal);
        Assert.Contains("县财政局", row.TextOf(), StringComparison.Ordinal);
        Assert.Contains("9月月报提出", row.TextOf(), StringComparison.Ordinal);
        Assert.Null(list.QuerySelector("a[href$='/settle']"));

        foreach (var address in new[] { "/dashboard", "/dashboard/meeting", "/tasks/1", "/dashboard/rows/needs", "/dashboard?section=jyk", "/needs?section=jyk" })
            Assert.Contains("核对学生去向", (await leader.GetDocumentAsync(address)).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("加快预算评审", (await leader.GetDocumentAsync("/needs?section=jyk")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("核对学生去向", (await portal.ClientOf("jyk-head").GetDocumentAsync("/")).QuerySelector("section[aria-labelledby=asked-h]")!.TextOf(), StringComparison.Ordinal);
        Assert.Null((await portal.ClientOf("jjk-head").GetDocumentAsync("/")).QuerySelector("section[aria-labelledby=asked-h]"));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync("/needs?status=none", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync("/needs?section=none", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_coordinator_says_that_one_is_solved_and_a_second_tab_is_told()
    {
        await using var portal = await PortalAsync();
        var coordinator = portal.ClientOf("coordinator");
        var address = (await coordinator.GetDocumentAsync("/needs")).QuerySelector("a[href$='/settle']")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf("leader").GetAsync(address, Cancel)).StatusCode);

        var missing = await (await coordinator.PostFormAsync(address, [new("Reason", "")])).DocumentAsync();
        Assert.Equal("请用一句话写明是怎么解决的。", missing.QuerySelector(".error-summary a")!.TextOf());
        var second = await coordinator.GetDocumentAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, (await coordinator.PostFormAsync(address, [new("Reason", "财政局已安排评审。")])).StatusCode);
        var told = await coordinator.SubmitAsync(second, address, [new("Reason", "又标一次。")], "form.form-card");
        Assert.Contains("刚有变化", (await told.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);

        Assert.Contains("财政局已安排评审。", (await coordinator.GetDocumentAsync("/needs?status=solved")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Single((await coordinator.GetDocumentAsync("/needs")).QuerySelectorAll(".need-table tbody tr"));
        Assert.Single((await portal.ClientOf("jjk-staff").GetDocumentAsync($"/reports/{portal.ReportId(portal.World.Supporting)}/edit")).QuerySelectorAll("#problems fieldset.measure"));
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync("/needs/999/settle", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("jjk", "基建科现由教育科承接", null)]
    [InlineData("jyk", null, "教育科现由基建科承接")]
    public async Task After_a_merger_the_list_names_who_took_over_and_the_preview_listed_what_is_open(string ended, string? asker, string? asked)
    {
        await using var portal = await PortalAsync();
        var coordinator = portal.ClientOf("coordinator");
        var preview = (await coordinator.GetDocumentAsync($"/plans/sections/{ended}")).QuerySelector("[aria-labelledby=needs-h]")!;
        Assert.Equal(ended == "jjk" ? "2" : "1", preview.QuerySelector(".count")!.TextOf());
        Assert.Contains("核对学生去向", preview.TextOf(), StringComparison.Ordinal);
        Assert.Equal(ended == "jjk", preview.TextOf().Contains("加快预算评审", StringComparison.Ordinal));

        var to = ended == "jjk" ? portal.World.Jyk : portal.World.Jjk;
        var answer = await coordinator.PostFormAsync($"/plans/sections/{ended}", [new("ToSectionId", $"{to.Id}"), new("From", "2023-10-20"), new("Reason", "机构改革")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var row = (await portal.ClientOf("leader").GetDocumentAsync("/needs")).QuerySelectorAll(".need-table tbody tr").Single(r => r.TextOf().Contains("核对学生去向", StringComparison.Ordinal));
        Assert.Equal(asker ?? "基建科", row.QuerySelector("[data-label=提出科室]")!.TextOf());
        Assert.Equal(asked ?? "教育科", row.QuerySelector("[data-label=请谁协调]")!.TextOf());
    }

    private static async Task<PortalFactory> PortalAsync()
    {
        var portal = await PortalFactory.CreateAsync();
        var september = await portal.World.AddMonthAsync(new Month(2023, 9));
        foreach (var report in september.Reports)
        {
            await portal.World.FillReportAsync(report, ReportState.Confirmed, r =>
            {
                if (r.ResponsibilityId != portal.World.Supporting.Id)
                    return;
                r.RaisedNeeds.Add(TestWorld.NeedOf(r, "", "核对学生去向", portal.World.Jyk));
                r.RaisedNeeds.Add(TestWorld.NeedOf(r, "县财政局", "加快预算评审"));
            });
        }

        return portal;
    }
}
