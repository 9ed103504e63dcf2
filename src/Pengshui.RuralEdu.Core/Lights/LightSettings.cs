using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>What the lights depend on.</summary>
public static class LightSettings
{
    private const string Group = "灯色";

    /// <summary>红灯: the lead's report is more than so many working days late (product rule: 3).</summary>
    public static readonly SettingDefinition LateDaysForRed = new("light.late-days", Group, "牵头科室月报迟报超过几个工作日判红灯", "个工作日", 3, 0, 20);

    /// <summary>黄灯: progress is this far behind the schedule or more (product rule: 10).</summary>
    public static readonly SettingDefinition GapForYellow = new("light.gap-yellow", Group, "完成率落后进度要求多少判黄灯", "个百分点", 10, 1, 100);

    /// <summary>红灯: progress is further behind than this (product rule: 30).</summary>
    public static readonly SettingDefinition GapForRed = new("light.gap-red", Group, "完成率落后进度要求超过多少判红灯", "个百分点", 30, 1, 100)
    {
        MoreThan = GapForYellow,
        MoreThanSentence = "判红灯的差距要大于判黄灯的差距。",
    };

    /// <summary>黄灯: a problem that needs coordination is open longer than so many days (product rule: a month).</summary>
    public static readonly SettingDefinition ProblemDaysForYellow = new("light.problem-days", Group, "协调事项超过几天未解决判黄灯", "天", 30, 1, 365);

    /// <summary>黄灯: a return is unanswered more than so many days past its date (product rule: 0).</summary>
    public static readonly SettingDefinition ReturnDaysForYellow = new("light.return-days", Group, "退回超过重报期限几天判黄灯", "天", 0, 0, 30);

    /// <summary>红灯: a rectification of the task is overdue by more than so many days (product rule: 0).</summary>
    public static readonly SettingDefinition RectificationDaysForRed = new("light.rectification-days", Group, "整改逾期超过几天判红灯", "天", 0, 0, 30);

    /// <summary>All, in the order of the settings page.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } = [LateDaysForRed, GapForYellow, GapForRed, ProblemDaysForYellow, ReturnDaysForYellow, RectificationDaysForRed];
}
