using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What the audit trail records of months, reports and what belongs to them: the codes, which never change once one was written, and the words for them.</summary>
public static class ReportAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string ChangeResponsibility = "plan.change-responsibility";
    public const string OpenPeriod = "period.open";
    public const string ClosePeriod = "period.close";
    public const string ReopenPeriod = "period.reopen";
    public const string ChangePeriod = "period.change";
    public const string SettleNeed = "need.settle";
    public const string MoveDueDays = "period.move-due-days";
    public const string KeepDueDays = "period.keep-due-days";
    public const string SaveDraft = "report.save-draft";
    public const string SubmitReport = "report.submit";
    public const string WithdrawReport = "report.withdraw";
    public const string ApproveReport = "report.approve";
    public const string ReturnReport = "report.return";
    public const string ConfirmReport = "report.confirm";
    public const string ReopenReport = "report.reopen";
    public const string MoveDeadline = "deadline.move";
    public const string KeepDeadline = "deadline.keep";
    public const string WaiveReport = "report.waive";
    public const string AddEvidence = "evidence.add";
    public const string RemoveEvidence = "evidence.remove";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [ChangeResponsibility] = "调整责任科室",
            [OpenPeriod] = "开启月报期",
            [ClosePeriod] = "关闭月报期",
            [ReopenPeriod] = "重新开启月报期",
            [ChangePeriod] = "修改截止日",
            [SettleNeed] = "协调事项标为已解决",
            [MoveDueDays] = "截止日遇休息日顺延",
            [KeepDueDays] = "截止日遇休息日保持不变",
            [SaveDraft] = "保存草稿",
            [SubmitReport] = "提交月报",
            [WithdrawReport] = "撤回月报",
            [ApproveReport] = "审核通过",
            [ReturnReport] = "退回月报",
            [ConfirmReport] = "确认月报",
            [ReopenReport] = "重新打开月报",
            [MoveDeadline] = "期限遇休息日顺延",
            [KeepDeadline] = "期限遇休息日保持不变",
            [WaiveReport] = "定为不再补报",
            [AddEvidence] = "上传佐证",
            [RemoveEvidence] = "移除佐证",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(ReportingPeriod)] = "月报期",
            [nameof(CoordinationNeed)] = "协调事项",
            [nameof(MonthlyReport)] = "月报",
            [nameof(EvidenceFile)] = "佐证",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(ReportingPeriod.LeadDueOn)] = "牵头截止日",
            [nameof(ReportingPeriod.SupportingDueOn)] = "配合截止日",
            [nameof(ReportingPeriod.OpenedAt)] = "开启时间",
            [nameof(ReportingPeriod.ClosedAt)] = "关闭时间",
            [nameof(MonthlyReport.Progress)] = "本月进展",
            [nameof(MonthlyReport.IsZeroReport)] = "零报告",
            [nameof(MonthlyReport.ZeroReason)] = "零报告原因",
            [nameof(MonthlyReport.Problems)] = "存在问题",
            [nameof(MonthlyReport.NextSteps)] = "下月打算",
            [nameof(MonthlyReport.CompletionRate)] = "完成率",
            [nameof(MonthlyReport.CompletionReason)] = "完成率说明",
            [nameof(MonthlyReport.SelfLight)] = "自评",
            [nameof(MonthlyReport.SelfLightReason)] = "自评理由",
            [nameof(MonthlyReport.ClearanceComparedOn)] = "比对日期",
            [nameof(MonthlyReport.ClearanceGapReason)] = "差额说明",
            [nameof(MonthlyReport.FirstSubmittedAt)] = "首次提交时间",
            [nameof(MonthlyReport.LateByWorkingDays)] = "迟报工作日",
            [nameof(MonthlyReport.SubmittedAt)] = "提交时间",
            [nameof(MonthlyReport.SubmittedById)] = "提交人编号",
            [nameof(MonthlyReport.ApprovedAt)] = "审核时间",
            [nameof(MonthlyReport.ConfirmedAt)] = "确认时间",
            [nameof(MonthlyReport.ReturnDueOn)] = "退回后期限",
            [nameof(MonthlyReport.EditedById)] = "编辑人编号",
            [nameof(MonthlyReport.EditedAt)] = "编辑时间",
            [nameof(MonthlyReport.RevisionNumber)] = "修订号",
        },
        Values = AuditWords.Of<ReportState>(state => state.Label()),
    };
}
