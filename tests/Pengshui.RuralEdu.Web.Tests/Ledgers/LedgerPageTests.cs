using System.Buffers.Binary;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;
using Pengshui.RuralEdu.Web.Features.Ledgers;

namespace Pengshui.RuralEdu.Web.Tests.Ledgers;

public sealed class LedgerPageTests(LedgerPageTests.Factory portal) : IClassFixture<LedgerPageTests.Factory>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LedgerFormat.Xlsx, "月报台账（2023年10月）.xlsx")]
    [InlineData(LedgerFormat.Csv, "月报台账（2023年10月）.csv")]
    public async Task Without_a_script_the_forms_answer_is_the_file(LedgerFormat format, string name)
    {
        var answer = await portal.ClientOf("jyk-staff").PostFormAsync("/ledgers?kind=Reports&year=2023&month=10", [KeyValuePair.Create("Format", (string?)format.ToString())]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(format.ContentType(), answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileNameStar);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal(format == LedgerFormat.Xlsx ? "PK"u8.ToArray() : Encoding.UTF8.GetPreamble(), bytes[..(format == LedgerFormat.Xlsx ? 2 : 3)]);
    }

    [Fact]
    public async Task With_a_script_the_same_file_comes_in_frames_that_say_how_far_it_is()
    {
        var whole = await (await SendAsync("10", framed: false)).Content.ReadAsByteArrayAsync(Cancel);
        var framed = await SendAsync("10", framed: true);
        var (told, data) = Read(await framed.Content.ReadAsByteArrayAsync(Cancel));

        Assert.Equal("0/1", told[0]);
        Assert.Equal(whole, data);
        Assert.Equal("月报台账（2023年10月）.csv", framed.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task An_empty_ledger_is_said_in_a_sentence_on_the_page_or_to_the_script()
    {
        var page = await (await SendAsync("3", framed: false)).DocumentAsync();
        Assert.Equal("2023年3月的月报台账还没有内容。", page.QuerySelector("#Kind-error")!.TextOf());
        Assert.Equal("3", page.QuerySelector("#Month option[selected]")!.GetAttribute("value"));

        var framed = await SendAsync("3", framed: true);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, framed.StatusCode);
        Assert.Contains("还没有内容", await framed.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("/inspections?month=2023-10", "督查台账", "2023", "10")]
    [InlineData("/inspections?kind=Visit", "督查台账", "2023", "0")]
    [InlineData("/rectifications", "整改台账", "2023", "0")]
    [InlineData("/reports?month=2023-10", "月报台账", "2023", "10")]
    [InlineData("/tasks", "重点任务台账", "2023", "0")]
    public async Task A_list_leads_to_its_own_ledger_of_the_month_that_it_shows(string list, string kind, string year, string month)
    {
        var link = Assert.Single((await portal.ClientOf("leader").GetDocumentAsync(list)).QuerySelectorAll("a[href*='/ledgers']"));
        Assert.Equal("导出台账", link.TextOf());
        var form = await portal.ClientOf("leader").GetDocumentAsync(link.GetAttribute("href")!);
        Assert.Equal((kind, year, month), (Chosen("Kind").TextOf(), Chosen("Year").GetAttribute("value"), Chosen("Month").GetAttribute("value")));

        IElement Chosen(string field) => form.QuerySelector($"#{field} option[selected]")!;
    }

    [Theory]
    [InlineData("kind=Nonsense&year=abc&month=99")]
    [InlineData("kind=99&year=-1")]
    public async Task A_strange_address_shows_the_form(string query) => Assert.NotNull((await portal.ClientOf("leader").GetDocumentAsync("/ledgers?" + query)).QuerySelector("form[data-ledger]"));

    private async Task<HttpResponseMessage> SendAsync(string month, bool framed)
    {
        var client = portal.ClientOf("leader");
        if (framed)
            client.DefaultRequestHeaders.Add(LedgersController.ProgressHeader, "1");
        return await client.PostFormAsync("/ledgers?kind=Reports&year=2023", [KeyValuePair.Create("Month", (string?)month), KeyValuePair.Create("Format", (string?)"Csv")]);
    }

    private static (List<string> Told, byte[] Data) Read(byte[] frames)
    {
        var told = new List<string>();
        var data = new List<byte>();
        for (var at = 0; at < frames.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(frames.AsSpan(at + 1));
            var content = frames.AsSpan(at + 5, length).ToArray();
            if (frames[at] == (byte)'P')
                told.Add(Encoding.ASCII.GetString(content));
            else
                data.AddRange(content);
            at += 5 + length;
        }

        return (told, [.. data]);
    }

    public sealed class Factory : PortalFactory
    {
        protected override async Task FillAsync(TestWorld world) =>
            await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Confirmed, r => r.Progress = "校舍完工");
    }
}
