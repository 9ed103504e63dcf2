using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>An instruction at one of the sections it went to: each answers for itself.</summary>
[Kept(DataArea.Instructions)]
public sealed class InstructionRecipient : IVersioned
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The instruction.</summary>
    public int InstructionId { get; set; }

    /// <summary>The instruction.</summary>
    public Instruction Instruction { get; set; } = null!;

    /// <summary>The section; once in an instruction (unique index).</summary>
    public int SectionId { get; set; }

    /// <summary>The section.</summary>
    public Section Section { get; set; } = null!;

    /// <summary>Where it stands. Only the workflow changes it.</summary>
    public InstructionState State { get; set; } = InstructionState.AwaitingReply;

    /// <summary>Last day to answer, in Beijing, included; set anew where the leader asks again.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>The working day after <see cref="DueOn"/> to which the coordinator would not move it when it became a day off; null where nobody was asked.</summary>
    public DateOnly? DeclinedDueOn { get; set; }

    /// <summary>When the section answered last, UTC.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>When it was accepted, UTC.</summary>
    public DateTime? AcceptedAt { get; set; }

    /// <summary>Every step, oldest first by key.</summary>
    public ICollection<InstructionStep> Steps { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
