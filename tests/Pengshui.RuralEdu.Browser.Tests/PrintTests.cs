using System.Globalization;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Pengshui.RuralEdu.Browser.Tests;

/// <summary>Pages as they come out of the printer.</summary>
public sealed class PrintTests(BrowserFixture fixture, Portal portal) : IClassFixture<Portal>
{
    /// <summary>A first page that ends above this share of its height, from the bottom, left its rest empty though the print goes on.</summary>
    private const double MostEmpty = 0.5;

    /// <summary>Who prints which pages; a report by its task and section.</summary>
    public static TheoryData<string, string[]> Pages => new()
    {
        {
            "leader",
            [
                "/dashboard", "/dashboard/meeting?month=2023-09", "/dashboard/rows/red", "/tasks", "/tasks/1", "/tasks/9", "/reports", "/plans/2023", "/bulletins", "/bulletins/6",
                "/instructions", "/instructions/1", "/rectifications", "/rectifications/1",
            ]
        },
        { "supervisor", ["/inspections", "/inspections/1", "/inspections/4", "/rectifications/2", "/inspections/sampling", "/"] },
        { "coordinator", ["/", "/periods", "/reviews", "report 1 jyk", "report 9 jyk", "report 5 fwzx"] },
        { "jyk-staff", ["/", "report 1 jyk"] },
        { "auditor", ["/audit", "/audit/1"] },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_first_page_has_more_than_the_heading(string user, string[] pages)
    {
        await using var visitor = await Visitor.SignInAsync(fixture, portal, user, Screen.Desktop);
        var problems = new List<string>();
        foreach (var page in pages)
        {
            var address = page.Split(' ') is ["report", var task, var section]
                ? $"/reports/{await portal.ReportIdAsync(int.Parse(task, CultureInfo.InvariantCulture), section)}"
                : page;
            await visitor.GoAsync(address);
            var heading = await visitor.Page.Locator(".page-head, .bulletin h1").First.InnerTextAsync();
            using var print = PdfDocument.Open(await visitor.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
            problems.AddRange(ProblemsOf(print, heading).Select(problem => $"{page}: {problem}"));
            if (address.StartsWith("/dashboard/meeting", StringComparison.Ordinal) && print.NumberOfPages != 1)
                problems.Add($"{page}: {print.NumberOfPages} pages");
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static IEnumerable<string> ProblemsOf(PdfDocument print, string heading)
    {
        var first = print.GetPage(1);
        var beside = TextOf(first).Length - heading.Count(c => !char.IsWhiteSpace(c));
        if (beside <= 60)
            yield return $"beside its heading the first page has {beside} characters";
        var end = first.Letters.Where(l => !IsFooter(first, l)).Min(l => l.BoundingBox.Bottom) / first.Height;
        if (print.NumberOfPages > 1 && end >= MostEmpty)
            yield return $"of {print.NumberOfPages} pages the first ends at {end:P0} of its height";
    }

    private static string TextOf(Page page) => string.Concat(page.Letters.Select(l => l.Value)).Replace(" ", "", StringComparison.Ordinal);

    // The running foot of the landscape pages.
    private static bool IsFooter(Page page, Letter letter) => letter.BoundingBox.Bottom < page.Height * 0.045;
}
