using FsCheck.Xunit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Tests.Common;

public sealed class PercentagesTests
{
    private static readonly IndicatorTarget All = new(TargetOperator.Exactly, 100, IndicatorDirection.Up);

    [Theory]
    [InlineData(19999, 20000, "99.99%")]
    [InlineData(2999, 3000, "99.97%")]
    [InlineData(999999, 1000000, "99.99%")]
    [InlineData(20000, 20000, "100%")]
    [InlineData(20001, 20000, "100.01%")]
    [InlineData(1000001, 1000000, "100.01%")]
    [InlineData(1, 3, "33.33%")]
    [InlineData(2, 3, "66.67%")]
    [InlineData(1, 800, "0.13%")] // 0.125
    [InlineData(3, 800, "0.38%")] // 0.375
    [InlineData(0, 7, "0%")]
    public void A_rate_is_rounded_half_up_and_never_to_a_hundred_that_it_is_not(int numerator, int denominator, string shown)
    {
        var exact = Percentages.Of(numerator, denominator);
        Assert.Equal(shown, ChineseFormat.Percent(exact));
        Assert.Equal(shown, IndicatorFormat.Value(exact, IndicatorShape.Rate, "%", All));
    }

    [Theory]
    [InlineData(TargetOperator.AtLeast, IndicatorDirection.Up, 97, "96.996", "96.99%")]
    [InlineData(TargetOperator.AtLeast, IndicatorDirection.Up, 97, "97.004", "97%")]
    [InlineData(TargetOperator.AtLeast, IndicatorDirection.Up, 97, "96.994", "96.99%")]
    [InlineData(TargetOperator.AtMost, IndicatorDirection.Down, 3, "3.004", "3.01%")]
    [InlineData(TargetOperator.AtMost, IndicatorDirection.Down, 3, "2.996", "3%")]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.None, 50, "50.001", "50.01%")]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.None, 50, "49.999", "49.99%")]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.Down, 0, "0.001", "0.01%")]
    public void It_never_seems_to_reach_a_target_that_it_misses(TargetOperator comparison, IndicatorDirection direction, int target, string exact, string shown) =>
        Assert.Equal(shown, IndicatorFormat.Value(decimal.Parse(exact), IndicatorShape.Rate, "%", new IndicatorTarget(comparison, target, direction)));

    [Property(MaxTest = 2000)]
    public void What_is_shown_misses_the_target_exactly_where_the_exact_value_does(int part, int whole, int hundredths, int sense)
    {
        var target = new IndicatorTarget(
            (TargetOperator)(1 + Index(sense, 3)), Index(hundredths, 11_000) / 100m, (IndicatorDirection)Index(sense / 3, 3));
        var exact = Percentages.Of(Index(part, 1_000_000), 1 + Index(whole, 1_000_000));

        var shown = Percentages.Shown(exact, target.IsMissedBy);

        Assert.True(!target.IsMissedBy(exact) || target.IsMissedBy(shown), $"{exact} misses {target} and is shown as {shown}");
        Assert.True(exact == 100 || shown != 100);
        Assert.True(Math.Abs(shown - exact) < 0.01m);
        Assert.Equal(shown, Math.Round(shown, 2));
        if (Math.Abs(shown - exact) > 0.005m)
            Assert.True(shown < exact == Percentages.Round(exact) > exact, $"{exact} was rounded the wrong way to {shown}");
    }

    [Property(MaxTest = 1000)]
    public void More_never_shows_as_less(int part, int other, int whole)
    {
        var denominator = 1 + Index(whole, 1_000_000);
        var (less, more) = (Math.Min(Index(part, 2_000_000), Index(other, 2_000_000)), Math.Max(Index(part, 2_000_000), Index(other, 2_000_000)));
        Assert.True(Percentages.Shown(Percentages.Of(less, denominator)) <= Percentages.Shown(Percentages.Of(more, denominator)));
    }

    [Theory]
    [InlineData("79.9999", "低 0.01 个百分点")]
    [InlineData("80.0001", "高 0.01 个百分点")]
    [InlineData("80", "持平")]
    [InlineData("69.495", "低 10.51 个百分点")]
    public void A_gap_is_level_only_where_there_is_none(string actual, string said) => Assert.Equal(said, ChineseFormat.Gap(decimal.Parse(actual), 80));

    [Fact]
    public void What_is_held_against_the_schedule_does_not_seem_to_reach_it()
    {
        Assert.Equal("79.99%", ChineseFormat.Percent(79.9999m, 80));
        Assert.Equal("80%", ChineseFormat.Percent(80.0001m, 80));
    }

    private static int Index(int any, int count) => (int)(Math.Abs((long)any) % count);
}
