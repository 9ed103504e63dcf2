using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Web.Features.Dashboard;

/// <summary>The geometry of a rate against its target, 300 wide. The axis begins at 90% where both lie above, else at 0.</summary>
public sealed class BulletChart
{
    /// <summary>Width of the bar in the drawing.</summary>
    public const double Width = 286;

    private const double Offset = 30;

    private readonly double from;

    /// <summary>Makes the chart of a line whose indicator is a rate with a value.</summary>
    public BulletChart(TargetLine line)
    {
        Value = (double)line.Value!.Value!.Value;
        Target = (double)line.Indicator.TargetValue!.Value;
        IsBroken = Value >= 90 && Target >= 90;
        from = IsBroken ? 90 : 0;
        Ticks = IsBroken ? [90, 95, 100] : [0, 50, 100];
    }

    /// <summary>The value, percent.</summary>
    public double Value { get; }

    /// <summary>The target, percent.</summary>
    public double Target { get; }

    /// <summary>Whether the axis is broken at its beginning, which the drawing shows.</summary>
    public bool IsBroken { get; }

    /// <summary>Where the axis is labelled.</summary>
    public IReadOnlyList<int> Ticks { get; }

    /// <summary>Whether a line can be drawn: only rates have an axis of their own.</summary>
    public static bool Fits(TargetLine line) => line.Indicator.Shape == IndicatorShape.Rate && line.Value?.Value is not null;

    /// <summary>Where a percentage lies.</summary>
    public double X(double percent)
    {
        var start = IsBroken ? Offset : 0;
        return start + (Math.Clamp(percent, from, 100) - from) / (100 - from) * (Width - start);
    }

    /// <summary>A coordinate as the drawing writes it.</summary>
    public static string At(double value) => value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
