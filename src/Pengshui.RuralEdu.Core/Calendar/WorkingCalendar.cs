namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>
/// The working days of the plan's years: Monday to Friday, but for the exceptions of the State Council office's yearly
/// notices. Immutable; read once a request or a job from <see cref="CalendarDay"/> and <see cref="Vacation"/>.
/// </summary>
/// <param name="exceptions">Days that differ from their weekday.</param>
/// <param name="vacations">School holidays, both ends included.</param>
public sealed class WorkingCalendar(IReadOnlyDictionary<DateOnly, CalendarDayKind> exceptions, IReadOnlyList<(DateOnly From, DateOnly To)> vacations)
{
    /// <summary>A calendar without exceptions, for tests and empty databases.</summary>
    public static WorkingCalendar WeekdaysOnly { get; } = new(new Dictionary<DateOnly, CalendarDayKind>(), []);

    /// <summary>Whether the day is worked.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        exceptions.TryGetValue(day, out var kind)
            ? kind == CalendarDayKind.Workday
            : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>Whether the calendar says by an entry of its own that the day is off; a plain weekend has none.</summary>
    public bool IsHoliday(DateOnly day) => exceptions.TryGetValue(day, out var kind) && kind != CalendarDayKind.Workday;

    /// <summary>Whether the day lies in a school holiday.</summary>
    public bool IsVacation(DateOnly day) => vacations.Any(v => v.From <= day && day <= v.To);

    /// <summary>The day itself where it is worked, else the next one that is.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The day so many working days after (or, where negative, before) a day, which itself does not count.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
                left--;
        }

        return day;
    }

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; 0 where it is not later.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
                count++;
        }

        return count;
    }

    /// <summary>The day a month's report of a lead is due: the 25th, or the next working day (product rule).</summary>
    public DateOnly LeadDueOn(Month month, int dueDay = 25) => OnOrAfter(new DateOnly(month.Year, month.Number, dueDay));

    /// <summary>The day the supporting sections' reports are due: so many working days before the lead's, so that the lead can use them.</summary>
    public DateOnly SupportingDueOn(DateOnly leadDueOn, int workingDaysBefore = 3) => AddWorkingDays(leadDueOn, -workingDaysBefore);
}
