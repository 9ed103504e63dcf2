using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Dashboard;
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
        await PrepareAsync(scope.ServiceProvider);

        // Kept for everybody from here on: the first reader does not pay for it.
        await scope.ServiceProvider.GetRequiredService<PlanYearReader>().ReadAsync(null, CancellationToken.None);
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        var initializer = services.GetRequiredService<DatabaseInitializer>();
        if (services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.SqlServer)
        {
            await initializer.RequireCurrentAsync(CancellationToken.None);
            return;
        }

        await initializer.MigrateAsync(CancellationToken.None);
        if (CoreServices.IsDemonstration(services.GetRequiredService<IConfiguration>()))
            await services.GetRequiredService<DemonstrationSeed>().EnsureAsync(CancellationToken.None);
        if (await services.GetRequiredService<RuralEduDbContext>().WorkPlans.AnyAsync())
            return;
        await services.GetRequiredService<ReferenceSeed>().EnsureAsync(CancellationToken.None);
        await services.GetRequiredService<PlanLoader>().EnsureAsync(CancellationToken.None);
    }
}
