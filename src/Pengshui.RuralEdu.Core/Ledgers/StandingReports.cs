using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>
/// What of a report stands in the ledgers: what was last confirmed, which holds until it is confirmed anew also while the report is
/// reopened, returned or in review again; of a report that never was confirmed what waits for a decision.
/// </summary>
internal static class StandingReports
{
    /// <summary>The reports of a scope that were ever submitted.</summary>
    public static IQueryable<MonthlyReport> Submitted(LedgerScope scope)
    {
        var reports = scope.Db.MonthlyReports.AsNoTracking().Where(r => r.RevisionNumber > 0);
        if (scope.PlanId is { } plan)
            reports = reports.Where(r => r.ReportingPeriod.WorkPlanId == plan);
        return scope.Month is { } month ? reports.Where(r => r.ReportingPeriod.Month == month) : reports;
    }

    /// <summary>Those of which something stands.</summary>
    public static IQueryable<MonthlyReport> Standing(LedgerScope scope) => Submitted(scope).Where(
        r => r.State == ReportState.Confirmed || r.State == ReportState.AwaitingSectionReview || r.State == ReportState.AwaitingConfirmation
            || r.Revisions.Any(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number)));

    /// <summary>How many lines parts of the reports make: rows are counted, of what stands in a revision alone its content is read.</summary>
    /// <param name="scope">Which reports.</param>
    /// <param name="rows">The rows of a report.</param>
    /// <param name="lines">How many lines a content makes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> CountAsync<T>(
        LedgerScope scope, Expression<Func<MonthlyReport, IEnumerable<T>>> rows, Func<ReportSnapshot, int> lines, CancellationToken cancellationToken)
    {
        var contents = await Standing(scope)
            .Where(r => r.State != ReportState.Confirmed
                && r.Revisions.Any(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number)))
            .Select(r => r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault())
            .ToListAsync(cancellationToken);
        return contents.Sum(json => lines(ReportRevisions.Read(json!)))
            + await Standing(scope)
                .Where(r => r.State == ReportState.Confirmed
                    || !r.Revisions.Any(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number)))
                .SelectMany(rows).CountAsync(cancellationToken);
    }

    /// <summary>待统筹确认; 已确认（现为“已退回”） of a report that left behind what stands; 已退回，不再补报 of one that is no longer asked for.</summary>
    public static string StateOf(ReportState state, bool isInRevision, bool isWaived) =>
        (isInRevision ? $"{ReportState.Confirmed.Label()}（现为“{state.Label()}”）" : state.Label()) + (isWaived ? "，不再补报" : "");
}
