using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>
/// Where figures arise (单位): a township, a school, a teaching point or a village. It is never deleted; what is closed or merged
/// stays with its history.
/// </summary>
[Kept(DataArea.Units)]
public sealed class Unit : IVersioned
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 100;

    /// <summary>
    /// Digits of a 标识码: two for the kind of school, two for the province, six running ones (教育部《学校（机构）代码管理办法》, 2011). It has
    /// no check digit, and one that was given up is never given to another school.
    /// </summary>
    public const int CodeLength = 10;

    /// <summary>Longest reason of a closing or merger.</summary>
    public const int ReasonLength = 200;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>What it is.</summary>
    public UnitKind Kind { get; set; }

    /// <summary>Its name now; one township has no two of a kind of the same name at the same time.</summary>
    public required string Name { get; set; }

    /// <summary>标识码, unique over all units, also closed ones; schools have one, teaching points may, others have none.</summary>
    public string? Code { get; set; }

    /// <summary>学段; at least one of a school.</summary>
    public UnitStages Stages { get; set; }

    /// <summary>The township it belongs to; null for townships alone.</summary>
    public int? TownshipId { get; set; }

    /// <summary>The township it belongs to.</summary>
    public Unit? Township { get; set; }

    /// <summary>The school that a teaching point belongs to; null for all else.</summary>
    public int? SchoolId { get; set; }

    /// <summary>The school that a teaching point belongs to.</summary>
    public Unit? School { get; set; }

    /// <summary>Its first day; null where nobody has said.</summary>
    public DateOnly? OpenedOn { get; set; }

    /// <summary>The day from which on it is closed; null while it is in use.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The unit that took it over from <see cref="ClosedOn"/> on; null where it was closed without one.</summary>
    public int? SuccessorId { get; set; }

    /// <summary>The unit that took it over.</summary>
    public Unit? Successor { get; set; }

    /// <summary>Why it was closed or merged, where somebody said.</summary>
    public string? ClosedBecause { get; set; }

    /// <summary>Where a township stands among the others, ascending; 0 for all else, which stand by code and name.</summary>
    public int SortOrder { get; set; }

    /// <summary>What it was called before, in no order.</summary>
    public ICollection<FormerUnitName> FormerNames { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>Whether it is closed on a day and from then on.</summary>
    public bool IsClosedOn(DateOnly day) => ClosedOn <= day;
}

/// <summary>A name that a unit had until a day.</summary>
[Kept(DataArea.Units)]
public sealed class FormerUnitName
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int UnitId { get; set; }

    /// <summary>The name, at most <see cref="Unit.NameLength"/> characters.</summary>
    public required string Name { get; set; }

    /// <summary>Its last day; once in a unit.</summary>
    public DateOnly Until { get; set; }
}
