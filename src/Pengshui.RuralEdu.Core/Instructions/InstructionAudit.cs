using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>What the audit trail records of instructions: the codes, which never change once one was written, and the words for them.</summary>
public static class InstructionAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string GiveInstruction = "instruction.give";
    public const string AnswerInstruction = "instruction.answer";
    public const string AcceptInstruction = "instruction.accept";
    public const string AskAgain = "instruction.ask-again";
    public const string WithdrawInstruction = "instruction.withdraw";
    public const string HandOverInstruction = "instruction.hand-over";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [GiveInstruction] = "作出批示",
            [AnswerInstruction] = "回复批示",
            [AcceptInstruction] = "办结批示",
            [AskAgain] = "要求再办",
            [WithdrawInstruction] = "撤销批示",
            [HandOverInstruction] = "移交批示",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(Instruction)] = "批示",
            [nameof(InstructionRecipient)] = "批示",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(InstructionRecipient.AnsweredAt)] = "回复时间",
            [nameof(InstructionRecipient.AcceptedAt)] = "办结时间",
            [nameof(InstructionRecipient.DueOn)] = "期限",
        },
        Values = AuditWords.Of<InstructionState>(state => state.Label()),
    };
}
