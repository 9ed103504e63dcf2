using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Tasks;

/// <summary>What the room offers.</summary>
internal static class TaskServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.AddScoped<TaskListQuery>();
        services.AddScoped<TaskPageQuery>();
        return services;
    }
}
