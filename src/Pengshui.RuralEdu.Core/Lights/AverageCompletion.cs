using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// The mean completion (平均完成率), the one there is: over all tasks that are shown, each by its lead's completion as it
/// was last confirmed up to the month, also where the task rests; a task that was never confirmed counts as 0. So it does
/// not rise because somebody did not report.
/// </summary>
/// <param name="Month">The month, the newest whose due day has passed.</param>
/// <param name="Percent">The mean, percent, in full precision.</param>
/// <param name="RequiredPercent">The mean of what the tasks’ schedules ask by its end.</param>
/// <param name="Tasks">Over how many tasks, at least one.</param>
/// <param name="Older">Of them by an older month's completion, since this month's is not confirmed or gives none.</param>
/// <param name="Never">Of them as 0, since none was ever confirmed.</param>
public sealed record AverageCompletion(Month Month, decimal Percent, decimal RequiredPercent, int Tasks, int Older, int Never)
{
    /// <summary>The mean as it is shown: 71.39%.</summary>
    public string Shown => ChineseFormat.Percent(Percent, RequiredPercent);

    /// <summary>How it stands to what is asked: 要求 70%，高 1.39 个百分点.</summary>
    public string Standing => $"要求 {ChineseFormat.Percent(RequiredPercent)}，{ChineseFormat.Gap(Percent, RequiredPercent)}";

    /// <summary>How many count otherwise than by this month; empty where all do.</summary>
    public string Exceptions => (Older, Never) switch
    {
        (0, 0) => "",
        (_, 0) => $"{Older} 项按以前月份计",
        (0, _) => $"{Never} 项没有确认过，按 0 计",
        _ => $"{Older} 项按以前月份计，{Never} 项没有确认过，按 0 计",
    };

    /// <summary>口径: what it is computed of.</summary>
    public const string Definition =
        "全部任务的简单平均，假期暂停的也在内。每项取牵头科室到当月为止最近一次确认的完成率；从来没有确认过的按 0 计。"
        + "没有报送、还没有确认或者被退回的，不会使平均数变高。";

    /// <summary>The same with what it is computed of this time.</summary>
    public string Basis =>
        $"{Definition}本次共 {Tasks} 项：{Tasks - Older - Never} 项按{Month.Number}月计，{Older} 项按以前月份计，{Never} 项按 0 计。";

    /// <summary>The mean of tasks; null where there are none, or before the first due day has passed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tasks">The tasks that are shown.</param>
    /// <param name="month">The month that is shown; the mean is of the newest one up to it whose due day has passed.</param>
    public static AverageCompletion? Of(PlanYear plan, IReadOnlyCollection<YearTask> tasks, Month month)
    {
        if (tasks.Count == 0 || plan.LastPast(month) is not { } past)
            return null;
        var shares = tasks.Select(t => t.CompletionBy(past.Month)).ToList();
        return new AverageCompletion(
            past.Month, shares.Average(s => s?.Percent ?? 0), tasks.Average(t => t.RequiredIn(past.Month)), tasks.Count,
            shares.Count(s => s is not null && s.Month < past.Month), shares.Count(s => s is null));
    }
}

/// <summary>A task's completion as it was last confirmed.</summary>
/// <param name="Month">The month that was confirmed.</param>
/// <param name="ReportId">The lead's report.</param>
/// <param name="Percent">完成率, percent.</param>
public sealed record ConfirmedCompletion(Month Month, int ReportId, decimal Percent);
