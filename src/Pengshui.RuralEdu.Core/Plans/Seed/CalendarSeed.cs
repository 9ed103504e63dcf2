using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Plans.Seed;

/// <summary>The calendar as it comes with the program; an administrator may change all of it.</summary>
/// <param name="Days">
/// Every holiday and exchanged working day of the State Council office's notices for 2023 (国办发明电〔2022〕16号), 2024
/// (国办发明电〔2023〕7号), 2025 (国办发明电〔2024〕12号) and 2026 (of 2025-11-04), ascending.
/// </param>
/// <param name="Vacations">School holidays, ascending: customary dates, to be set to the city's school calendar each year.</param>
public sealed record CalendarSeed(IReadOnlyList<CalendarDaySeed> Days, IReadOnlyList<VacationSeed> Vacations)
{
    /// <summary>The calendar as rules read it.</summary>
    public WorkingCalendar ToWorkingCalendar() =>
        new(Days.ToDictionary(d => d.Day, d => d.Kind), [.. Vacations.Select(v => (v.From, v.To))]);
}

/// <summary>A day that differs from its weekday, or a holiday on a weekend.</summary>
/// <param name="Day">The day.</param>
/// <param name="Kind">Holiday or exchanged working day.</param>
/// <param name="Name">国庆节, 国庆节调休.</param>
public sealed record CalendarDaySeed(DateOnly Day, CalendarDayKind Kind, string Name);

/// <summary>A school holiday.</summary>
/// <param name="Name">2023年暑假.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
public sealed record VacationSeed(string Name, DateOnly From, DateOnly To);
