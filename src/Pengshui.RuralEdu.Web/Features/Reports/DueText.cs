using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Web.Features.Shared;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>Until when a report is due, and how long that is.</summary>
public static class DueText
{
    /// <summary>10月25日（周三）截止，还有 5 天.</summary>
    public static string Of(ReportHead head, DateOnly today)
    {
        if (head.State == ReportState.Returned && head.ReturnDueOn is { } again)
            return $"{again.WithWeekday(today)}前改好再提交，{Left(again, today)}";
        var due = $"{head.DueOn.WithWeekday(today)}截止";
        if (head.FirstSubmittedAt is not null)
            return head.LateByWorkingDays > 0 ? $"{due}，迟报 {head.LateByWorkingDays} 个工作日" : $"{due}，按时报送";
        return $"{due}，{Left(head.DueOn, today)}";
    }

    /// <summary>还有 5 天, 今天截止, 逾期 2 天.</summary>
    public static string Left(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        0 => "就是今天",
        > 0 and var days => $"还有 {days} 天",
        var past => $"逾期 {-past} 天",
    };
}
