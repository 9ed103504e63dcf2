using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>What happens to the database before the first request.</summary>
internal static class DatabasePreparation
{
    /// <summary>
    /// SQLite is made, migrated and, where it has no plan yet, filled with what comes with the program here: in a
    /// demonstration with the demonstration. SQL Server is only looked at: its schema changes by a reviewed script or by
    /// <c>database migrate</c>, never because a node happened to start.
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
        if (CoreServices.IsDemonstration(scope.ServiceProvider.GetRequiredService<IConfiguration>()))
            await scope.ServiceProvider.GetRequiredService<DemonstrationSeed>().EnsureAsync(CancellationToken.None);
        if (await scope.ServiceProvider.GetRequiredService<RuralEduDbContext>().WorkPlans.AnyAsync())
            return;
        await scope.ServiceProvider.GetRequiredService<ReferenceSeed>().EnsureAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<PlanLoader>().EnsureAsync(CancellationToken.None);
    }
}
