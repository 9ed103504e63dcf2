using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What can be done to a report.</summary>
public enum ReportAction
{
    /// <summary>保存草稿.</summary>
    SaveDraft = 1,

    /// <summary>提交.</summary>
    Submit = 2,

    /// <summary>撤回.</summary>
    Withdraw = 3,

    /// <summary>审核通过.</summary>
    Approve = 4,

    /// <summary>退回.</summary>
    Return = 5,

    /// <summary>确认.</summary>
    Confirm = 6,

    /// <summary>重新打开.</summary>
    Reopen = 7,

    /// <summary>定为不再补报.</summary>
    Waive = 8,
}

/// <summary>Who of a role's holders may take a step.</summary>
public enum StepCondition
{
    /// <summary>A member of the report's section.</summary>
    OfTheSection,

    /// <summary>A member of the section who did not submit it.</summary>
    OfTheSectionNotTheAuthor,

    /// <summary>The one who submitted it.</summary>
    TheAuthor,

    /// <summary>Anybody of the role.</summary>
    Anyone,

    /// <summary>Anybody of the role who did not submit it.</summary>
    NotTheAuthor,
}

/// <summary>Where a report stands beside its state.</summary>
public enum ReportSituation
{
    /// <summary>It is asked for, and its month takes submissions.</summary>
    Open,

    /// <summary>It is asked for, and its month is closed.</summary>
    Closed,

    /// <summary>It is no longer asked for (不再补报).</summary>
    Waived,
}

/// <summary>What a step leaves behind, besides its audit entry.</summary>
public enum StepRecord
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A <see cref="ReportRevision"/>.</summary>
    Revision,

    /// <summary>A <see cref="ReportDecision"/>.</summary>
    Decision,
}

/// <summary>One row of the workflow.</summary>
/// <param name="From">State before.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State after.</param>
/// <param name="Role">Whose step it is.</param>
/// <param name="Condition">Which of the role's holders.</param>
/// <param name="ReasonRequired">Whether a reason must be written.</param>
/// <param name="Record">What it leaves behind.</param>
public sealed record WorkflowStep(
    ReportState From, ReportAction Action, ReportState To, Role Role, StepCondition Condition, bool ReasonRequired, StepRecord Record)
{
    /// <summary>The situation that it is for; null for any.</summary>
    public ReportSituation? Where { get; init; }
}

/// <summary>The month's workflow: the table of product.md, row by row. Service, buttons, docs and tests all read this list.</summary>
public static class ReportWorkflow
{
    /// <summary>Working days in which a returned report is due again.</summary>
    public const int ReturnWorkingDays = 3;

