using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Web.Features.Shared;

/// <summary>What pages call the values of the plan. Those of roles, reports and lights stand in Core, since refusals and reasons name them.</summary>
public static class Labels
{
    /// <summary>How a value is held against its target.</summary>
    public static string Label(this TargetOperator target) => target switch
    {
        TargetOperator.AtLeast => "≥",
        TargetOperator.AtMost => "≤",
        TargetOperator.Exactly => "=",
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };
}
