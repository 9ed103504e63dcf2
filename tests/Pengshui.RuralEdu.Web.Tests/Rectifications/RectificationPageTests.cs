using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Rectifications;

public sealed class RectificationPageTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private HttpClient Supervisor { get; } = portal.ClientOf("supervisor");

    private HttpClient Staff { get; } = portal.ClientOf("jjk-staff");

    [Fact]
    public async Task A_rectification_goes_from_the_supervisor_to_the_section_and_back_to_closure()
    {
        var address = await RaiseAsync();
        Assert.Contains(RectificationForms.Problem, (await Staff.GetDocumentAsync("/")).TextOf(), StringComparison.Ordinal);
        var page = await Staff.GetDocumentAsync(address);
        Assert.Equal(["报送措施", "提交整改"], page.QuerySelectorAll("#answer .form-actions button").Select(b => b.TextOf()));

        Assert.Equal(address, (await Staff.AnswerAsync(address, "submit")).LocationOf());
        Assert.Contains("整改待核验", (await Supervisor.GetDocumentAsync("/")).TextOf(), StringComparison.Ordinal);
        Assert.Equal(address, (await Supervisor.DecideAsync(address, "return", ("Reason", "还差三所学校。"))).LocationOf());
        Assert.Contains("还差三所学校。", (await Staff.GetDocumentAsync(address)).QuerySelector(".alert-check")!.TextOf(), StringComparison.Ordinal);
        await Staff.AnswerAsync(address, "submit", feedback: "三所也补齐了。");
        var missing = await (await Supervisor.DecideAsync(address, "close", ("Note", "抽看票据齐全。"))).DocumentAsync();
        Assert.Contains("还没有核验依据", missing.QuerySelector("#VisitId-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("抽看票据齐全。", missing.QuerySelector("#Note")!.TextContent.Trim());
        await Supervisor.UploadVerificationAsync(address);
        Assert.Equal(address, (await Supervisor.DecideAsync(address, "close", ("Note", "抽看票据齐全。"), ("LookBackOn", "2023-12-01"))).LocationOf());

        Assert.Equal(RectificationState.AwaitingLookBack, await portal.StateOfAsync(address));
        var read = await portal.ClientOf("leader").GetDocumentAsync(address);
        Assert.Empty(read.QuerySelectorAll("main form"));
        Assert.Contains("抽看票据齐全。", read.QuerySelector("dl.facts")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("现场照片.pdf", read.QuerySelector("#sightings-h")!.Closest("section")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(["安排回头看", "销号", "提交整改", "退回", "提交整改", "签发"], read.QuerySelectorAll(".track b").Select(b => b.TextOf()));
    }

    [Fact]
    public async Task What_was_wrongly_typed_when_raising_is_named_and_kept()
    {
        var text = new string('彭', 10_000);
        var answer = await Supervisor.PostFormAsync("/rectifications/new", new Dictionary<string, string?> { ["Problem"] = text, ["DueOn"] = "2023-10-19" });
        var page = await answer.DocumentAsync();
        Assert.StartsWith("错误：", page.Title, StringComparison.Ordinal);
        Assert.Equal(text, page.QuerySelector("#Problem")!.TextContent.TrimStart('\n'));
        Assert.Contains("最多 1000 字，现在 10000 字", page.QuerySelector("#Problem-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("不能早于今天", page.QuerySelector("#DueOn-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("2023-10-19", page.QuerySelector("#DueOn")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("#ResponsibilityId-error"));
    }

    [Fact]
    public async Task The_form_is_filled_from_the_address()
    {
        var page = await Supervisor.GetDocumentAsync("/rectifications/new?task=1&section=jjk");
        Assert.Equal($"{portal.World.Supporting.Id}", page.QuerySelector("#ResponsibilityId option[selected]")!.GetAttribute("value"));
        Assert.Equal("签发", page.QuerySelector("main form button")!.TextOf());
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one()
    {
        var page = await Supervisor.GetDocumentAsync("/rectifications/new");
        var values = new Dictionary<string, string?> { ["ResponsibilityId"] = $"{portal.World.Lead.Id}", ["Problem"] = "同一张表。", ["DueOn"] = "2023-10-31" };
        var first = (await Supervisor.SubmitAsync(page, "/rectifications/new", values)).LocationOf();
        Assert.Equal(first, (await Supervisor.SubmitAsync(page, "/rectifications/new", values)).LocationOf());
        await using var db = portal.Open();
        Assert.Equal(1, await db.Rectifications.CountAsync(r => r.Problem == "同一张表。", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ten_thousand_characters_and_identity_numbers_are_refused_and_kept()
    {
        var address = await RaiseAsync();
        var text = new string('彭', 10_000);
        var page = await (await Staff.AnswerAsync(address, "submit", text, "50024319900101123X 已到校")).DocumentAsync();
        Assert.Equal(text, page.QuerySelector("#Measures")!.TextContent.TrimStart('\n'));
        Assert.Contains("最多 2000 字", page.QuerySelector("#Measures-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Contains("身份证号", page.QuerySelector("#Feedback-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(RectificationState.Open, await portal.StateOfAsync(address));
    }

    [Fact]
    public async Task A_stale_answer_is_told_and_what_was_typed_is_kept_even_where_the_form_is_gone()
    {
        var address = await RaiseAsync();
        var mine = await Staff.GetDocumentAsync(address);
        var typed = new Dictionary<string, string?> { ["Measures"] = "我写的措施", ["Feedback"] = "我写的情况" };
        await portal.ClientOf("jjk-head").AnswerAsync(address, "report", "负责人写的");
        var told = await (await Staff.SubmitAsync(mine, address, typed, "#answer")).DocumentAsync();
        Assert.Contains("基建科 科室负责人", told.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("我写的措施", told.QuerySelector("#Measures")!.TextContent.Trim());
        Assert.Equal(address, (await Staff.SubmitAsync(told, address, [], "#answer")).LocationOf());

        var gone = await (await Staff.SubmitAsync(told, address, typed, "#answer")).DocumentAsync();
        Assert.Contains("整改现在是“待核验”", gone.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal(["我写的措施", "我写的情况"], gone.QuerySelectorAll("textarea[readonly]").Select(t => t.TextContent.Trim()));
    }

    [Fact]
    public async Task A_return_without_a_reason_names_the_field_and_keeps_the_date()
    {
        var address = await RaiseAsync();
        await Staff.AnswerAsync(address, "submit");
        var page = await (await Supervisor.DecideAsync(address, "return", ("Reason", " "), ("DueOn", "2023-11-15"))).DocumentAsync();
        Assert.Contains("请填写退回理由", page.QuerySelector("#Reason-error")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("2023-11-15", page.QuerySelector("#DueOn")!.GetAttribute("value"));
        Assert.Equal(RectificationState.AwaitingVerification, await portal.StateOfAsync(address));
    }

    [Fact]
    public async Task Another_section_reads_it_and_may_not_answer_it()
    {
        var address = await RaiseAsync();
        var own = await Staff.GetDocumentAsync(address);
        var other = portal.ClientOf("jyk-staff");
        Assert.Empty((await other.GetDocumentAsync(address)).QuerySelectorAll("#answer"));
        var token = (await other.GetDocumentAsync("/account/password")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");
        var answer = await other.SubmitAsync(own, address, new Dictionary<string, string?> { ["__RequestVerificationToken"] = token, ["Measures"] = "越权", ["Feedback"] = "越权" }, "#answer");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(RectificationState.Open, await portal.StateOfAsync(address));
    }

    [Fact]
    public async Task A_file_sent_with_the_form_comes_down_under_its_chinese_name()
    {
        var address = await RaiseAsync();
        var id = int.Parse(address.Split('/')[^1]);
        Assert.Equal(address, (await Staff.AnswerWithFileAsync(id, "submit", ("票据（九月）.pdf", ReportForms.Pdf()))).LocationOf());
        var link = (await portal.ClientOf("leader").GetDocumentAsync(address)).QuerySelector("[data-files] a")!;
        Assert.Equal("票据（九月）.pdf", link.TextOf());
        var file = await portal.ClientOf("leader").GetAsync(link.GetAttribute("href")!, TestContext.Current.CancellationToken);
        Assert.Equal("票据（九月）.pdf", file.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.ClientOf("auditor").GetAsync(link.GetAttribute("href")!, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Staff.GetAsync($"{address}/files/99999", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_refused_leaves_the_text_in_its_field()
    {
        var address = await RaiseAsync();
        var id = int.Parse(address.Split('/')[^1]);
        var page = await (await Staff.AnswerWithFileAsync(id, "report", ("程序.exe", ReportForms.Pdf()))).DocumentAsync();
        Assert.Contains("不能上传“程序.exe”", page.QuerySelector("#answer .invalid-feedback")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("逐校补齐。", page.QuerySelector("#Measures")!.TextContent.Trim());
        Assert.Equal(RectificationState.Open, await portal.StateOfAsync(address));
    }

    [Fact]
    public async Task Taking_a_file_out_keeps_what_was_typed()
    {
        var address = await RaiseAsync();
        var id = int.Parse(address.Split('/')[^1]);
        await Staff.AnswerWithFileAsync(id, "report", ("票据.pdf", ReportForms.Pdf()));
        var page = await Staff.GetDocumentAsync(address);
        var remove = page.QuerySelector("[data-files] button")!.GetAttribute("formaction")!;
        page.QuerySelector("#answer")!.SetAttribute("action", remove);
        var after = await (await Staff.SubmitAsync(page, address, new Dictionary<string, string?> { ["Measures"] = "还没保存的话" }, "#answer")).DocumentAsync();
        Assert.Empty(after.QuerySelectorAll("[data-files] li"));
        Assert.Equal("还没保存的话", after.QuerySelector("#Measures")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_ledger_keeps_its_filters_in_the_address()
    {
        await RaiseAsync();
        var page = await portal.ClientOf("leader").GetDocumentAsync("/rectifications?section=jjk&task=2&state=Open");
        Assert.Equal("jjk", page.QuerySelector("#section option[selected]")!.GetAttribute("value"));
        Assert.Equal("待整改", page.QuerySelector(".card-header h2")!.TextContent[..3]);
        Assert.All(page.QuerySelectorAll(".tabs a"), a => Assert.Contains("section=jjk&task=2", a.GetAttribute("href"), StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("tbody .badge"), b => Assert.Equal("待整改", b.TextOf()));
        Assert.Contains("没有符合条件的整改。", (await portal.ClientOf("leader").GetDocumentAsync("/rectifications?overdue=true")).TextOf(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("leader").GetAsync("/rectifications?task=99", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.ClientOf("leader").GetAsync("/rectifications/99999", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("/rectifications", "leader")]
    [InlineData("/rectifications/1", "jjk-staff")]
    [InlineData("/rectifications/1", "supervisor")]
    [InlineData("/rectifications/new", "supervisor")]
    public async Task A_page_costs_the_same_few_statements_with_one_rectification_and_with_thirty(string address, string userName)
    {
        await using var own = await PortalFactory.CreateAsync();
        var supervisor = own.ClientOf("supervisor");
        await supervisor.RaiseAsync(own.World.Alone.Id);
        var client = own.ClientOf(userName);
        async Task<int> CountAsync()
        {
            own.Database.Statements.Reset();
            await client.GetDocumentAsync(address);
            return own.Database.Statements.Count;
        }

        await CountAsync();
        var few = await CountAsync();
        await own.ClientOf("jjk-staff").AnswerWithFileAsync(1, "report", ("票据.pdf", ReportForms.Pdf()));
        for (var n = 1; n < 30; n++)
            await supervisor.RaiseAsync(own.World.Lead.Id);
        await CountAsync();
        Assert.Equal(few, await CountAsync());
        Assert.True(few <= 5, own.Database.Statements.Text);
    }

    private Task<string> RaiseAsync() => Supervisor.RaiseAsync(portal.World.Alone.Id);
}
