using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>A report that was reopened after its month's bulletin was published.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="Section">Whose.</param>
/// <param name="At">When it was last reopened, UTC.</param>
/// <param name="State">Where it stands now.</param>
public sealed record ReopenedReport(int ReportId, int TaskNumber, string Section, DateTime At, ReportState State);

/// <summary>
/// What happened to a month after its bulletin was published. The bulletin itself never changes: this stands beside it, so
/// that nobody reads its figures as the last word.
/// </summary>
/// <param name="Reports">Reports that were reopened, by task.</param>
/// <param name="PeriodReopenedAt">When the month itself was opened again last, UTC; null where it was not.</param>
/// <param name="CorrectedTasks">Tasks whose lights came out differently when the month was closed anew.</param>
public sealed record BulletinAftermath(IReadOnlyList<ReopenedReport> Reports, DateTime? PeriodReopenedAt, IReadOnlyList<int> CorrectedTasks)
{
    /// <summary>Nothing happened.</summary>
    public static BulletinAftermath None { get; } = new([], null, []);

    /// <summary>Whether nothing happened.</summary>
    public bool IsEmpty => Reports.Count == 0 && PeriodReopenedAt is null && CorrectedTasks.Count == 0;

    /// <summary>Reads it in three statements.</summary>
    /// <param name="db">The database.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="month">The month.</param>
    /// <param name="publishedAt">UTC.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<BulletinAftermath> ReadAsync(RuralEduDbContext db, int planId, Month month, DateTime publishedAt, CancellationToken cancellationToken)
    {
        var reports = await db.MonthlyReports.AsNoTracking()
            .Where(r => r.ReportingPeriod.WorkPlanId == planId && r.ReportingPeriod.Month == month
                && r.Decisions.Any(d => d.Action == ReportAction.Reopen && d.At >= publishedAt))
            .OrderBy(r => r.Responsibility.PlanTask.Number).ThenBy(r => r.Kind).ThenBy(r => r.Responsibility.Order)
            .Select(r => new
            {
                r.Id, r.Responsibility.PlanTask.Number, r.SectionName, r.State,
                At = r.Decisions.Where(d => d.Action == ReportAction.Reopen).OrderByDescending(d => d.Id).Select(d => d.At).Take(1).ToList(),
            })
            .ToListAsync(cancellationToken);
        var periodId = await db.ReportingPeriods.Where(p => p.WorkPlanId == planId && p.Month == month).Select(p => p.Id).SingleAsync(cancellationToken);
        var key = periodId.ToString(CultureInfo.InvariantCulture);
        var reopenedAt = await db.AuditEntries
            .Where(e => e.ObjectType == nameof(ReportingPeriod) && e.ObjectId == key && e.Action == ReportAudit.ReopenPeriod
                && e.Result == AuditResult.Succeeded && e.At >= publishedAt)
            .OrderByDescending(e => e.Sequence).Select(e => e.At).Take(1).ToListAsync(cancellationToken);
        var corrected = await db.LightSnapshots.AsNoTracking()
            .Where(s => s.PlanTask.WorkPlanId == planId && s.Month == month && s.Ordinal > 1 && s.TakenAt >= publishedAt)
            .Select(s => s.PlanTask.Number).Distinct().ToListAsync(cancellationToken);
        return new BulletinAftermath(
            [.. reports.Select(r => new ReopenedReport(r.Id, r.Number, r.SectionName, r.At[0], r.State))],
            reopenedAt.Count > 0 ? reopenedAt[0] : null, [.. corrected.Order()]);
    }
}
