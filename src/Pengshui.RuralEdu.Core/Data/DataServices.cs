using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// Chooses the engine. A list goes to it as one parameter: with a parameter for each element, which is EF's default, the SQL
/// is made anew at each call.
/// </summary>
public static class DataServices
{
    /// <summary>Puts a context's options on an engine; tests and design time use the same lines as the portal.</summary>
    public static DbContextOptionsBuilder UseEngine(this DbContextOptionsBuilder builder, DatabaseProvider provider, string connectionString) =>
        provider switch
        {
            DatabaseProvider.Sqlite => builder
                .UseSqlite(connectionString, o => o
                    .MigrationsAssembly("Pengshui.RuralEdu.Migrations.Sqlite")
                    .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                    .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .AddInterceptors(new SqliteConnections())
                .ConfigureWarnings(BuildChecksMigrations),
            DatabaseProvider.SqlServer => builder
                .UseSqlServer(WithPatience(connectionString), o => o
                    .MigrationsAssembly("Pengshui.RuralEdu.Migrations.SqlServer")
                    .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                    .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
                    .ExecutionStrategy(dependencies => new SqlServerRetries(dependencies)))
                .AddInterceptors(new ConnectingFailures())
                .ConfigureWarnings(BuildChecksMigrations),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };

    // Somebody waits for the answer: what the connection string leaves open is set so that a silent server is found silent in
    // seconds. Trying again is the execution strategy's.
    private static string WithPatience(string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString);
        if (!builder.ShouldSerialize("Connect Timeout"))
            builder.ConnectTimeout = Retries.ConnectSeconds;
        if (!builder.ShouldSerialize("Connect Retry Interval"))
            builder.ConnectRetryInterval = 1;
        return builder.ConnectionString;
    }

    // Whether the model has changes that no migration has is asked at each build, not at each start: it takes a tenth of a second.
    private static void BuildChecksMigrations(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);
}
