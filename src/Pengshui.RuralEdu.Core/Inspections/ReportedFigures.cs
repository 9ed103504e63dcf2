using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A figure that a submitted report gives, to be held against what is seen.</summary>
/// <param name="Source">As <see cref="InspectionFigure.Source"/>.</param>
/// <param name="Name">What is counted.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Value">上报.</param>
public sealed record ReportedFigure(string Source, string Name, string Unit, decimal Value);

/// <summary>What a submitted report says that can be held against what is seen.</summary>
public static class ReportedFigures
{
    /// <summary>The text: the progress, or why there was none; null where a report says neither.</summary>
    public static string? TextOf(ReportSnapshot snapshot) => snapshot.IsZeroReport ? $"零报告：{snapshot.ZeroReason}" : snapshot.Progress;

    /// <summary>The figures, the zero-clearing form's sums over the stages first. What the report leaves open is not among them.</summary>
    public static IReadOnlyList<ReportedFigure> Of(ReportSnapshot snapshot) =>
    [
        .. Clearance(snapshot, "ce", "应到学生", l => l.Expected),
        .. Clearance(snapshot, "cp", "实到学生", l => l.Present),
        .. Clearance(snapshot, "ch", "送教学生", l => l.HomeTaught),
        .. Clearance(snapshot, "cr", "疑似辍学月末存量", l => l.SuspectedRemaining),
        .. snapshot.Figures.SelectMany(Figures),
    ];

    private static IEnumerable<ReportedFigure> Clearance(ReportSnapshot snapshot, string source, string name, Func<ClearanceEntry, int?> column) =>
        snapshot.Clearance.Count > 0 && snapshot.Clearance.All(l => column(l) is not null)
            ? [new ReportedFigure(source, name, "人", snapshot.Clearance.Sum(l => column(l)!.Value))]
            : [];

    private static IEnumerable<ReportedFigure> Figures(SnapshotFigure figure)
    {
        if (figure.Shape == IndicatorShape.Rate)
        {
            if (figure.Numerator is { } numerator)
                yield return new ReportedFigure($"i{figure.IndicatorId}n", figure.NumeratorLabel ?? $"{figure.Name}（分子）", "", numerator);
            if (figure.Denominator is { } denominator)
                yield return new ReportedFigure($"i{figure.IndicatorId}d", figure.DenominatorLabel ?? $"{figure.Name}（分母）", "", denominator);
        }
        else if (figure.Value is { } value)
        {
            yield return new ReportedFigure($"i{figure.IndicatorId}", figure.Name, figure.Unit, value);
        }
    }
}
