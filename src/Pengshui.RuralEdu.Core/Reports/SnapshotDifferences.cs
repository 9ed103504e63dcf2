using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What differs between two sheets: for reviewers, for whoever saved second, and for the audit trail.</summary>
public static class SnapshotDifferences
{
    /// <summary>A snapshot as lines of label and text, in the order of the form; an empty field has no line.</summary>
    public static IReadOnlyList<(string Label, string Text)> Lines(ReportSnapshot snapshot)
    {
        var lines = new List<(string Label, string? Text)>
        {
            ("零报告", snapshot.IsZeroReport ? "是" : null),
            ("零报告原因", snapshot.ZeroReason),
        };
        lines.AddRange(snapshot.Measures.Select(m => ($"举措{m.Number}", Join("；", m.State?.Label(), m.Note))));
        lines.AddRange(snapshot.Figures.Select(f => (f.Name, Join("；", Figure(f), f.Note))));
        lines.AddRange(snapshot.Clearance.Select(l => ($"清零月报（{l.Stage.Label()}）", Clearance(l))));
        lines.AddRange(
        [
            ("比对日期", snapshot.ClearanceComparedOn?.ToString("yyyy年M月d日")),
            ("差额原因", snapshot.ClearanceGapReason),
            ("本月进展", snapshot.Progress),
            ("存在问题", snapshot.Problems),
            .. snapshot.Answers.Select(a => ($"请{a.Whom}协调：{a.What}", a.IsSolved is { } solved ? NeedWords.Answer(solved) : null)),
            ("需谁协调", snapshot.NeedsCoordination == false ? "不需要协调" : Join("\n", [.. snapshot.Needs.Select(n => n.Sentence)])),
            ("下月打算", snapshot.NextSteps),
            ("完成率", snapshot.CompletionRate is { } rate ? $"{rate:0.#}%" : null),
            ("完成率说明", snapshot.CompletionReason),
            ("自评", snapshot.SelfLight?.Label()),
            ("自评原因", snapshot.SelfLightReason),
            ("佐证材料", Join("\n", [.. snapshot.Evidence.Select(f => f.FileName)])),
        ]);
        return [.. lines.Where(l => !string.IsNullOrEmpty(l.Text)).Select(l => (l.Label, l.Text!))];
    }

    /// <summary>The fields whose text changed: label, text before, text after; null where there was or is none.</summary>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Changes(ReportSnapshot before, ReportSnapshot after)
    {
        var older = Lines(before).ToLookup(l => l.Label, l => l.Text);
        var newer = Lines(after).ToLookup(l => l.Label, l => l.Text);
        var order = Lines(after).Select(l => l.Label).Concat(Lines(before).Select(l => l.Label)).Distinct();
        return [.. order.Select(l => (l, Text(older, l), Text(newer, l))).Where(c => c.Item2 != c.Item3)];
    }

    /// <summary>The same, with the pieces of text that differ marked.</summary>
    public static IReadOnlyList<FieldDifference> Between(ReportSnapshot before, ReportSnapshot after) =>
        [.. Changes(before, after).Select(c => Mark(c.Label, c.Before ?? "", c.After ?? ""))];

    /// <summary>
    /// Share of the longer text that stands in both, 0 to 1; 0 where it cannot be <see cref="ReportChecks.NearlyIdentical"/>. Comparing takes long
    /// where texts differ much; what their characters have in common is a bound that costs nothing, and what is too long to be kept is not compared.
    /// </summary>
    public static double Similarity(string text, string other)
    {
        var longer = Math.Max(text.Length, other.Length);
        if (longer > MonthlyReport.TextLength || InCommon(text, other) < longer * ReportChecks.NearlyIdentical)
            return 0;
        var added = TextDifference.Between(other, text).After.Where(p => p.IsChanged).Sum(p => p.Text.Length);
        return 1.0 * (text.Length - added) / Math.Max(1, longer);
    }

    private static int InCommon(string text, string other)
    {
        var counts = other.CountBy(c => c).ToDictionary();
        return text.CountBy(c => c).Sum(c => Math.Min(c.Value, counts.GetValueOrDefault(c.Key)));
    }

    private static string? Text(ILookup<string, string> lines, string label) => Join("\n", [.. lines[label]]);

    private static string? Join(string separator, params string?[] parts)
    {
        var text = string.Join(separator, parts.Where(p => !string.IsNullOrEmpty(p)));
        return text.Length == 0 ? null : text;
    }

    private static string? Figure(SnapshotFigure figure) => figure switch
    {
        { Shape: IndicatorShape.Rate, Value: { } rate } => $"{figure.Numerator:0.##} ÷ {figure.Denominator:0.##} = {rate:0.##}%",
        { Shape: IndicatorShape.Rate, Numerator: null, Denominator: { } denominator } => $"{figure.DenominatorLabel} {denominator:0.##}",
        { Value: { } value } => $"{value:0.##} {figure.Unit}",
        _ => null,
    };

    private static string? Clearance(ClearanceEntry line) => Join(
        "，",
        Count("应到", line.Expected),
        Count("实到", line.Present),
        Count("转出", line.TransferredOut),
        Count("病休", line.SickLeave),
        Count("送教", line.HomeTaught),
        Count("疑似辍学上月末存量", line.SuspectedBefore),
        Count("新增", line.SuspectedNew),
        Count("劝返", line.SuspectedReturned),
        Count("确认辍学", line.ConfirmedDropouts));

    private static string? Count(string label, int? count) => count is null ? null : $"{label} {count}";

    private static FieldDifference Mark(string label, string before, string after)
    {
        var (older, newer) = TextDifference.Between(before, after);
        return new FieldDifference(label, older, newer);
    }
}
