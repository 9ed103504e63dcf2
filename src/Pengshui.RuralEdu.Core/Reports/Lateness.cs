using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>How late a report is.</summary>
public static class Lateness
{
    /// <summary>
    /// Working days past the due day, 0 up to and including it. What is submitted on a day off counts as submitted on the
    /// next working day, so that it is never "late by 0".
    /// </summary>
    /// <param name="calendar">Working days.</param>
    /// <param name="dueOn">Last day, included.</param>
    /// <param name="day">Day of the submission, or today, in Beijing.</param>
    public static int WorkingDays(WorkingCalendar calendar, DateOnly dueOn, DateOnly day) =>
        day <= dueOn ? 0 : calendar.WorkingDaysBetween(dueOn, calendar.OnOrAfter(day));
}
