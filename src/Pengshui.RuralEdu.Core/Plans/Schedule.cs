using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>
/// What a plan's schedule asks by the end of a month: equal steps from the month of issue to December, so that the 2023
/// plan (issued in March) asks 10% in March and 100% in December.
/// </summary>
public static class Schedule
{
    /// <summary>Percent asked by the end of the month, one decimal: 0 before the month of issue, 100 after the plan's year.</summary>
    /// <param name="planYear">The plan's year.</param>
    /// <param name="issuedOn">Day of issue; where it lies before the plan's year, the steps begin in January.</param>
    /// <param name="month">The month.</param>
    public static decimal RequiredPercent(int planYear, DateOnly issuedOn, Month month)
    {
        if (month.Year != planYear)
            return month.Year < planYear ? 0 : 100;
        var first = issuedOn.Year == planYear ? issuedOn.Month : 1;
        var steps = 12 - first + 1;
        return Percentages.Round(100m * Math.Clamp(month.Number - first + 1, 0, steps) / steps, 1);
    }

    /// <summary>The plan's months: from the month of issue (January, where it was issued the year before) to December.</summary>
    public static IReadOnlyList<Month> Months(int planYear, DateOnly issuedOn)
    {
        var first = issuedOn.Year == planYear ? issuedOn.Month : 1;
        return [.. Enumerable.Range(first, 12 - first + 1).Select(n => new Month(planYear, n))];
    }
}
