using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>What can be done to a bulletin.</summary>
public enum BulletinAction
{
    /// <summary>修改: its text, or a part drawn anew.</summary>
    Edit = 1,

    /// <summary>送审: to the leaders.</summary>
    Send = 2,

    /// <summary>撤回送审: back to the draft; a signature falls away.</summary>
    Recall = 3,

    /// <summary>审签.</summary>
    Sign = 4,

    /// <summary>退回: not to be published like this.</summary>
    SendBack = 5,

    /// <summary>发布.</summary>
    Publish = 6,
}

/// <summary>When a row of the table holds: by the setting that a leader signs (<see cref="BulletinSettings.BulletinSigned"/>).</summary>
public enum BulletinSigning
{
    /// <summary>Either way.</summary>
    Either,

    /// <summary>Only where a leader signs.</summary>
    On,

    /// <summary>Only where none does.</summary>
    Off,
}

/// <summary>One row of the workflow.</summary>
/// <param name="From">State before.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State after.</param>
/// <param name="Role">Whose step it is.</param>
/// <param name="Condition">Which of the role's holders; the author is whoever sent it.</param>
/// <param name="Signing">Whether it holds where leaders sign.</param>
/// <param name="ReasonRequired">Whether a reason must be written.</param>
public sealed record BulletinStep(
    BulletinState From, BulletinAction Action, BulletinState To, Role Role, StepCondition Condition, BulletinSigning Signing, bool ReasonRequired);

/// <summary>
/// The way of a bulletin, row by row: 草稿 → 已发布, or 草稿 → 待审签 → 已审签 → 已发布 where a leader signs. Only a draft is
/// edited, so nothing changes between 送审, 审签 and 发布. Service, buttons, docs and tests all read this list.
/// </summary>
public static class BulletinWorkflow
{
    /// <summary>Every allowed step. What is not here is refused.</summary>
    public static IReadOnlyList<BulletinStep> Steps { get; } =
    [
        new(BulletinState.Draft, BulletinAction.Edit, BulletinState.Draft, Role.Coordinator, StepCondition.Anyone, BulletinSigning.Either, false),
        new(BulletinState.Draft, BulletinAction.Publish, BulletinState.Published, Role.Coordinator, StepCondition.Anyone, BulletinSigning.Off, false),
        new(BulletinState.Draft, BulletinAction.Send, BulletinState.AwaitingSignature, Role.Coordinator, StepCondition.Anyone, BulletinSigning.On, false),
        new(BulletinState.AwaitingSignature, BulletinAction.Recall, BulletinState.Draft, Role.Coordinator, StepCondition.Anyone, BulletinSigning.Either, false),
        new(BulletinState.AwaitingSignature, BulletinAction.Sign, BulletinState.SignedOff, Role.Leader, StepCondition.NotTheAuthor, BulletinSigning.Either, false),
        new(BulletinState.AwaitingSignature, BulletinAction.SendBack, BulletinState.Draft, Role.Leader, StepCondition.Anyone, BulletinSigning.Either, true),
        new(BulletinState.SignedOff, BulletinAction.Publish, BulletinState.Published, Role.Coordinator, StepCondition.Anyone, BulletinSigning.Either, false),
        new(BulletinState.SignedOff, BulletinAction.Recall, BulletinState.Draft, Role.Coordinator, StepCondition.Anyone, BulletinSigning.Either, false),
    ];

    /// <summary>The step that this actor takes with this action, or null where the table has none.</summary>
    /// <param name="from">The bulletin's state.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="actor">Who.</param>
    /// <param name="sentById">Who sent it to be signed, or null.</param>
    /// <param name="isSigned">Whether leaders sign.</param>
    public static BulletinStep? Find(BulletinState from, BulletinAction action, Actor actor, int? sentById, bool isSigned) =>
        Steps.FirstOrDefault(s => s.From == from && s.Action == action && actor.Is(s.Role) && Holds(s, actor, sentById, isSigned));

    /// <summary>All that this actor may do to a bulletin now, in the order of the table.</summary>
    public static IReadOnlyList<BulletinAction> ActionsOf(BulletinState state, Actor actor, int? sentById, bool isSigned) =>
        [.. Steps.Where(s => s.From == state && actor.Is(s.Role) && Holds(s, actor, sentById, isSigned)).Select(s => s.Action)];

    /// <summary>Whether any row gives the action to the actor in some state.</summary>
    public static bool IsEver(BulletinAction action, Actor actor) => Steps.Any(s => s.Action == action && actor.Is(s.Role));

    /// <summary>The audit code of an action; that of <see cref="BulletinAction.Edit"/> is said by what is edited.</summary>
    public static string Code(BulletinAction action) => action switch
    {
        BulletinAction.Edit => BulletinAudit.SaveBulletin,
        BulletinAction.Send => BulletinAudit.SendBulletin,
        BulletinAction.Recall => BulletinAudit.RecallBulletin,
        BulletinAction.Sign => BulletinAudit.SignBulletin,
        BulletinAction.SendBack => BulletinAudit.SendBackBulletin,
        BulletinAction.Publish => BulletinAudit.PublishBulletin,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>Why this actor's action is refused in this state, and who can do what next.</summary>
    public static string Refusal(BulletinState state, BulletinAction action, Actor actor, int? sentById, bool isSigned)
    {
        if (state == BulletinState.Published)
            return "这期通报已经发布，不能再改。有变动请写进下一期。";
        if (action == BulletinAction.Sign && state == BulletinState.AwaitingSignature && sentById == actor.UserId)
            return "您是送审人，不能审签自己送审的通报，请其他领导审签。";
        var next = Steps.Where(s => s.From == state && (s.Signing == BulletinSigning.Either || s.Signing == (isSigned ? BulletinSigning.On : BulletinSigning.Off)))
            .GroupBy(s => s.Role).Select(g => $"{g.Key.Label()}可以{string.Join("、", g.Select(s => s.Action.Label()))}");
        return $"现在不能{action.Label()}。这期通报是“{state.Label()}”：{string.Join("，", next)}。";
    }

    private static bool Holds(BulletinStep step, Actor actor, int? sentById, bool isSigned) =>
        step.Signing switch { BulletinSigning.On => isSigned, BulletinSigning.Off => !isSigned, _ => true }
        && (step.Condition != StepCondition.NotTheAuthor || sentById != actor.UserId);
}
