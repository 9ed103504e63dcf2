using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>A year of the calendar as its page shows it.</summary>
/// <param name="Year">The year.</param>
/// <param name="Months">January to December.</param>
/// <param name="Vacations">School holidays that touch the year, ascending.</param>
public sealed record CalendarYear(int Year, IReadOnlyList<CalendarMonth> Months, IReadOnlyList<VacationRow> Vacations)
{
    /// <summary>Days listed in the whole year; 0 says that the State Council office's notice was not entered yet.</summary>
    public int Listed => Months.Sum(m => m.Days.Count);
}

/// <summary>A month's listed days.</summary>
/// <param name="Month">The month.</param>
/// <param name="LeadDueOn">When a lead's report of the month is due by this calendar and the settings.</param>
/// <param name="WorkingDays">Working days in the month.</param>
/// <param name="Days">Holidays and exchanged working days, ascending.</param>
public sealed record CalendarMonth(Month Month, DateOnly LeadDueOn, int WorkingDays, IReadOnlyList<CalendarDayRow> Days);

/// <summary>A listed day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Kind">Holiday or exchanged working day.</param>
/// <param name="Name">国庆节.</param>
public sealed record CalendarDayRow(DateOnly Day, CalendarDayKind Kind, string Name);

/// <summary>A school holiday.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">2023年暑假.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
public sealed record VacationRow(int Id, string Name, DateOnly From, DateOnly To);

/// <summary>Reads the calendar for its page.</summary>
/// <param name="db">The database.</param>
/// <param name="calendar">The whole calendar.</param>
/// <param name="dueDay">The due day.</param>
public sealed class CalendarQueries(RuralEduDbContext db, CalendarReader calendar, IReportDueDay dueDay)
{
    /// <summary>A year; two statements, and those of the two readers where something has changed.</summary>
    /// <param name="year">2000 to 2100.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CalendarYear> YearAsync(int year, CancellationToken cancellationToken)
    {
        var working = await calendar.ReadAsync(cancellationToken);
        var due = await dueDay.ReadAsync(cancellationToken);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var days = await db.CalendarDays.AsNoTracking().Where(d => d.Day >= first && d.Day <= last).OrderBy(d => d.Day)
            .Select(d => new CalendarDayRow(d.Day, d.Kind, d.Name)).ToListAsync(cancellationToken);
        var vacations = await db.Vacations.AsNoTracking().Where(v => v.From <= last && v.To >= first).OrderBy(v => v.From)
            .Select(v => new VacationRow(v.Id, v.Name, v.From, v.To)).ToListAsync(cancellationToken);
        var byMonth = days.ToLookup(d => d.Day.Month);
        return new CalendarYear(
            year,
            [
                .. Enumerable.Range(1, 12).Select(n => new Month(year, n)).Select(m => new CalendarMonth(
                    m,
                    working.LeadDueOn(m, due),
                    working.WorkingDaysBetween(m.FirstDay.AddDays(-1), m.LastDay),
                    [.. byMonth[m.Number]])),
            ],
            vacations);
    }

    /// <summary>What the calendar lists of a day, or null; one statement.</summary>
    public async Task<CalendarDayRow?> FindDayAsync(DateOnly day, CancellationToken cancellationToken) =>
        await db.CalendarDays.AsNoTracking().Where(d => d.Day == day).Select(d => new CalendarDayRow(d.Day, d.Kind, d.Name)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>A school holiday, or null; one statement.</summary>
    public async Task<VacationRow?> FindVacationAsync(int id, CancellationToken cancellationToken) =>
        await db.Vacations.AsNoTracking().Where(v => v.Id == id).Select(v => new VacationRow(v.Id, v.Name, v.From, v.To)).SingleOrDefaultAsync(cancellationToken);
}
