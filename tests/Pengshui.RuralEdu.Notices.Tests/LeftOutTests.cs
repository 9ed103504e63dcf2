using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>Nothing vanishes without a word: whatever says who is responsible is in a task, or was read for several of them, or is warned of with its place.</summary>
public sealed class LeftOutTests
{
    private static readonly string[] Labels = ["责任科室", "责任单位", "责任股室", "责任领导", "责任人", "牵头", "负责", "配合"];

    private static readonly string[] Heads = ["任务\t", "任务名称\t", "事项\t", "实事\t", "序号\t", "\t时间节点", "\t配合科室\t"];

    private static readonly string[] Clauses =
    [
        "（责任科室：教育科）", "（教育科牵头，人事科配合，6月底前完成）", "（责任单位：县财政局、各学校）", "责任科室：基建科、财务科", "【责任股室】安全股", "\n责任领导：王某\n责任科室：人事科\n责任人：李某", "（县公安局牵头，安全科配合）",
        "（人事科负责，每月25日报送；重要情况随时报告）", "", "由教研室牵头推进", "（责任科室：教研室、基教科，排在首位的为牵头科室，下同）",
    ];

    private static readonly string[] Chapters = ["重点任务", "提升质量", "保障措施", "强化保障", "组织实施", "工作要求", "指导思想", "办公室", "人事科（2项，配合科室：财务科）", "守牢安全（责任领导：副局长）"];

    private static readonly string[] Prose =
    [
        "各责任科室要密切配合，明确专人负责。", "请牵头科室每月25日前报送进展。", "联系人：赵某", "附件：分工表", "县某局\n2024年3月1日", "注：排在首位的为牵头科室。", "责任科室：办公室", "责任领导：张某", "办公室负责汇总。",
        "序号\t重点任务\t工作措施\t责任科室\t备注\n1\t建食堂\t新建6个\t基建科\n\t\t配设备\t装备中心\n2\t\t\t教育科\n合计\t\t2\t\n注：由责任科室负责\t\t\t", "姓名\t电话\n王某\t1",
        "任务\t牵头科室\t配合科室\n抓教研\t教研室\t\n一、其他\n抓安全\t安全科\t各学校",
    ];

    private static readonly Gen<string> Item =
        from style in Gen.Choose(0, 3)
        from number in Gen.Choose(1, 9)
        from words in Gen.Elements("做好工作。", "做好工作。抓紧推进；按月检查。", "抓紧推进，由各牵头科室负责。", "3.5万册图书到校。", "做好工作\n抓紧推进。")
        from clause in Gen.Elements(Clauses)
        select (style switch { 0 => $"{number}.", 1 => $"（{"一二三四五六七八九"[number - 1]}）", 2 => $"（{number}）", _ => "" }) + words + clause + "\n";

    private static readonly Gen<string> Chapter =
        from number in Gen.Choose(1, 6)
        from heading in Gen.Elements(Chapters)
        from items in Item.ListOf()
        from prose in Gen.Elements(Prose)
        from isProse in Gen.Choose(0, 2)
        select $"{"一二三四五六"[number - 1]}、{heading}\n{string.Concat(items)}{(isProse == 0 ? prose + "\n" : "")}";

    private static readonly Gen<string> Notice =
        from prose in Gen.Elements(Prose)
        from chapters in Chapter.ListOf()
        from last in Gen.Elements(Prose)
        select $"某县教育局2024年工作方案\n为抓好落实，特制定本方案。\n{prose}\n{string.Concat(chapters)}{last}\n";

    [Property(MaxTest = 600)]
    public Property Every_label_of_a_made_up_notice_is_read_or_warned_of() => Prop.ForAll(Notice.ToArbitrary(), text => HoldsEverything(NoticeReader.Paste(text).Value));

    public static TheoryData<string> Files => [.. Notices.Names];

