namespace Pengshui.RuralEdu.Core.Units;

/// <summary>What a unit is to be: the one shape in which forms and lists say it and the rules judge it.</summary>
internal sealed record UnitFacts
{
    public required UnitKind Kind { get; init; }

    public string? Name { get; init; }

    public string? Code { get; init; }

    public UnitStages Stages { get; init; }

    public Unit? Township { get; init; }

    public Unit? School { get; init; }

    public DateOnly? OpenedOn { get; init; }

    public DateOnly? ClosedOn { get; init; }

    public int SortOrder { get; init; }

    /// <summary>What a unit is now.</summary>
    public static UnitFacts Of(Unit unit) => new()
    {
        Kind = unit.Kind,
        Name = unit.Name,
        Code = unit.Code,
        Stages = unit.Stages,
        Township = unit.Township,
        School = unit.School,
        OpenedOn = unit.OpenedOn,
        ClosedOn = unit.ClosedOn,
        SortOrder = unit.SortOrder,
    };

    /// <summary>Without what such a unit has not: a village has no code, a township belongs to none.</summary>
    public UnitFacts Fitted() => this with
    {
        Code = Kind is UnitKind.School or UnitKind.TeachingPoint ? Code : null,
        Stages = Kind is UnitKind.School or UnitKind.TeachingPoint ? Stages : UnitStages.None,
        Township = Kind == UnitKind.Township ? null : Township,
        School = Kind == UnitKind.TeachingPoint ? School : null,
        SortOrder = Kind == UnitKind.Township ? SortOrder : 0,
    };

    /// <summary>What is another than in the facts before, in the words of pages and of the trail.</summary>
    public IReadOnlyList<UnitChange> ChangesFrom(UnitFacts before)
    {
        var changes = new List<UnitChange>();
        void Compare(string field, string? old, string? now)
        {
            if (old != now)
                changes.Add(new UnitChange(field, old, now));
        }

        Compare("类别", before.Kind.Label(), Kind.Label());
        Compare("名称", before.Name, Name);
        Compare("标识码", before.Code, Code);
        Compare("学段", Words(before.Stages), Words(Stages));
        Compare("所在乡镇街道", before.Township?.Name, Township?.Name);
        Compare("所属学校", before.School?.Name, School?.Name);
        Compare("启用日期", Words(before.OpenedOn), Words(OpenedOn));
        Compare("停用日期", Words(before.ClosedOn), Words(ClosedOn));
        Compare("排序", Words(before.SortOrder), Words(SortOrder));
        return changes;
    }

    private static string? Words(UnitStages stages) => stages == UnitStages.None ? null : stages.Label();

    private static string? Words(DateOnly? day) => day is { } known ? $"{known:yyyy-MM-dd}" : null;

    private static string? Words(int order) => order == 0 ? null : $"{order}";
}

/// <summary>A field that becomes another.</summary>
/// <param name="Field">What pages call it.</param>
/// <param name="Before">What stood there; null for nothing.</param>
/// <param name="After">What stands there then; null for nothing.</param>
public sealed record UnitChange(string Field, string? Before, string? After);
