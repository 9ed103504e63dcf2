namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>How the lines of a PDF become paragraphs. The pages have room for 28 letters of 16 points between 70 and 518.</summary>
public sealed class PdfLayoutTests
{
    private const int Left = 70;
    private const int Indent = Left + 32;
    private static readonly string Full = new('满', 28);

    public static TheoryData<string> Printed => ["notice-2023-gbt9704-libreoffice.pdf", "notice-2023-chromium-ragged.pdf"];

    /// <summary>Skipped where the files are not at hand.</summary>
    [Theory, MemberData(nameof(Printed))]
    public async Task The_printed_notice_of_2023_gives_measure_by_measure_what_its_text_gives(string name)
    {
        var text = Notices.Parsed(NoticeReader.Paste(Notices.Real()).Value);

        var printed = Notices.Parsed(await Notices.SourceAsync(Notices.RealPdf(name)));

        Assert.Equal((18, 24, 48), (printed.Tasks.Count, printed.Tasks.Sum(t => t.Sections.Count), printed.Tasks.Sum(t => t.Measures.Count)));
        Assert.Equal(text.Tasks.SelectMany(t => t.Measures.Select(m => $"{t.Number} {m.Text}")), printed.Tasks.SelectMany(t => t.Measures.Select(m => $"{t.Number} {m.Text}")));
        Assert.Equal(NoticeJson.Write(text), NoticeJson.Write(printed));
    }

    [Fact]
    public async Task A_closing_quotation_mark_at_the_end_of_a_line_is_no_end_of_a_sentence() => Assert.Equal(
        "一、培训教师。按照全县统一安排，分学段分学科分批次，由进修校组织有关学校按照年度安排，继续实施“国培计划”“市培计划”，提高队伍整体素质。\n二、改善条件。",
        await ReadAsync(
            (Indent, "一、培训教师。按照全县统一安排，分学段分学科分批次，"),
            (Left, "由进修校组织有关学校按照年度安排，继续实施“国培计划”"),
            (Left, "“市培计划”，提高队伍整体素质。"),
            (Indent, "二、改善条件。")));

    // What cannot be parted — a number, a letter with its mark — went to the next line as a whole, so the line before is short.
    [Theory]
    [InlineData(27, "“县", "“市培计划”并行")]
    [InlineData(27, "》", "（2024年修订）")]
    [InlineData(26, "经费", "2024万元")]
    [InlineData(25, "”", "2024年起")]
    public async Task A_line_goes_on_where_what_follows_would_not_have_fitted(int length, string end, string next)
    {
        var before = new string('文', length - end.Length) + end;

        Assert.EndsWith($"满{before}{next}\n结束。", await ReadAsync((Left, Full), (Left, Full), (Left, Full), (Left, before), (Left, next), (Indent, "结束。")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(27, "，请遵照执行")]
    [InlineData(26, "“国培计划”")]
    [InlineData(23, "2024年")]
    public async Task A_line_ends_its_paragraph_where_what_follows_would_have_fitted(int length, string next)
    {
        var before = new string('文', length);
        var word = next.TrimStart('，');

        Assert.EndsWith($"{before}\n{word}\n结束。", await ReadAsync((Left, Full), (Left, Full), (Left, Full), (Left, before), (Left, word), (Indent, "结束。")), StringComparison.Ordinal);
    }

    // As far from the right margin as from the left, because a number did not fit.
    [Fact]
    public async Task An_indented_first_line_is_not_centred() => Assert.StartsWith(
        "1.推进营养改善。按照全县统一安排分批次改造食堂2024平方米；公示账目。\n2.改善条件。\n",
        await ReadAsync(
            (Indent, "1.推进营养改善。按照全县统一安排分批次改造食堂"), (Left, "2024平方米；公示账目。"), (Indent, "2.改善条件。"), (Left, Full), (Left, Full), (Left, Full)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(27)]
    [InlineData(26)]
    [InlineData(18)]
    public async Task A_centred_title_ends_where_it_ends(int length) => Assert.StartsWith(
        $"{new string('题', length)}\n各校：\n",
        await ReadAsync((Left + (8 * (28 - length)), new string('题', length)), (Left, "各校："), (Indent, Full[2..]), (Left, Full), (Left, Full), (Left, Full)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 11)]
    [InlineData(3, 0)]
    public async Task Columns_are_refused(int columns, int lower)
    {
        var width = 28 / columns;
        var lines = Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, 12)
            .Select(line => (Left + (column * (width + (columns == 2 ? 1 : 0)) * 16), 700 - (29 * line) - (column * lower), new string('文', width - (columns - 1)))));

        Assert.Contains("第 1 页分栏排版", await Notices.RefusalAsync(PdfFile.Laid([(Left + 96, 760, "2024年乡村教育工作简报"), .. lines])), StringComparison.Ordinal);
    }

    // A table: number, words that fill their cell, a section.
    [Fact]
    public async Task A_table_is_read_as_lines_and_not_taken_for_columns()
    {
        var lines = Enumerable.Range(0, 12).SelectMany(line => new[]
        {
            (Left, 760 - (29 * line), $"{line % 10}"), (Left + 48, 760 - (29 * line), new string('文', 17)), (Left + 352, 760 - (29 * line), "教育科"),
        });

        Assert.Contains("文文 教育科", (await Notices.SourceAsync(PdfFile.Laid(lines))).Text, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(params (int X, string Text)[] lines) =>
        (await Notices.SourceAsync(PdfFile.Laid(lines.Select((l, i) => (l.X, 760 - (29 * i), l.Text))))).Text.TrimEnd('\n');
}
