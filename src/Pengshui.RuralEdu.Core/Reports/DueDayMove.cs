using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// A month whose due day became a day off after it was opened, because the calendar changed, and the days to which it would
/// move. Nothing moves by itself: the coordinator is asked once, and again only where the calendar changes to another answer.
/// </summary>
/// <param name="PeriodId">The period.</param>
/// <param name="Version">Its version, for the form.</param>
/// <param name="Month">The month.</param>
/// <param name="LeadDueOn">The lead's day as it is.</param>
/// <param name="SupportingDueOn">The supporting sections' day as it is.</param>
/// <param name="NewLeadDueOn">The lead's day after it.</param>
/// <param name="NewSupportingDueOn">The supporting sections' day after it.</param>
public sealed record DueDayMove(
    int PeriodId, int Version, Month Month, DateOnly LeadDueOn, DateOnly SupportingDueOn, DateOnly NewLeadDueOn, DateOnly NewSupportingDueOn)
{
    /// <summary>What is to be asked of an open period; null where nothing is. A day that has passed is not moved any more.</summary>
    /// <param name="period">The period.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="supportingLead">Working days by which supporting sections are due before the lead.</param>
    /// <param name="today">Beijing's day.</param>
    public static DueDayMove? Of(ReportingPeriod period, WorkingCalendar calendar, int supportingLead, DateOnly today)
    {
        if (!period.IsOpen)
            return null;
        bool IsAsked(DateOnly day) => day >= today && !calendar.IsWorkingDay(day);
        var (lead, supporting) = (period.LeadDueOn, period.SupportingDueOn);
        var newLead = IsAsked(lead) ? calendar.OnOrAfter(lead) : lead;
        var newSupporting = IsAsked(supporting) ? calendar.OnOrAfter(supporting) : supporting;
        if (newLead != lead && supporting >= today && calendar.SupportingDueOn(newLead, supportingLead) is var before && before > newSupporting)
            newSupporting = before;
        if (newSupporting > newLead)
            newSupporting = newLead;
        return (newLead, newSupporting) == (lead, supporting)
            || (newLead, newSupporting) == (period.DeclinedLeadDueOn, period.DeclinedSupportingDueOn)
                ? null
                : new DueDayMove(period.Id, period.Version, period.Month, lead, supporting, newLead, newSupporting);
    }

    /// <summary>What is to be asked of the open months of plans in force, in one statement.</summary>
    /// <param name="db">The database.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="supportingLead">Working days by which supporting sections are due before the lead.</param>
    /// <param name="today">Beijing's day.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<DueDayMove>> ReadAsync(
        RuralEduDbContext db, WorkingCalendar calendar, int supportingLead, DateOnly today, CancellationToken cancellationToken)
    {
        var open = await db.ReportingPeriods.AsNoTracking()
            .Where(p => p.ClosedAt == null && p.WorkPlan.State == PlanState.InForce && p.LeadDueOn >= today)
            .OrderBy(p => p.Month).ToListAsync(cancellationToken);
        return [.. open.Select(p => Of(p, calendar, supportingLead, today)).OfType<DueDayMove>()];
    }
}
