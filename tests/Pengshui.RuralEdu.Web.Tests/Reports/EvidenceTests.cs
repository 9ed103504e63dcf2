using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Reports;

public sealed class EvidenceTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string Name = "送教上门记录（10月）.pdf";

    private int Lead => portal.ReportId(portal.World.Lead);

    [Fact]
    public async Task A_file_goes_up_without_a_script_and_comes_down_under_its_chinese_name()
    {
        var staff = portal.ClientOf("jyk-staff");
        var up = await staff.FileWithFilesAsync(Lead, [new("Progress", "和文件一起写的。")], (Name, ReportForms.Pdf()));
        Assert.Equal($"/reports/{Lead}/edit#evidence", up.LocationOf());

        var form = await staff.GetDocumentAsync($"/reports/{Lead}/edit");
        Assert.Equal("和文件一起写的。", form.QuerySelector("#Progress")!.TextContent);
        var link = form.QuerySelectorAll("#evidence-files a").Single(a => a.TextOf() == Name);
        var down = await staff.GetAsync(link.GetAttribute("href"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, down.StatusCode);
        Assert.Equal("application/pdf", down.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", down.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(Name, down.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(down.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(await ReportForms.Pdf().ReadAsStringAsync(TestContext.Current.CancellationToken), await down.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_lies_about_its_kind_is_refused_and_the_text_kept()
    {
        var lie = new ByteArrayContent(Encoding.UTF8.GetBytes("MZ this is a program"));
        lie.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        var page = await (await portal.ClientOf("jyk-staff").FileWithFilesAsync(Lead, [new("NextSteps", "不能丢的一句。")], ("假.pdf", lie))).DocumentAsync();
        Assert.Contains("假.pdf", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("不能丢的一句。", page.QuerySelector("#NextSteps")!.TextContent);
    }

    [Fact]
    public async Task The_script_gets_the_list_anew_and_the_forms_version()
    {
        var staff = portal.ClientOf("jyk-staff");
        var answer = await UploadAsync(staff, "照片说明.pdf", ReportForms.Pdf("二"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(int.Parse(Assert.Single(answer.Headers.GetValues("X-Version")), System.Globalization.CultureInfo.InvariantCulture) > 1);
        var list = await answer.DocumentAsync();
        Assert.Contains("照片说明.pdf", list.QuerySelector("[data-files]")!.TextOf(), StringComparison.Ordinal);
        Assert.NotNull(list.QuerySelector("button[formaction]"));
    }

    [Fact]
    public async Task A_request_above_the_limit_gets_a_sentence_before_anything_is_read()
    {
        var staff = portal.ClientOf("jyk-staff");
        var big = new ByteArrayContent(new byte[EvidenceFile.MaxLength + (1024 * 1024)]);
        var answer = await UploadAsync(staff, "大.pdf", big);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("不超过 50 MB", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "不在服务器上")]
    [InlineData(false, "和上传时不一样")]
    public async Task A_file_that_is_missing_or_was_changed_is_a_page_with_a_sentence(bool isMissing, string sentence)
    {
        await using var own = await PortalFactory.CreateAsync();
        var id = own.ReportId(own.World.Lead);
        var staff = own.ClientOf("jyk-staff");
        await staff.FileWithFilesAsync(id, [], (Name, ReportForms.Pdf()));
        var place = Directory.EnumerateFiles(Path.Combine(own.Database.Directory, "uploads"), "*", SearchOption.AllDirectories).Single();
        if (isMissing)
            File.Delete(place);
        else
            await File.WriteAllTextAsync(place, "%PDF-1.7 别的", TestContext.Current.CancellationToken);

        var answer = await staff.GetAsync($"/reports/{id}/evidence/1", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(sentence, (await answer.DocumentAsync()).QuerySelector("[role=alert]")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_file_is_gone_from_the_draft()
    {
        await using var own = await PortalFactory.CreateAsync();
        var id = own.ReportId(own.World.Lead);
        var staff = own.ClientOf("jyk-staff");
        await staff.FileWithFilesAsync(id, [], (Name, ReportForms.Pdf()));
        var form = await staff.GetDocumentAsync($"/reports/{id}/edit");
        var remove = form.QuerySelectorAll("button[formaction]").Single(b => b.TextOf() == $"移除：{Name}").GetAttribute("formaction")!;
        form.QuerySelector("#report-form")!.SetAttribute("action", remove);
        await staff.SubmitAsync(form, "", [new("Progress", "移除时也保存。")], "#report-form");

        form = await staff.GetDocumentAsync($"/reports/{id}/edit");
        Assert.Empty(form.QuerySelectorAll("#evidence-files a"));
        Assert.Equal("移除时也保存。", form.QuerySelector("#Progress")!.TextContent);
    }

    [Fact]
    public async Task A_draft_s_file_is_not_for_other_sections()
    {
        var staff = portal.ClientOf("jyk-staff");
        await UploadAsync(staff, "内部.pdf", ReportForms.Pdf("三"));
        var form = await staff.GetDocumentAsync($"/reports/{Lead}/edit");
        var link = form.QuerySelectorAll("#evidence-files a").Single(a => a.TextOf() == "内部.pdf").GetAttribute("href");
        var answer = await portal.ClientOf("decoy-staff").GetAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> UploadAsync(HttpClient client, string name, HttpContent content)
    {
        var form = await client.GetDocumentAsync($"/reports/{Lead}/edit");
        using var body = new MultipartFormDataContent
        {
            { content, "file", name },
            { new StringContent(form.QuerySelector("#report-form [name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/reports/{Lead}/evidence") { Content = body };
        request.Headers.Add("X-Requested-With", "fetch");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
