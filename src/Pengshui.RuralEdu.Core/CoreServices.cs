using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Deadlines;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Handover;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sampling;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Tasks;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Core.Workbench;

namespace Pengshui.RuralEdu.Core;

/// <summary>Registers all of Core.</summary>
public static class CoreServices
{
    /// <summary>Adds the database, the clock and every service and query.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration"><c>Database:Provider</c>, <c>ConnectionStrings:RuralEdu</c>, <c>DataDirectory</c>, <c>Demo:Enabled</c>.</param>
    /// <param name="contentRoot">What a relative <c>DataDirectory</c> starts from.</param>
    /// <exception cref="StartupRefusalException">A setting makes no sense.</exception>
    public static IServiceCollection AddCore(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        var options = DatabaseOptions.Read(configuration, contentRoot);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new BusinessClock(s.GetRequiredService<TimeProvider>()));
        services.AddDbContext<RuralEduDbContext>(o => o.UseEngine(options.Provider, options.ConnectionString), optionsLifetime: ServiceLifetime.Singleton);
        services.AddSingleton(new DemonstrationMode(IsDemonstration(configuration)));
        services.AddSingleton<StampedCache>();
        services.AddScoped<DataStamp>();
        services.AddScoped<KeptRows>();
        services.AddSingleton(AuditKeys.Of(options, configuration, contentRoot));
        services.AddSingleton(s => AuditAnchors.Of(
            options, configuration, contentRoot, s.GetRequiredService<AuditKeys>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(UploadScan.Of(configuration));
        services.AddScoped<DatabaseInitializer>();
        services.AddScoped<ReferenceSeed>();
        services.AddScoped<PlanLoader>();
        services.AddRooms(configuration);
        return services;
    }

    /// <summary>Adds what every room offers, in the rooms' order.</summary>
    /// <param name="services">The container, which also has the database, its cache and the clock.</param>
    /// <param name="configuration">Fonts of official documents.</param>
    public static IServiceCollection AddRooms(this IServiceCollection services, IConfiguration configuration) => services
        .AddCalendar()
        .AddSettings()
        .AddAudit()
        .AddAccounts()
        .AddSections()
        .AddUnits()
        .AddFiles()
        .AddPlans()
        .AddReports()
        .AddLights()
        .AddInstructions()
        .AddInspections()
        .AddRectifications()
        .AddDeadlines()
        .AddHandover()
        .AddDashboard()
        .AddTasks()
        .AddSampling()
        .AddLedgers()
        .AddBulletins(configuration)
        .AddWorkbench();

    /// <summary>
    /// What the rooms offer over a context that is there already, for what is told after the event: at another time, within a unit of work
    /// that is under way. The caller disposes the provider, which leaves the context alone.
    /// </summary>
    /// <param name="db">The context.</param>
    /// <param name="clock">Now.</param>
    /// <param name="given">What else is given; each counts as what it is.</param>
    public static ServiceProvider RoomsOver(RuralEduDbContext db, BusinessClock clock, params IReadOnlyList<object> given)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(clock);
        services.AddSingleton(db);
        services.AddSingleton(db.AuditKeys);
        services.AddSingleton<IUploadScanner, NoScanner>();
        services.AddLogging();
        services.AddSingleton<StampedCache>();
        services.AddSingleton<DataStamp>();
        services.AddSingleton<KeptRows>();
        services.AddRooms(new ConfigurationBuilder().Build());
        foreach (var one in given)
            services.AddSingleton(one.GetType(), one);
        return services.BuildServiceProvider();
    }

    /// <summary>Whether this installation shows the demonstration (演示数据).</summary>
    public static bool IsDemonstration(IConfiguration configuration) => configuration.GetValue<bool>("Demo:Enabled");
}
