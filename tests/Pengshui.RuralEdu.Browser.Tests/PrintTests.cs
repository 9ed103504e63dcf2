using Microsoft.Playwright;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>Pages as they come out of the printer.</summary>
public sealed class PrintTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    /// <summary>A first page that ends above this share of its height, from the bottom, left its rest empty though the print goes on.</summary>
    private const double MostEmpty = 0.5;

    public static TheoryData<string, string> Pages => new()
    {
        { "leader", "/dashboard" }, { "leader", "/dashboard/meeting?month=2023-09" }, { "leader", "/dashboard/rows/red" }, { "leader", "/tasks" }, { "leader", "/tasks/1" },
        { "leader", "/tasks/9" }, { "leader", "/reports" }, { "leader", "/plans/2023" }, { "leader", "/bulletins" }, { "leader", "/bulletins/6" },
        { "leader", "/instructions" }, { "leader", "/instructions/1" }, { "leader", "/rectifications" }, { "leader", "/rectifications/1" },
        { "supervisor", "/inspections" }, { "supervisor", "/inspections/1" }, { "supervisor", "/inspections/4" }, { "supervisor", "/rectifications/2" },
        { "supervisor", "/inspections/sampling" }, { "supervisor", "/" }, { "coordinator", "/" }, { "coordinator", "/periods" }, { "coordinator", "/reviews" },
        { "coordinator", "report 1 jyk" }, { "coordinator", "report 9 jyk" }, { "coordinator", "report 5 fwzx" }, { "jyk-staff", "/" }, { "jyk-staff", "report 1 jyk" },
        { "auditor", "/audit" }, { "auditor", "/audit/1" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_first_page_has_more_than_the_heading(string user, string address)
    {
        await using var visitor = await Visitor.SignInAsync(fixture, portal, user, Screen.Desktop);
        if (address.Split(' ') is ["report", var task, var section])
            address = $"/reports/{await portal.ReportIdAsync(int.Parse(task), section)}";
        await visitor.GoAsync(address);
        var heading = await visitor.Page.Locator(".page-head, .bulletin h1").First.InnerTextAsync();
        using var print = PdfDocument.Open(await visitor.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));

        var first = print.GetPage(1);
        var beside = TextOf(first).Length - heading.Count(c => !char.IsWhiteSpace(c));
        Assert.True(beside > 60, $"{address}: beside its heading the first page has {beside} characters.");
        if (print.NumberOfPages > 1)
        {
            var end = first.Letters.Where(l => !IsFooter(first, l)).Min(l => l.BoundingBox.Bottom) / first.Height;
            Assert.True(end < MostEmpty, $"{address}: of {print.NumberOfPages} pages the first ends at {end:P0} of its height.");
        }

        if (address.StartsWith("/dashboard/meeting", StringComparison.Ordinal))
            Assert.Equal(1, print.NumberOfPages);
    }

    private static string TextOf(Page page) => string.Concat(page.Letters.Select(l => l.Value)).Replace(" ", "", StringComparison.Ordinal);

    // The running foot of the landscape pages.
    private static bool IsFooter(Page page, Letter letter) => letter.BoundingBox.Bottom < page.Height * 0.045;
}
