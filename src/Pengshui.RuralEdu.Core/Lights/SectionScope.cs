using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Which sections' tasks a reader looks at.</summary>
/// <param name="Code">What the address says: all, mine, or a section's code.</param>
/// <param name="Label">What pages call it.</param>
/// <param name="SectionIds">The sections; empty for all tasks.</param>
public sealed record SectionScope(string Code, string Label, IReadOnlyList<int> SectionIds)
{
    /// <summary>No filter.</summary>
    public const string AllCode = "all";

    /// <summary>The sections in a 分管领导's charge.</summary>
    public const string MineCode = "mine";

    /// <summary>Every task.</summary>
    public static SectionScope All { get; } = new(AllCode, "全部科室", []);

    /// <summary>Whether a section has a part in the task: in the month that is looked at, or now where there is none.</summary>
    public bool Has(YearTask task, Month? month) => SectionIds.Count == 0 || task.PartsIn(month).Any(p => Has(p.Section.Id));

    /// <summary>Whether the section belongs to it.</summary>
    public bool Has(int sectionId) => SectionIds.Count == 0 || SectionIds.Contains(sectionId);
}
