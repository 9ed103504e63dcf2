using System.Globalization;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>How figures and days are written in sentences: 98.6%, 低 11 个百分点, 10月25日.</summary>
public static class Wording
{
    /// <summary>绿灯, 黄灯, 红灯, 灰灯.</summary>
    public static string Label(this Light light) => light switch
    {
        Light.Green => "绿灯",
        Light.Yellow => "黄灯",
        Light.Red => "红灯",
        Light.Grey => "灰灯",
        _ => throw new ArgumentOutOfRangeException(nameof(light)),
    };

    /// <summary>A number without needless zeros, at most two decimals: 98.6.</summary>
    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A percentage, at most two decimals, 100% only where it is: 98.6%.</summary>
    public static string Percent(decimal value) => Number(Percentages.Shown(value)) + "%";

    /// <summary>A percentage that is held against what is asked, which it does not seem to reach where it does not.</summary>
    public static string Percent(decimal value, decimal required) => Number(Percentages.Shown(value, v => v < required)) + "%";

    /// <summary>A value in the indicator's unit: a rate as 98.6%, anything else as a number with its unit (214 人).</summary>
    /// <param name="value">The exact value.</param>
    /// <param name="shape">Shape.</param>
    /// <param name="unit">Unit.</param>
    /// <param name="target">What it is held against; null where there is none.</param>
    public static string Value(decimal value, IndicatorShape shape, string unit, IndicatorTarget? target = null) =>
        Number(Shown(value, shape, target)) + (shape == IndicatorShape.Rate ? "%" : " " + unit);

    /// <summary>A value as the number that is shown of it: a rate rounded, but not so that it seems to reach a target it misses.</summary>
    /// <param name="value">The exact value.</param>
    /// <param name="shape">Shape.</param>
    /// <param name="target">What it is held against; null where there is none.</param>
    public static decimal Shown(decimal value, IndicatorShape shape, IndicatorTarget? target) =>
        shape == IndicatorShape.Rate ? Percentages.Shown(value, target is null ? null : target.IsMissedBy) : value;

    /// <summary>How a percentage stands to what is asked: 低 11 个百分点, 高 1 个百分点, 持平.</summary>
    public static string Gap(decimal actual, decimal required) => (actual - required) switch
    {
        < 0 and var behind => $"低 {Number(Percentages.Points(-behind))} 个百分点",
        > 0 and var ahead => $"高 {Number(Percentages.Points(ahead))} 个百分点",
        _ => "持平",
    };

    /// <summary>A day without its year: 10月25日.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日");

    /// <summary>A target with its sign: 100%, ≥97%, ≤3 人.</summary>
    public static string Target(TargetOperator comparison, decimal value, IndicatorShape shape, string unit) => comparison switch
    {
        TargetOperator.AtLeast => "≥" + Value(value, shape, unit),
        TargetOperator.AtMost => "≤" + Value(value, shape, unit),
        _ => Value(value, shape, unit),
    };
}
