using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Bulletins.Word;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sampling;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Workbench;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>Registers all of Core.</summary>
public static class CoreServices
{
    /// <summary>Adds the database, the clock and every service and query.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration"><c>Database:Provider</c>, <c>ConnectionStrings:RuralEdu</c>, <c>DataDirectory</c>, <c>Demo:Enabled</c>.</param>
    /// <param name="contentRoot">What a relative <c>DataDirectory</c> starts from.</param>
    /// <exception cref="StartupRefusalException">A setting makes no sense.</exception>
    public static IServiceCollection AddCore(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        var options = DatabaseOptions.Read(configuration, contentRoot);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new BusinessClock(s.GetRequiredService<TimeProvider>()));
        services.AddDbContext<RuralEduDbContext>(o => o.UseEngine(options.Provider, options.ConnectionString), optionsLifetime: ServiceLifetime.Singleton);
        services.AddSingleton(new DemonstrationMode(IsDemonstration(configuration)));
        services.AddSingleton<StampedCache>();
        services.AddScoped<DataStamp>();
        services.AddScoped<KeptRows>();
        services.AddScoped<DatabaseInitializer>();
        services.AddScoped<ReferenceSeed>();
        services.AddScoped<PlanLoader>();
        services.AddScoped<AuditVerifier>();
        services.AddScoped<AuditQuery>();
        services.AddScoped<AuditExport>();
        services.AddScoped<CalendarReader>();
        services.AddScoped<SettingReader>();
        services.AddScoped<ReportService>();
        services.AddScoped<ReportDecisions>();
        services.AddScoped<EvidenceService>();
        services.AddScoped<StoredFiles>();
        services.AddScoped<PeriodService>();
        services.AddScoped<NeedService>();
        services.AddScoped<ReportFormQuery>();
        services.AddScoped<ReportViewQuery>();
        services.AddScoped<MonthQueries>();
        services.AddScoped<SamplingQuery>();
        services.AddScoped<RectificationService>();
        services.AddScoped<RectificationFileService>();
        services.AddScoped<RectificationLedgerQuery>();
        services.AddScoped<RectificationPageQuery>();
        services.AddScoped<RaisePageQuery>();
        services.AddScoped<RectificationWorkQuery>();
        services.AddScoped<SectionRenaming>();
        services.AddScoped<SectionService>();
        services.AddScoped<SectionQueries>();
        services.AddScoped<SettingService>();
        services.AddScoped<SettingQueries>();
        services.AddScoped<CalendarService>();
        services.AddScoped<CalendarQueries>();
        services.AddAccounts();
        services.AddScoped<PlanYearReader>();
        services.AddScoped<DashboardQuery>();
        services.AddScoped<NeedQuery>();
        services.AddScoped<LightOverrideService>();
        services.AddScoped<InstructionService>();
        services.AddScoped<InstructionQueries>();
        services.AddScoped<TaskListQuery>();
        services.AddScoped<TaskPageQuery>();
        services.AddScoped<PlanQueries>();
        services.AddScoped<InspectionService>();
        services.AddScoped<InspectionPhotoService>();
        services.AddScoped<InspectionFormQuery>();
        services.AddScoped<InspectionLedgerQuery>();
        services.AddScoped<InspectionPageQuery>();
        services.AddScoped<PartDaysReader>();
        services.AddScoped<ResponsibilityService>();
        services.AddScoped<SectionHandoverService>();
        services.AddScoped<SectionHandoverQuery>();
        services.AddScoped<PlanService>();
        services.AddScoped<PlanTaskService>();
        services.AddScoped<IndicatorService>();
        services.AddScoped<PlanImport>();
        services.AddScoped<LedgerService>();
        services.AddScoped<BulletinReader>();
        services.AddScoped<BulletinService>();
        services.AddScoped<BulletinQueries>();
        services.AddSingleton(new OfficialDocument(configuration.GetSection(OfficialFonts.Section).Get<OfficialFonts>() ?? new OfficialFonts()));
        services.AddScoped<ImportDraftService>();
        services.AddScoped<ImportQuery>();
        services.AddScoped<OfficeQuestionsQuery>();
        services.AddScoped<WorkbenchQuery>();
        services.AddScoped<PostDeskQuery>();
        return services;
    }

    /// <summary>Whether this installation shows the demonstration (演示数据).</summary>
    public static bool IsDemonstration(IConfiguration configuration) => configuration.GetValue<bool>("Demo:Enabled");
}
