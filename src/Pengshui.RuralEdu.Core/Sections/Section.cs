using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>A section of the commission (科室), such as 教育科.</summary>
[Kept(DataArea.Sections)]
public sealed class Section : IVersioned
{
    /// <summary>Longest code.</summary>
    public const int CodeLength = 20;

    /// <summary>Longest name.</summary>
    public const int NameLength = 50;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Short code in Latin letters (jyk), unique; account names begin with it.</summary>
    public required string Code { get; set; }

    /// <summary>Name as the plan writes it (教育科), unique.</summary>
    public required string Name { get; set; }

    /// <summary>Where it stands in lists, ascending. No order of merit.</summary>
    public int SortOrder { get; set; }

    /// <summary>False once the section was dissolved; its history stays.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>The last day of a section that was dissolved or merged while it had a part in a plan; null else.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>
    /// The section that took over from it. Who works there may do what the dissolved section's people could: what it reported is
    /// reopened to somebody.
    /// </summary>
    public int? SuccessorId { get; set; }

    /// <summary>The section that took over from it.</summary>
    public Section? Successor { get; set; }

    /// <summary>What it was called before, in no order.</summary>
    public ICollection<FormerName> FormerNames { get; } = [];

    /// <summary>Other names a notice may use (县教育服务中心).</summary>
    public ICollection<SectionAlias> Aliases { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
