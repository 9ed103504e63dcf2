namespace Pengshui.RuralEdu.Core.Common;

/// <summary>
/// How percentages are computed and rounded, everywhere: they are compared exact, and rounded only to be shown, to two
/// decimals, half away from zero (四舍五入).
/// </summary>
public static class Percentages
{
    /// <summary>Decimals that a computed percentage is shown with.</summary>
    public const int Decimals = 2;

    private const decimal Hundredth = 0.01m;

    /// <summary>A rate, percent, in full precision: what lights and targets are held against.</summary>
    /// <param name="numerator">0 or more.</param>
    /// <param name="denominator">More than 0.</param>
    public static decimal Of(decimal numerator, decimal denominator) => 100 * numerator / denominator;

    /// <summary>Half away from zero.</summary>
    /// <param name="percent">The exact value.</param>
    /// <param name="decimals">How many decimals stay.</param>
    public static decimal Round(decimal percent, int decimals = Decimals) => Math.Round(percent, decimals, MidpointRounding.AwayFromZero);

    /// <summary>
    /// The value as it is shown: rounded, but never to 100 unless it is 100, and never so that it seems to reach a target
    /// that it misses. There the hundredth beside it stands, on the exact value's side: 19999 ÷ 20000 is 99.99.
    /// </summary>
    /// <param name="exact">The exact value, percent.</param>
    /// <param name="misses">Whether a value misses the target; null where there is none.</param>
    public static decimal Shown(decimal exact, Func<decimal, bool>? misses = null)
    {
        var rounded = Round(exact);
        var seemsMore = (rounded == 100 && exact != 100) || (misses is not null && misses(exact) && !misses(rounded));
        return !seemsMore ? rounded : exact < rounded ? rounded - Hundredth : rounded + Hundredth;
    }

    /// <summary>A difference of two percentages as it is shown: rounded, but 0 only where there is none.</summary>
    /// <param name="exact">The exact difference.</param>
    public static decimal Points(decimal exact) => Round(exact) is not 0 and var rounded ? rounded : Math.Sign(exact) * Hundredth;
}
