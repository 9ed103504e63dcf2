using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>What can be done to a plan as a whole.</summary>
public enum PlanAction
{
    /// <summary>启用.</summary>
    Activate = 1,

    /// <summary>归档.</summary>
    Archive = 2,
}

/// <summary>One row of a plan's way through the years.</summary>
/// <param name="From">State before.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State after.</param>
/// <param name="Permission">What it takes.</param>
/// <param name="Code">How the audit trail calls it.</param>
public sealed record PlanStep(PlanState From, PlanAction Action, PlanState To, Permission Permission, string Code);

/// <summary>A plan's way: 草稿 → 执行中 → 已归档, and never back. Service, buttons, docs and tests all read this list.</summary>
public static class PlanWorkflow
{
    /// <summary>Every allowed step. What is not here is refused.</summary>
    public static IReadOnlyList<PlanStep> Steps { get; } =
    [
        new(PlanState.Draft, PlanAction.Activate, PlanState.InForce, Permission.ManagePlans, PlanAudit.ActivatePlan),
        new(PlanState.InForce, PlanAction.Archive, PlanState.Archived, Permission.ManagePlans, PlanAudit.ArchivePlan),
    ];

    /// <summary>The step that this actor takes, or null where the table has none.</summary>
    public static PlanStep? Find(PlanState from, PlanAction action, Actor actor) =>
        Steps.FirstOrDefault(s => s.From == from && s.Action == action && actor.May(s.Permission));

    /// <summary>All that this actor may do to a plan now.</summary>
    public static IReadOnlyList<PlanAction> ActionsOf(PlanState state, Actor actor) =>
        [.. Steps.Where(s => s.From == state && actor.May(s.Permission)).Select(s => s.Action)];

    /// <summary>启用, 归档.</summary>
    public static string Label(this PlanAction action) => action switch
    {
        PlanAction.Activate => "启用",
        PlanAction.Archive => "归档",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
