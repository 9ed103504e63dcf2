using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>Registers the demonstration.</summary>
public static class DemonstrationServices
{
    /// <summary>Adds what makes a demonstration; where this installation shows it, its clock and its data take effect.</summary>
    /// <param name="services">The container, to which Core was added.</param>
    /// <param name="configuration"><c>Demo:Enabled</c>.</param>
    public static IServiceCollection AddDemonstration(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(DemonstrationAudit.Words);
        services.AddScoped<DemonstrationSeed>();
        services.AddScoped<DemonstrationPlans>();
        if (!CoreServices.IsDemonstration(configuration))
            return services;
        services.AddSingleton(s => new BusinessClock(new DemonstrationTime(DemonstrationTime.Day, s.GetRequiredService<TimeProvider>())));
        services.AddScoped<IInitialData>(s => s.GetRequiredService<DemonstrationSeed>());
        return services;
    }
}
