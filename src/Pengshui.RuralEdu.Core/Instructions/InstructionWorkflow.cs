using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>What can be done to an instruction at a section.</summary>
public enum InstructionAction
{
    /// <summary>回复批示.</summary>
    Answer = 1,

    /// <summary>办结.</summary>
    Accept = 2,

    /// <summary>要求再办.</summary>
    AskAgain = 3,

    /// <summary>撤销批示.</summary>
    Withdraw = 4,

    /// <summary>移交: its section was dissolved. No row of the table: the coordinator hands over all that the section had.</summary>
    HandOver = 5,

    /// <summary>期限顺延: its day became a day off. No row of the table: the coordinator is asked (the question of the deadlines).</summary>
    Move = 6,
}

/// <summary>Who of a role's holders may take a step.</summary>
public enum InstructionCondition
{
    /// <summary>A member of the section that it went to.</summary>
    OfTheSection,

    /// <summary>The leader who gave it, or a 主要领导: a leader who is not limited to sections in charge.</summary>
    GiverOrPrincipal,

    /// <summary>The leader who gave it.</summary>
    Giver,
}

/// <summary>One row of the workflow.</summary>
/// <param name="From">State before.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State after.</param>
/// <param name="Role">Whose step it is.</param>
/// <param name="Condition">Which of the role's holders.</param>
/// <param name="TextRequired">Whether an answer or a reason must be written.</param>
public sealed record InstructionRule(
    InstructionState From, InstructionAction Action, InstructionState To, Role Role, InstructionCondition Condition, bool TextRequired);

/// <summary>The way of an instruction at a section, row by row. Service, buttons, docs and tests all read this list.</summary>
public static class InstructionWorkflow
{
    /// <summary>Every allowed step. What is not here is refused.</summary>
    public static IReadOnlyList<InstructionRule> Steps { get; } =
    [
        new(InstructionState.AwaitingReply, InstructionAction.Answer, InstructionState.Answered, Role.Reporter, InstructionCondition.OfTheSection, true),
        new(InstructionState.AwaitingReply, InstructionAction.Answer, InstructionState.Answered, Role.SectionHead, InstructionCondition.OfTheSection, true),
        new(InstructionState.Answered, InstructionAction.Answer, InstructionState.Answered, Role.Reporter, InstructionCondition.OfTheSection, true),
        new(InstructionState.Answered, InstructionAction.Answer, InstructionState.Answered, Role.SectionHead, InstructionCondition.OfTheSection, true),
        new(InstructionState.AskedAgain, InstructionAction.Answer, InstructionState.Answered, Role.Reporter, InstructionCondition.OfTheSection, true),
        new(InstructionState.AskedAgain, InstructionAction.Answer, InstructionState.Answered, Role.SectionHead, InstructionCondition.OfTheSection, true),

        new(InstructionState.Answered, InstructionAction.Accept, InstructionState.Accepted, Role.Leader, InstructionCondition.GiverOrPrincipal, false),
        new(InstructionState.Answered, InstructionAction.AskAgain, InstructionState.AskedAgain, Role.Leader, InstructionCondition.GiverOrPrincipal, true),

        new(InstructionState.AwaitingReply, InstructionAction.Withdraw, InstructionState.Withdrawn, Role.Leader, InstructionCondition.Giver, true),
        new(InstructionState.AskedAgain, InstructionAction.Withdraw, InstructionState.Withdrawn, Role.Leader, InstructionCondition.Giver, true),
    ];

    /// <summary>The step that this actor takes with this action, or null where the table has none.</summary>
    /// <param name="from">Where it stands at the section.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="actor">Who.</param>
    /// <param name="sectionId">The section.</param>
    /// <param name="giverId">Who gave the instruction.</param>
    public static InstructionRule? Find(InstructionState from, InstructionAction action, Actor actor, int sectionId, int giverId) =>
        Steps.FirstOrDefault(s => s.From == from && s.Action == action && actor.Is(s.Role) && Holds(s.Condition, actor, sectionId, giverId));

    /// <summary>All that this actor may do now, in the order of the table.</summary>
    public static IReadOnlyList<InstructionAction> ActionsOf(InstructionState state, Actor actor, int sectionId, int giverId) =>
        [.. Steps.Where(s => s.From == state && actor.Is(s.Role) && Holds(s.Condition, actor, sectionId, giverId)).Select(s => s.Action).Distinct()];

    /// <summary>Whether any row gives the action to the actor in some state of this instruction.</summary>
    public static bool IsEver(InstructionAction action, Actor actor, int sectionId, int giverId) =>
        Steps.Any(s => s.Action == action && actor.Is(s.Role) && Holds(s.Condition, actor, sectionId, giverId));

    private static bool Holds(InstructionCondition condition, Actor actor, int sectionId, int giverId) => condition switch
    {
        InstructionCondition.OfTheSection => actor.IsMemberOf(sectionId),
        InstructionCondition.GiverOrPrincipal => giverId == actor.UserId || actor.SectionsInCharge.Count == 0,
        InstructionCondition.Giver => giverId == actor.UserId,
        _ => false,
    };
}
