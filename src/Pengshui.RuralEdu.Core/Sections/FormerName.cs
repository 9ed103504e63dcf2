using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>A name that a section had until a day. Months that were due by then, and what happened in them, keep it.</summary>
[Kept(DataArea.Sections)]
public sealed class FormerName
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int SectionId { get; set; }

    /// <summary>The name, at most <see cref="Section.NameLength"/> characters.</summary>
    public required string Name { get; set; }

    /// <summary>Its last day; once in a section.</summary>
    public DateOnly Until { get; set; }
}
