using System.Reflection;
using Pengshui.RuralEdu.Core.Data;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Pengshui.RuralEdu.Testing;

/// <summary>
/// Runs a data test once on each engine. SQLite is always there; SQL Server needs a connection string (to a server, with
/// the right to create databases) in RURALEDU_TEST_SQLSERVER, and its row is reported as skipped without one.
/// </summary>
public sealed class EnginesAttribute : DataAttribute
{
    /// <summary>Environment variable with the test server's connection string.</summary>
    public const string Variable = "RURALEDU_TEST_SQLSERVER";

    /// <summary>The test server, or null.</summary>
    public static string? SqlServer => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;

    /// <summary>The engine of tests that run on one: SQL Server where the environment names one, else SQLite.</summary>
    public static DatabaseProvider Named => SqlServer is null ? DatabaseProvider.Sqlite : DatabaseProvider.SqlServer;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        IReadOnlyCollection<ITheoryDataRow> rows =
        [
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Sqlite),
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.SqlServer)
            {
                Skip = SqlServer is null ? $"no SQL Server: set {Variable} to a connection string" : null,
            },
        ];
        return ValueTask.FromResult(rows);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
