using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Web.Features.Shared;

/// <summary>What pages call the values of the plan. Those of roles, reports and lights stand in Core, since refusals and reasons name them.</summary>
public static class Labels
{
    /// <summary>State of a plan.</summary>
    public static string Label(this PlanState state) => state switch
    {
        PlanState.Draft => "草稿",
        PlanState.InForce => "执行中",
        PlanState.Archived => "已归档",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

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
