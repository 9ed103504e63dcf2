using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Plans.Seed;

namespace Pengshui.RuralEdu.Core.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly CalendarSeed Seed = SeedFiles.Calendar();
    private static readonly WorkingCalendar Calendar = Seed.ToWorkingCalendar();

    [Theory]
    [InlineData(2023, "01-28 02-27 03-27 04-25 05-25 06-25 07-25 08-25 09-25 10-25 11-27 12-25")]
    [InlineData(2024, "01-25 02-26 03-25 04-25 05-27 06-25 07-25 08-26 09-25 10-25 11-25 12-25")]
    [InlineData(2025, "01-26 02-25 03-25 04-25 05-26 06-25 07-25 08-25 09-25 10-27 11-25 12-25")]
    [InlineData(2026, "01-26 02-25 03-25 04-27 05-25 06-25 07-27 08-25 09-28 10-26 11-25 12-25")]
    public void A_lead_is_due_on_the_25th_or_the_next_working_day(int year, string expected)
    {
        var due = Enumerable.Range(1, 12).Select(m => Calendar.LeadDueOn(new Month(year, m)));

        Assert.Equal(expected, string.Join(' ', due.Select(d => d.ToString("MM-dd"))));
    }

    [Theory]
    [InlineData(2023, "01-18 02-22 03-22 04-21 05-22 06-19 07-20 08-22 09-20 10-20 11-22 12-20")]
    [InlineData(2024, "01-22 02-21 03-20 04-22 05-22 06-20 07-22 08-21 09-20 10-22 11-20 12-20")]
    [InlineData(2025, "01-22 02-20 03-20 04-22 05-21 06-20 07-22 08-20 09-22 10-22 11-20 12-22")]
    [InlineData(2026, "01-21 02-13 03-20 04-22 05-20 06-22 07-22 08-20 09-22 10-21 11-20 12-22")]
    public void Supporting_sections_are_due_three_working_days_before_the_lead(int year, string expected)
    {
        var due = Enumerable.Range(1, 12).Select(m => Calendar.SupportingDueOn(Calendar.LeadDueOn(new Month(year, m))));

        Assert.Equal(expected, string.Join(' ', due.Select(d => d.ToString("MM-dd"))));
    }

    [Theory]
    [InlineData("2022-12-31", false)] // 元旦, begins in the year before
    [InlineData("2023-01-02", false)]
    [InlineData("2023-01-03", true)]
    [InlineData("2023-01-28", true)] // a Saturday worked for 春节
    [InlineData("2023-01-29", true)] // a Sunday worked for 春节
    [InlineData("2023-06-25", true)] // a Sunday worked for 端午节
    [InlineData("2023-09-28", true)]
    [InlineData("2023-09-29", false)] // 中秋节
    [InlineData("2023-10-06", false)]
    [InlineData("2023-10-07", true)] // a Saturday worked for 国庆节
    [InlineData("2023-10-08", true)] // a Sunday worked for 国庆节
    [InlineData("2023-10-14", false)] // an ordinary Saturday
    [InlineData("2024-02-29", true)] // the leap day, a Thursday
    [InlineData("2025-10-08", false)]
    [InlineData("2026-01-04", true)] // a Sunday worked for 元旦
    [InlineData("2026-02-23", false)]
    public void A_day_is_worked_as_the_notices_say(string day, bool worked) =>
        Assert.Equal(worked, Calendar.IsWorkingDay(DateOnly.Parse(day)));

    [Fact]
    public void A_month_that_ends_before_the_national_holiday_of_2023_goes_on_after_it()
    {
        Assert.Equal(new DateOnly(2023, 10, 7), Calendar.OnOrAfter(new DateOnly(2023, 9, 29)));
        Assert.Equal(new DateOnly(2023, 10, 8), Calendar.AddWorkingDays(new DateOnly(2023, 9, 27), 3));
        Assert.Equal(new DateOnly(2023, 9, 27), Calendar.AddWorkingDays(new DateOnly(2023, 10, 8), -3));
        Assert.Equal(new DateOnly(2023, 9, 27), Calendar.SupportingDueOn(new DateOnly(2023, 10, 8)));
    }

    [Fact]
    public void No_working_day_added_is_the_day_itself() =>
        Assert.Equal(new DateOnly(2023, 10, 1), Calendar.AddWorkingDays(new DateOnly(2023, 10, 1), 0));

    [Theory]
    [InlineData("2023-09-25", "2023-09-25", 0)]
    [InlineData("2023-09-25", "2023-09-26", 1)]
    [InlineData("2023-09-26", "2023-09-25", 0)] // earlier: none
    [InlineData("2023-09-28", "2023-10-06", 0)] // the holiday itself
    [InlineData("2023-09-28", "2023-10-08", 2)] // the two exchanged days
    [InlineData("2023-08-25", "2023-09-01", 5)] // over the edge of a month
    [InlineData("2023-12-29", "2024-01-02", 1)] // over the edge of a year
    public void Working_days_are_counted_after_the_first_day_up_to_the_last(string from, string to, int days) =>
        Assert.Equal(days, Calendar.WorkingDaysBetween(DateOnly.Parse(from), DateOnly.Parse(to)));

    [Theory]
    [InlineData("2023-07-07", false)]
    [InlineData("2023-07-08", true)]
    [InlineData("2023-08-31", true)]
    [InlineData("2023-09-01", false)]
    [InlineData("2024-02-12", true)]
    public void A_school_holiday_holds_both_its_ends(string day, bool vacation) =>
        Assert.Equal(vacation, Calendar.IsVacation(DateOnly.Parse(day)));

    [Fact]
    public void School_holidays_move_no_due_day() =>
        Assert.Equal(new DateOnly(2023, 7, 25), Calendar.LeadDueOn(new Month(2023, 7)));

    [Fact]
    public void Every_day_of_the_calendar_is_there_once_in_order_and_every_exchanged_day_is_on_a_weekend()
    {
        Assert.Equal(Seed.Days.Select(d => d.Day).Distinct().Order(), Seed.Days.Select(d => d.Day));
        Assert.All(
            Seed.Days.Where(d => d.Kind == CalendarDayKind.Workday),
            d => Assert.True(d.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, d.ToString()));
        Assert.All(Seed.Days, d => Assert.InRange(d.Name.Length, 1, CalendarDay.NameLength));
    }

    [Theory]
    [InlineData(2023, 26, 7)] // without 2022-12-31
    [InlineData(2024, 30, 8)]
    [InlineData(2025, 28, 5)]
    [InlineData(2026, 33, 6)]
    public void Each_year_has_as_many_days_off_and_exchanged_days_as_its_notice(int year, int holidays, int workdays)
    {
        var days = Seed.Days.Where(d => d.Day.Year == year).ToList();

        Assert.Equal(holidays, days.Count(d => d.Kind == CalendarDayKind.Holiday));
        Assert.Equal(workdays, days.Count(d => d.Kind == CalendarDayKind.Workday));
    }

    [Fact]
    public void Each_year_has_a_winter_and_a_summer_holiday()
    {
        Assert.Equal(8, Seed.Vacations.Count);
        Assert.All(Seed.Vacations, v => Assert.True(v.From < v.To && v.Name.StartsWith(v.From.Year.ToString(), StringComparison.Ordinal), v.ToString()));
    }
}
