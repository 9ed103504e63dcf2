using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Deadlines;

/// <summary>What the room offers.</summary>
internal static class DeadlineServices
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddScoped<DeadlineQuery>();
        services.AddScoped<DeadlineService>();
        return services;
    }
}
