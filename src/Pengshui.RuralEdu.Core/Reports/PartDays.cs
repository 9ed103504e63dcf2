using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// The days from which a section's part in a plan may be another. An open month whose reports are due on the day or later follows; what
/// is closed never does, and a month after the next one to be opened is not spoken of yet.
/// </summary>
/// <param name="Earliest">The day after the last one on which reports of a closed month were due; the day of issue before any was closed.</param>
/// <param name="Latest">The day on which the next month to be opened will be due; of the last month, where all are opened.</param>
/// <param name="Suggested">Today, or the nearest day that may be chosen.</param>
public sealed record PartDays(DateOnly Earliest, DateOnly Latest, DateOnly Suggested)
{
    /// <summary>Why a day cannot be chosen, or null.</summary>
    /// <param name="day">The day; null where none was chosen.</param>
    /// <param name="field">The form's field.</param>
    public Refusal? Refuse(DateOnly? day, string field) => day switch
    {
        null => Result.Refused("请选择从哪天起。", field),
        { } chosen when chosen < Earliest => Result.Refused($"{ChineseDays.MonthAndDay(Earliest)}以前的月报期已经关闭，不再改动，最早从{ChineseDays.MonthAndDay(Earliest)}起。", field),
        { } chosen when chosen > Latest => Result.Refused($"最晚可以选{ChineseDays.MonthAndDay(Latest)}，再往后的调整请到时办理。", field),
        _ => null,
    };
}

/// <summary>Reads from which days on parts may be changed.</summary>
/// <param name="db">The database.</param>
/// <param name="calendars">Working days.</param>
/// <param name="settings">Due day.</param>
/// <param name="clock">Today.</param>
public sealed class PartDaysReader(RuralEduDbContext db, CalendarReader calendars, SettingReader settings, BusinessClock clock)
{
    /// <summary>Those of one plan; one statement.</summary>
    public async Task<PartDays> OfPlanAsync(int planId, CancellationToken cancellationToken) =>
        await OfAsync(db.WorkPlans.Where(p => p.Id == planId), wholeMonths: false, cancellationToken);

    /// <summary>
    /// Those that suit every plan in force, for what concerns a section as a whole: after the closed months themselves, since their pages say
    /// what held on their last day, and never later than today.
    /// </summary>
    public async Task<PartDays> OfSectionsAsync(CancellationToken cancellationToken)
    {
        var days = await OfAsync(db.WorkPlans.Where(p => p.State == PlanState.InForce), wholeMonths: true, cancellationToken);
        return days with { Latest = days.Latest < clock.Today ? days.Latest : clock.Today, Suggested = days.Suggested < clock.Today ? days.Suggested : clock.Today };
    }

    private async Task<PartDays> OfAsync(IQueryable<WorkPlan> which, bool wholeMonths, CancellationToken cancellationToken)
    {
        var plans = await which.AsNoTracking().Select(p => new
        {
            p.Year,
            p.IssuedOn,
            Periods = db.ReportingPeriods.Where(r => r.WorkPlanId == p.Id).Select(r => new { r.Month, r.LeadDueOn, r.ClosedAt }).ToList(),
        }).ToListAsync(cancellationToken);
        var calendar = await calendars.ReadAsync(cancellationToken);
        var dueDay = (await settings.ReadAsync(cancellationToken))[ReportSettings.DueDay];
        var days = plans.Select(p =>
        {
            var last = p.Periods.OrderByDescending(r => r.Month).FirstOrDefault();
            var next = Schedule.Months(p.Year, p.IssuedOn).Where(m => last is null || m > last.Month).Select(m => (Month?)m).FirstOrDefault();
            var earliest = p.Periods.Where(r => r.ClosedAt is not null)
                .Select(r => (wholeMonths && r.Month.LastDay > r.LeadDueOn ? r.Month.LastDay : r.LeadDueOn).AddDays(1)).DefaultIfEmpty(p.IssuedOn).Max();
            var latest = next is { } month ? calendar.LeadDueOn(month, dueDay) : last!.LeadDueOn;
            return (Earliest: earliest, Latest: latest > earliest ? latest : earliest);
        }).ToList();
        if (days.Count == 0)
            return new PartDays(DateOnly.MinValue, clock.Today, clock.Today);
        var (from, to) = (days.Max(d => d.Earliest), days.Max(d => d.Latest));
        return new PartDays(from, to, clock.Today < from ? from : clock.Today > to ? to : clock.Today);
    }
}
