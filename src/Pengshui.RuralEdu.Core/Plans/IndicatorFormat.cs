using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>How an indicator's values and targets are written: 98.6%, 214 人, ≥97%.</summary>
public static class IndicatorFormat
{
    /// <summary>A value in the indicator's unit: a rate as 98.6%, anything else as a number with its unit (214 人).</summary>
    /// <param name="value">The exact value.</param>
    /// <param name="shape">Shape.</param>
    /// <param name="unit">Unit.</param>
    /// <param name="target">What it is held against; null where there is none.</param>
    public static string Value(decimal value, IndicatorShape shape, string unit, IndicatorTarget? target = null) =>
        ChineseFormat.Number(Shown(value, shape, target)) + (shape == IndicatorShape.Rate ? "%" : " " + unit);

    /// <summary>A value as the number that is shown of it: a rate rounded, but not so that it seems to reach a target it misses.</summary>
    /// <param name="value">The exact value.</param>
    /// <param name="shape">Shape.</param>
    /// <param name="target">What it is held against; null where there is none.</param>
    public static decimal Shown(decimal value, IndicatorShape shape, IndicatorTarget? target) =>
        shape == IndicatorShape.Rate ? Percentages.Shown(value, target is null ? null : target.IsMissedBy) : value;

    /// <summary>A target with its sign: 100%, ≥97%, ≤3 人.</summary>
    public static string Target(TargetOperator comparison, decimal value, IndicatorShape shape, string unit) => comparison switch
    {
        TargetOperator.AtLeast => "≥" + Value(value, shape, unit),
        TargetOperator.AtMost => "≤" + Value(value, shape, unit),
        _ => Value(value, shape, unit),
    };
}
