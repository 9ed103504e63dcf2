using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>A month's completion and what the schedule asked by its end.</summary>
/// <param name="Month">The month.</param>
/// <param name="Completion">完成率, percent; null where the report gives none.</param>
/// <param name="Required">进度要求, percent.</param>
public sealed record ScheduledCompletion(Month Month, decimal? Completion, decimal Required);

/// <summary>
/// A completion that equals the schedule to the point, month after month (与进度要求逐月相同). It says nothing against the
/// work: it says that the figure may have been copied from what is asked, so that looking pays.
/// </summary>
/// <param name="From">The first month of the row.</param>
/// <param name="To">The newest month.</param>
public sealed record ScheduleMatch(Month From, Month To)
{
    /// <summary>Months in a row from which it is asked about.</summary>
    public const int MonthsInARow = 3;

    /// <summary>7月至9月完成率与进度要求逐月相同.</summary>
    public string Sentence => $"{From.Number}月至{To.Number}月完成率与进度要求逐月相同";

    /// <summary>
    /// The row of months, one after the other, that ends with the newest one that gives a completion; null where it is too
    /// short. A month in which the task rested, gave none or was not reported ends it: what is said is so of each month.
    /// </summary>
    /// <param name="months">Oldest first.</param>
    public static ScheduleMatch? Find(IEnumerable<ScheduledCompletion> months)
    {
        var newest = months.Reverse().SkipWhile(m => m.Completion is null).ToList();
        var row = newest.TakeWhile((m, i) => m.Completion == m.Required && m.Month == newest[0].Month.Add(-i)).ToList();
        return row.Count >= MonthsInARow ? new ScheduleMatch(row[^1].Month, row[0].Month) : null;
    }
}
