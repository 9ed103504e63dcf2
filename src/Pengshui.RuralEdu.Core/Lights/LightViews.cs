using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// The three views of a task's month (系统、自评、督查员), which stand side by side: none of them changes another. 分歧 is
/// where two of them that are there are not the same light. Grey is no view: nothing is due yet, or the task rests. An
/// override is none either; it is said beside them.
/// </summary>
/// <param name="Computed">系统判定.</param>
/// <param name="Self">The leading section's own view, as last submitted; null where there is none.</param>
/// <param name="Supervisor">Of the last visit up to the end of the month; null where there is none.</param>
public sealed record LightViews(Light Computed, Light? Self, SupervisorView? Supervisor)
{
    /// <summary>The definition for readers.</summary>
    public const string Definition =
        "分歧：任务最近一次判定灯色的月份里，系统判定、科室自评、督查员判定（最近一次督查）三方中，已有的几方不是同一种灯。灰灯不算。";

    /// <summary>Whether they are 分歧.</summary>
    public bool Differ => new[] { Computed, Self, Supervisor?.Light }.Where(l => l is not (null or Light.Grey)).Distinct().Skip(1).Any();

    /// <summary>系统黄灯，自评绿灯，督查员9月12日红灯.</summary>
    public string Sentence =>
        $"系统{Computed.Label()}，自评{Self?.Label() ?? "暂无"}，督查员{(Supervisor is { } seen ? ChineseDays.MonthAndDay(seen.VisitedOn) + seen.Light.Label() : "暂无")}";
}
