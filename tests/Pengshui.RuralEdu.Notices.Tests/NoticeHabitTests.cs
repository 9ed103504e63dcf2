using System.Text;

namespace Pengshui.RuralEdu.Notices.Tests;

/// <summary>What authors of other offices do: see <see cref="NoticeHabits"/>.</summary>
public sealed class NoticeHabitTests
{
    public static TheoryData<string> All => [.. NoticeHabits.All.Keys];

    public static TheoryData<string> WithoutColumns => [.. NoticeHabits.All.Keys.Where(n => n != "columns")];

    [Theory, MemberData(nameof(All))]
    public void Every_habit_is_understood(string name) =>
        Assert.Equal(NoticeHabits.All[name].Told.ReplaceLineEndings("\n"), NoticeHabits.Told(Parsed(NoticeHabits.All[name].Text)));

    [Theory, MemberData(nameof(WithoutColumns))]
    public async Task Word_and_Pdf_say_the_same(string name)
    {
        var (text, told) = NoticeHabits.All[name];
        byte[][] files = [Encoding.UTF8.GetBytes(text), WordFile.Of(text), PdfFile.Of(text)];
        foreach (var file in files)
            Assert.Equal(told.ReplaceLineEndings("\n"), NoticeHabits.Told(Notices.Parsed(await Notices.SourceAsync(file))));
    }

    // What the author said needs no look: a rule for all tasks, a number that is a date or a figure, a person who is no section.
    [Theory, MemberData(nameof(All))]
    public void Nothing_is_warned_of_that_the_notice_says(string name)
    {
        var notice = Parsed(NoticeHabits.All[name].Text);
        var isOfLead = name.StartsWith("rule", StringComparison.Ordinal);

        Assert.All(
            notice.Warnings.Concat(notice.Tasks.SelectMany(t => t.Warnings)).Select(w => w.Message),
            w => Assert.True(
                (!isOfLead && w.StartsWith("没有写明谁牵头", StringComparison.Ordinal)) || w.StartsWith("没有找到", StringComparison.Ordinal) || w.StartsWith("任务编号没有贯穿全文", StringComparison.Ordinal),
                w));
    }

    [Fact]
    public void A_date_of_the_heading_is_the_tasks_and_one_of_the_words_the_measures()
    {
        var task = Parsed(NoticeHabits.All["dates in the words"].Text).Tasks[2];

        Assert.Equal(("年底前", new DateOnly(2024, 12, 31)), (task.Due!.Words, task.Due.Day));
        Assert.Equal(["年底前", "三季度末前"], task.Measures.Select(m => m.Due!.Words));
    }

    public static TheoryData<string, string?> Days => new()
    {
        { "6月底前", "2024-06-30" }, { "2月底", "2024-02-29" }, { "9月1日前", "2024-09-01" }, { "2025年3月31日前", "2025-03-31" }, { "12月20日", "2024-12-20" }, { "2024-11-30", "2024-11-30" },
        { "2024.5.6", "2024-05-06" }, { "十一月底前", "2024-11-30" }, { "3月至6月底前", "2024-06-30" }, { "第二季度末", "2024-06-30" }, { "年底前", "2024-12-31" }, { "2025年底前", "2025-12-31" }, { "上半年底前", "2024-06-30" },
        { "每季度末", null }, { "每月25日前", null }, { "每年6月底前", null }, { "6月", null }, { "3月中旬前", null }, { "本学期末", null }, { "全年", null }, { "6月底前、11月底前", null }, { "次年6月底前", null },
        { "13月底前", null }, { "2月30日前", null }, { "", null },
    };

    [Theory, MemberData(nameof(Days))]
    public void A_day_is_given_only_where_the_words_mean_one(string words, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DueDates.DayOf(words, 2024));

    private const string Tasks = "一、重点任务\n1.稳定就学。按月比对。（责任科室：基教科）\n2.补充教师。公开招聘。（责任科室：人事科）\n";

    public static TheoryData<string, string, string, string?> Pages => new()
    {
        {
            "首页 > 政务公开 > 通知公告\n南川口县教育局关于印发《2024年乡村教育工作要点》的通知\n发布时间：2024-03-18 16:20 信息来源：南川口县教育局 字体：【 大 中 小 】\n各学校：\n现将《2024年乡村教育工作要点》印发给你们。\n（此件主动公开）\n2024年乡村教育工作要点\n"
            + Tasks + "2024 3 15\n打印本页 关闭窗口\n责任编辑：王某\n",
            "2024年乡村教育工作要点", "南川口县教育局", "2024-03-18"
        },
        {
            "（此件公开发布）南川口县教育委员会2024年教育帮扶实施方案\n发布日期：2024年4月2日 浏览次数：1024\n" + Tasks + "2024 4 1\n扫一扫在手机打开当前页\n",
            "南川口县教育委员会2024年教育帮扶实施方案", "南川口县教育委员会", "2024-04-02"
        },
        {
            "南川口县人民政府\n公布时间：2024/5/6\n字体：【\n2024年南川口县教育工作计划（此件依申请公开）\n" + Tasks + "南川口县教育局2024 5 1\n信息来源：办公室\n上一篇：没有了\n",
            "2024年南川口县教育工作计划", "南川口县教育局", "2024-05-06"
        },
        {
            "南川口县教育局关于印发2024年教育工作安排的通知\n发布时间：2024-06-11\n" + Tasks + "南川口县教育局\n2024年6月5日\n（此件主动公开）\n",
            "2024年教育工作安排", "南川口县教育局", null
        },
    };

    [Theory, MemberData(nameof(Pages))]
    public void Text_from_a_web_page_is_the_notice_without_the_page(string text, string title, string body, string? published)
    {
        var notice = Parsed(text);

        Assert.Equal((title, body), (notice.Title, notice.IssuingBody));
        Assert.Equal("1 稳定就学 [基教科*] 按月比对\n2 补充教师 [人事科*] 公开招聘", NoticeHabits.Told(notice));
        if (published is null)
        {
            Assert.Equal(new DateOnly(2024, 6, 5), notice.IssuedOn);
            Assert.Empty(notice.Warnings);
        }
        else
        {
            Assert.Equal(published, $"{notice.IssuedOn:yyyy-MM-dd}");
            Assert.Contains($"按网页的发布日期 {published} 填写", Assert.Single(notice.Warnings).Message, StringComparison.Ordinal);
        }
    }

    private static ParsedNotice Parsed(string text) => Notices.Parsed(NoticeReader.Paste(text).Value);
}
