using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>系统核对: what a writer and a reviewer should look at twice, and what need not be computed again. Never blocks.</summary>
public static class ReportChecks
{
    /// <summary>Share of a text that is the same as last month's from which it is asked about.</summary>
    public const double NearlyIdentical = 0.9;

    /// <summary>Shortest text that is compared with last month's; “无” may well be the same.</summary>
    public const int ComparedLength = 10;

    /// <summary>The sentences, in the order of the form.</summary>
    /// <param name="snapshot">The content.</param>
    /// <param name="previous">The last earlier one, or null.</param>
    /// <param name="completionGap">Points of difference that are worth a look.</param>
    /// <param name="completions">The completions up to this one, oldest first; empty where they are not known.</param>
    public static IReadOnlyList<ReportCheck> Of(
        ReportSnapshot snapshot, ReportSnapshot? previous, int completionGap, IReadOnlyList<ScheduledCompletion>? completions = null) =>
    [
        .. snapshot.Figures.SelectMany((f, i) => Figure(f, $"Figures[{i}]")),
        .. snapshot.Clearance.SelectMany((line, i) => Balance(line, $"Clearance[{i}].Present")),
        .. Completion(snapshot, previous, completionGap),
        .. ScheduleMatch.Find(completions ?? []) is { } match
            ? [new ReportCheck(CheckLevel.Attention, match.Sentence + "，请核对是否按实际填报。", nameof(ReportContent.CompletionRate))] : Array.Empty<ReportCheck>(),
        .. Repeated("本月进展", nameof(ReportContent.Progress), snapshot.Progress, previous?.Progress),
        .. Repeated("存在问题", nameof(ReportContent.Problems), snapshot.Problems, previous?.Problems),
        .. Repeated("下月打算", nameof(ReportContent.NextSteps), snapshot.NextSteps, previous?.NextSteps),
    ];

    /// <summary>Whether a figure moved by more than half and by more than 10 units.</summary>
    public static bool Jumps(decimal value, decimal last) =>
        Math.Abs(value - last) > 10 && Math.Abs(value - last) > Math.Abs(last) / 2;

    private static IEnumerable<ReportCheck> Figure(SnapshotFigure figure, string field)
    {
        if (figure.Value is not { } value)
            yield break;
        if (figure.Shape == IndicatorShape.Rate)
        {
            var sum = $"{figure.Name}：{figure.Numerator:0.##} ÷ {figure.Denominator:0.##} = {ChineseFormat.Percent(value)}";
            yield return value > 100
                ? new ReportCheck(CheckLevel.Attention, $"{sum}，超过 100%，请看说明是否讲清。", field + ".Note")
                : new ReportCheck(CheckLevel.Fine, sum + "。", field + ".Numerator");
        }

        if (figure.LastValue is { } last && Jumps(value, last))
            yield return new ReportCheck(CheckLevel.Attention, $"{figure.Name}从上次的 {last:0.##} 变为 {value:0.##}，变化较大，请核对。", field + ".Value");
    }

    private static IEnumerable<ReportCheck> Balance(ClearanceEntry line, string field) => line.Gap switch
    {
        null => [],
        0 => [new ReportCheck(CheckLevel.Fine, $"{line.Stage.Label()}应到、实到与各项去向相符，疑似辍学月末存量 {line.SuspectedRemaining} 人。", field)],
        _ => [new ReportCheck(CheckLevel.Attention, ClearanceRules.GapSentence(line), field)],
    };

    private static IEnumerable<ReportCheck> Completion(ReportSnapshot snapshot, ReportSnapshot? previous, int gap)
    {
        const string field = nameof(ReportContent.CompletionRate);
        if (snapshot.CompletionRate is not { } rate)
            yield break;
        if (snapshot.ComputedCompletion is { } computed && Math.Abs(rate - computed) > gap)
            yield return new ReportCheck(CheckLevel.Attention, $"完成率比按举措折算的 {ChineseFormat.Percent(computed)} {Apart(rate - computed)}，请看说明是否讲清。", field);
        if (previous?.CompletionRate is { } before && Math.Abs(rate - before) > gap)
            yield return new ReportCheck(CheckLevel.Attention, $"完成率比上次{Apart(rate - before)}，请留意依据。", field);
    }

    private static string Apart(decimal points) => $"{(points > 0 ? "高" : "低")} {Math.Abs(points):0.##} 个百分点";

    private static IEnumerable<ReportCheck> Repeated(string label, string field, string? text, string? before)
    {
        if (text is { Length: >= ComparedLength } && before is not null && SnapshotDifferences.Similarity(text, before) >= NearlyIdentical)
            yield return new ReportCheck(CheckLevel.Attention, $"{label}与上次几乎相同，请核对是否已更新。", field);
    }
}
