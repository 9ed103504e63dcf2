using System.Text;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Notices;
using Pengshui.RuralEdu.Notices.Tests;

namespace Pengshui.RuralEdu.Core.Tests.Plans.Import;

public sealed class ShippedPlanTests
{
    public static TheoryData<string> Formats => ["txt", "docx", "pdf"];

    [Theory, MemberData(nameof(Formats))]
    public async Task The_notice_of_2023_is_the_plan_that_the_portal_ships(string format)
    {
        var text = NoticeExamples.Real();
        var file = format switch { "docx" => WordFile.Of(text), "pdf" => PdfFile.Of(text), _ => Encoding.UTF8.GetBytes(text) };
        var plan = SeedFiles.Plan2023();
        var names = SeedFiles.Sections().ToDictionary(s => s.Code, s => s.Name);

        var notice = NoticeExamples.Parsed(await NoticeExamples.SourceAsync(file));

        Assert.Equal((plan.Year, plan.Title, plan.DocumentNumber, plan.IssuingBody, plan.IssuedOn), (notice.Year, notice.Title, notice.DocumentNumber, notice.IssuingBody, notice.IssuedOn));
        Assert.Equal(plan.Groups.Select(g => (g.Number, g.Title)), notice.Groups.Select(g => (g.Number, g.Title)));
        Assert.Equal(plan.Tasks.Select(t => (t.Number, t.Group, t.Title)), notice.Tasks.Select(t => (t.Number, t.Group, t.Title)));
        Assert.Equal(
            plan.Tasks.Select(t => string.Join('、', t.Sections.Select(s => names[s]))),
            notice.Tasks.Select(t => string.Join('、', t.Sections.Select(s => s.Name))));
        Assert.All(notice.Tasks, t => Assert.Equal(SectionRole.Lead, t.Sections[0].Role));
        Assert.Equal([3, 2, 3, 6, 7, 2, 2, 2, 4, 4, 2, 2, 1, 2, 1, 1, 3, 1], notice.Tasks.Select(t => t.Measures.Count));
        Assert.Equal([WarningKind.LeftOut, WarningKind.LeadByOrder], notice.Warnings.Select(w => w.Kind));
        Assert.All(notice.Tasks, t => Assert.Empty(t.Warnings));
        var plain = text.Replace(" ", "", StringComparison.Ordinal);
        Assert.All(notice.Tasks, t => Assert.Contains($"{t.Title}。{t.Text}(责任科室：", plain, StringComparison.Ordinal));
    }
}
