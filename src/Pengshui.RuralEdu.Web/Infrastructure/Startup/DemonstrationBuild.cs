using System.CommandLine;
#if DEMONSTRATION
using Pengshui.RuralEdu.Demonstration;
using Pengshui.RuralEdu.Web.Commands;
#endif

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>What a build has of the demonstration: all of it, or nothing where it was published with <c>IncludeDemonstration=false</c>.</summary>
internal static class DemonstrationBuild
{
#if DEMONSTRATION
    /// <summary>Whether this program can be a demonstration.</summary>
    public static bool IsIncluded => true;

    /// <summary>Its commands.</summary>
    public static IEnumerable<Command> Commands() => [DemoCommands.Create()];

    /// <summary>Adds its services, after Core's.</summary>
    public static IServiceCollection AddIncludedDemonstration(this IServiceCollection services, IConfiguration configuration) =>
        services.AddDemonstration(configuration);
#else
    /// <summary>Whether this program can be a demonstration.</summary>
    public static bool IsIncluded => false;

    /// <summary>Its commands.</summary>
    public static IEnumerable<Command> Commands() => [];

    /// <summary>Adds its services, after Core's.</summary>
    public static IServiceCollection AddIncludedDemonstration(this IServiceCollection services, IConfiguration configuration) => services;
#endif
}
