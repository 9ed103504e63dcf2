namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>The codes of audited acts and the words for them. A code never changes once it was written.</summary>
public static class AuditActions
{
#pragma warning disable CS1591 // Each constant says what it is; the labels below are their documentation.
    public const string SignIn = "account.sign-in";
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
    public const string CreateSection = "section.create";
    public const string ChangeSection = "section.change";
    public const string ChangeSetting = "setting.change";
    public const string ChangeCalendar = "calendar.change";
    public const string LoadPlan = "plan.load";
    public const string ChangePlan = "plan.change";
    public const string ChangeResponsibility = "plan.change-responsibility";
    public const string OpenPeriod = "period.open";
    public const string ClosePeriod = "period.close";
    public const string ReopenPeriod = "period.reopen";
    public const string ChangePeriod = "period.change";
    public const string SaveDraft = "report.save-draft";
    public const string SubmitReport = "report.submit";
    public const string WithdrawReport = "report.withdraw";
    public const string ApproveReport = "report.approve";
    public const string ReturnReport = "report.return";
    public const string ConfirmReport = "report.confirm";
    public const string ReopenReport = "report.reopen";
    public const string AddEvidence = "evidence.add";
    public const string RemoveEvidence = "evidence.remove";
    public const string IssueRectification = "rectification.issue";
    public const string ReportRectification = "rectification.report";
    public const string SubmitRectification = "rectification.submit";
    public const string CloseRectification = "rectification.close";
    public const string ReturnRectification = "rectification.return";
    public const string ExtendRectification = "rectification.extend";
    public const string ScheduleLookBack = "rectification.schedule-look-back";
    public const string PassLookBack = "rectification.pass-look-back";
    public const string ReopenRectification = "rectification.reopen";
    public const string AddRectificationFile = "rectification.add-file";
    public const string RemoveRectificationFile = "rectification.remove-file";
    public const string DraftBulletin = "bulletin.draft";
    public const string SaveBulletin = "bulletin.save";
    public const string RedrawBulletin = "bulletin.redraw";
    public const string PublishBulletin = "bulletin.publish";
    public const string ExportLedger = "ledger.export";
    public const string VerifyAudit = "audit.verify";
    public const string ExportAudit = "audit.export";
    public const string SeedDemonstration = "demo.seed";
#pragma warning restore CS1591

    /// <summary>Code → what people call the act.</summary>
    public static IReadOnlyDictionary<string, string> Labels { get; } = new Dictionary<string, string>
    {
        [SignIn] = "登录",
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
        [CreateSection] = "新建科室",
        [ChangeSection] = "修改科室",
        [ChangeSetting] = "修改设置",
        [ChangeCalendar] = "修改日历",
        [LoadPlan] = "载入工作方案",
        [ChangePlan] = "修改工作方案",
        [ChangeResponsibility] = "调整责任科室",
        [OpenPeriod] = "开启月报期",
        [ClosePeriod] = "关闭月报期",
        [ReopenPeriod] = "重新开启月报期",
        [ChangePeriod] = "修改截止日",
        [SaveDraft] = "保存草稿",
        [SubmitReport] = "提交月报",
        [WithdrawReport] = "撤回月报",
        [ApproveReport] = "审核通过",
        [ReturnReport] = "退回月报",
        [ConfirmReport] = "确认月报",
        [ReopenReport] = "重新打开月报",
        [AddEvidence] = "上传佐证",
        [RemoveEvidence] = "移除佐证",
        [IssueRectification] = "签发整改",
        [ReportRectification] = "报送整改措施",
        [SubmitRectification] = "提交整改",
        [CloseRectification] = "销号",
        [ReturnRectification] = "退回整改",
        [ExtendRectification] = "调整整改期限",
        [ScheduleLookBack] = "安排回头看",
        [PassLookBack] = "回头看合格",
        [ReopenRectification] = "重新整改",
        [AddRectificationFile] = "上传整改佐证",
        [RemoveRectificationFile] = "移除整改佐证",
        [DraftBulletin] = "起草通报",
        [SaveBulletin] = "修改通报",
        [RedrawBulletin] = "重新生成通报内容",
        [PublishBulletin] = "发布通报",
        [ExportLedger] = "导出台账",
        [VerifyAudit] = "校验留痕",
        [ExportAudit] = "导出留痕",
        [SeedDemonstration] = "载入演示数据",
    };
}
