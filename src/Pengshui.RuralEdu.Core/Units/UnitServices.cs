using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Units;

/// <summary>What the room offers.</summary>
internal static class UnitServices
{
    public static IServiceCollection AddUnits(this IServiceCollection services)
    {
        services.AddSingleton(UnitAudit.Words);
        services.AddScoped<UnitReader>();
        services.AddScoped<UnitListQuery>();
        services.AddScoped<UnitPageQuery>();
        services.AddScoped<UnitService>();
        services.AddScoped<UnitClosingService>();
        services.AddScoped<UnitImportService>();
        services.AddScoped<UnitImportQuery>();
        return services;
    }
}
