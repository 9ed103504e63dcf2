using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What the room offers.</summary>
internal static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton(ReportAudit.Words);
        services.AddSingleton(new RoomSettings(2, ReportSettings.All));
        services.AddScoped<IReportDueDay, ReportDueDay>();
        services.AddScoped<ISectionRenaming, SectionRenaming>();
        services.AddScoped<IUploadedFiles, UploadedEvidence>();
        services.AddScoped<IPlanUse, PlanReports>();
        services.AddScoped<IReportedParts, PlanReports>();
        services.AddScoped<ReportReader>();
        services.AddScoped<ReportRefusals>();
        services.AddScoped<ReportService>();
        services.AddScoped<ReportDecisions>();
        services.AddScoped<EvidenceService>();
        services.AddScoped<PeriodService>();
        services.AddScoped<NeedService>();
        services.AddScoped<ReportFormQuery>();
        services.AddScoped<ReportViewQuery>();
        services.AddScoped<MonthQueries>();
        services.AddScoped<PartDaysReader>();
        services.AddScoped<ResponsibilityService>();
        return services;
    }
}
