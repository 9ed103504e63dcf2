using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Instructions;

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
