using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>A key task (重点任务).</summary>
[Kept(DataArea.Plans)]
public sealed class PlanTask : IVersioned
{
    /// <summary>Longest title.</summary>
    public const int TitleLength = 100;

    /// <summary>Longest full text of a task.</summary>
    public const int FullTextLength = 4000;

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

    /// <summary>The clauses.</summary>
    public ICollection<Measure> Measures { get; } = [];

    /// <summary>The sections' parts.</summary>
    public ICollection<Responsibility> Responsibilities { get; } = [];

    /// <summary>The figures.</summary>
    public ICollection<Indicator> Indicators { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
