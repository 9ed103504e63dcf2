using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>Reads what a bulletin is drawn from.</summary>
/// <param name="db">The database.</param>
/// <param name="years">The plan's year.</param>
/// <param name="calendars">Working days.</param>
/// <param name="settings">Due day.</param>
public sealed class BulletinReader(RuralEduDbContext db, PlanYearReader years, CalendarReader calendars, SettingReader settings)
{
    /// <summary>All of it; null where the plan has no such opened month.</summary>
    internal async Task<BulletinSource?> ReadAsync(int? year, Month month, CancellationToken cancellationToken)
    {
        var plan = await years.ReadAsync(year, cancellationToken);
        if (plan?.Opened(month)?.Period is not { } period)
            return null;
        var texts = await db.MonthlyReports.AsNoTracking().AsSingleQuery()
            .Where(r => r.ReportingPeriodId == period.Id && (r.State == ReportState.Confirmed || r.Decisions.Any(d => d.Action == ReportAction.Confirm)))
            .Select(r => new
            {
                Texts = new ReportTexts(r.Id, r.Problems, r.NextSteps),

                // What was reopened since counts as it was last confirmed.
                Json = r.State == ReportState.Confirmed
                    ? null
                    : r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                        .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return new BulletinSource
        {
            Plan = plan,
            Period = period,
            Texts = texts.Select(t => t.Json is null ? t.Texts : Of(t.Texts.ReportId, ReportRevisions.Read(t.Json))).ToDictionary(t => t.ReportId),
            Inspections = await InspectionsAsync(plan.PlanId, month, cancellationToken),
            Next = await NextAsync(plan, month.Add(1), cancellationToken),
        };
    }

    private static ReportTexts Of(int reportId, ReportSnapshot snapshot) => new(reportId, snapshot.Problems, snapshot.NextSteps);

    private async Task<IReadOnlyList<InspectionSummary>> InspectionsAsync(int planId, Month month, CancellationToken cancellationToken)
    {
        var (from, to) = (month.FirstDay, month.LastDay);
        var rows = await db.Inspections.AsNoTracking().AsSingleQuery()
            .Where(i => i.WorkPlanId == planId && i.State == InspectionState.Issued && i.VisitedOn >= from && i.VisitedOn <= to)
            .OrderBy(i => i.Year).ThenBy(i => i.Number)
            .Select(i => new { i.Year, i.Number, i.VisitedOn, i.Town, i.Place, i.Kind, i.Findings, Tasks = i.Items.Select(t => t.PlanTask.Number).ToList() })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new InspectionSummary(
                InspectionLabels.Reference(r.Year, r.Number), r.VisitedOn, r.Town, r.Place, r.Kind, r.Findings, [.. r.Tasks.Distinct().Order()])),
        ];
    }

    private async Task<NextDue?> NextAsync(PlanYear plan, Month next, CancellationToken cancellationToken)
    {
        if (plan.Months.All(m => m.Month != next))
            return null;
        if (plan.Opened(next)?.Period is { } opened)
            return new NextDue(next, opened.LeadDueOn, opened.SupportingDueOn);
        var calendar = await calendars.ReadAsync(cancellationToken);
        var values = await settings.ReadAsync(cancellationToken);
        var lead = calendar.LeadDueOn(next, values[ReportSettings.DueDay]);
        return new NextDue(next, lead, calendar.SupportingDueOn(lead, values[ReportSettings.SupportingLead]));
    }
}
