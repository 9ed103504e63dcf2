using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>What the room offers.</summary>
internal static class RectificationServices
{
    public static IServiceCollection AddRectifications(this IServiceCollection services)
    {
        services.AddSingleton(RectificationAudit.Words);
        services.AddScoped<IFindings<DatedRectification>, RectificationHistory>();
        services.AddScoped<IInspectionRectifications, InspectionRectifications>();
        services.AddScoped<IUploadedFiles, UploadedRectificationFiles>();
        services.AddScoped<IPlanUse, PlanRectifications>();
        services.AddScoped<RectificationRefusals>();
        services.AddScoped<RectificationService>();
        services.AddScoped<RectificationFileService>();
        services.AddScoped<RectificationLedgerQuery>();
        services.AddScoped<RectificationPageQuery>();
        services.AddScoped<RaisePageQuery>();
        services.AddScoped<RectificationWorkQuery>();
        return services;
    }
}
