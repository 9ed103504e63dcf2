using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Bulletins.Word;
using Pengshui.RuralEdu.Core.Calendar;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Page = UglyToad.PdfPig.Content.Page;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

/// <summary>The Word file by GB/T 9704-2012: valid for the newest Office, and rendered by LibreOffice as the standard asks.</summary>
public sealed class OfficialDocumentTests
{
    private const double Millimetre = 72 / 25.4;

    // What a machine with fonts-noto-cjk has; the names of the standard's own fonts stand in the file all the same.
    private static readonly OfficialFonts Free = new()
    {
        Title = ["Noto Serif CJK SC"], Heading = ["Noto Sans CJK SC"], Subheading = ["Noto Serif CJK SC"], Body = ["Noto Serif CJK SC"], PageNumber = ["Noto Serif CJK SC"],
    };

    public static TheoryData<string> Contents => ["whole", "empty", "hostile"];

    [Theory, MemberData(nameof(Contents))]
    public void The_file_is_valid_for_the_newest_Office(string content)
    {
        using var file = new MemoryStream(new OfficialDocument(new OfficialFonts()).Write(Bulletin(content)));
        using var word = WordprocessingDocument.Open(file, isEditable: false);

        var errors = new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(word, TestContext.Current.CancellationToken);

        Assert.Empty(errors.Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void Headings_and_tables_are_real_ones_and_the_tables_head_is_repeated()
    {
        using var file = new MemoryStream(new OfficialDocument(new OfficialFonts()).Write(Bulletin("whole")));
        using var word = WordprocessingDocument.Open(file, isEditable: false);
        var main = word.MainDocumentPart!;

        IEnumerable<string> Texts(string style) => main.Document!.Body!.Elements<Paragraph>()
            .Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val == style).Select(p => p.InnerText);
        Assert.Equal(["一、总体情况", "二、主要指标"], Texts("Heading1"));
        Assert.Equal(["（一）兜牢底线"], Texts("Heading2"));
        var rows = main.Document!.Body!.Elements<Table>().Single().Elements<TableRow>().ToList();
        Assert.Equal(61, rows.Count);
        Assert.All(rows, r => Assert.Equal(3, r.Elements<TableCell>().Count()));
        Assert.Single(rows, r => r.TableRowProperties!.Elements<TableHeader>().Any());
        Assert.NotEmpty(rows[0].TableRowProperties!.Elements<TableHeader>());
    }

    [Fact]
    public void The_fonts_are_those_of_the_standard_with_others_to_fall_back_to_and_the_configuration_may_name_others()
    {
        Assert.Equal(["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"], FontsOf(new OfficialFonts()));
        Assert.Equal(["方正小标宋简体", "黑体", "楷体_GB2312", "某某仿宋"], FontsOf(new OfficialFonts { Body = ["某某仿宋"] }));

        using var file = new MemoryStream(new OfficialDocument(new OfficialFonts()).Write(Bulletin("whole")));
        using var word = WordprocessingDocument.Open(file, isEditable: false);
        Assert.Contains("仿宋", word.MainDocumentPart!.FontTablePart!.Fonts!.Elements<Font>().Single(f => f.Name == "仿宋_GB2312").AltName!.Val!.Value);
    }

    [Theory]
    [InlineData("关于2023年10月乡村教育振兴重点任务推进情况的通报", "关于2023年10月乡村教育振兴", "重点任务推进情况的通报")]
    [InlineData("短标题", "短标题")]
    public void A_long_title_is_broken_between_words(string title, params string[] lines) => Assert.Equal(lines, OfficialTitle.Lines(title));

    [Fact]
    public async Task Rendered_it_is_A4_with_22_lines_of_28_characters_within_the_margins_and_page_numbers_outside()
    {
        InstalledOffice.Require();
        using var pdf = PdfDocument.Open(await InstalledOffice.ToPdfAsync(new OfficialDocument(Free).Write(Bulletin("full pages")), TestContext.Current.CancellationToken));

        Assert.True(pdf.NumberOfPages >= 4, $"{pdf.NumberOfPages} pages");
        foreach (var page in pdf.GetPages())
        {
            Assert.Equal((210, 297), (Math.Round(page.Width / Millimetre), Math.Round(page.Height / Millimetre)));
            var number = Lines(page).Last();
            Assert.Equal($"—{page.Number}—", Written(number));
            AssertOutside(page, number);
            foreach (var letter in Lines(page).SkipLast(1).SelectMany(l => l))
            {
                // 28 mm at the binding edge, 26 mm at the other; a full stop may hang out by half of its width.
                Assert.InRange(letter.BoundingBox.Left / Millimetre, 27.5, 184 + 3);
                Assert.InRange((page.Height - letter.StartBaseLine.Y) / Millimetre, 37, 37 + 225);
            }
        }

        var full = Lines(pdf.GetPage(2)).SkipLast(1).ToList();
        Assert.Equal(22, full.Count);
        Assert.Equal(28, full.Max(l => l.Count));
        Assert.True(full.Count(l => l.Count == 28) >= 18, string.Join(' ', full.Select(l => l.Count)));
    }

    [Fact]
    public async Task Rendered_the_signature_stands_under_the_text_with_the_date_in_its_form()
    {
        InstalledOffice.Require();
        using var pdf = PdfDocument.Open(await InstalledOffice.ToPdfAsync(new OfficialDocument(Free).Write(Bulletin("whole")), TestContext.Current.CancellationToken));

        var last = Lines(pdf.GetPage(pdf.NumberOfPages)).ToList();
        Assert.Equal(("彭水苗族土家族自治县教育委员会", "2023年10月31日"), (Written(last[^3]), Written(last[^2])));
        Assert.Equal(2, Math.Round((last[^2][0].BoundingBox.Left - last[^3][0].BoundingBox.Left) / 15.79));
        var heads = pdf.GetPages().Count(p => Lines(p).Any(l => Written(l) == "任务指标本月"));
        Assert.True(heads >= 2, "the table's head stands on each of its pages");
    }

    private static void AssertOutside(Page page, List<Letter> number)
    {
        // A character of 4号 in from the edge of the text: on the right of odd pages, on the left of even ones.
        var distance = page.Number % 2 == 1 ? (184 * Millimetre) - number[^1].BoundingBox.Right : number[0].BoundingBox.Left - (28 * Millimetre);
        Assert.InRange(distance, 12, 19);

        // 7 mm under the text.
        Assert.InRange((page.Height - number[0].StartBaseLine.Y) / Millimetre, 37 + 225 + 7, 37 + 225 + 13);
    }

    private static IEnumerable<List<Letter>> Lines(Page page) => page.Letters
        .Where(l => !string.IsNullOrWhiteSpace(l.Value))
        .GroupBy(l => Math.Round(l.StartBaseLine.Y / 4))
        .OrderByDescending(g => g.Key)
        .Select(g => g.OrderBy(l => l.StartBaseLine.X).ToList());

    private static string Written(IEnumerable<Letter> line) => string.Concat(line.Select(l => l.Value));

    private static IEnumerable<string?> FontsOf(OfficialFonts fonts)
    {
        using var file = new MemoryStream(new OfficialDocument(fonts).Write(Bulletin("whole")));
        using var word = WordprocessingDocument.Open(file, isEditable: false);
        var styles = word.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<Style>().ToDictionary(s => s.StyleId!.Value!);
        return [.. new[] { "Title", "Heading1", "Heading2", "Normal" }.Select(id => styles[id].StyleRunProperties!.RunFonts!.EastAsia?.Value)];
    }

    private static BulletinPage Bulletin(string content)
    {
        var table = string.Join('\n', Enumerable.Range(1, 60).Select(i => BulletinText.Row($"任务{i}", "适龄残疾儿童少年入学率", "97.3%")).Prepend(BulletinText.Row("任务", "指标", "本月")));
        (BulletinPart Part, string Text)[] parts = content switch
        {
            "empty" => [],
            "hostile" => [(BulletinPart.Overview, "<w:p>&amp;\u0001\u000B\uFFFE\uD800]]>\t甲|乙\n|\n| | |\n|a|b|c|d|e|f|g|h|")],
            "full pages" => [(BulletinPart.Overview, string.Join('\n', Enumerable.Repeat(new string('字', 26 + (28 * 59)), 2)))],
            _ => [(BulletinPart.Overview, "十月，情况良好。\n（一）兜牢底线\n1．持续巩固。"), (BulletinPart.Indicators, "共60项。\n" + table)],
        };
        var october = new Month(2023, 10);
        return new BulletinPage
        {
            Line = new BulletinLine(1, 2023, october, 8, BulletinLabels.TitleOf(october), BulletinState.Published, DateTime.UnixEpoch, DateTime.UnixEpoch),
            IssuingBody = "彭水苗族土家族自治县教育委员会",
            Parts = [.. parts.Select((p, i) => new BulletinPagePart($"{BulletinLabels.Chinese(i + 1)}、{p.Part.Label()}", p.Part, BulletinText.Read(p.Text)))],
            Date = new DateOnly(2023, 10, 31),
            Version = 1,
            Actions = [],
        };
    }
}
