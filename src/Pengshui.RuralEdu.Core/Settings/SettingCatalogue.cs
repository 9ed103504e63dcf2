namespace Pengshui.RuralEdu.Core.Settings;

/// <summary>A setting: what it is, its default and its range. All are whole numbers.</summary>
/// <param name="Key">Key in the database.</param>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Label">What the settings page calls it.</param>
/// <param name="Unit">Unit of the number.</param>
/// <param name="Default">Value unless changed.</param>
/// <param name="Min">Smallest allowed.</param>
/// <param name="Max">Largest allowed.</param>
public sealed record SettingDefinition(string Key, string Group, string Label, string Unit, int Default, int Min, int Max);

/// <summary>Every setting there is.</summary>
public static class SettingCatalogue
{
    /// <summary>红灯: the lead's report is more than so many working days late (product rule: 3).</summary>
    public static readonly SettingDefinition LateDaysForRed = new("light.late-days", "灯色", "牵头科室月报迟报超过几个工作日判红灯", "个工作日", 3, 0, 20);

    /// <summary>黄灯: progress is this far behind the schedule or more (product rule: 10).</summary>
    public static readonly SettingDefinition GapForYellow = new("light.gap-yellow", "灯色", "完成率落后进度要求多少判黄灯", "个百分点", 10, 1, 100);

    /// <summary>红灯: progress is further behind than this (product rule: 30).</summary>
    public static readonly SettingDefinition GapForRed = new("light.gap-red", "灯色", "完成率落后进度要求超过多少判红灯", "个百分点", 30, 1, 100);

    /// <summary>黄灯: a problem that needs coordination is open longer than so many days (product rule: a month).</summary>
    public static readonly SettingDefinition ProblemDaysForYellow = new("light.problem-days", "灯色", "协调事项超过几天未解决判黄灯", "天", 30, 1, 365);

    /// <summary>黄灯: a return is unanswered more than so many days past its date (product rule: 0).</summary>
    public static readonly SettingDefinition ReturnDaysForYellow = new("light.return-days", "灯色", "退回超过重报期限几天判黄灯", "天", 0, 0, 30);

    /// <summary>红灯: a rectification of the task is overdue by more than so many days (product rule: 0).</summary>
    public static readonly SettingDefinition RectificationDaysForRed = new("light.rectification-days", "灯色", "整改逾期超过几天判红灯", "天", 0, 0, 30);

    /// <summary>Day of the month on which leads' reports are due (product rule: 25).</summary>
    public static readonly SettingDefinition DueDay = new("month.due-day", "月报", "每月几日截止（遇休息日顺延）", "日", 25, 1, 28);

    /// <summary>Working days by which supporting sections are due before the lead (product rule: 3).</summary>
    public static readonly SettingDefinition SupportingLead = new("month.supporting-days", "月报", "配合科室提前几个工作日", "个工作日", 3, 0, 10);

    /// <summary>Points of difference to the computed completion rate from which a reason is asked for (product rule: more than 10).</summary>
    public static readonly SettingDefinition CompletionGap = new("month.completion-gap", "月报", "完成率与举措折算相差超过多少须说明", "个百分点", 10, 1, 100);

    /// <summary>1: a leader signs a bulletin before it is published (送审 → 审签 → 发布).</summary>
    public static readonly SettingDefinition BulletinSigned = new("bulletin.signed", "通报", "通报发布前须经领导审签（1 是，0 否）", "", 0, 0, 1);

    /// <summary>Minutes without a request after which a sign-in ends.</summary>
    public static readonly SettingDefinition IdleMinutes = new("security.idle-minutes", "登录安全", "多少分钟不操作自动退出", "分钟", 30, 5, 480);

    /// <summary>Hours after which a sign-in ends in any case.</summary>
    public static readonly SettingDefinition AbsoluteHours = new("security.absolute-hours", "登录安全", "登录后最长保持", "小时", 12, 1, 24);

    /// <summary>Days after which a password must be changed; 0 never (等保 asks for it, OWASP ASVS 5.0 advises against it).</summary>
    public static readonly SettingDefinition PasswordDays = new("security.password-days", "登录安全", "密码有效期（0 为不限）", "天", 180, 0, 730);

    /// <summary>Wrong passwords in a row after which an account is locked.</summary>
    public static readonly SettingDefinition LockoutAttempts = new("security.lockout-attempts", "登录安全", "连续输错几次锁定", "次", 5, 3, 20);

    /// <summary>Minutes an account stays locked.</summary>
    public static readonly SettingDefinition LockoutMinutes = new("security.lockout-minutes", "登录安全", "锁定多少分钟", "分钟", 15, 1, 1440);

    /// <summary>Shortest password.</summary>
    public static readonly SettingDefinition PasswordLength = new("security.password-length", "登录安全", "密码最短长度", "位", 10, 8, 64);

    /// <summary>
    /// 1: administrators and leaders must sign in in two steps (GB/T 22239, level 3), and are led to switching it on. Off at
    /// first, so that the first administrator gets in and can hand out accounts.
    /// </summary>
    public static readonly SettingDefinition TwoFactorRequired = new("security.two-factor", "登录安全", "管理员和领导必须用两步验证（1 是，0 否）", "", 0, 0, 1);

    /// <summary>All, in the order of the settings page. Those under 登录安全 belong to the security administrator.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        LateDaysForRed, GapForYellow, GapForRed, ProblemDaysForYellow, ReturnDaysForYellow, RectificationDaysForRed,
        DueDay, SupportingLead, CompletionGap,
        BulletinSigned,
        IdleMinutes, AbsoluteHours, PasswordDays, PasswordLength, LockoutAttempts, LockoutMinutes, TwoFactorRequired,
    ];

    /// <summary>The group whose settings only the security administrator changes.</summary>
    public const string SecurityGroup = "登录安全";
}
