using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>What the room offers.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton(TrailAudit.Words);
        services.AddScoped<AuditKeyService>();
        services.AddScoped<AuditProtectionQuery>();
        services.AddScoped<AuditVerifier>();
        services.AddScoped<AuditQuery>();
        services.AddScoped<AuditExport>();
        services.AddSingleton<AuditVocabulary>();
        return services;
    }
}
