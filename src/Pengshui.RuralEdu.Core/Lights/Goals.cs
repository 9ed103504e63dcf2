using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>The values that are just enough for a green light and can be typed. Lights compare exact values, so a bound is never rounded towards what misses.</summary>
internal static class Goals
{
    // A completion is typed with one decimal; a figure, and what is shown of a rate, has two.
    private const decimal CompletionStep = 0.1m;
    private const decimal FigureStep = 0.01m;

    /// <summary>The least completion that is neither yellow nor red; null where any is.</summary>
    public static Goal? Completion(decimal required, SettingValues settings)
    {
        var aboveYellow = (Math.Floor((required - settings[LightSettings.GapForYellow]) / CompletionStep) * CompletionStep) + CompletionStep;
        var notRed = Math.Ceiling((required - settings[LightSettings.GapForRed]) / CompletionStep) * CompletionStep;
        var bound = Math.Max(aboveYellow, notRed);
        return bound > 0 ? new Goal(LightRule.Completion, "完成率", $"完成率不低于 {ChineseFormat.Percent(bound)}", bound) : null;
    }

    /// <summary>The value that is no further from the target than the last one, and reaches it once it is judged; null where any is.</summary>
    /// <param name="indicator">With the last value before.</param>
    /// <param name="of">The month whose report says it.</param>
    public static Goal? Figure(IndicatorInput indicator, Month of)
    {
        var isJudged = indicator.EvaluatedOn <= of.LastDay;
        if (!isJudged && indicator.Previous is null)
            return null;
        var allowed = isJudged ? 0 : indicator.Shortfall(indicator.Previous!.Value);
        var (bound, text) = (indicator.Operator, indicator.Direction) switch
        {
            (TargetOperator.AtLeast, _) or (TargetOperator.Exactly, IndicatorDirection.Up) =>
                Said(Math.Ceiling((indicator.Target - allowed) / FigureStep) * FigureStep, "不低于"),
            (TargetOperator.AtMost, _) or (TargetOperator.Exactly, IndicatorDirection.Down) =>
                Said(Math.Floor((indicator.Target + allowed) / FigureStep) * FigureStep, "不高于"),
            _ when Math.Floor(allowed / FigureStep) * FigureStep is > 0 and var off =>
                (indicator.Target, $"{indicator.Name}与目标 {indicator.Write(indicator.Target)}相差不超过 {ChineseFormat.Number(off)}"),
            _ => Said(indicator.Target, "为"),
        };
        return new Goal(LightRule.Indicator, indicator.Name, text, bound);

        (decimal, string) Said(decimal value, string how) => (value, $"{indicator.Name}{how} {indicator.Write(value)}");
    }
}
