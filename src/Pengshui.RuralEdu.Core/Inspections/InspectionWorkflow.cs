using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>What can be done to an inspection.</summary>
public enum InspectionAction
{
    /// <summary>保存草稿.</summary>
    SaveDraft = 1,

    /// <summary>删除草稿.</summary>
    Discard = 2,

    /// <summary>签发.</summary>
    Issue = 3,

    /// <summary>补充.</summary>
    Supplement = 4,
}

/// <summary>One row of the workflow.</summary>
/// <param name="From">State before; null: there is none yet.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State after; null: it is gone.</param>
/// <param name="Role">Whose step it is.</param>
/// <param name="Condition">Which of the role's holders.</param>
public sealed record InspectionStep(InspectionState? From, InspectionAction Action, InspectionState? To, Role Role, StepCondition Condition);

/// <summary>
/// The way of an inspection, row by row. A draft is its author's. Once issued it is the commission's: any supervisor may
/// supplement it, since duties change hands, and each supplement says whose it is; nothing in it changes any more.
/// </summary>
public static class InspectionWorkflow
{
    /// <summary>Every allowed step. What is not here is refused.</summary>
    public static IReadOnlyList<InspectionStep> Steps { get; } =
    [
        new(null, InspectionAction.SaveDraft, InspectionState.Draft, Role.Supervisor, StepCondition.Anyone),
        new(InspectionState.Draft, InspectionAction.SaveDraft, InspectionState.Draft, Role.Supervisor, StepCondition.TheAuthor),
        new(InspectionState.Draft, InspectionAction.Issue, InspectionState.Issued, Role.Supervisor, StepCondition.TheAuthor),
        new(InspectionState.Draft, InspectionAction.Discard, null, Role.Supervisor, StepCondition.TheAuthor),
        new(InspectionState.Issued, InspectionAction.Supplement, InspectionState.Issued, Role.Supervisor, StepCondition.Anyone),
    ];

    /// <summary>The step that this actor takes with this action, or null where the table has none.</summary>
    /// <param name="from">The inspection's state; null where there is none yet.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="actor">Who.</param>
    /// <param name="authorId">Who wrote it, or null.</param>
    public static InspectionStep? Find(InspectionState? from, InspectionAction action, Actor actor, int? authorId) =>
        Steps.FirstOrDefault(s => s.From == from && s.Action == action && actor.Is(s.Role) && Holds(s.Condition, actor, authorId));

    /// <summary>All that this actor may do to an inspection now, in the order of the table.</summary>
    public static IReadOnlyList<InspectionAction> ActionsOf(InspectionState state, Actor actor, int authorId) =>
        [.. Steps.Where(s => s.From == state && actor.Is(s.Role) && Holds(s.Condition, actor, authorId)).Select(s => s.Action)];

    private static bool Holds(StepCondition condition, Actor actor, int? authorId) => condition switch
    {
        StepCondition.TheAuthor => authorId == actor.UserId,
        StepCondition.Anyone => true,
        _ => false,
    };
}
