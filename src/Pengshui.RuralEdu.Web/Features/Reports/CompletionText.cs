using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>The sentence under the completion rate.</summary>
public static class CompletionText
{
    /// <summary>How far it is from the schedule and from the computed one.</summary>
    public static string Of(ReportSnapshot snapshot, int gap)
    {
        if (snapshot.CompletionRate is not { } rate)
            return $"{Required(snapshot)}。" + (snapshot.ComputedCompletion is { } known ? $"按举措折算为 {ChineseFormat.Percent(known)}。" : "选好举措进度并保存后，这里显示按举措折算的数。");
        var text = AgainstSchedule(snapshot);
        if (snapshot.ComputedCompletion is not { } computed)
            return text + "。";
        var difference = Math.Abs(rate - computed);
        return $"{text}；与按举措折算相差 {difference:0.##} 个百分点，{(difference > gap ? "须说明" : $"不用说明（超过 {gap} 个百分点须说明）")}";
    }

    /// <summary>比进度要求低 2 个百分点.</summary>
    public static string AgainstSchedule(ReportSnapshot snapshot) => (snapshot.CompletionRate - snapshot.RequiredPercent) switch
    {
        null => Required(snapshot),
        0 => "与进度要求持平",
        < 0 and var behind => $"比进度要求低 {-behind:0.#} 个百分点",
        var ahead => $"比进度要求高 {ahead:0.#} 个百分点",
    };

    private static string Required(ReportSnapshot snapshot) => $"进度要求 {snapshot.RequiredPercent:0.#}%";
}
