using System.Text.Json;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Keeps where the tables of a notice stand in its text.</summary>
public static class SourceTables
{
    /// <summary>Most cells that are kept; what is larger is shown as lines.</summary>
    public const int MostCells = 20_000;

    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true };

    /// <summary>As they are stored; null where there are none.</summary>
    public static string? ToJson(IReadOnlyList<SourceTable> tables)
    {
        var left = MostCells;
        var kept = tables.TakeWhile(t => (left -= t.Rows.Sum(r => r.Count)) >= 0).ToList();
        return kept.Count == 0 ? null : JsonSerializer.Serialize(kept, Json);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static IReadOnlyList<SourceTable> FromJson(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<SourceTable>>(json, Json)!;
}
