using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>What the audit trail records of the working calendar: the codes, which never change once one was written, and the words for them.</summary>
public static class CalendarAudit
{
#pragma warning disable CS1591 // Each constant says what it is; the words below are their documentation.
    public const string ChangeCalendar = "calendar.change";
#pragma warning restore CS1591

    /// <summary>Codes, kinds of objects, fields and values in the words that people use.</summary>
    public static AuditWords Words { get; } = new()
    {
        Actions = new Dictionary<string, string>
        {
            [ChangeCalendar] = "修改日历",
        },
        ObjectTypes = new Dictionary<string, string>
        {
            [nameof(CalendarDay)] = "日历",
            [nameof(Vacation)] = "寒暑假",
        },
        Fields = new Dictionary<string, string>
        {
            [nameof(Vacation.From)] = "起",
            [nameof(Vacation.To)] = "止",
        },
    };
}
