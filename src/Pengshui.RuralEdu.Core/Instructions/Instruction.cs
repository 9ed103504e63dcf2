using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

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
