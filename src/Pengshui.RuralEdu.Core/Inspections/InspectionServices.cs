using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>What the room offers.</summary>
internal static class InspectionServices
{
    public static IServiceCollection AddInspections(this IServiceCollection services)
    {
        services.AddSingleton(InspectionAudit.Words);
        services.AddScoped<IFindings<SupervisorView>, SupervisorViews>();
        services.AddScoped<IUploadedFiles, UploadedPhotos>();
        services.AddScoped<InspectionService>();
        services.AddScoped<InspectionPhotoService>();
        services.AddScoped<InspectionFormQuery>();
        services.AddScoped<InspectionLedgerQuery>();
        services.AddScoped<InspectionPageQuery>();
        return services;
    }
}
