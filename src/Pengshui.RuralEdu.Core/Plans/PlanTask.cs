using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Sections;
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

/// <summary>One clause of a task's text (举措).</summary>
[Kept(DataArea.Plans)]
public sealed class Measure
{
    /// <summary>Longest text.</summary>
    public const int TextLength = 500;

    /// <summary>Longest phrase of a date.</summary>
    public const int DueWordsLength = DueDates.Longest;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int PlanTaskId { get; set; }

    /// <summary>From 1 in the task; unique in it.</summary>
    public int Number { get; set; }

    /// <summary>A short phrase.</summary>
    public required string Text { get; set; }

    /// <summary>By when or how often, as the notice has it (6月底前, 每季度末); null where it says nothing.</summary>
    public string? DueWords { get; set; }

    /// <summary>The last day, where the words mean one to the day; otherwise null.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Who works on it: always the lead, and the supporting sections that do.</summary>
    public ICollection<Responsibility> Responsibilities { get; } = [];
}

/// <summary>A section's part in a task.</summary>
public enum ResponsibilityKind
{
    /// <summary>牵头: one per task.</summary>
    Lead = 1,

    /// <summary>配合.</summary>
    Supporting = 2,
}

/// <summary>A section's responsibility for a task (责任). The first section named leads; a coordinator may change that.</summary>
[Kept(DataArea.Plans)]
public sealed class Responsibility
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The task.</summary>
    public int PlanTaskId { get; set; }

    /// <summary>The task.</summary>
    public PlanTask PlanTask { get; set; } = null!;

    /// <summary>The section; once in a task.</summary>
    public int SectionId { get; set; }

    /// <summary>The section.</summary>
    public Section Section { get; set; } = null!;

    /// <summary>牵头 or 配合.</summary>
    public ResponsibilityKind Kind { get; set; }

    /// <summary>The order in which the notice names the sections, from 1.</summary>
    public int Order { get; set; }

    /// <summary>The measures this section works on.</summary>
    public ICollection<Measure> Measures { get; } = [];

    /// <summary>The day from which the section has the part as it is now; null where it is as the plan came into force.</summary>
    public DateOnly? Since { get; set; }

    /// <summary>The last day of a part that ended; null while it goes on. No further month asks for it, and its reports stay.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>Of a task's parts, those that go on.</summary>
internal static class Responsibilities
{
    /// <summary>The parts that did not end, the lead first.</summary>
    public static IEnumerable<Responsibility> GoingOn(this IEnumerable<Responsibility> parts) =>
        parts.Where(r => r.Until is null).OrderBy(r => r.Kind).ThenBy(r => r.Order);
}
