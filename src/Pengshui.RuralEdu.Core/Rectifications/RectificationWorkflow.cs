using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>What can be done to a rectification.</summary>
public enum RectificationAction
{
    /// <summary>签发.</summary>
    Issue = 1,

    /// <summary>报送措施: what the section does, or has done so far.</summary>
    Report = 2,

    /// <summary>提交整改: done, please verify.</summary>
    Submit = 3,

    /// <summary>销号.</summary>
    Close = 4,

    /// <summary>退回.</summary>
    Return = 5,

    /// <summary>调整期限.</summary>
    Extend = 6,

    /// <summary>安排回头看.</summary>
    ScheduleLookBack = 7,

    /// <summary>回头看合格.</summary>
    PassLookBack = 8,

    /// <summary>重新整改.</summary>
    Reopen = 9,

    /// <summary>移交: its section was dissolved. No row of the table: the coordinator hands over all that the section had.</summary>
    HandOver = 10,

    /// <summary>期限顺延: its deadline became a day off. No row of the table: the coordinator is asked (the question of the deadlines).</summary>
    Move = 11,
}

/// <summary>What a step asks for.</summary>
public enum RectificationAsk
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>A reason.</summary>
    Reason = 1,

    /// <summary>核验情况: what was seen, and a file or a visit that shows it (<see cref="RectificationProof"/>).</summary>
    Proof = 2,
}

/// <summary>One row of the workflow.</summary>
/// <param name="From">State before.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State after.</param>
/// <param name="Role">Whose step it is.</param>
/// <param name="Condition">Which of the role's holders; the author is whoever submitted it last.</param>
/// <param name="Ask">What must be told with it.</param>
public sealed record RectificationRule(
    RectificationState From, RectificationAction Action, RectificationState To, Role Role, StepCondition Condition, RectificationAsk Ask = RectificationAsk.Nothing);

/// <summary>The way of a rectification to closure (整改→销号), row by row. Service, buttons, docs and tests all read this list.</summary>
public static class RectificationWorkflow
{
    /// <summary>Every allowed step. What is not here is refused.</summary>
    public static IReadOnlyList<RectificationRule> Steps { get; } =
    [
        new(RectificationState.Draft, RectificationAction.Issue, RectificationState.Open, Role.Supervisor, StepCondition.Anyone),

        new(RectificationState.Open, RectificationAction.Report, RectificationState.InProgress, Role.Reporter, StepCondition.OfTheSection),
        new(RectificationState.Open, RectificationAction.Report, RectificationState.InProgress, Role.SectionHead, StepCondition.OfTheSection),
        new(RectificationState.Open, RectificationAction.Submit, RectificationState.AwaitingVerification, Role.Reporter, StepCondition.OfTheSection),
        new(RectificationState.Open, RectificationAction.Submit, RectificationState.AwaitingVerification, Role.SectionHead, StepCondition.OfTheSection),
        new(RectificationState.InProgress, RectificationAction.Report, RectificationState.InProgress, Role.Reporter, StepCondition.OfTheSection),
        new(RectificationState.InProgress, RectificationAction.Report, RectificationState.InProgress, Role.SectionHead, StepCondition.OfTheSection),
        new(RectificationState.InProgress, RectificationAction.Submit, RectificationState.AwaitingVerification, Role.Reporter, StepCondition.OfTheSection),
        new(RectificationState.InProgress, RectificationAction.Submit, RectificationState.AwaitingVerification, Role.SectionHead, StepCondition.OfTheSection),
        new(RectificationState.Returned, RectificationAction.Report, RectificationState.Returned, Role.Reporter, StepCondition.OfTheSection),
        new(RectificationState.Returned, RectificationAction.Report, RectificationState.Returned, Role.SectionHead, StepCondition.OfTheSection),
        new(RectificationState.Returned, RectificationAction.Submit, RectificationState.AwaitingVerification, Role.Reporter, StepCondition.OfTheSection),
        new(RectificationState.Returned, RectificationAction.Submit, RectificationState.AwaitingVerification, Role.SectionHead, StepCondition.OfTheSection),

        new(RectificationState.Open, RectificationAction.Extend, RectificationState.Open, Role.Supervisor, StepCondition.Anyone, RectificationAsk.Reason),
        new(RectificationState.InProgress, RectificationAction.Extend, RectificationState.InProgress, Role.Supervisor, StepCondition.Anyone, RectificationAsk.Reason),
        new(RectificationState.Returned, RectificationAction.Extend, RectificationState.Returned, Role.Supervisor, StepCondition.Anyone, RectificationAsk.Reason),

        new(RectificationState.AwaitingVerification, RectificationAction.Close, RectificationState.Closed, Role.Supervisor, StepCondition.NotTheAuthor, RectificationAsk.Proof),
        new(RectificationState.AwaitingVerification, RectificationAction.Return, RectificationState.Returned, Role.Supervisor, StepCondition.Anyone, RectificationAsk.Reason),
        new(RectificationState.Closed, RectificationAction.ScheduleLookBack, RectificationState.AwaitingLookBack, Role.Supervisor, StepCondition.Anyone),
        new(RectificationState.AwaitingLookBack, RectificationAction.PassLookBack, RectificationState.Closed, Role.Supervisor, StepCondition.NotTheAuthor, RectificationAsk.Proof),
        new(RectificationState.AwaitingLookBack, RectificationAction.Reopen, RectificationState.Returned, Role.Supervisor, StepCondition.Anyone, RectificationAsk.Reason),
    ];

    /// <summary>The step that this actor takes with this action, or null where the table has none.</summary>
    /// <param name="from">The rectification's state.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="actor">Who.</param>
    /// <param name="sectionId">The section that must put it right.</param>
    /// <param name="authorId">Who submitted it last, or null.</param>
    public static RectificationRule? Find(RectificationState from, RectificationAction action, Actor actor, int sectionId, int? authorId) =>
        Steps.FirstOrDefault(s => s.From == from && s.Action == action && actor.Is(s.Role) && Holds(s.Condition, actor, sectionId, authorId));

    /// <summary>All that this actor may do to a rectification now, in the order of the table.</summary>
    public static IReadOnlyList<RectificationAction> ActionsOf(RectificationState state, Actor actor, int sectionId, int? authorId) =>
        [.. Steps.Where(s => s.From == state && actor.Is(s.Role) && Holds(s.Condition, actor, sectionId, authorId)).Select(s => s.Action).Distinct()];

    private static bool Holds(StepCondition condition, Actor actor, int sectionId, int? authorId) => condition switch
    {
        StepCondition.OfTheSection => actor.IsMemberOf(sectionId),
        StepCondition.Anyone => true,
        StepCondition.NotTheAuthor => authorId != actor.UserId,
        _ => false,
    };
}
