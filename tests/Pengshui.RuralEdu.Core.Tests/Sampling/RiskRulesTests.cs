using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sampling;

namespace Pengshui.RuralEdu.Core.Tests.Sampling;

public sealed class RiskRulesTests
{
    private static readonly DateOnly Today = new(2023, 10, 20);

    private static readonly string Text = string.Concat(Enumerable.Range(0, 100).Select(n => (char)('一' + n)));

    /// <summary>A pair that nothing can be said of: visited yesterday, in order.</summary>
    private static RiskInput Calm => new()
    {
        TaskNumber = 1, TaskTitle = "任务", SectionCode = "jyk", Section = "教育科", LastVisit = Today.AddDays(-1), Today = Today,
    };

    private static FiledMonth Filed(int month, decimal? completion, string? progress = null) => new(new Month(2023, month), completion, progress);

    private static FigureSeries Series(bool isRate, params decimal[] values) =>
        new("学生数", isRate, "人", [.. values.Select((v, i) => (new Month(2023, 4 + i), v))]);

    [Fact]
    public void What_is_in_order_gives_no_reason() => Assert.Empty(RiskRules.Of(Calm));

    [Fact]
    public void Never_visited_is_said() =>
        Assert.Equal(new Risk(RiskKind.NeverVisited, "本年还没有督查过。"), Assert.Single(RiskRules.Of(Calm with { LastVisit = null })));

    [Theory]
    [InlineData(90, false)]
    [InlineData(91, true)]
    public void A_visit_is_long_ago_after_ninety_days(int days, bool said)
    {
        var risks = RiskRules.Of(Calm with { LastVisit = Today.AddDays(-days) });
        Assert.Equal(said ? ["上次督查在7月21日，已过 91 天。"] : [], risks.Select(r => r.Sentence));
    }

    [Theory]
    [InlineData(new[] { 100, 100 }, false)]
    [InlineData(new[] { 100, 100, 99 }, false)]
    [InlineData(new[] { 60, 100, 100 }, false)]
    [InlineData(new[] { 90, 100, 100, 100 }, true)]
    public void Completion_is_always_full_after_three_in_a_row(int[] rates, bool said)
    {
        var risks = RiskRules.Of(Calm with { Filed = [.. rates.Select((r, i) => Filed(5 + i, r))] });
        Assert.Equal(said, risks.Any(r => r.Kind == RiskKind.AlwaysFull));
        if (said)
            Assert.Contains(risks, r => r.Sentence == "6月至8月完成率都报 100%。");
    }

    [Theory]
    [InlineData("60 70 80", "6月至8月完成率与进度要求逐月相同。")]
    [InlineData("55 60 70 80", "6月至8月完成率与进度要求逐月相同。")]
    [InlineData("60 70 80 -", "5月至7月完成率与进度要求逐月相同。")]
    [InlineData("70 80", null)]
    [InlineData("60 70 81", null)]
    [InlineData("60 71 80", null)]
    [InlineData("60 - 70 80", null)] // a month that gave none, or in which the task rested
    public void Completion_that_equals_the_schedule_three_months_in_a_row_is_said(string rates, string? sentence)
    {
        var asked = new Dictionary<string, decimal> { ["55"] = 50, ["60"] = 60, ["70"] = 70, ["71"] = 70, ["80"] = 80, ["81"] = 80, ["-"] = 0 };
        var months = rates.Split(' ');
        var first = 9 - months.Length;
        var risks = RiskRules.Of(Calm with
        {
            Completions = [.. months.Select((r, i) => new ScheduledCompletion(new Month(2023, first + i), r == "-" ? null : decimal.Parse(r), asked[r]))],
        });
        Assert.Equal(sentence is null ? [] : [sentence], risks.Select(r => r.Sentence));
        Assert.All(risks, r => Assert.Equal((RiskKind.OnSchedule, 2), (r.Kind, r.Weight)));
    }

    [Theory]
    [InlineData(new[] { 100, 100 }, false)]
    [InlineData(new[] { 98, 100, 100, 100 }, false)]
    [InlineData(new[] { 100, 100, 100 }, true)]
    public void A_rate_is_always_full_where_every_one_of_three_or_more_is(int[] values, bool said) =>
        Assert.Equal(said ? ["学生数报了 3 次，每次都是 100%。"] : [], RiskRules.Of(Calm with { Figures = [Series(true, [.. values])] }).Select(r => r.Sentence));

    [Theory]
    [InlineData(true, 90, 99.9, false)]
    [InlineData(true, 90, 80, true)]
    [InlineData(false, 20, 30, false)] // by half, not by more
    [InlineData(false, 20, 31, true)]
    [InlineData(false, 2, 12, false)] // many times, but few
    [InlineData(false, 100, 149, false)]
    public void A_figure_jumps_by_ten_points_or_by_more_than_half(bool isRate, double before, double after, bool said) =>
        Assert.Equal(said, RiskRules.Of(Calm with { Figures = [Series(isRate, 1, (decimal)before, (decimal)after)] }).Any(r => r.Kind == RiskKind.Jump));

    [Theory]
    [InlineData(40, 69, false)]
    [InlineData(40, 70, true)]
    [InlineData(70, 40, true)]
    public void Completion_jumps_by_thirty_points(int before, int after, bool said)
    {
        var risks = RiskRules.Of(Calm with { Filed = [Filed(8, before), Filed(9, after)] });
        Assert.Equal(said, risks.Count == 1);
        if (said)
            Assert.StartsWith($"完成率从8月的 {before}%变为9月的 {after}%，", risks[0].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void A_text_is_the_same_where_nine_tenths_of_it_are(int changed, bool said)
    {
        var after = Text[..^changed] + new string('x', changed);
        Assert.Equal(said ? ["9月的本月进展和8月有 90% 相同。"] : [], RiskRules.Of(Calm with { Filed = [Filed(8, 50, Text), Filed(9, 60, after)] }).Select(r => r.Sentence));
    }

    [Fact]
    public void Short_texts_and_zero_reports_are_not_compared()
    {
        Assert.Empty(RiskRules.Of(Calm with { Filed = [Filed(8, 50, "按计划推进。"), Filed(9, 60, "按计划推进。")] }));
        Assert.Empty(RiskRules.Of(Calm with { Filed = [Filed(7, 50, Text), Filed(8, 50), Filed(9, 60, Text)] }));
    }

    [Fact]
    public void Two_long_texts_without_anything_in_common_are_told_apart_at_once()
    {
        var (before, after) = (new string('一', 2000), new string('二', 2000));
        Assert.Empty(RiskRules.Of(Calm with { Filed = [Filed(8, 50, before), Filed(9, 60, after)] }));
    }

    [Fact]
    public void Arrears_are_named()
    {
        var risks = RiskRules.Of(Calm with
        {
            Overdue = [new Month(2023, 8), new Month(2023, 9)],
            Returned = [new Month(2023, 10)],
            OverdueRectifications = ["整改〔2023〕第3号"],
        });
        Assert.Equal(["8月、9月月报逾期。", "10月月报被退回，还没有改好。", "整改〔2023〕第3号逾期没有改好。"], risks.Select(r => r.Sentence));
        Assert.Equal([2, 1, 2], risks.Select(r => r.Weight));
    }

    [Fact]
    public void Every_reason_has_a_weight() =>
        Assert.All(Enum.GetValues<RiskKind>(), kind => Assert.InRange(RiskRules.Weights[kind], 1, 3));
}
