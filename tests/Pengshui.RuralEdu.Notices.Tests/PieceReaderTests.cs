using FsCheck.Xunit;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>A piece that somebody marked is read as a task, whatever the notice around it is like.</summary>
public sealed class PieceReaderTests
{
    private const string Text = """
        某县教育委员会
        一、重点任务
        1.控辍保学。按月核对。（责任科室：教育科）
        二、保障措施
        强化宣传引导。每季度组织一次专题宣传；宣传惠民政策。（牵头科室：党工委办；配合科室：教育科、财务科）
        （一）压实责任。
        （1）层层签订责任书；
        （2）按月调度。
        责任科室：人事科
        没有科室的一段话，讲的是别的事情；也算一条。
        """;

    [Fact]
    public void The_first_sentence_is_the_title_and_the_rest_the_words()
    {
        var task = Single("强化宣传引导。", "财务科）");

        Assert.Equal("强化宣传引导", task.Title);
        Assert.Equal("每季度组织一次专题宣传；宣传惠民政策。", task.Text);
        Assert.Equal(["每季度组织一次专题宣传", "宣传惠民政策"], task.Measures.Select(m => m.Text));
        Assert.Equal([("党工委办", SectionRole.Lead), ("教育科", SectionRole.Supporting), ("财务科", SectionRole.Supporting)], task.Sections.Select(s => (s.Name, s.Role)));
        Assert.Equal("强化宣传引导", task.TitlePlace.Of(Text));
        Assert.Empty(task.Warnings);
    }

    [Fact]
    public void Items_below_are_its_measures()
    {
        var task = Single("（一）压实责任", "责任科室：人事科");

        Assert.Equal("压实责任", task.Title);
        Assert.Equal(["层层签订责任书", "按月调度"], task.Measures.Select(m => m.Text.Trim('；', '。')));
        Assert.Equal(["人事科"], task.Sections.Select(s => s.Name));
    }

    [Fact]
    public void Items_that_each_name_sections_are_tasks_each()
    {
        const string Two = "序言\n3.甲任务。做甲。（责任科室：教育科）\n4.乙任务。做乙。（责任科室：基建科）\n";
        var tasks = PieceReader.Read(NoticeReader.Paste(Two).Value, TextSpan.Between(3, Two.Length));

        Assert.Equal(["甲任务", "乙任务"], tasks.Select(t => t.Title));
        Assert.Equal(["教育科", "基建科"], tasks.Select(t => t.Sections[0].Name));
    }

    [Fact]
    public void Without_sections_it_says_so()
    {
        var task = Single("没有科室的一段话", "也算一条。");

        Assert.Empty(task.Sections);
        Assert.Equal(["没有科室的一段话，讲的是别的事情", "也算一条"], task.Measures.Select(m => m.Text));
        Assert.Contains(task.Warnings, w => w.Message.Contains("未指定", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_a_table_is_read_by_the_head_of_the_table()
    {
        const string Table = "序号\t重点任务\t工作举措\t责任科室\n1\t甲任务\t做甲\t教育科\n2\t乙任务\t做乙；再做乙\t基建科\n";
        var source = NoticeReader.Paste(Table).Value;
        var start = Table.IndexOf("乙任务", StringComparison.Ordinal);

        var task = Assert.Single(PieceReader.Read(source, new TextSpan(start, 3)));

        Assert.Equal(("乙任务", "基建科", 2), (task.Title, task.Sections[0].Name, task.Measures.Count));
    }

    [Fact]
    public void A_row_of_a_table_without_a_known_head_is_read_cell_by_cell()
    {
        const string Table = "甲栏\t乙栏\t丙栏\n7\t推进书香校园。开展阅读活动。\t教育科、基建科\n8\t别的\t财务科\n";
        var source = NoticeReader.Paste(Table).Value;
        var start = Table.IndexOf('7', StringComparison.Ordinal);

        var task = Assert.Single(PieceReader.Read(source, TextSpan.Between(start, Table.IndexOf('8', StringComparison.Ordinal) - 1)));

        Assert.Equal("推进书香校园", task.Title);
        Assert.Equal(["开展阅读活动"], task.Measures.Select(m => m.Text));
        Assert.Equal(["教育科", "基建科"], task.Sections.Select(s => s.Name));
    }

    [Property(MaxTest = 300)]
    public void Any_piece_is_read_and_stays_within_the_notice(int start, int length)
    {
        var from = Math.Abs(start % Text.Length);
        var piece = new TextSpan(from, Math.Abs(length % (Text.Length - from)));

        foreach (var task in PieceReader.Read(NoticeReader.Paste(Text).Value, piece))
        {
            Assert.InRange(task.Place.Start, piece.Start, piece.End);
            Assert.InRange(task.Place.End, piece.Start, piece.End);
            Assert.InRange(task.Sections.Count(s => s.Role == SectionRole.Lead), 0, 1);
        }
    }

    private static ParsedTask Single(string first, string last)
    {
        var source = NoticeReader.Paste(Text).Value;
        var start = source.Text.IndexOf(first, StringComparison.Ordinal);
        return Assert.Single(PieceReader.Read(source, TextSpan.Between(start, source.Text.IndexOf(last, start, StringComparison.Ordinal) + last.Length)));
    }
}
