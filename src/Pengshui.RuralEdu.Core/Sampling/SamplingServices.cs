using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Sampling;

/// <summary>What the room offers.</summary>
internal static class SamplingServices
{
    public static IServiceCollection AddSampling(this IServiceCollection services)
    {
        services.AddScoped<SamplingQuery>();
        return services;
    }
}
