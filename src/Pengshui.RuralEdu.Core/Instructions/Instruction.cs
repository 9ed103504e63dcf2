using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>A leader's written order about a task or a report (批示), to one or more sections, until a day.</summary>
[Kept(DataArea.Instructions)]
public sealed class Instruction
{
    /// <summary>Longest text.</summary>
    public const int TextLength = 500;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Made by the form, unique: the same form that arrives twice is taken once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The task it is about.</summary>
    public int PlanTaskId { get; set; }

    /// <summary>The task it is about.</summary>
    public PlanTask PlanTask { get; set; } = null!;

    /// <summary>The report of that task it was written on; null where it was written on the task.</summary>
    public int? MonthlyReportId { get; set; }

    /// <summary>The report it was written on.</summary>
    public MonthlyReport? MonthlyReport { get; set; }

    /// <summary>The order. Never changed.</summary>
    public required string Text { get; set; }

    /// <summary>Who gave it.</summary>
    public int ById { get; set; }

    /// <summary>Who gave it.</summary>
    public PortalUser By { get; set; } = null!;

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>The sections it went to.</summary>
    public ICollection<InstructionRecipient> Recipients { get; } = [];
}

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

/// <summary>A step that was taken: the history of an instruction at a section, never changed.</summary>
[Kept(DataArea.Instructions)]
public sealed class InstructionStep
{
    /// <summary>Longest answer or reason.</summary>
    public const int TextLength = 2000;

    /// <summary>Key; rises with time.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int InstructionRecipientId { get; set; }

    /// <summary>Whose.</summary>
    public InstructionRecipient Recipient { get; set; } = null!;

    /// <summary>What was done.</summary>
    public InstructionAction Action { get; set; }

    /// <summary>State before.</summary>
    public InstructionState From { get; set; }

    /// <summary>State after.</summary>
    public InstructionState To { get; set; }

    /// <summary>The answer, or why.</summary>
    public string? Text { get; set; }

    /// <summary>The section that had it before, on the step that handed it over; null else.</summary>
    public int? HandedFromId { get; set; }

    /// <summary>The section that had it before.</summary>
    public Section? HandedFrom { get; set; }

    /// <summary>The day to answer by after the step.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Who.</summary>
    public int ById { get; set; }

    /// <summary>Who.</summary>
    public PortalUser By { get; set; } = null!;
}
