using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>The rules of the zero-clearing monthly form (清零月报).</summary>
internal static class ClearanceRules
{
    /// <summary>What cannot be: counts below 0, more children brought back or given up than there were.</summary>
    public static IEnumerable<Problem> Impossible(ClearanceEntry line, string field)
    {
        var counts = Counts(line).Where(c => c.Value is < 0 or > ReportRules.LargestCount).ToList();
        foreach (var (name, label, value) in counts)
            yield return new Problem($"{line.Stage.Label()}{label}{(value < 0 ? "不能是负数" : "太大")}，请核对。", $"{field}.{name}");
        if (counts.Count > 0 || (line.SuspectedBefore + line.SuspectedNew) is not { } stock)
            yield break;
        if (line.SuspectedReturned > stock)
            yield return new Problem($"{line.Stage.Label()}劝返 {line.SuspectedReturned} 人，多于上月存量与本月新增之和 {stock} 人，请核对。", field + ".SuspectedReturned");
        else if (line.SuspectedRemaining < 0)
            yield return new Problem($"{line.Stage.Label()}劝返与确认辍学共 {line.SuspectedReturned + line.ConfirmedDropouts} 人，多于上月存量与本月新增之和 {stock} 人，请核对。", field + ".ConfirmedDropouts");
    }

    /// <summary>What a submission lacks.</summary>
    public static IEnumerable<Problem> Missing(ReportContent content, ReportFormDefinition definition)
    {
        if (!definition.HasClearance)
            yield break;
        for (var i = 0; i < content.Clearance.Count; i++)
        {
            foreach (var (name, label, _) in Counts(content.Clearance[i]).Where(c => c.Value is null))
                yield return new Problem($"请填写{content.Clearance[i].Stage.Label()}{label}人数，没有请填 0。", $"Clearance[{i}].{name}");
        }

        if (content.ClearanceComparedOn is null)
            yield return new Problem("请填写比对日期。", nameof(content.ClearanceComparedOn));
        if (content.ClearanceGapReason is null && content.Clearance.FirstOrDefault(l => l.Gap is not (null or 0)) is { } gap)
            yield return new Problem(GapSentence(gap) + "一时核不清的，请写明差额原因。", nameof(content.ClearanceGapReason));
    }

    /// <summary>初中还有 3 名学生没有填写去向，请核对实到人数。</summary>
    public static string GapSentence(ClearanceEntry line) => line.Gap > 0
        ? $"{line.Stage.Label()}还有 {line.Gap} 名学生没有填写去向，请核对实到人数。"
        : $"{line.Stage.Label()}各项去向比应到与实到之差多 {-line.Gap} 人，请核对。";

    private static IEnumerable<(string Name, string Label, int? Value)> Counts(ClearanceEntry line) =>
    [
        (nameof(line.Expected), "应到", line.Expected),
        (nameof(line.Present), "实到", line.Present),
        (nameof(line.TransferredOut), "转出", line.TransferredOut),
        (nameof(line.SickLeave), "病休", line.SickLeave),
        (nameof(line.HomeTaught), "送教", line.HomeTaught),
        (nameof(line.SuspectedBefore), "疑似辍学上月末存量", line.SuspectedBefore),
        (nameof(line.SuspectedNew), "疑似辍学新增", line.SuspectedNew),
        (nameof(line.SuspectedReturned), "疑似辍学劝返", line.SuspectedReturned),
        (nameof(line.ConfirmedDropouts), "确认辍学", line.ConfirmedDropouts),
    ];
}
