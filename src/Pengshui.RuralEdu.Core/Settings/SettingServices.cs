using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Settings;

/// <summary>What the room offers.</summary>
internal static class SettingServices
{
    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.AddSingleton(SettingAudit.Words);
        services.AddScoped<SettingReader>();
        services.AddScoped<SettingService>();
        services.AddScoped<SettingQueries>();
        services.AddSingleton<SettingCatalogue>();
        return services;
    }
}
