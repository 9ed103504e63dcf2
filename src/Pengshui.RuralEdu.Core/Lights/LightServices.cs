using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>What the room offers.</summary>
internal static class LightServices
{
    public static IServiceCollection AddLights(this IServiceCollection services)
    {
        services.AddSingleton(LightAudit.Words);
        services.AddSingleton(new RoomSettings(1, LightSettings.All));
        services.AddScoped<IMonthClosing, LightHistory>();
        services.AddScoped<PlanRowsReader>();
        services.AddScoped<PlanYearReader>();
        services.AddScoped<LightOverrideService>();
        return services;
    }
}
