using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>Passwords, lockouts and how long a sign-in lasts: the security administrator's.</summary>
public static class AccountSettings
{
    private const string Group = "登录安全";

    /// <summary>Minutes without a request after which a sign-in ends.</summary>
    public static readonly SettingDefinition IdleMinutes = new("security.idle-minutes", Group, "多少分钟不操作自动退出", "分钟", 30, 5, 480) { IsOfSecurity = true };

    /// <summary>Hours after which a sign-in ends in any case.</summary>
    public static readonly SettingDefinition AbsoluteHours = new("security.absolute-hours", Group, "登录后最长保持", "小时", 12, 1, 24) { IsOfSecurity = true };

    /// <summary>Days after which a password must be changed; 0 never (等保 asks for it, OWASP ASVS 5.0 advises against it).</summary>
    public static readonly SettingDefinition PasswordDays = new("security.password-days", Group, "密码有效期（0 为不限）", "天", 180, 0, 730) { IsOfSecurity = true };

    /// <summary>Wrong passwords in a row after which an account is locked.</summary>
    public static readonly SettingDefinition LockoutAttempts = new("security.lockout-attempts", Group, "连续输错几次锁定", "次", 5, 3, 20) { IsOfSecurity = true };

    /// <summary>Minutes an account stays locked.</summary>
    public static readonly SettingDefinition LockoutMinutes = new("security.lockout-minutes", Group, "锁定多少分钟", "分钟", 15, 1, 1440) { IsOfSecurity = true };

    /// <summary>Shortest password.</summary>
    public static readonly SettingDefinition PasswordLength = new("security.password-length", Group, "密码最短长度", "位", 10, 8, 64) { IsOfSecurity = true };

    /// <summary>
    /// 1: administrators and leaders must sign in in two steps (GB/T 22239, level 3), and are led to switching it on. Off at
    /// first, so that the first administrator gets in and can hand out accounts.
    /// </summary>
    public static readonly SettingDefinition TwoFactorRequired = new("security.two-factor", Group, "管理员和领导必须用两步验证（1 是，0 否）", "", 0, 0, 1) { IsOfSecurity = true };

    /// <summary>All, in the order of the settings page.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } = [IdleMinutes, AbsoluteHours, PasswordDays, PasswordLength, LockoutAttempts, LockoutMinutes, TwoFactorRequired];
}
