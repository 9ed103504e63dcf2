using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Deadlines;

/// <summary>Whose deadline it is.</summary>
public enum DeadlineKind
{
    /// <summary>重报期限 of a report that was returned or opened again.</summary>
    Report = 1,

    /// <summary>回复期限 of an instruction at one section.</summary>
    Instruction = 2,

    /// <summary>整改期限.</summary>
    Rectification = 3,
}

/// <summary>
/// A deadline that became a day off because the calendar changed, and the working day to which it would move. Nothing moves by itself:
/// the coordinator is asked once, and again only where the calendar changes to another answer. Months' own due days are asked about by
/// <see cref="Reports.DueDayMove"/>, since two of them go together.
/// </summary>
/// <param name="Kind">Whose deadline.</param>
/// <param name="Id">Key of the report, the instruction at its section, or the rectification.</param>
/// <param name="Version">Its version, for the form.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Address">Its page, from the root.</param>
/// <param name="DueOn">Its day as it is.</param>
/// <param name="NewDueOn">The working day after it.</param>
public sealed record DeadlineMove(DeadlineKind Kind, int Id, int Version, string Title, string Address, DateOnly DueOn, DateOnly NewDueOn)
{
    /// <summary>
    /// Where a deadline would move; null where it is not asked. A day that has passed is not moved any more. The portal itself sets days
    /// to answer a return by only to working days; other days are chosen by people, and a plain weekend was chosen on purpose.
    /// </summary>
    /// <param name="kind">Whose deadline.</param>
    /// <param name="dueOn">Its day.</param>
    /// <param name="declined">The day to which it was not to move when that was asked; null where nobody was asked.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="today">Beijing's day.</param>
    public static DateOnly? To(DeadlineKind kind, DateOnly dueOn, DateOnly? declined, WorkingCalendar calendar, DateOnly today)
    {
        var isOff = kind == DeadlineKind.Report ? !calendar.IsWorkingDay(dueOn) : calendar.IsHoliday(dueOn);
        if (dueOn < today || !isOff)
            return null;
        var to = calendar.OnOrAfter(dueOn);
        return to == declined ? null : to;
    }
}
