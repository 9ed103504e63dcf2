using FsCheck.Xunit;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Tests.Units.Import;

public sealed class UnitMatcherTests
{
    private static readonly DateOnly Today = new(2023, 10, 20);

    [Fact]
    public void Every_row_is_new_changed_the_same_or_refused_with_its_sentence()
    {
        var proposal = Match("""
            单位名称	类别	标识码	学段	所在乡镇街道	所属学校	启用日期	停用日期
            示例中心小学	学校	2150000001	小学	甲镇		1960-09-01
            示例实验小学	学校	2150000002	幼儿园、小学	甲		1960/9/1
            示例新校		２１５０００００２０	九年一贯制	乙镇		2023年9月1日
            示例新点	教学点			甲镇	2150000020
            示例老小学	学校	2150000004
            示例坏校	学校	21500	大学	丁镇		2005年9月
            示例中心小学	学校	2150000001
            示例教学点	教学点				示例第二小学
            丙乡	乡镇街道
            """);

        Assert.Equal(
            [
                UnitRowEffect.Same, UnitRowEffect.Changed, UnitRowEffect.New, UnitRowEffect.New, UnitRowEffect.Refused, UnitRowEffect.Refused, UnitRowEffect.Refused,
                UnitRowEffect.Refused, UnitRowEffect.New,
            ],
            proposal.Lines.Select(l => l.Effect));
        Assert.Equal([("名称", "示例第二小学", "示例实验小学"), ("学段", "小学", "幼儿园、小学")], proposal.Lines[1].Changes.Select(c => (c.Field, c.Before, c.After)));
        Assert.Equal("乙镇", proposal.Lines[2].Township);
        Assert.Contains(proposal.Lines[3].Changes, c => c is { Field: "所属学校", After: "示例新校" });
        Assert.Contains("已于 2020-09-01 停用", proposal.Lines[4].Problems.Single(), StringComparison.Ordinal);
        Assert.Equal(
            ["学段“大学”不认识，请写幼儿园、小学、初中、高中、中职、特教，几个学段用顿号隔开。", "没有“丁镇”这个乡镇街道，请核对，或把它也列进名单。", "标识码“21500”不是 10 位数字。", "启用日期“2005年9月”看不出是哪一天，请写成 2023-09-01 这样。"],
            proposal.Lines[5].Problems);
        Assert.Equal("和第 2 行是同一个单位，请只留一行。", proposal.Lines[6].Problems.Single());
        Assert.Contains("没有“示例第二小学”这所学校", proposal.Lines[7].Problems.Single(), StringComparison.Ordinal);
        Assert.Equal(["甲镇", "乙镇", "示例中心小学"], proposal.Unnamed.Select(u => u.Name));
    }

