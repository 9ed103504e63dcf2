using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>What the room offers.</summary>
internal static class PlanServices
{
    public static IServiceCollection AddPlans(this IServiceCollection services)
    {
        services.AddSingleton(PlanAudit.Words);
        services.AddScoped<ISectionTasks, SectionTasks>();
        services.AddScoped<PlanQueries>();
        services.AddScoped<PlanService>();
        services.AddScoped<PlanTaskService>();
        services.AddScoped<IndicatorService>();
        services.AddScoped<PlanImport>();
        services.AddScoped<ImportDraftService>();
        services.AddScoped<ImportQuery>();
        return services;
    }
}
