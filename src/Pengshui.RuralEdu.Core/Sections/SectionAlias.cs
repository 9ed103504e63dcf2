namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>Another name of a section; unique over all sections.</summary>
public sealed class SectionAlias
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int SectionId { get; set; }

    /// <summary>The other name, at most <see cref="Section.NameLength"/> characters.</summary>
    public required string Name { get; set; }
}
