using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing.Examples;
using Pengshui.RuralEdu.Web.Tests.Reports;

namespace Pengshui.RuralEdu.Web.Tests.Forms;

public sealed class TypedNumberTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private int Lead => portal.ReportId(portal.World.Lead);

    private HttpClient Staff => portal.ClientOf("jyk-staff");

    [Theory]
    [InlineData("12,5")]
    [InlineData("86，5")]
    [InlineData("1,2,3")]
    [InlineData("12 5")]
    [InlineData("61490①")]
    [InlineData("10²")]
    public async Task What_could_be_two_numbers_is_refused_with_a_sentence_and_stays_in_its_field(string typed)
    {
        foreach (var field in new[] { "CompletionRate", "Figures[0].Numerator", "Clearance[0].Expected" })
        {
            var answer = await Staff.FileAsync(Lead, [new(field, typed), new("Progress", "不能丢的进展。")], "save");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var page = await answer.DocumentAsync();
            Assert.Contains($"“{typed}”", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
            Assert.Equal(typed, page.QuerySelector($"[name='{field}']")!.GetAttribute("value"));
            Assert.Equal("不能丢的进展。", page.QuerySelector("#Progress")!.TextContent);
        }
    }

    [Theory]
    [InlineData("-1", "不能是负数")]
    [InlineData("1,000,000,000,000", "太大")]
    [InlineData("0.125", "最多保留两位小数")]
    [InlineData("0.0000000000000000000000000001", "位数太多")]
    [InlineData("99999999999999999999999999999999", "位数太多")]
    [InlineData("1e9", "不是数字")]
    [InlineData("0x1F", "不是数字")]
    public async Task A_number_that_no_figure_can_be_gets_a_sentence(string typed, string sentence)
    {
        foreach (var field in new[] { "Figures[0].Numerator", "Figures[0].Denominator" })
        {
            var page = await (await Staff.FileAsync(Lead, [new("Figures[0].Numerator", "1"), new("Figures[0].Denominator", "2"), new(field, typed)], "save")).DocumentAsync();
            Assert.Contains(sentence, page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
            Assert.Equal(typed, page.QuerySelector($"[name='{field}']")!.GetAttribute("value"));
        }
    }

    [Theory]
    [InlineData("1,234,567", 1234567)]
    [InlineData("\u200B1２,３４5\u200B", 12345)]
    public async Task Thousands_and_full_width_digits_and_zero_width_spaces_are_read(string typed, int expected)
    {
        var answer = await Staff.FileAsync(Lead, [new("Clearance[0].Expected", typed)], "save");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = portal.Open();
        var report = await db.MonthlyReports.Include(r => r.ClearanceLines).SingleAsync(r => r.Id == Lead, TestContext.Current.CancellationToken);
        Assert.Equal(expected, report.ClearanceLines.First(l => l.Expected is not null).Expected);
    }

    [Fact]
    public async Task A_number_that_could_not_be_read_survives_a_button_that_rearranges_the_form()
    {
        var page = await (await Staff.FileAsync(Lead, [new("CompletionRate", "12,5")], "copy:Progress")).DocumentAsync();
        Assert.Equal("12,5", page.QuerySelector("#CompletionRate")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_setting_that_is_no_number_stays_in_its_field()
    {
        var admin = portal.ClientOf("sysadmin");
        var page = await (await admin.PostFormAsync("/admin/settings", [new("Settings[0].Value", "十二")])).DocumentAsync();
        Assert.Contains("“十二”不是整数", page.QuerySelector(".error-summary")!.TextOf(), StringComparison.Ordinal);
        Assert.Equal("十二", page.QuerySelector("[name='Settings[0].Value']")!.GetAttribute("value"));
    }

    [Fact]
    public void No_view_leaves_reading_numbers_to_the_browser()
    {
        // A browser's number field throws away what it cannot read, full-width digits among it, and the server gets nothing.
        var views = Directory.EnumerateFiles(Path.Combine(TypedExamples.Root(), "src", "Pengshui.RuralEdu.Web", "Features"), "*.cshtml", SearchOption.AllDirectories);
        Assert.DoesNotContain(views, v => File.ReadAllText(v).Contains("type=\"number\"", StringComparison.Ordinal));
    }
}
