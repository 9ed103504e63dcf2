using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

public sealed class ReportFormTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private int Lead => portal.ReportId(portal.World.Lead);

    [Fact]
    public async Task Sections_are_numbered_without_a_gap_where_no_figures_are_due()
    {
        var page = await portal.ClientOf("jjk-staff").GetDocumentAsync($"/reports/{portal.ReportId(portal.World.Supporting)}/edit");
        var heads = page.QuerySelectorAll(".pair-now h3, .pair-now legend.h3").Select(h => h.TextOf()).ToList();
        Assert.Equal(["一、举措进度", "二、本月进展", "三、存在问题", "四、下月打算", "五、完成率", "六、自评", "七、佐证材料选填"], heads);
        Assert.Single(page.QuerySelectorAll("fieldset.measure"));
    }

    [Fact]
    public async Task The_fixed_words_stand_on_the_form()
    {
        var page = await portal.ClientOf("jyk-staff").GetDocumentAsync($"/reports/{Lead}/edit");
        Assert.Equal(["本月进展", "存在问题", "下月打算", "完成率"], page.QuerySelectorAll("h3 > label").Select(l => l.TextOf()));
        Assert.Equal(["保存草稿", "预览", "提交"], page.QuerySelectorAll(".actionbar button").Select(b => b.TextOf()));
    }

    [Fact]
    public async Task The_form_says_what_the_system_would_judge_once_the_completion_rate_is_there()
    {
        await using var own = await PortalFactory.CreateAsync();
        var address = $"/reports/{own.ReportId(own.World.Alone)}/edit";
        var staff = own.ClientOf("jjk-staff");
        var before = (await staff.GetDocumentAsync(address)).QuerySelector("[data-fresh=forecast]")!;
        Assert.Equal("填了完成率，这里显示系统判定", before.TextOf());

        var typed = await staff.FileAsync(own.ReportId(own.World.Alone), new Dictionary<string, string?> { ["CompletionRate"] = "5" }, "save");
        Assert.Equal(HttpStatusCode.Redirect, typed.StatusCode);
        var after = (await staff.GetDocumentAsync(address)).QuerySelector("[data-fresh=forecast]")!.TextOf();
        Assert.StartsWith("照现在填的提交，系统判定红灯", after, StringComparison.Ordinal);
        Assert.Contains("完成率：5%，低 ", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_submission_names_each_place_links_to_it_and_keeps_what_was_typed()
    {
        var answer = await portal.ClientOf("jyk-staff").FileAsync(Lead, new Dictionary<string, string?> { ["Progress"] = "写了一半", ["SelfLight"] = "Yellow", ["Measures[1].State"] = "Blocked" });
        var page = await answer.DocumentAsync();
        Assert.StartsWith("错误：任务1 10月月报", page.Title, StringComparison.Ordinal);
        Assert.Equal("写了一半", page.QuerySelector("#Progress")!.TextContent);
        Assert.True(((IHtmlInputElement)page.QuerySelector("#SelfLight_Yellow")!).IsChecked);
        Assert.True(((IHtmlInputElement)page.QuerySelector("input[name='Measures[1].State'][value=Blocked]")!).IsChecked);
        var links = page.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")![1..]).ToList();
        Assert.True(links.Count >= 8);
        Assert.All(links, id => Assert.True(page.GetElementById(id) is not null, $"nothing has the id {id}"));
        Assert.Contains("NextSteps", links);
        Assert.Contains("Measures_1__Note", links);
    }

    [Fact]
    public async Task What_is_no_number_stays_in_its_field()
    {
        var values = ReportForms.Whole();
        values["Clearance[1].Present"] = "两万多";
        values["CompletionRate"] = "七成";
        var page = await (await portal.ClientOf("jyk-staff").FileAsync(Lead, values, "save")).DocumentAsync();
        Assert.Equal("两万多", page.QuerySelector("#Clearance_1__Present")!.GetAttribute("value"));
        Assert.Equal("七成", page.QuerySelector("#CompletionRate")!.GetAttribute("value"));
        Assert.Equal("38120", page.QuerySelector("#Clearance_0__Expected")!.GetAttribute("value")!.Replace(",", "", StringComparison.Ordinal));
        Assert.Contains("不是整数", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_refused_with_a_sentence_and_kept()
    {
        var text = new string('彭', 10_000);
        var page = await (await portal.ClientOf("jyk-staff").FileAsync(Lead, new Dictionary<string, string?> { ["Progress"] = text }, "save")).DocumentAsync();
        Assert.Equal(text, page.QuerySelector("#Progress")!.TextContent);
        Assert.Contains("最多 2000 字，现在 10000 字", page.QuerySelector("#Progress-error")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_width_digits_and_separators_are_numbers()
    {
        await using var own = await PortalFactory.CreateAsync();
        var id = own.ReportId(own.World.Lead);
        var staff = own.ClientOf("jyk-staff");
        Assert.Equal($"/reports/{id}/edit", (await staff.FileAsync(id, ReportForms.Whole(), "save")).LocationOf());
        var page = await staff.GetDocumentAsync($"/reports/{id}/edit");
        Assert.Equal("41", page.QuerySelector("#Figures_0__Numerator")!.GetAttribute("value"));
        Assert.Equal("38120", page.QuerySelector("#Clearance_0__Expected")!.GetAttribute("value"));
        Assert.Equal(["0", "2"], page.QuerySelectorAll("output[data-col=left]").Select(o => o.TextOf()));
        Assert.Equal(["平", "平"], page.QuerySelectorAll("td[data-check]").Select(c => c.TextOf()));
    }

    [Fact]
    public async Task Whoever_saves_second_sees_both_texts_and_may_save_again()
    {
        await using var own = await PortalFactory.CreateAsync();
        var id = own.ReportId(own.World.Lead);
        var (staff, head) = (own.ClientOf("jyk-staff"), own.ClientOf("jyk-head"));
        var form = await staff.GetDocumentAsync($"/reports/{id}/edit");
        await head.FileAsync(id, new Dictionary<string, string?> { ["Progress"] = "负责人写的。" }, "save");

        var answer = await staff.SubmitAsync(form, $"/reports/{id}/edit", [new("Progress", "填报员写的。")], "#report-form", "Do=save");
        var page = await answer.DocumentAsync();
        Assert.Equal("填报员写的。", page.QuerySelector("#Progress")!.TextContent);
        Assert.Contains("负责人写的。", page.QuerySelector("#progress .theirs")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("教育科 科室负责人", page.QuerySelector("main")!.TextOf(), StringComparison.Ordinal);

        var again = await staff.SubmitAsync(page, $"/reports/{id}/edit", [], "#report-form", "Do=save");
        Assert.Equal($"/reports/{id}/edit", again.LocationOf());
        Assert.Equal("填报员写的。", (await staff.GetDocumentAsync($"/reports/{id}/edit")).QuerySelector("#Progress")!.TextContent);
    }

    [Fact]
    public async Task A_save_in_the_background_answers_the_new_version_or_the_reason()
    {
        await using var own = await PortalFactory.CreateAsync();
        var id = own.ReportId(own.World.Lead);
        var staff = own.ClientOf("jyk-staff");
        var page = await staff.GetDocumentAsync($"/reports/{id}/edit");
        var form = (IHtmlFormElement)page.QuerySelector("#report-form")!;
        form.SetAttribute("action", form.GetAttribute("data-autosave-url")!);

        var saved = await staff.SubmitAsync(page, "", [new("Progress", "自动保存的。")], "#report-form");
        var answer = JsonDocument.Parse(await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("09:00", answer.GetProperty("savedAt").GetString());
        Assert.True(answer.GetProperty("version").GetInt32() > 1);

        var stale = await staff.SubmitAsync(page, "", [new("Progress", "旧版本。")], "#report-form");
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("message", await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_saves_and_shows_what_was_typed()
    {
        await using var own = await PortalFactory.CreateAsync();
        var id = own.ReportId(own.World.Lead);
        var staff = own.ClientOf("jyk-staff");
        var preview = (await staff.FileAsync(id, ReportForms.Whole("预览这一句。"), "preview")).LocationOf();
        Assert.Contains("预览这一句。", (await staff.GetDocumentAsync(preview)).QuerySelector(".sheet")!.TextOf(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jjk-staff")]
    [InlineData("decoy-staff")]
    [InlineData("coordinator")]
    [InlineData("leader")]
    [InlineData("sysadmin")]
    public async Task Nobody_else_gets_the_form(string user)
    {
        var answer = await portal.ClientOf(user).GetAsync($"/reports/{portal.ReportId(portal.World.Lead)}/edit", TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{answer.StatusCode}");
    }

    [Fact]
    public async Task A_report_that_waits_leads_from_its_form_to_its_page()
    {
        await using var own = await PortalFactory.CreateAsync();
        var id = own.ReportId(own.World.Lead);
        var staff = own.ClientOf("jyk-staff");
        await staff.FileAsync(id, ReportForms.Whole());
        Assert.Equal($"/reports/{id}", (await staff.GetAsync($"/reports/{id}/edit", TestContext.Current.CancellationToken)).LocationOf());
        Assert.Equal(ReportState.AwaitingSectionReview, await own.StateAsync(id));
    }

    [Fact]
    public async Task A_script_that_reads_the_page_anew_does_not_take_the_sentence_from_the_page_that_is_loading()
    {
        var address = $"/reports/{portal.ReportId(portal.World.Supporting)}/edit";
        var client = portal.ClientOf("jjk-staff");
        await client.FileAsync(portal.ReportId(portal.World.Supporting), new Dictionary<string, string?> { ["Progress"] = "板房已定" }, "save");
        using var beside = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "X-Requested-With", "fetch" } } };

        var answer = await client.SendAsync(beside, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("草稿已保存", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"), "the cookie with the sentence was touched");
        Assert.StartsWith("草稿已保存", (await client.GetDocumentAsync(address)).QuerySelector(".flash")?.TextOf(), StringComparison.Ordinal);
    }
}
