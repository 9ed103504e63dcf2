namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>Tables in a PDF, and the lines that run over its pages.</summary>
public sealed class PdfTableTests
{
    private static readonly int[] Columns = [70, 120, 250, 380, 470, 540];
    private static readonly (int X, int Y, string Text) Title = (150, 760, "云溪县教育局2024年任务清单");

    // Number and task over two rows; a head of two rows; a cell of two lines.
    private static readonly (int X1, int Y1, int X2, int Y2)[] Drawn =
    [
        (70, 720, 540, 720), (380, 690, 470, 690), (70, 660, 540, 660), (250, 600, 540, 600), (70, 570, 540, 570), (70, 540, 540, 540),
        .. Columns.Select(x => (x, 540, x, 720)),
    ];

    private static readonly (int X, int Y, string Text)[] Cells =
    [
        (72, 700, "序号"), (125, 700, "重点任务"), (255, 700, "工作措施"), (385, 700, "责任分工"), (475, 700, "时限"), (385, 670, "牵头科室"),
        (75, 640, "1"), (125, 640, "控辍保学"), (255, 640, "落实送教上门"), (255, 615, "并建立台账"), (385, 640, "教育科"), (475, 640, "3月底"),
        (255, 580, "按月报告"), (385, 580, "办公室"), (475, 580, "每月底"), (75, 550, "2"), (125, 550, "改建食堂"), (255, 550, "改建6个"), (385, 550, "基建科"), (475, 550, "8月底"),
    ];

    [Fact]
    public async Task A_table_is_read_by_the_lines_around_its_cells()
    {
        var notice = Notices.Parsed(await Notices.SourceAsync(PdfFile.Laid([[Title, .. Cells, (380, 500, "云溪县教育局"), (380, 470, "2024年3月1日")]], Drawn)));

        Assert.Equal(
            """
            # 重点任务
            1 控辍保学 [教育科*、办公室] 落实送教上门并建立台账 [教育科*]/按月报告 [办公室*] @{||}
            2 改建食堂 [基建科*] 改建6个 @8月底{||}
            """.ReplaceLineEndings("\n"),
            TableHabits.Told(notice));
        Assert.Equal(("云溪县教育局2024年任务清单", new DateOnly(2024, 3, 1)), (notice.Title, notice.IssuedOn!.Value));
    }

    [Fact]
    public async Task A_table_without_lines_is_read_where_each_line_is_a_row()
    {
        var notice = Notices.Parsed(await Notices.SourceAsync(PdfFile.Laid(
        [
            Title, (70, 720, "序号"), (150, 720, "重点任务"), (300, 720, "责任科室"), (420, 720, "时限"), (70, 690, "1"), (150, 690, "控辍保学"), (300, 690, "教育科"), (420, 690, "3月底"),
            (70, 660, "2"), (150, 660, "改建食堂"), (300, 660, "基建科"), (380, 600, "云溪县教育局"), (380, 570, "2024年3月1日"),
        ])));

        Assert.Equal("# 重点任务\n1 控辍保学 [教育科*] 控辍保学 @3月底{||}\n2 改建食堂 [基建科*] 改建食堂 @{||}", TableHabits.Told(notice));
    }

    public static TheoryData<string, (int X, int Y, string Text)[]> Unclear => new()
    {
        { "a cell of two lines", [(70, 720, "序号"), (150, 720, "重点任务"), (300, 720, "责任科室"), (70, 690, "1"), (150, 690, "控辍保学和"), (300, 690, "教育科"), (150, 660, "送教上门")] },
        { "a cell below no head", [(70, 720, "序号"), (150, 720, "重点任务"), (300, 720, "责任科室"), (70, 690, "1"), (215, 690, "控辍"), (300, 690, "教育科")] },
        { "heads that nothing parts", [(70, 720, "序号重点任务工作措施责任科室备注"), (70, 690, "1控辍保学送教上门教育科")] },
    };

    [Theory, MemberData(nameof(Unclear))]
    public async Task Any_other_table_is_refused_as_one(string name, (int X, int Y, string Text)[] lines) => Assert.Equal(
        "这份 PDF 第 1 页是一张表格，分不清各行各列。请上传这份通知的 Word 文件（.docx）。",
        await Notices.RefusalAsync(PdfFile.Laid([Title, .. lines, (70, 600, new string('文', 28)), (70, 570, new string('文', 12))]), name));

    [Fact]
    public async Task A_running_head_and_foot_are_dropped_from_two_pages_on()
    {
        IEnumerable<(int X, int Y, string Text)> Page(string first, string last, int number) =>
            [(200, 800, "云溪县教育局文件汇编"), .. Enumerable.Range(0, 18).Select(i => (70, 740 - (29 * i), i == 0 ? first : i == 17 ? last : new string('文', 28))), (250, 40, "内部资料"), (280, 20, $"第{number}页，共2页")];

        var text = (await Notices.SourceAsync(PdfFile.Laid([Page(new string('甲', 28), new string('乙', 28), 1), Page(new string('丙', 28), "丁。", 2)]))).Text;

        Assert.DoesNotContain("汇编", text, StringComparison.Ordinal);
        Assert.DoesNotContain("资料", text, StringComparison.Ordinal);
        Assert.DoesNotContain("页", text, StringComparison.Ordinal);
        Assert.Contains("乙丙", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_last_line_of_two_pages_is_no_foot()
    {
        IEnumerable<(int X, int Y, string Text)> Page() => Enumerable.Range(0, 26).Select(i => (70, 790 - (29 * i), i == 25 ? "（责任科室：教育科）" : new string('文', 28)));

        var text = (await Notices.SourceAsync(PdfFile.Laid([Page(), Page()]))).Text;

        Assert.Equal(2, text.Split("（责任科室：教育科）").Length - 1);
    }
}
