using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>A list of units as it was read.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Unused">Heads of the columns that mean nothing here; what stood in them was not kept.</param>
public sealed record UnitList(IReadOnlyList<UnitListRow> Rows, IReadOnlyList<string> Unused)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static UnitList FromJson(string json) =>
        JsonSerializer.Deserialize<UnitList>(json, Json) ?? throw new InvalidOperationException("The stored list is empty.");

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A row of a list: what stood in each column, clean; null for an empty cell and where there is no such column.</summary>
/// <param name="Number">Its number in the sheet, from 1.</param>
public sealed record UnitListRow(int Number)
{
    /// <summary>名称.</summary>
    public string? Name { get; init; }

    /// <summary>标识码.</summary>
    public string? Code { get; init; }

    /// <summary>类别.</summary>
    public string? Kind { get; init; }

    /// <summary>学段.</summary>
    public string? Stages { get; init; }

    /// <summary>所在乡镇街道.</summary>
    public string? Township { get; init; }

    /// <summary>所属学校.</summary>
    public string? School { get; init; }

    /// <summary>启用日期.</summary>
    public string? OpenedOn { get; init; }

    /// <summary>停用日期.</summary>
    public string? ClosedOn { get; init; }

    /// <summary>The column in which something like an identity number stood, which was not kept; null for none.</summary>
    public string? Personal { get; init; }
}
