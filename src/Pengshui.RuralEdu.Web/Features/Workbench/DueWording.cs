using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Web.Features.Workbench;

/// <summary>How a day that something is due is said: 10月25日前，还有 5 天; 今天截止; 逾期 2 天.</summary>
public static class DueWording
{
    /// <summary>The phrase.</summary>
    public static string Of(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        > 0 and var days => $"{ChineseDays.MonthAndDay(due)}前，还有 {days} 天",
        0 => "今天截止",
        var days => $"逾期 {-days} 天",
    };

    /// <summary>The class that makes arrears red.</summary>
    public static string Css(DateOnly due, DateOnly today) => due < today ? "due due-late" : "due";
}
