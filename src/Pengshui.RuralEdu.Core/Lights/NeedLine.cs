using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>A coordination need in a list.</summary>
/// <param name="Need">The need with its history.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Days">Days for which it is, or was, open.</param>
/// <param name="SolvedOn">The day on which it was solved; null while it is open.</param>
/// <param name="AskedReportId">The newest report that still asks.</param>
/// <param name="AskedIn">Its month.</param>
public sealed record NeedLine(
    TaskNeed Need, int TaskNumber, string TaskTitle, int Days, DateOnly? SolvedOn, int AskedReportId, Month AskedIn)
{
    /// <summary>How it was solved; null while it is open.</summary>
    public string? How => SolvedOn switch
    {
        null => null,
        var day when day == Need.Settled?.On => $"统筹员标为已解决：{Need.Settled!.Reason}",
        _ => Told(Need.Words.Last(w => w.IsSolved)),
    };

    private static string Told(NeedWord word) => $"{word.By}在{word.Month.Number}月月报中报告已解决";

    /// <summary>A need as it stood at the end of a month, or stands today before it.</summary>
    public static NeedLine Of(YearTask task, TaskNeed need, Month month, DateOnly today)
    {
        var asked = need.LastAsked(month);
        return new NeedLine(need, task.Number, task.Title, need.Days(month, today), need.SolvedOn(month, today), asked.ReportId, asked.Month);
    }
}
