using System.Globalization;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>How numbers are written in sentences: 98.6%, 低 11 个百分点.</summary>
public static class ChineseFormat
{
    /// <summary>A number without needless zeros, at most two decimals: 98.6.</summary>
    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A percentage, at most two decimals, 100% only where it is: 98.6%.</summary>
    public static string Percent(decimal value) => Number(Percentages.Shown(value)) + "%";

    /// <summary>A percentage that is held against what is asked, which it does not seem to reach where it does not.</summary>
    public static string Percent(decimal value, decimal required) => Number(Percentages.Shown(value, v => v < required)) + "%";

    /// <summary>How a percentage stands to what is asked: 低 11 个百分点, 高 1 个百分点, 持平.</summary>
    public static string Gap(decimal actual, decimal required) => (actual - required) switch
    {
        < 0 and var behind => $"低 {Number(Percentages.Points(-behind))} 个百分点",
        > 0 and var ahead => $"高 {Number(Percentages.Points(ahead))} 个百分点",
        _ => "持平",
    };
}
