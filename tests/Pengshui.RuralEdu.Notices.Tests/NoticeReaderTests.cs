using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Pengshui.RuralEdu.Notices.Tests;

public sealed class NoticeReaderTests
{
    private const string Sample = "14-restarting-numbers";

    static NoticeReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "utf-16", "utf-16BE", "utf-16 without mark", "gb18030"];

    [Theory, MemberData(nameof(Encodings))]
    public async Task Text_is_read_in_the_encodings_of_office_programs(string encoding)
    {
        var text = Notices.Text(Sample);
        var bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(text),
            "utf-8 with mark" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            "utf-16 without mark" => Encoding.Unicode.GetBytes(text),
            _ => [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(text)],
        };

        Assert.Equal(Notices.Expected(Sample), Notices.Json(await Notices.SourceAsync(bytes, "通知.txt")));
    }

    [Fact]
    public async Task Numbers_that_Word_counts_itself_are_text()
    {
        var lists = new Numbering(
            new AbstractNum(
                WordFile.Level(0, NumberFormatValues.ChineseCounting, "%1、"),
                WordFile.Level(1, NumberFormatValues.ChineseCounting, "（%2）"),
                WordFile.Level(2, NumberFormatValues.Decimal, "%3."))
            { AbstractNumberId = 0 },
            new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = 1 });
        var file = WordFile.Of(
            lists,
            WordFile.Line("2024年乡村教育振兴工作方案"),
            WordFile.Item(1, 0, "重点任务"),
            WordFile.Item(1, 1, "守住底线"),
            WordFile.Item(1, 2, "控辍保学。按月比对。（责任科室：基教科）"),
            WordFile.Item(1, 2, "学生资助。精准认定。（责任科室：资助中心）"),
            WordFile.Item(1, 1, "建强队伍"),
            WordFile.Item(1, 2, "补充教师。公开招聘。（责任科室：人事科）"),
            WordFile.Item(1, 0, "保障措施"),
            WordFile.Item(1, 1, "加强领导。"));

        var source = await Notices.SourceAsync(file);

        Assert.Equal(
            "2024年乡村教育振兴工作方案\n一、重点任务\n（一）守住底线\n1.控辍保学。按月比对。（责任科室：基教科）\n2.学生资助。精准认定。（责任科室：资助中心）\n（二）建强队伍\n1.补充教师。公开招聘。（责任科室：人事科）\n二、保障措施\n（一）加强领导。\n",
            source.Text);
        Assert.Equal([(1, 1), (2, 1), (3, 2)], Notices.Parsed(source).Tasks.Select(t => (t.Number, t.Group)));
    }

    [Fact]
    public async Task Merged_cells_of_a_table_of_tasks_count_for_every_row()
    {
        var file = WordFile.Of(
            WordFile.Line("2024年任务分工表"),
            new Table(
                WordFile.Row(WordFile.Cell("任务类别"), WordFile.Cell("重点任务"), WordFile.Cell("牵头科室"), WordFile.Cell("配合科室")),
                WordFile.Row(WordFile.Cell("（一）改善条件", merges: true), WordFile.Cell("1.建设食堂。新建食堂；配备设备。"), WordFile.Cell("后勤科"), WordFile.Cell("财务科\n项目科", merges: true)),
                WordFile.Row(WordFile.Cell("", goesOn: true), WordFile.Cell("2.维修校舍。排查隐患。"), WordFile.Cell("项目科"), WordFile.Cell("", goesOn: true)),
                WordFile.Row(WordFile.Cell("（二）提高质量"), WordFile.Cell("3.开展教研。集体备课。"), WordFile.Cell("教研室", span: 2))));

        var notice = Notices.Parsed(await Notices.SourceAsync(file));

        Assert.Equal(["改善条件", "提高质量"], notice.Groups.Select(g => g.Title));
        Assert.Equal(
            ["1 建设食堂 后勤科/财务科/项目科", "1 维修校舍 项目科/财务科", "2 开展教研 教研室"],
            notice.Tasks.Select(t => $"{t.Group} {t.Title} {string.Join('/', t.Sections.Select(s => s.Name))}"));
        Assert.Equal(["新建食堂", "配备设备"], notice.Tasks[0].Measures.Select(m => m.Text));
        Assert.All(notice.Tasks, t => Assert.Equal(SectionRole.Lead, t.Sections[0].Role));
    }

    [Fact]
    public async Task Deleted_and_hidden_words_are_not_read_and_inserted_ones_are()
    {
        var file = WordFile.Of(new Paragraph(
            WordFile.Words("责任"),
            new DeletedRun(new Run(new DeletedText("股室"))),
            new InsertedRun(WordFile.Words("科室")),
            new Run(new RunProperties(new Vanish()), new Text("（隐藏）"))));

        Assert.Equal("责任科室\n", (await Notices.SourceAsync(file)).Text);
    }

    [Theory]
    [InlineData("", "这份文件是空的")]
    [InlineData("D0CF11E0A1B11AE10000", "旧版 Word")]
    [InlineData("89504E470D0A1A0A0000000D", "这是一张图片")]
    [InlineData("FFD8FFE000104A464946", "这是一张图片")]
    [InlineData("504B0304140000000800", "已损坏")]
    [InlineData("255044462D312E370A0000", "已损坏")]
    [InlineData("7B5C727466315C616E7369", "RTF")]
    [InlineData("3C68746D6C3E3C626F64793E", "网页格式")]
    [InlineData("000102030405060708090A0B0C0D0E0F10FF", "不是可以识别的通知")]
    [InlineData("20200A0A", "没有文字")]
    public async Task What_is_no_notice_is_refused_by_what_it_is(string hex, string sentence) =>
        Assert.Contains(sentence, await Notices.RefusalAsync(Convert.FromHexString(hex), "通知.docx"), StringComparison.Ordinal);

    [Fact]
    public async Task An_encrypted_Word_file_is_told_from_an_old_one()
    {
        byte[] file = [.. Convert.FromHexString("D0CF11E0A1B11AE1"), .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[600]];

        Assert.Contains("打开密码", await Notices.RefusalAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_is_refused() => Assert.Contains("扫描件", await Notices.RefusalAsync(PdfFile.Scan()), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_over_the_limit_is_refused() =>
        Assert.Contains("超过 20 MB", await Notices.RefusalAsync(new byte[NoticeReader.LargestFile + 1]), StringComparison.Ordinal);

    [Fact]
    public async Task Another_package_is_no_Word_file() =>
        Assert.Contains("这不是 Word 文件", await Notices.RefusalAsync(Zip(("xl/workbook.xml", "<a/>"), ("[Content_Types].xml", "<a/>"))), StringComparison.Ordinal);

    [Fact]
    public async Task A_zip_bomb_is_refused_within_bounded_memory()
    {
        var bomb = Zip(("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a>" + new string(' ', 80_000_000) + "</a>"));
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(true);

        var refusal = await Notices.RefusalAsync(bomb);

        Assert.Contains("展开后过大", refusal, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes(true) - before < 40_000_000, "Unpacking took more memory than it may.");
    }

    [Fact]
    public async Task A_bomb_that_lies_about_its_size_is_refused()
    {
        var bomb = Zip(("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a>" + new string(' ', 60_000_000) + "</a>"));
        Forge(bomb, 60_000_007, 1000);

        Assert.NotEmpty(await Notices.RefusalAsync(bomb));
    }

    [Fact]
    public async Task Elements_nested_without_end_are_refused() =>
        Assert.Contains(
            "展开后过大",
            await Notices.RefusalAsync(Zip(("[Content_Types].xml", "<a/>"), ("word/document.xml", string.Concat(Enumerable.Repeat("<a>", 100_000))))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_part_is_looked_at_whatever_its_name_is() =>
        Assert.Contains(
            "展开后过大",
            await Notices.RefusalAsync(Zip(("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>"), ("word/picture.png", string.Concat(Enumerable.Repeat("<a>", 100_000))))),
            StringComparison.Ordinal);

    [Fact]
    public void A_part_that_is_no_XML_costs_its_first_bytes()
    {
        var file = Zip(("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>"), ("word/media/1.png", new string('x', 30_000_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(WordGuard.Refusal(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000, "The picture was unpacked.");
    }

    [Fact]
    public void Entries_are_counted_before_their_directory_is_read()
    {
        var file = Zip([("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>"), .. Enumerable.Range(0, 60_000).Select(n => ($"x{n}", ""))]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("展开后过大", WordGuard.Refusal(file)!, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000, "The directory was read.");
    }

    [Fact]
    public async Task Arrays_nested_without_end_in_a_PDF_are_refused() =>
        Assert.NotEmpty(await Notices.RefusalAsync(Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n" + new string('[', 2_000_000))));

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }

    private static void Forge(byte[] zip, int size, int claimed)
    {
        var (real, lie) = (BitConverter.GetBytes(size), BitConverter.GetBytes(claimed));
        for (var at = zip.AsSpan().IndexOf(real); at >= 0; at = zip.AsSpan().IndexOf(real))
            lie.CopyTo(zip, at);
    }
}
