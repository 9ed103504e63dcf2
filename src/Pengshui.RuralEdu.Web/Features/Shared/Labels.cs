using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Features.Shared;

/// <summary>What pages call the values of enums: the only place. Roles bring their own, since refusals name them.</summary>
public static class Labels
{
    /// <summary>State of a report.</summary>
    public static string Label(this ReportState state) => state switch
    {
        ReportState.NotStarted => "未填报",
        ReportState.Draft => "草稿",
        ReportState.AwaitingSectionReview => "待科室审核",
        ReportState.AwaitingConfirmation => "待统筹确认",
        ReportState.Returned => "已退回",
        ReportState.Confirmed => "已确认",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A step of the workflow, as its button says.</summary>
    public static string Label(this ReportAction action) => action switch
    {
        ReportAction.SaveDraft => "保存草稿",
        ReportAction.Submit => "提交",
        ReportAction.Withdraw => "撤回",
        ReportAction.Approve => "审核通过",
        ReportAction.Return => "退回",
        ReportAction.Confirm => "确认",
        ReportAction.Reopen => "重新打开",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>A light.</summary>
    public static string Label(this Light light) => light switch
    {
        Light.Grey => "灰灯",
        Light.Green => "绿灯",
        Light.Yellow => "黄灯",
        Light.Red => "红灯",
        _ => throw new ArgumentOutOfRangeException(nameof(light)),
    };

    /// <summary>How far a measure is.</summary>
    public static string Label(this MeasureState state) => state switch
    {
        MeasureState.NotStarted => "未启动",
        MeasureState.InProgress => "推进中",
        MeasureState.Continuous => "常态化推进",
        MeasureState.Done => "已完成",
        MeasureState.Blocked => "受阻",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A section's part in a task.</summary>
    public static string Label(this ResponsibilityKind kind) => kind == ResponsibilityKind.Lead ? "牵头" : "配合";

    /// <summary>State of a plan.</summary>
    public static string Label(this PlanState state) => state switch
    {
        PlanState.Draft => "草稿",
        PlanState.InForce => "执行中",
        PlanState.Archived => "已归档",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A school stage.</summary>
    public static string Label(this SchoolStage stage) => stage == SchoolStage.Primary ? "小学" : "初中";

    /// <summary>How often a figure is due.</summary>
    public static string Label(this IndicatorFrequency frequency) => frequency switch
    {
        IndicatorFrequency.Monthly => "每月",
        IndicatorFrequency.Quarterly => "每季度",
        IndicatorFrequency.Termly => "每学期",
        _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
    };

    /// <summary>Which way is better.</summary>
    public static string Label(this IndicatorDirection direction) => direction switch
    {
        IndicatorDirection.None => "不分高低",
        IndicatorDirection.Up => "越高越好",
        IndicatorDirection.Down => "越低越好",
        _ => throw new ArgumentOutOfRangeException(nameof(direction)),
    };

    /// <summary>How a value is held against its target.</summary>
    public static string Label(this TargetOperator target) => target switch
    {
        TargetOperator.AtLeast => "≥",
        TargetOperator.AtMost => "≤",
        TargetOperator.Exactly => "=",
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };
}
