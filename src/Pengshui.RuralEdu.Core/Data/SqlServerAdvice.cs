using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>How a SQL Server database is set.</summary>
/// <param name="ReadsSnapshots">Whether <c>READ_COMMITTED_SNAPSHOT</c> is on: readers then never wait for writers.</param>
/// <param name="Collation">The database's collation.</param>
/// <param name="CompatibilityLevel">150 is SQL Server 2019.</param>
public sealed record SqlServerState(bool ReadsSnapshots, string? Collation, int CompatibilityLevel);

/// <summary>Looks at how the database is set, and says what should be set otherwise. The portal runs all the same.</summary>
public static class SqlServerAdvice
{
    /// <summary>Without regard to case and width, and with weights for the rare characters of names of places and people.</summary>
    public const string Collation = "Chinese_Simplified_Pinyin_100_CI_AS_SC";

    /// <summary>What the queries are written for.</summary>
    public const int CompatibilityLevel = 150;

    private const string Question =
        "SELECT is_read_committed_snapshot_on AS [ReadsSnapshots], CAST(collation_name AS nvarchar(128)) AS [Collation], "
        + "CAST(compatibility_level AS int) AS [CompatibilityLevel] FROM sys.databases WHERE name = DB_NAME()";

    /// <summary>What should be set otherwise, each a sentence; nothing on SQLite, and where the account may not see the settings.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(RuralEduDbContext db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlServer())
            return [];
        try
        {
            var states = await db.Database.SqlQueryRaw<SqlServerState>(Question).ToListAsync(cancellationToken);
            return [.. states.SelectMany(Of)];
        }
        catch (DbException)
        {
            return [];
        }
    }

    /// <summary>What should be set otherwise, each a sentence.</summary>
    public static IEnumerable<string> Of(SqlServerState state)
    {
        if (!state.ReadsSnapshots)
            yield return "数据库没有打开 READ_COMMITTED_SNAPSHOT，有人保存时别人打开页面会等。请在停机时执行 ALTER DATABASE … SET READ_COMMITTED_SNAPSHOT ON。";
        if (state.CompatibilityLevel < CompatibilityLevel)
            yield return $"数据库的兼容级别是 {state.CompatibilityLevel}，低于 {CompatibilityLevel}，有的页面会打不开。请执行 ALTER DATABASE … SET COMPATIBILITY_LEVEL = {CompatibilityLevel}。";
        if (state.Collation is not { } collation)
            yield break;
        if (!Has(collation, "_CI"))
            yield return $"数据库的排序规则 {collation} 区分大小写，查人名、科室名会漏。请用 {Collation}。";
        if (!HasWeightsForRare(collation))
            yield return $"数据库的排序规则 {collation} 分不清生僻字（如“𠮷”和“𠀀”），会把不同的名称当成重复。请用 {Collation}。";
    }

    // https://learn.microsoft.com/sql/relational-databases/collations/collation-and-unicode-support: _SC and UTF-8 have them, and
    // from version 140 on every collation.
    private static bool HasWeightsForRare(string collation) =>
        Has(collation, "_SC") || Has(collation, "_UTF8") || Has(collation, "_140_") || Has(collation, "_160_");

    private static bool Has(string collation, string part) => collation.Contains(part, StringComparison.OrdinalIgnoreCase);
}
