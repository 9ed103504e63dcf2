using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What reports hang on a plan.</summary>
/// <param name="db">The database.</param>
internal sealed class PlanReports(RuralEduDbContext db) : IPlanUse, IReportedParts
{
    /// <inheritdoc/>
    public int Place => 1;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> OpenAsync(int planId, CancellationToken cancellationToken)
    {
        var open = await db.ReportingPeriods.CountAsync(p => p.WorkPlanId == planId && p.ClosedAt == null, cancellationToken);
        var waiting = await db.MonthlyReports.CountAsync(
            r => r.ReportingPeriod.WorkPlanId == planId && (r.State == ReportState.AwaitingSectionReview || r.State == ReportState.AwaitingConfirmation), cancellationToken);
        return
        [
            .. open > 0 ? (Problem[])[new Problem($"还有 {open} 个月报期没有关闭，请先关闭。")] : [],
            .. waiting > 0 ? (Problem[])[new Problem($"还有 {waiting} 份月报等待审核或确认，请先办完。")] : [],
        ];
    }

    /// <inheritdoc/>
    public async Task<bool> HasValuesAsync(Indicator indicator, int taskId, CancellationToken cancellationToken) =>
        await db.IndicatorValues.AnyAsync(v => v.IndicatorId == indicator.Id, cancellationToken)
        || (indicator.Shape == IndicatorShape.Clearance && await db.MonthlyReports.AnyAsync(r => r.Responsibility.PlanTaskId == taskId && r.ClearanceLines.Any(), cancellationToken));

    /// <inheritdoc/>
    public async Task RescheduleAsync(PlanTask task, CancellationToken cancellationToken)
    {
        var schedule = Schedule.Of(task, task.WorkPlan);
        foreach (var report in await db.MonthlyReports.Include(r => r.ReportingPeriod)
            .Where(r => r.Responsibility.PlanTaskId == task.Id && r.ReportingPeriod.ClosedAt == null).ToListAsync(cancellationToken))
            report.RequiredPercent = schedule.RequiredPercent(report.ReportingPeriod.Month);
    }

    /// <inheritdoc/>
    public Task<bool> HasProgressAsync(IReadOnlyList<int> measureIds, CancellationToken cancellationToken) =>
        db.Set<MeasureProgress>().AnyAsync(e => measureIds.Contains(e.MeasureId), cancellationToken);
}
