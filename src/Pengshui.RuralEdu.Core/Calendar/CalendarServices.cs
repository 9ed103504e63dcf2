using Microsoft.Extensions.DependencyInjection;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>What the room offers.</summary>
internal static class CalendarServices
{
    public static IServiceCollection AddCalendar(this IServiceCollection services)
    {
        services.AddSingleton(CalendarAudit.Words);
        services.AddScoped<CalendarReader>();
        services.AddScoped<CalendarService>();
        services.AddScoped<CalendarQueries>();
        return services;
    }
}
