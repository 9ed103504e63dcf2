using System.Globalization;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>Days in the words that pages use.</summary>
public static class ChineseDays
{
    private static readonly string[] Weekdays = ["日", "一", "二", "三", "四", "五", "六"];

    /// <summary>周六.</summary>
    public static string Weekday(DateOnly day) => "周" + Weekdays[(int)day.DayOfWeek];

    /// <summary>10月7日.</summary>
    public static string MonthAndDay(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日");

    /// <summary>2023年10月7日（周六）.</summary>
    public static string Full(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{MonthAndDay(day)}（{Weekday(day)}）");

    /// <summary>放假 or 调休上班.</summary>
    public static string Label(this CalendarDayKind kind) => kind == CalendarDayKind.Workday ? "调休上班" : "放假";
}
