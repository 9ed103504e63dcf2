using System.Text;

namespace Pengshui.RuralEdu.Notices.Tests;

public sealed class NoticeParserTests
{
    public static TheoryData<string> All => [.. Notices.Names];

    public static TheoryData<string> WithoutTables => [.. Notices.Names.Where(n => !n.Contains("table", StringComparison.Ordinal))];

    [Fact]
    public void There_are_notices_enough() => Assert.InRange(Notices.Names.Count(), 25, 100);

    [Theory, MemberData(nameof(All))]
    public async Task Every_habit_is_understood(string name) =>
        Assert.Equal(Notices.Expected(name), Notices.Json(await Notices.SourceAsync(Encoding.UTF8.GetBytes(Notices.Text(name)))));

    [Theory, MemberData(nameof(All))]
    public void Pasted_text_says_the_same(string name) =>
        Assert.Equal(Notices.Expected(name), Notices.Json(NoticeReader.Paste(Notices.Text(name).ReplaceLineEndings("\r\n")).Value));

    [Theory, MemberData(nameof(WithoutTables))]
    public async Task Word_says_the_same(string name) =>
        Assert.Equal(Notices.Expected(name), Notices.Json(await Notices.SourceAsync(WordFile.Of(Unwrapped(name)))));

    [Theory, MemberData(nameof(WithoutTables))]
    public async Task Pdf_says_the_same(string name) =>
        Assert.Equal(Notices.Expected(name), Notices.Json(await Notices.SourceAsync(PdfFile.Of(Unwrapped(name)))));

    [Theory, MemberData(nameof(All))]
    public void Every_place_is_a_place_in_the_text(string name)
    {
        var source = NoticeReader.Paste(Notices.Text(name)).Value;
        var parsed = Notices.Parsed(source);

        Assert.All(parsed.Tasks, t =>
        {
            Assert.Equal(t.Title, Squeezed(t.TitlePlace.Of(source.Text)));
            Assert.All(t.Sections, s => Assert.StartsWith(s.Name, Squeezed(s.Place.Of(source.Text)), StringComparison.Ordinal));
            Assert.All(t.Targets, x => Assert.Equal(x.Figure, x.Place.Of(source.Text)));
            Assert.True(t.Sections.Count == 0 || t.Sections.Count(s => s.Role == SectionRole.Lead) == 1);
        });
    }

    [Fact]
    public void The_targets_of_2023_are_the_ones_that_the_notice_sets()
    {
        var notice = Notices.Parsed(NoticeReader.Paste(Notices.Real()).Value);

        Assert.Equal(
            [
                (1, "清零", TargetBound.Exactly, 0m, null), (1, "全覆盖", TargetBound.Exactly, 100m, "%"), (5, "全覆盖", TargetBound.Exactly, 100m, "%"),
                (7, "达100%", TargetBound.Exactly, 100m, "%"), (11, "达到97%以上", TargetBound.AtLeast, 97m, "%"),
            ],
            notice.Tasks.SelectMany(t => t.Targets.Select(x => (t.Number, x.Figure, x.Operator, x.Value, x.Unit))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("今天下午三点在二楼会议室开会，请准时参加。")]
    [InlineData("一、指导思想\n坚持教育优先。\n二、工作目标\n（一）提高质量。\n（二）促进公平。\n三、保障措施\n（一）加强领导。\n（二）强化督查。")]
    public void What_holds_no_tasks_is_refused_with_a_sentence(string text)
    {
        var result = NoticeParser.Parse(new NoticeSource("x", text, []));

        Assert.False(result.Succeeded);
        Assert.StartsWith("没有找到重点任务", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_section_the_chapter_is_found_by_its_name_and_said_to_be_a_guess()
    {
        var notice = Notices.Parsed(new NoticeSource("x", "2024年方案\n一、指导思想\n好。\n二、重点任务\n（一）改造校舍。尽快完工。\n（二）培训教师。全员参加。\n三、保障措施\n（一）加强领导。", []));

        Assert.Equal(["改造校舍", "培训教师"], notice.Tasks.Select(t => t.Title));
        Assert.Contains(notice.Warnings, w => w.Message.StartsWith("通知没有写责任科室", StringComparison.Ordinal));
        Assert.All(notice.Tasks, t => Assert.Contains("未指定", Assert.Single(t.Warnings).Message, StringComparison.Ordinal));
    }

    // A .docx or a .pdf has whole paragraphs where the text file broke its lines.
    private static string Unwrapped(string name) => NoticeReader.Paste(Notices.Text(name)).Value.Text;

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("　", "", StringComparison.Ordinal);
}
