using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>One clause of a task's text (举措).</summary>
[Kept(DataArea.Plans)]
public sealed class Measure
{
    /// <summary>Longest text.</summary>
    public const int TextLength = 500;

    /// <summary>Longest phrase of a date.</summary>
    public const int DueWordsLength = DueDates.Longest;

    /// <summary>Longest remark.</summary>
    public const int RemarkLength = 500;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int PlanTaskId { get; set; }

    /// <summary>From 1 in the task; unique in it.</summary>
    public int Number { get; set; }

    /// <summary>A short phrase.</summary>
    public required string Text { get; set; }

    /// <summary>By when or how often, as the notice has it (6月底前, 每季度末); null where the task's holds for it, or there is none.</summary>
    public string? DueWords { get; set; }

    /// <summary>The last day, where the words mean one to the day; otherwise null.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>How often it is to be done, where its words mean a recurrence; otherwise null. Never beside a last day.</summary>
    public Recurrence? Recurrence => DueWords is null ? null : DueDates.RecurrenceOf(DueWords);

    /// <summary>备注 of its own; null where there is none.</summary>
    public string? Remark { get; set; }

    /// <summary>The part that leads this measure where it is another than the task's lead; null where the task's leads.</summary>
    public int? LeadId { get; set; }

    /// <summary>The part that leads this measure; null where the task's leads.</summary>
    public Responsibility? Lead { get; set; }

    /// <summary>Who works on it: always the lead, and the supporting sections that do.</summary>
    public ICollection<Responsibility> Responsibilities { get; } = [];
}
