using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>What the room offers.</summary>
internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddScoped<DashboardQuery>();
        services.AddScoped<NeedQuery>();
        return services;
    }
}
