using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>What the room offers.</summary>
internal static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton(FileAudit.Words);
        services.AddScoped<UploadScan>();
        services.AddScoped<IUploadedLists, UploadedLists>();
        services.AddScoped<UploadStore>();
        services.AddScoped<UploadIntake>();
        services.AddScoped<UploadQuota>();
        services.AddScoped<StoredContents>();
        services.AddScoped<StoredFiles>();
        return services;
    }
}
