using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>What happens to the database before the first request.</summary>
internal static class DatabasePreparation
{
    /// <summary>
    /// SQLite is made, migrated and filled with the plan here. SQL Server is only looked at: its schema changes by a
    /// reviewed script or by <c>database migrate</c>, never because a node happened to start.
    /// </summary>
    public static async Task AtStartAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var initializer = scope.ServiceProvider.GetRequiredService<DatabaseInitializer>();
        if (scope.ServiceProvider.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.SqlServer)
        {
            await initializer.RequireCurrentAsync(CancellationToken.None);
            return;
        }

        await initializer.MigrateAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<ReferenceSeed>().EnsureAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<PlanLoader>().EnsureAsync(CancellationToken.None);
    }
}