    [Theory]
    [InlineData("单位名称\t标识码\n示例小学\t2.15E+09", "科学计数")]
    [InlineData("单位名称\t类别\n示例园\t公司", "类别“公司”不认识")]
    [InlineData("单位名称\t学段\n合计\t", "看不出是")]
    [InlineData("单位名称\t标识码\n\t2150000001", "没有写单位名称")]
    [InlineData("单位名称\t标识码\t学段\t乡镇\n示例第二小学\t2150000030\t小学\t甲镇", "标识码现在是 2150000002")]
    [InlineData("单位名称\t类别\t乡镇\n示例新点\t教学点\t甲镇", "请选择教学点所属的学校")]
    [InlineData("单位名称\t标识码\t停用日期\n示例中心小学\t2150000001\t2023-09-01", "下面还有 1 个在用的单位")]
    [InlineData("单位名称\t标识码\t乡镇\n示例中心小学\t500243199001011234\t甲镇", "像是写了身份证号")]
    [InlineData("单位名称\t类别\n示例中心小学\t学校", "有几个，请写明所在乡镇街道或标识码")]
    public void A_row_that_cannot_be_taken_in_says_why(string text, string said)
    {
        var line = Assert.Single(Match(text).Lines);
        Assert.Equal(UnitRowEffect.Refused, line.Effect);
        Assert.Contains(said, string.Concat(line.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_another_row_gives_up_is_free()
    {
        var proposal = Match("单位名称\t标识码\n示例第二小学\t2150000001\n示例第三小学\t2150000002");
        Assert.All(proposal.Lines, l => Assert.Equal(UnitRowEffect.Changed, l.Effect));
    }

    [Fact]
    public void Ten_thousand_characters_are_refused_and_not_kept()
    {
        var rows = UnitColumns.Read(SheetReader.Paste($"名称\t类别\t乡镇\n{new string('村', 10_000)}\t村\t甲镇").Value).Value.Rows;
        Assert.True(rows[0].Name!.Length <= 200);
        Assert.Contains("最多 100 个字", new UnitMatcher(new UnitBook(UnitWorld.Units()), Today).Match(rows).Lines[0].Problems.Single(), StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public void Any_list_is_answered_row_by_row_and_done_once_it_changes_nothing_more(int seed)
    {
        var rows = Rows(new Random(seed));
        var units = UnitWorld.Units();
        var book = new UnitBook(units);
        var matcher = new UnitMatcher(book, Today);

        var first = matcher.Match(rows);

        Assert.Equal(rows.Select(r => r.Number), first.Lines.Select(l => l.Row));
        Assert.Equal(rows.Count, Enum.GetValues<UnitRowEffect>().Sum(e => first.Of(e).Count()));
        Assert.All(first.Lines, l => Assert.Equal(l.Effect == UnitRowEffect.Refused, l.Problems.Count > 0));
        Assert.Equal(units.Count + first.Of(UnitRowEffect.New).Count(), book.All.Count);
        Assert.Equal(first.Of(UnitRowEffect.New).Count(), matcher.Added.Count);
        Assert.Equal(first.Stamp(), new UnitMatcher(new UnitBook(UnitWorld.Units()), Today).Match(rows).Stamp());
        Holds(book);

        for (var i = 0; i < matcher.Added.Count; i++)
            matcher.Added[i].Id = 1000 + i;
        var second = new UnitMatcher(book, Today).Match([.. rows.Where(r => first.Lines.Single(l => l.Row == r.Number).Effect != UnitRowEffect.Refused)]);
        Assert.All(second.Lines, l => Assert.Equal(UnitRowEffect.Same, l.Effect));
    }

    // What the rules promise of all units, whatever list was written.
    private static void Holds(UnitBook book)
    {
        var codes = book.All.Select(u => u.Code).OfType<string>().ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        var names = book.All.Where(u => u.ClosedOn is null).Select(u => (u.Kind, u.Township, u.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(book.All, u => Assert.Equal(u.Kind == UnitKind.Township, u.Township is null));
        Assert.All(book.All.Where(u => u.ClosedOn is null), u => Assert.True(u.Township?.ClosedOn is null && u.School?.ClosedOn is null));
        Assert.All(book.All, u => Assert.Equal(u.Kind == UnitKind.TeachingPoint, u.School is not null));
    }

    private static List<UnitListRow> Rows(Random random)
    {
        string? Some(params string?[] texts) => texts[random.Next(texts.Length)];
        return
        [
            .. Enumerable.Range(2, random.Next(1, 25)).Select(number => new UnitListRow(number)
            {
                Name = Some("示例中心小学", "示例第二小学", "示例教学点", "示例村", "甲镇", "丙镇", $"示例新{random.Next(6)}", "示例老小学", null, new string('长', 120)),
                Code = Some(null, null, "2150000001", "2150000002", "2150000003", "2150000004", $"215000001{random.Next(6)}", "12"),
                Kind = Some(null, "学校", "教学点", "乡镇街道", "村", "小学", "公司"),
                Stages = Some(null, "小学", "幼儿园、小学", "初中", "大学"),
                Township = Some(null, "甲镇", "乙镇", "丙镇", "甲", "丁镇"),
                School = Some(null, null, "示例中心小学", "示例第二小学", "2150000001", "示例新1"),
                OpenedOn = Some(null, "1960-09-01", "2001/9/1", "某年"),
                ClosedOn = Some(null, null, null, null, "2023-09-01", "1950-01-01"),
            }),
        ];
    }

    private static UnitProposal Match(string text) =>
        new UnitMatcher(new UnitBook(UnitWorld.Units()), Today).Match(UnitColumns.Read(SheetReader.Paste(text).Value).Value.Rows);
}
