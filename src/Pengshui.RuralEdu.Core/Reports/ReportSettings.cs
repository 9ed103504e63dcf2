using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>When reports are due and what is asked of them.</summary>
public static class ReportSettings
{
    private const string Group = "月报";

    /// <summary>Day of the month on which leads' reports are due (product rule: 25).</summary>
    public static readonly SettingDefinition DueDay = new("month.due-day", Group, "每月几日截止（遇休息日顺延）", "日", 25, 1, 28);

    /// <summary>Working days by which supporting sections are due before the lead (product rule: 3).</summary>
    public static readonly SettingDefinition SupportingLead = new("month.supporting-days", Group, "配合科室提前几个工作日", "个工作日", 3, 0, 10);

    /// <summary>Points of difference to the computed completion rate from which a reason is asked for (product rule: more than 10).</summary>
    public static readonly SettingDefinition CompletionGap = new("month.completion-gap", Group, "完成率与举措折算相差超过多少须说明", "个百分点", 10, 1, 100);

    /// <summary>All, in the order of the settings page.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } = [DueDay, SupportingLead, CompletionGap];
}
