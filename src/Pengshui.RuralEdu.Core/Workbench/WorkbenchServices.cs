using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>What the room offers.</summary>
internal static class WorkbenchServices
{
    public static IServiceCollection AddWorkbench(this IServiceCollection services)
    {
        services.AddScoped<OfficeQuestionsQuery>();
        services.AddScoped<ReportsToWriteQuery>();
        services.AddScoped<WorkbenchQuery>();
        services.AddScoped<PostDeskQuery>();
        return services;
    }
}
