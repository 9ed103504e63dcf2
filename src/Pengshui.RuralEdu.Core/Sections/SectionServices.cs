using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Accounts;

namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>What the room offers.</summary>
internal static class SectionServices
{
    public static IServiceCollection AddSections(this IServiceCollection services)
    {
        services.AddSingleton(SectionAudit.Words);
        services.AddScoped<ISectionDirectory, SectionDirectory>();
        services.AddScoped<SectionService>();
        services.AddScoped<SectionQueries>();
        return services;
    }
}
