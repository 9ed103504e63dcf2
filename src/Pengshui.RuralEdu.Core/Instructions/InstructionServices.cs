using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>What the room offers.</summary>
internal static class InstructionServices
{
    public static IServiceCollection AddInstructions(this IServiceCollection services)
    {
        services.AddSingleton(InstructionAudit.Words);
        services.AddScoped<IFindings<TaskInstruction>, TaskInstructions>();
        services.AddScoped<IPlanUse, PlanInstructions>();
        services.AddScoped<InstructionService>();
        services.AddScoped<InstructionQueries>();
        return services;
    }
}
