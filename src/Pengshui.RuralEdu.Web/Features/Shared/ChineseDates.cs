using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Web.Features.Shared;

/// <summary>Days and moments as pages write them. The year is named where it is not this one.</summary>
public static class ChineseDates
{
    private const string Weekdays = "日一二三四五六";

    /// <summary>11月30日（周四）.</summary>
    public static string WithWeekday(this DateOnly day, DateOnly today) => $"{day.WithoutWeekday(today)}（周{Weekdays[(int)day.DayOfWeek]}）";

    /// <summary>11月30日.</summary>
    public static string WithoutWeekday(this DateOnly day, DateOnly today) =>
        day.Year == today.Year ? $"{day.Month}月{day.Day}日" : $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>今天 08:55, 11月24日 08:55: a UTC instant in Beijing.</summary>
    public static string Moment(this BusinessClock clock, DateTime utc)
    {
        var beijing = BusinessClock.ToBeijing(utc);
        var day = DateOnly.FromDateTime(beijing);
        return $"{(day == clock.Today ? "今天" : day.WithoutWeekday(clock.Today))} {beijing:HH:mm}";
    }
}
