using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Plans;

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
