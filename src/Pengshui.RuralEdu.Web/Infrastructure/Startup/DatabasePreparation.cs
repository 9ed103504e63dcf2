using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans.Seed;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>What happens to the database at a start: its schema before the portal listens, its data before anybody reads.</summary>
internal static class DatabasePreparation
{
    /// <summary>
    /// SQLite is made and migrated here. SQL Server is only looked at: its schema changes by a reviewed script or by
    /// <c>database migrate</c>, never because a node happened to start.
    /// </summary>
    /// <exception cref="StartupRefusalException">The portal cannot serve with this database.</exception>
    public static async Task MakeSchemaAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var initializer = scope.ServiceProvider.GetRequiredService<DatabaseInitializer>();
        if (IsSqlite(services))
            await initializer.MigrateAsync(CancellationToken.None);
        else
            await initializer.RequireCurrentAsync(CancellationToken.None);
        await DemonstrationGate.RefuseRealAccountsAsync(scope.ServiceProvider, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<AuditKeyService>().RequireAsync(CancellationToken.None);
        if (IsSqlite(services))
            return;
        if (services.GetRequiredService<AuditKeys>().Path is null)
            services.GetRequiredService<ILogger<AuditKeys>>().LogWarning("{Advice}", AuditProtection.NoKey);
        foreach (var advice in await SqlServerAdvice.ReadAsync(scope.ServiceProvider.GetRequiredService<RuralEduDbContext>(), CancellationToken.None))
            services.GetRequiredService<ILogger<DatabaseInitializer>>().LogWarning("{Advice}", advice);
    }

    /// <summary>
    /// Fills a SQLite database that has no plan yet with what comes with the program, in a demonstration with the
    /// demonstration, and then opens the <see cref="DataGate"/>. A stop in between undoes what was begun.
    /// </summary>
    /// <param name="services">The portal's services.</param>
    /// <param name="stopping">The portal stops.</param>
    public static async Task FillAsync(IServiceProvider services, CancellationToken stopping)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            if (IsSqlite(services))
                await FillEmptyAsync(scope.ServiceProvider, stopping);

            // Kept for everybody from here on: the first reader does not pay for it.
            await scope.ServiceProvider.GetRequiredService<PlanYearReader>().ReadAsync(null, stopping);
            services.GetRequiredService<DataGate>().Open();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Whoever stops the portal now starts it again later, and the filling with it.
        }
    }

    private static async Task FillEmptyAsync(IServiceProvider services, CancellationToken stopping)
    {
        foreach (var data in services.GetServices<IInitialData>())
            await data.EnsureAsync(stopping);
        if (await services.GetRequiredService<RuralEduDbContext>().WorkPlans.AnyAsync(stopping))
            return;
        await services.GetRequiredService<ReferenceSeed>().EnsureAsync(stopping);
        await services.GetRequiredService<PlanLoader>().EnsureAsync(stopping);
    }

    private static bool IsSqlite(IServiceProvider services) => services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.Sqlite;
}
