using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>Chooses the engine.</summary>
public static class DataServices
{
    /// <summary>Puts a context's options on an engine; tests and design time use the same lines as the portal.</summary>
    public static DbContextOptionsBuilder UseEngine(this DbContextOptionsBuilder builder, DatabaseProvider provider, string connectionString) =>
        provider switch
        {
            DatabaseProvider.Sqlite => builder
                .UseSqlite(connectionString, o => o
                    .MigrationsAssembly("Pengshui.RuralEdu.Migrations.Sqlite")
                    .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
                .AddInterceptors(new SqliteDurability())
                .ConfigureWarnings(BuildChecksMigrations),
            DatabaseProvider.SqlServer => builder
                .UseSqlServer(connectionString, o => o
                    .MigrationsAssembly("Pengshui.RuralEdu.Migrations.SqlServer")
                    .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
                .ConfigureWarnings(BuildChecksMigrations),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };

    // Whether the model has changes that no migration has is asked at each build, not at each start: it takes a tenth of a second.
    private static void BuildChecksMigrations(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);
}
