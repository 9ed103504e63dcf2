namespace Pengshui.RuralEdu.Notices.Tests;

public sealed class RecurrenceTests
{
    public static TheoryData<string, RecurrencePeriod?, int?> All => new()
    {
        { "每月25日", RecurrencePeriod.Month, 25 }, { "每月 25 日前", RecurrencePeriod.Month, 25 }, { "每月二十五日前", RecurrencePeriod.Month, 25 }, { "每月２５日前报送", RecurrencePeriod.Month, 25 }, { "每月20日至25日", RecurrencePeriod.Month, 25 },
        { "每月底", RecurrencePeriod.Month, null }, { "每月末前", RecurrencePeriod.Month, null }, { "每月", RecurrencePeriod.Month, null }, { "每月一次", RecurrencePeriod.Month, null }, { "按月", RecurrencePeriod.Month, null },
        { "每季度末", RecurrencePeriod.Quarter, null }, { "每季末", RecurrencePeriod.Quarter, null }, { "每学期末", RecurrencePeriod.Term, null }, { "每半年", RecurrencePeriod.HalfYear, null }, { "每年", RecurrencePeriod.Year, null },
        { "每学年末", RecurrencePeriod.Year, null }, { "每周", RecurrencePeriod.Week, null }, { "每周五前", RecurrencePeriod.Week, null }, { "每旬末", RecurrencePeriod.TenDays, null },

        // Several, to a time that is not the period's end, or none.
        { "每月5日、20日", null, null }, { "每月25日、每季度末", null, null }, { "每月初", null, null }, { "每月上旬", null, null }, { "每年6月底前", null, null }, { "每学期开学前", null, null }, { "每两个月", null, null }, { "每月32日", null, null },
        { "6月底前", null, null }, { "全年", null, null }, { "", null, null },
    };

    [Theory, MemberData(nameof(All))]
    public void A_recurrence_is_given_only_where_the_words_mean_one(string words, RecurrencePeriod? period, int? day)
    {
        Assert.Equal(period is null ? null : new Recurrence(period.Value, day), DueDates.RecurrenceOf(words));
        Assert.True(period is null || DueDates.DayOf(words, 2024) is null, "A day and a recurrence stand beside each other.");
    }

    [Fact]
    public void The_recurrence_stands_in_the_JSON()
    {
        var notice = Notices.Parsed(NoticeReader.Paste("2024年方案\n一、重点任务\n1.报送台账。按时报送。（办公室负责，每月25日前）\n").Value);

        Assert.Equal(new Recurrence(RecurrencePeriod.Month, 25), notice.Tasks[0].Due!.Recurrence);
        Assert.Contains("\"dueRecurrence\": {\n        \"period\": \"Month\",\n        \"day\": 25\n      }", NoticeJson.Write(notice).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