    [Theory, MemberData(nameof(Files))]
    public void Every_label_of_a_notice_is_read_or_warned_of(string name) => HoldsEverything(NoticeReader.Paste(Notices.Text(name)).Value);

    public static TheoryData<string> Habits => [.. NoticeHabits.All.Keys];

    [Theory, MemberData(nameof(Habits))]
    public void Every_label_of_a_habit_is_read_or_warned_of(string name) => HoldsEverything(NoticeReader.Paste(NoticeHabits.All[name].Text).Value);

    [Fact]
    public void The_notice_of_2023_is_warned_of_three_times_at_most()
    {
        var source = NoticeReader.Paste(Notices.Real()).Value;
        var notice = Notices.Parsed(source);

        HoldsEverything(source);
        Assert.Equal(["写了“配合”", "没有写明谁牵头"], notice.Warnings.Select(w => w.Message.Contains("写了“配合”", StringComparison.Ordinal) ? "写了“配合”" : w.Message[..7]));
        Assert.All(notice.Tasks, t => Assert.Empty(t.Warnings));
    }

    [Fact]
    public void What_is_left_out_is_named_with_its_place()
    {
        const string Text = "2024年方案\n一、重点任务\n1.建食堂。开工。（责任科室：基建科）\n二、工作要求\n各牵头科室要抓紧推进。\n";

        var warning = Assert.Single(Notices.Parsed(NoticeReader.Paste(Text).Value).Warnings, w => w.Kind == WarningKind.LeftOut);

        Assert.Equal("“各牵头科室要抓紧推进。”写了“牵头”，但不在任何任务里，请核对是否漏了任务。", warning.Message);
        Assert.Equal("各牵头科室要抓紧推进。", warning.Place!.Value.Of(Text));
    }

    private static void HoldsEverything(NoticeSource source)
    {
        var parsed = NoticeParser.Parse(source);
        if (!parsed.Succeeded)
            return;
        var notice = parsed.Value;
        var held = notice.Tasks.Select(t => t.Place).Concat(notice.Warnings.Concat(notice.Tasks.SelectMany(t => t.Warnings)).Select(w => w.Place).OfType<TextSpan>()).ToList();

        // Lines that were read for more than one task: a heading with its sections or its leader, a rule on who leads, a head of columns, the title.
        var sections = notice.Tasks.SelectMany(t => t.Sections.Concat(t.Measures.SelectMany(m => m.Sections))).Select(s => s.Place.Start).ToHashSet();
        foreach (var label in Labels)
        {
            for (var at = source.Text.IndexOf(label, StringComparison.Ordinal); at >= 0; at = source.Text.IndexOf(label, at + 1, StringComparison.Ordinal))
            {
                var line = LineOf(source.Text, at);
                var words = line.Of(source.Text);
                Assert.True(
                    held.Exists(p => p.Start <= at && at + label.Length <= p.End)
                    || Enumerable.Range(line.Start, line.Length).Any(sections.Contains)
                    || notice.Groups.Any(g => g.Leader?.Split('；').Any(l => words.Replace(" ", "", StringComparison.Ordinal).Contains(l, StringComparison.Ordinal)) == true)
                    || words.Contains("首位", StringComparison.Ordinal) || words.Contains("第一", StringComparison.Ordinal) || words.Contains("列第一位", StringComparison.Ordinal)
                    || (words.Contains('\t') && !words.Contains('。') && Heads.Any(h => words.Contains(h, StringComparison.Ordinal)))
                    || notice.Title == words
                    || notice.Groups.Any(g => Holds(line, g.Place) && !words.AsSpan(0, at - line.Start).ContainsAny("（，；")),
                    $"{label} at {at} is nowhere: {words}\n---\n{source.Text}");
            }
        }
    }

    private static bool Holds(TextSpan line, TextSpan place) => line.Start <= place.Start && place.End <= line.End;

    private static TextSpan LineOf(string text, int at)
    {
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at);
        return TextSpan.Between(start, end < 0 ? text.Length : end);
    }
}