    /// <summary>Every allowed step. What is not here is refused.</summary>
    public static IReadOnlyList<WorkflowStep> Steps { get; } =
    [
        new(ReportState.NotStarted, ReportAction.SaveDraft, ReportState.Draft, Role.Reporter, StepCondition.OfTheSection, false, StepRecord.None),
        new(ReportState.NotStarted, ReportAction.SaveDraft, ReportState.Draft, Role.SectionHead, StepCondition.OfTheSection, false, StepRecord.None),
        new(ReportState.Draft, ReportAction.SaveDraft, ReportState.Draft, Role.Reporter, StepCondition.OfTheSection, false, StepRecord.None),
        new(ReportState.Draft, ReportAction.SaveDraft, ReportState.Draft, Role.SectionHead, StepCondition.OfTheSection, false, StepRecord.None),
        new(ReportState.Returned, ReportAction.SaveDraft, ReportState.Returned, Role.Reporter, StepCondition.OfTheSection, false, StepRecord.None),
        new(ReportState.Returned, ReportAction.SaveDraft, ReportState.Returned, Role.SectionHead, StepCondition.OfTheSection, false, StepRecord.None),

        new(ReportState.Draft, ReportAction.Submit, ReportState.AwaitingConfirmation, Role.SectionHead, StepCondition.OfTheSection, false, StepRecord.Revision),
        new(ReportState.Returned, ReportAction.Submit, ReportState.AwaitingConfirmation, Role.SectionHead, StepCondition.OfTheSection, false, StepRecord.Revision),
        new(ReportState.Draft, ReportAction.Submit, ReportState.AwaitingSectionReview, Role.Reporter, StepCondition.OfTheSection, false, StepRecord.Revision),
        new(ReportState.Returned, ReportAction.Submit, ReportState.AwaitingSectionReview, Role.Reporter, StepCondition.OfTheSection, false, StepRecord.Revision),

        new(ReportState.AwaitingSectionReview, ReportAction.Withdraw, ReportState.Draft, Role.Reporter, StepCondition.TheAuthor, false, StepRecord.None),
        new(ReportState.AwaitingSectionReview, ReportAction.Withdraw, ReportState.Draft, Role.SectionHead, StepCondition.TheAuthor, false, StepRecord.None),

        new(ReportState.AwaitingSectionReview, ReportAction.Approve, ReportState.AwaitingConfirmation, Role.SectionHead, StepCondition.OfTheSectionNotTheAuthor, false, StepRecord.Decision),
        new(ReportState.AwaitingSectionReview, ReportAction.Return, ReportState.Returned, Role.SectionHead, StepCondition.OfTheSection, true, StepRecord.Decision),

        new(ReportState.AwaitingConfirmation, ReportAction.Confirm, ReportState.Confirmed, Role.Coordinator, StepCondition.NotTheAuthor, false, StepRecord.Decision),
        new(ReportState.AwaitingConfirmation, ReportAction.Return, ReportState.Returned, Role.Coordinator, StepCondition.Anyone, true, StepRecord.Decision),
        new(ReportState.Confirmed, ReportAction.Reopen, ReportState.Returned, Role.Coordinator, StepCondition.Anyone, true, StepRecord.Decision),

        .. Missing(ReportAction.Waive, ReportSituation.Closed),
        .. Missing(ReportAction.Reopen, ReportSituation.Waived),
    ];

    /// <summary>
    /// The step that this actor takes with this action, or null where the table has none. Where somebody is both
    /// reporter and head of the section, the head's row counts, since it comes first.
    /// </summary>
    /// <param name="from">The report's state.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="actor">Who.</param>
    /// <param name="sectionId">The report's section.</param>
    /// <param name="authorId">Who submitted it last, or null.</param>
    /// <param name="situation">Where it stands beside its state.</param>
    public static WorkflowStep? Find(
        ReportState from, ReportAction action, Actor actor, int sectionId, int? authorId, ReportSituation situation = ReportSituation.Open) =>
        StepsOf(from, situation).FirstOrDefault(s => s.Action == action && actor.Is(s.Role) && Holds(s.Condition, actor, sectionId, authorId));

    /// <summary>All that this actor may do to a report now, in the order of the table.</summary>
    public static IReadOnlyList<ReportAction> ActionsOf(
        ReportState state, Actor actor, int sectionId, int? authorId, ReportSituation situation = ReportSituation.Open) =>
        [.. StepsOf(state, situation).Where(s => actor.Is(s.Role) && Holds(s.Condition, actor, sectionId, authorId)).Select(s => s.Action).Distinct()];

    /// <summary>The rows of a state and a situation.</summary>
    public static IEnumerable<WorkflowStep> StepsOf(ReportState state, ReportSituation situation) =>
        Steps.Where(s => s.From == state && (s.Where is null || s.Where == situation));

    /// <summary>What the coordinator does with a report that its section has not submitted: the state stays, since the report is still missing.</summary>
    private static IEnumerable<WorkflowStep> Missing(ReportAction action, ReportSituation situation) =>
        from state in new[] { ReportState.NotStarted, ReportState.Draft, ReportState.Returned }
        select new WorkflowStep(state, action, state, Role.Coordinator, StepCondition.Anyone, true, StepRecord.None) { Where = situation };

    private static bool Holds(StepCondition condition, Actor actor, int sectionId, int? authorId) => condition switch
    {
        StepCondition.OfTheSection => actor.IsMemberOf(sectionId),
        StepCondition.OfTheSectionNotTheAuthor => actor.IsMemberOf(sectionId) && authorId != actor.UserId,
        StepCondition.TheAuthor => authorId == actor.UserId,
        StepCondition.Anyone => true,
        StepCondition.NotTheAuthor => authorId != actor.UserId,
        _ => false,
    };
}
