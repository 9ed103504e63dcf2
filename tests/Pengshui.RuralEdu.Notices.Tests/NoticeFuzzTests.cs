using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>Whatever comes in, an answer comes out, and in time that grows with its length only.</summary>
public sealed class NoticeFuzzTests
{
    private static readonly string[] Pieces =
    [
        "一、", "（一）", "1.", "1.1", "（1）", "①", "一是", "第一，", "第一项", "第一章", "\n", "\n", "\t", " ", "　", "。", "；", "：", "，", "、", "(", ")", "【", "】", "《", "》", "“", "”",
        "责任科室", "牵头", "配合", "按职责分工负责", "教育科", "县财政局", "各学校", "重点任务", "保障措施", "附件", "2024年3月1日", "百分之", "达到", "97%", "以上", "清零", "全覆盖", "\uD800", "\u0000", "\u200B", "⺠", "９", "【责任单位】", "责任人：", "完成时限：", "任务内容：", "6月底前", "每季度末", "排在首位的为牵头科室", "下同", "3.5万册", "8.1对1", "发布时间：2024-03-05", "（此件主动公开）", "2024 3 5",
        "序号\t重点任务\t责任科室\n", "1\t做事\t教育科\n", "\t\t措施\t人事科\n", "一、办公室（3项）\n", "完成时限　", "按职责分工负责，8月底前完成", "注：排在首位的为牵头科室。", "县财政局牵头", "市人力资源和社会保障局", "每月25日", "机关各股室",
    ];

    [Property(MaxTest = 300)]
    public Property Any_text_is_answered() => Prop.ForAll<string>(ArbMap.Default.ArbFor<string>(), text => Answers(NoticeReader.Paste(text ?? "")));

    [Property(MaxTest = 1000)]
    public Property Any_heap_of_a_notices_pieces_is_answered() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(l => string.Concat(l)).ToArbitrary(), text => Answers(NoticeReader.Paste(text)));

    [Property(MaxTest = 200)]
    public async Task Any_bytes_are_answered(byte[] bytes) =>
        Answers(await NoticeReader.ReadAsync("x", new MemoryStream(bytes), TestContext.Current.CancellationToken));

    [Property(MaxTest = 150)]
    public async Task A_damaged_file_is_answered(int seed)
    {
        var random = new Random(seed);
        var text = Notices.Text("09-lead-and-support");
        var file = (seed & 3) switch { 0 => Encoding.UTF8.GetBytes(text), 1 => WordFile.Of(text), _ => PdfFile.Of(text) };
        for (var i = random.Next(1, 12); i > 0; i--)
            file[random.Next(file.Length)] = (byte)random.Next(256);
        if (random.Next(3) == 0)
            file = file[..random.Next(file.Length)];

        Answers(await NoticeReader.ReadAsync("x", new MemoryStream(file), TestContext.Current.CancellationToken));
    }

    public static TheoryData<string> Repeated =>
    [
        "1.工作。落实到位；按月检查。（责任科室：教育科、人事科）\n", "（", "（（责任科室：", "责任单位：要切实加强领导；", "汉汉汉汉 ", "一是工作二是工作", "\n", "一、\n", "“", "1.", "责任科室：教育科\n", "，", "A、", "\t",
        "2024年3月1日\n", "1.1工作\n", "达到97%", "《", "教育科 ", "附件1\n", "标题方案\n", "（1）工作；（2）工作；", "1.工作。\n责任科室：教育科\n",
        "3.5万册图书。\n", "1.1对1核实。\n", "1.工作。（责任科室：教育科）。2.工作。（责任科室：教育科）。", "【责任单位】\n", "【责任单位】教育科", "责任人：王某；", "完成时限：6月底前 ", "6月底前完成，", "每月", "第一", "排在首位的", "责任科室：甲科，排在首位的为牵头科室，下同。",
        "发布时间：2024-03-05 字体：【\n", "（此件主动公开）", "王某（", "任务内容：",
        "序号\t重点任务\t责任科室\n", "序号\t重点任务\t责任科室\n1\t做事\t教育科\n", "\t\t措施\t人事科\n", "一、办公室（3项）\n1.做事。\n", "一、办公室\n", "完成时限　", "完成时限　6月底前\n", "（教育科负责，8月底前完成）", "县财政局和", "注：排在首位的为牵头科室。\n", "二、保障措施\n1.落实。（责任科室：教育科）\n",
        "做事，\n", "（做\n事）", "各科室要配合。\n", "\n2.做事（教育科）；做事（人事科）。",
    ];

    // What is allocated is a measure of the work that does not depend on the machine. The least of three: a collection in
    // between empties the pools of buffers, and filling them again is not the text's work.
    [Theory, MemberData(nameof(Repeated))]
    public void Twice_the_text_is_twice_the_work(string piece)
    {
        Work(piece, 500);
        var once = LeastWork(piece, 4_000);
        var twice = LeastWork(piece, 8_000);

        Assert.InRange(twice, 0, (3 * once) + 500_000);
    }

    /// <summary>A scan over blanks allocates nothing: that none is long is what bounds it.</summary>
    [Theory]
    [InlineData(" ")]
    [InlineData("　")]
    [InlineData("\u00A0")]
    public void Blanks_in_a_row_are_as_many_as_a_page_is_wide(string blank)
    {
        var source = NoticeReader.Paste($"1.工作。{string.Concat(Enumerable.Repeat(blank, 200_000))}（责任科室：教育科）").Value;

        Assert.InRange(source.Text.Length, 200, 300);
    }

    private static long LeastWork(string piece, int times) => Enumerable.Range(0, 3).Min(_ => Work(piece, times));

    private static long Work(string piece, int times)
    {
        var text = "2024年工作方案\n一、重点任务\n（一）分组\n1.开头。做事。（责任科室：教育科）\n" + string.Concat(Enumerable.Repeat(piece, times));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Answers(NoticeReader.Paste(text));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Answers(Reading<NoticeSource> source)
    {
        if (!source.Succeeded)
        {
            Assert.NotEmpty(source.Message);
            return;
        }

        var parsed = NoticeParser.Parse(source.Value);
        if (parsed.Succeeded)
            Assert.NotEmpty(NoticeJson.Write(parsed.Value));
        else
            Assert.NotEmpty(parsed.Message);
    }
}
