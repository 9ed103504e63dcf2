using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Infrastructure.Forms;
using Pengshui.RuralEdu.Web.Tests.Accounts;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Forms;

/// <summary>Forms of thousands of values, and files of any size beside text.</summary>
public sealed class HugeFormTests(RouteFactory portal) : IClassFixture<RouteFactory>
{
    private int Lead => portal.ReportId(portal.World.Lead);

    [Fact]
    public async Task Every_list_of_every_form_may_have_thousands_of_rows()
    {
        var wrong = new List<string>();
        var lists = portal.Actions("POST").Where(e => !e.IsOpen() && BoundFields.HasList(portal, e)).ToList();
        foreach (var endpoint in lists)
        {
            var client = ClientOf(endpoint);
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            var perRow = BoundFields.Of(portal, endpoint, "甲", "1").Count(f => f.Key.Contains('[', StringComparison.Ordinal));
            var answer = await PostAsync(client, address, BoundFields.Of(portal, endpoint, "甲", "1", rows: FormLimits.MostValues * 9 / 10 / perRow));
            if (answer.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge)
                wrong.Add($"{address} answered {(int)answer.StatusCode}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(lists.Count > 8, $"only {lists.Count} forms with lists were found");
    }

    [Fact]
    public async Task A_form_of_more_values_than_any_page_has_is_refused_with_a_sentence()
    {
        var endpoint = portal.Actions("POST").First(e => e.RoutePattern.RawText == "reports/{id:int}/edit");
        var answer = await PostAsync(
            ClientOf(endpoint), $"/reports/{Lead}/edit", Enumerable.Range(0, FormLimits.MostValues + 1).Select(i => KeyValuePair.Create($"Measures[{i}].MeasureId", "1")));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains(RefusedForms.TooMuch, (await answer.DocumentAsync()).TextOf(), StringComparison.Ordinal);
    }

    /// <summary>Names of fields as deep as nobody's page has them: the binder follows 32 levels and then throws.</summary>
    [Fact]
    public async Task A_field_that_is_named_too_deep_is_refused_with_a_sentence()
    {
        var wrong = new List<string>();
        var deep = string.Join('.', Enumerable.Repeat("a", 40));
        foreach (var endpoint in portal.Actions("POST").Where(e => !e.IsOpen() && BoundFields.HasList(portal, e)))
        {
            var address = RouteSamples.AddressOf(endpoint, portal.World);
            var fields = BoundFields.Of(portal, endpoint, "甲", "1").ToList();
            foreach (var list in fields.Where(f => f.Key.Contains('[', StringComparison.Ordinal)).Select(f => f.Key[..f.Key.IndexOf('[', StringComparison.Ordinal)]).Distinct().ToList())
            {
                var named = fields.Where(f => f.Key.StartsWith(list + "[", StringComparison.Ordinal))
                    .Select(f => KeyValuePair.Create($"{list}[{deep}]{f.Key[(f.Key.IndexOf(']', StringComparison.Ordinal) + 1)..]}", f.Value));
                foreach (var added in new KeyValuePair<string, string>[][] { [.. named], [new($"{list}.index", "a.b"), new($"{list}[a.b].x", "1")], [new($"{list}[0].{deep}", "1")] })
                {
                    var answer = await PostAsync(ClientOf(endpoint), address, [.. fields, .. added]);
                    if (answer.StatusCode != HttpStatusCode.BadRequest || !(await answer.DocumentAsync()).TextOf().Contains("表单的栏目对不上", StringComparison.Ordinal))
                        wrong.Add($"{address}, {added[0].Key} answered {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>The binder keeps 200 errors; that there are more is said.</summary>
    [Fact]
    public async Task A_form_with_more_mistakes_than_are_kept_says_so()
    {
        var answer = await PostAsync(
            portal.ClientOf("jyk-staff"), $"/reports/{Lead}/edit",
            [new("Do", "save"), .. Enumerable.Range(0, 300).Select(i => KeyValuePair.Create($"Measures[{i}].MeasureId", "甲"))]);
        var page = await answer.DocumentAsync();
        Assert.Contains("还有别的没有列出。", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_big_upload_without_a_script_keeps_the_text_and_says_which_file_is_too_big()
    {
        var answer = await portal.ClientOf("jyk-staff").FileWithFilesAsync(
            Lead, [new("Progress", "写了一下午的进展。")],
            ("大一.pdf", new StreamContent(new Zeros(EvidenceFile.MaxLength + 1))),
            ("小.pdf", ReportForms.Pdf("够小")),
            ("大二.pdf", new StreamContent(new Zeros(80 * 1024 * 1024))));

        var page = await answer.DocumentAsync();
        var errors = page.QuerySelector(".error-summary")!.TextOf();
        Assert.Contains("大一.pdf：“大一.pdf”超过 50 MB", errors, StringComparison.Ordinal);
        Assert.Contains("“大二.pdf”超过 50 MB", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("“小.pdf”", errors, StringComparison.Ordinal);
        Assert.Equal("写了一下午的进展。", page.QuerySelector("#Progress")!.TextContent);
        await using var db = portal.Open();
        Assert.Equal("写了一下午的进展。", (await db.MonthlyReports.SingleAsync(r => r.Id == Lead, TestContext.Current.CancellationToken)).Progress);
        Assert.True(await db.EvidenceFiles.AnyAsync(f => f.FileName == "小.pdf", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_form_that_nobody_reads_to_its_end_is_led_back_with_a_sentence()
    {
        var body = new StreamContent(new Zeros(1));
        body.Headers.Add("Content-Type", "multipart/form-data; boundary=x");
        body.Headers.ContentLength = FormLimits.MostBytes + 1;
        var client = portal.ClientOf("jyk-staff");
        var answer = await client.PostAsync($"/reports/{Lead}/edit", body, TestContext.Current.CancellationToken);
        Assert.Equal($"/reports/{Lead}/edit", answer.LocationOf());
        Assert.Contains("不超过 50 MB", (await client.GetDocumentAsync($"/reports/{Lead}/edit")).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_sign_in_is_not_taken_and_its_text_is_shown()
    {
        var form = await portal.ClientOf("jyk-head").GetDocumentAsync($"/reports/{Lead}/edit");
        var answer = await portal.ClientOf("jyk-staff").SubmitAsync(form, $"/reports/{Lead}/edit", [new("Progress", "写给别人的页面。")], "#report-form", "Do=save");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.DocumentAsync();
        Assert.Contains(RefusedForms.Stale, page.TextOf(), StringComparison.Ordinal);
        Assert.Contains("写给别人的页面。", page.QuerySelectorAll("textarea").Select(t => t.TextContent));
        Assert.Empty(page.QuerySelectorAll("main form"));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "本月进展最多 2000 字，现在 2001 字，请删减。")]
    public async Task The_server_counts_what_is_kept(int more, string? refusal)
    {
        // A line end is one character, a rare character two, what nobody sees and the space around count nothing.
        var typed = $"　\r\n{new string('甲', MonthlyReport.TextLength - 4 + more)}\r\n\u200B𠮷\uFEFF乙\r\n ";
        var answer = await portal.ClientOf("jyk-staff").FileAsync(Lead, [new("Progress", typed)], "save");
        if (refusal is null)
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        else
            Assert.Contains(refusal, (await answer.DocumentAsync()).QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        await client.SendAsync(address, await client.TokenAsync(), fields);

    private HttpClient ClientOf(RouteEndpoint endpoint) => portal.ClientOf(RoutePosts.HolderOf(endpoint));

    /// <summary>A file of nothing, as long as wanted, that takes no memory.</summary>
    private sealed class Zeros(long length) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - at);
            Array.Clear(buffer, offset, read);
            at += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
