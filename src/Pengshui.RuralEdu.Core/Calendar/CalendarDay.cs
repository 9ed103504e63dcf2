using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>What the calendar says of a day that the weekday alone does not.</summary>
public enum CalendarDayKind
{
    /// <summary>A statutory holiday or a day off moved to join one (法定节假日).</summary>
    Holiday = 1,

    /// <summary>A weekend day worked in exchange (调休).</summary>
    Workday = 2,
}

/// <summary>One exception to "Monday to Friday are worked", from the State Council office's yearly notice.</summary>
[Kept(DataArea.Calendar)]
public sealed class CalendarDay
{
    /// <summary>Longest name of a day.</summary>
    public const int NameLength = 40;

    /// <summary>The day; the key.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Holiday or exchanged working day.</summary>
    public CalendarDayKind Kind { get; set; }

    /// <summary>国庆节, 春节调休 …</summary>
    public required string Name { get; set; }
}
