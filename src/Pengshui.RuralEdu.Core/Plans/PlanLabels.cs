namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>What pages, amendments and refusals call the values of the plan.</summary>
public static class PlanLabels
{
    /// <summary>草稿, 执行中, 已归档.</summary>
    public static string Label(this PlanState state) => state switch
    {
        PlanState.Draft => "草稿",
        PlanState.InForce => "执行中",
        PlanState.Archived => "已归档",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>What pages call what was changed.</summary>
    public static string Label(this AmendmentKind kind) => kind switch
    {
        AmendmentKind.Text => "原文",
        AmendmentKind.Measures => "举措",
        AmendmentKind.Lead => "牵头科室",
        AmendmentKind.Indicators => "指标",
        AmendmentKind.Division => "举措分工",
        AmendmentKind.Parts => "责任科室",
        AmendmentKind.Sections => "科室调整",
        AmendmentKind.Details => "时限和备注",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
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

    /// <summary>牵头, 配合.</summary>
    public static string Label(this ResponsibilityKind kind) => kind switch
    {
        ResponsibilityKind.Lead => "牵头",
        ResponsibilityKind.Supporting => "配合",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
