using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Handover;

/// <summary>What the room offers.</summary>
internal static class HandoverServices
{
    public static IServiceCollection AddHandover(this IServiceCollection services)
    {
        services.AddSingleton(HandoverAudit.Words);
        services.AddScoped<SectionHandoverService>();
        services.AddScoped<SectionHandoverQuery>();
        return services;
    }
}
