using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>
/// What is asked of a task by the end of a month, in percent. Each measure goes in equal steps from the month of the plan's issue
/// to the month of its last day, or to December where the notice gives it none; the task is asked for their mean. So the tasks of
/// the 2023 plan (issued in March, without last days) are asked for 10% in March and 100% in December, and one that is to be done
/// 6月底前 for 100% in June.
/// </summary>
/// <param name="PlanYear">The plan's year.</param>
/// <param name="IssuedOn">Day of issue; where it lies before the plan's year, the steps begin in January.</param>
/// <param name="Measures">How many measures the task has.</param>
/// <param name="LastDays">The last days of those that have one; not more than there are measures.</param>
public sealed record Schedule(int PlanYear, DateOnly IssuedOn, int Measures, IReadOnlyList<DateOnly> LastDays)
{
    /// <summary>The schedule of a task whose measures and plan are loaded.</summary>
    public static Schedule Of(PlanTask task, WorkPlan plan) =>
        Of(plan.Year, plan.IssuedOn, task.Measures.Count, [.. task.Measures.Select(m => m.DueOn).OfType<DateOnly>()], task.DueOn);

    /// <summary>The schedule of a task of which some measures have last days of their own; the task's, where it has one, holds for the others.</summary>
    public static Schedule Of(int planYear, DateOnly issuedOn, int measures, IReadOnlyList<DateOnly> lastDays, DateOnly? taskLastDay) =>
        new(planYear, issuedOn, measures, taskLastDay is { } last ? [.. lastDays, .. Enumerable.Repeat(last, measures - lastDays.Count)] : lastDays);

    /// <summary>Percent asked by the end of the month, one decimal: 0 before the month of issue, 100 after the last month of all.</summary>
    public decimal RequiredPercent(Month month)
    {
        var december = Required(month, new Month(PlanYear, 12));
        return Percentages.Round(
            LastDays.Count == 0 ? december : (LastDays.Sum(d => Required(month, Month.Of(d))) + ((Measures - LastDays.Count) * december)) / Measures, 1);
    }

    /// <summary>The plan's months: from the month of issue (January, where it was issued the year before) to December.</summary>
    public static IReadOnlyList<Month> Months(int planYear, DateOnly issuedOn)
    {
        var first = First(planYear, issuedOn);
        return [.. Enumerable.Range(first.Number, 12 - first.Number + 1).Select(n => new Month(planYear, n))];
    }

    private decimal Required(Month month, Month last)
    {
        var first = First(PlanYear, IssuedOn);
        var steps = Math.Max(1, Steps(first, last));
        return 100m * Math.Clamp(Steps(first, month), 0, steps) / steps;
    }

    private static Month First(int planYear, DateOnly issuedOn) => issuedOn.Year == planYear ? Month.Of(issuedOn) : new Month(planYear, 1);

    // From a month to another, both counted.
    private static int Steps(Month from, Month to) => ((to.Year - from.Year) * 12) + to.Number - from.Number + 1;
}
