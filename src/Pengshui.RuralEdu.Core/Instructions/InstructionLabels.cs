using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>The words for instructions. One word for each act on every page.</summary>
public static class InstructionLabels
{
    /// <summary>待回复, 已回复, 要求再办, 已办结, 已撤销.</summary>
    public static string Label(this InstructionState state) => state switch
    {
        InstructionState.AwaitingReply => "待回复",
        InstructionState.Answered => "已回复",
        InstructionState.AskedAgain => "要求再办",
        InstructionState.Accepted => "已办结",
        InstructionState.Withdrawn => "已撤销",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>回复批示, 办结, 要求再办, 撤销批示.</summary>
    public static string Label(this InstructionAction action) => action switch
    {
        InstructionAction.Answer => "回复批示",
        InstructionAction.Accept => "办结",
        InstructionAction.AskAgain => "要求再办",
        InstructionAction.Withdraw => "撤销批示",
        InstructionAction.HandOver => "移交",
        InstructionAction.Move => "期限顺延",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
