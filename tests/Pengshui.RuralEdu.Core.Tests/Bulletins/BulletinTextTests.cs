using Pengshui.RuralEdu.Core.Bulletins;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

public sealed class BulletinTextTests
{
    [Fact]
    public void A_line_is_a_paragraph_a_short_numbered_line_a_heading_and_lines_with_bars_a_table()
    {
        var blocks = BulletinText.Read("第一段。\r\n\r\n（一）兜牢底线\n| 任务 | 本月 |\n| 任务1 | 4人 |\n|任务2|\n1．第二段。");

        Assert.Equal(new BulletinParagraph("第一段。"), blocks[0]);
        Assert.Equal(new BulletinHeading("（一）兜牢底线"), blocks[1]);
        var table = Assert.IsType<BulletinTable>(blocks[2]);
        Assert.Equal(["任务", "本月"], table.Header);
        Assert.Equal([["任务1", "4人"], ["任务2", ""]], table.Rows);
        Assert.Equal(new BulletinParagraph("1．第二段。"), blocks[3]);
        Assert.Equal(4, blocks.Count);
    }

    [Theory]
    [InlineData("（一）这一段以编号开头，但是一句话。")]
    [InlineData("（一）这一行以编号开头，没有句号，可是写得比一行小标题能有的字数还要多得多，所以它仍然是一个段落而不是小标题")]
    [InlineData("（甲）不是编号")]
    public void A_sentence_or_a_long_line_with_a_number_is_a_paragraph(string line) => Assert.IsType<BulletinParagraph>(Assert.Single(BulletinText.Read(line)));

    [Fact]
    public void A_cell_cannot_break_out_of_its_row() =>
        Assert.Equal(["a｜b", "c d"], Assert.IsType<BulletinTable>(Assert.Single(BulletinText.Read(BulletinText.Row("a|b", "c\nd")))).Header);

    [Theory]
    [InlineData(1, "一")]
    [InlineData(10, "十")]
    [InlineData(11, "十一")]
    [InlineData(20, "二十")]
    [InlineData(99, "九十九")]
    public void Numbers_are_written_in_Chinese(int number, string text) => Assert.Equal(text, BulletinLabels.Chinese(number));
}
