using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>What the room offers.</summary>
internal static class LedgerServices
{
    public static IServiceCollection AddLedgers(this IServiceCollection services)
    {
        services.AddSingleton(LedgerAudit.Words);
        services.AddScoped<UnitListFile>();
        services.AddScoped<LedgerService>();
        return services;
    }
}
