using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Accounts;

/// <summary>What the audit trail records of accounts and signing in: the codes, which never change once one was written, and the words for them.</summary>
public static class AccountAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string SignIn = "account.sign-in";
    public const string SignInFirstStep = "account.sign-in-first-step";
    public const string EndSession = "account.end-session";
    public const string SignOut = "account.sign-out";
    public const string LockUser = "account.lock";
    public const string ChangePassword = "account.change-password";
    public const string EnableTwoFactor = "account.enable-two-factor";
    public const string DisableTwoFactor = "account.disable-two-factor";
    public const string ResetTwoFactor = "user.reset-two-factor";
    public const string AccessDenied = "access.denied";
    public const string CreateUser = "user.create";
    public const string ChangeUser = "user.change";
    public const string EnableUser = "user.enable";
    public const string DisableUser = "user.disable";
    public const string ResetPassword = "user.reset-password";
    public const string UnlockUser = "user.unlock";
    public const string GrantRoles = "user.grant-roles";
    public const string EndSignIns = "user.end-sign-ins";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [SignIn] = "登录",
            [SignInFirstStep] = "登录第一步（密码正确）",
            [EndSession] = "退出一处登录",
            [SignOut] = "退出登录",
            [LockUser] = "锁定账号",
            [ChangePassword] = "修改密码",
            [EnableTwoFactor] = "开启两步验证",
            [DisableTwoFactor] = "关闭两步验证",
            [ResetTwoFactor] = "重置两步验证",
            [AccessDenied] = "越权访问",
            [CreateUser] = "新建账号",
            [ChangeUser] = "修改账号",
            [EnableUser] = "启用账号",
            [DisableUser] = "停用账号",
            [ResetPassword] = "重置密码",
            [UnlockUser] = "解除锁定",
            [GrantRoles] = "授予角色",
            [EndSignIns] = "强制下线",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(PortalUser)] = "账号",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(PortalUser.UserName)] = "用户名",
            [nameof(PortalUser.DisplayName)] = "显示名",
            [nameof(PortalUser.IsEnabled)] = "启用",
            [nameof(PortalUser.MustChangePassword)] = "须改密码",
            [nameof(PortalUser.PasswordChangedAt)] = "改密时间",
            [nameof(PortalUser.LastSignedInAt)] = "上次登录",
            [nameof(PortalUser.LockoutEnd)] = "锁定至",
            [nameof(PortalUser.TwoFactorEnabled)] = "两步验证",
            [nameof(PortalUser.Sections)] = "所属科室",
            ["Roles"] = "角色",
        },
    };
}
