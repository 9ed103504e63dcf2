using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans.Import;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>What the audit trail records of plans: the codes, which never change once one was written, and the words for them.</summary>
public static class PlanAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string LoadPlan = "plan.load";
    public const string ChangePlan = "plan.change";
    public const string ReadNotice = "plan.read-notice";
    public const string CorrectImport = "plan.correct-import";
    public const string DiscardImport = "plan.discard-import";
    public const string ResumeImport = "plan.resume-import";
    public const string ImportPlan = "plan.import";
    public const string DiscardPlan = "plan.discard";
    public const string ActivatePlan = "plan.activate";
    public const string ArchivePlan = "plan.archive";
    public const string AmendPlan = "plan.amend";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [LoadPlan] = "载入工作方案",
            [ChangePlan] = "修改工作方案",
            [ReadNotice] = "读入通知",
            [CorrectImport] = "修改导入内容",
            [DiscardImport] = "放弃导入",
            [ResumeImport] = "恢复导入",
            [ImportPlan] = "导入工作方案",
            [DiscardPlan] = "删除工作方案草稿",
            [ActivatePlan] = "启用工作方案",
            [ArchivePlan] = "归档工作方案",
            [AmendPlan] = "修订工作方案",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(WorkPlan)] = "工作方案",
            [nameof(PlanTask)] = "重点任务",
            [nameof(Responsibility)] = "责任科室",
            [nameof(Indicator)] = "指标",
            [nameof(ImportDraft)] = "导入内容",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(WorkPlan.Title)] = "标题",
            [nameof(WorkPlan.State)] = "状态",
            [nameof(PlanTask.FullText)] = "原文",
            [nameof(PlanTask.PausesInVacation)] = "寒暑假暂停",
            [nameof(Responsibility.Kind)] = "责任",
        },
        Values = new Dictionary<string, string>
        {
            [nameof(PlanState.Draft)] = "草稿",
            [nameof(PlanState.InForce)] = "执行中",
            [nameof(PlanState.Archived)] = "已归档",
        }.Concat(AuditWords.Of<ResponsibilityKind>(kind => kind.Label())).ToDictionary(),
    };
}
