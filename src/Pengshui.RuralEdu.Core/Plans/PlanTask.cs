using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>A key task (重点任务).</summary>
[Kept(DataArea.Plans)]
public sealed class PlanTask : IVersioned
{
    /// <summary>Longest title.</summary>
    public const int TitleLength = 100;

    /// <summary>Longest full text of a task.</summary>
    public const int FullTextLength = 4000;

    /// <summary>Longest 责任领导.</summary>
    public const int LeaderLength = 100;

    /// <summary>Longest remark.</summary>
    public const int RemarkLength = 500;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int WorkPlanId { get; set; }

    /// <summary>The plan.</summary>
    public WorkPlan WorkPlan { get; set; } = null!;

    /// <summary>The group it stands in.</summary>
    public int TaskGroupId { get; set; }

    /// <summary>The group.</summary>
    public TaskGroup TaskGroup { get; set; } = null!;

    /// <summary>From 1 through the whole plan; unique in it.</summary>
    public int Number { get; set; }

    /// <summary>Exactly as the notice has it.</summary>
    public required string Title { get; set; }

    /// <summary>The notice's own words, once it was imported; null before.</summary>
    public string? FullText { get; set; }

    /// <summary>Whether the task rests in school holidays (its light is grey in a month whose due day lies in one).</summary>
    public bool PausesInVacation { get; set; }

    /// <summary>By when or how often all of it is to be done, as the notice has it; null where it says nothing.</summary>
    public string? DueWords { get; set; }

    /// <summary>The last day, where the words mean one to the day; otherwise null. It holds for the measures without a last day of their own.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>How often all of it is to be done, where the words mean a recurrence; otherwise null. Never beside a last day.</summary>
    public Recurrence? Recurrence => DueWords is null ? null : DueDates.RecurrenceOf(DueWords);

    /// <summary>责任领导, by post; null where none is named.</summary>
    public string? Leader { get; set; }

    /// <summary>备注; null where there is none.</summary>
    public string? Remark { get; set; }

    /// <summary>The clauses.</summary>
    public ICollection<Measure> Measures { get; } = [];

    /// <summary>The sections' parts.</summary>
    public ICollection<Responsibility> Responsibilities { get; } = [];

    /// <summary>The figures.</summary>
    public ICollection<Indicator> Indicators { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
