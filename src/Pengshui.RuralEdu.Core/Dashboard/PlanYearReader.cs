using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>Reads a plan's year in seven statements, whatever its size, and keeps it until something changes.</summary>
/// <param name="db">The database.</param>
/// <param name="cache">Keeps it.</param>
/// <param name="stamp">What this request sees.</param>
/// <param name="calendar">Working days and school holidays.</param>
/// <param name="settings">Thresholds.</param>
/// <param name="clock">Today.</param>
public sealed class PlanYearReader(
    RuralEduDbContext db, StampedCache cache, DataStamp stamp, CalendarReader calendar, SettingReader settings, BusinessClock clock)
{
    /// <summary>The year's plan, or null where there is none; a plan that is still a draft is none.</summary>
    /// <param name="year">
    /// The plan's year; null for the one in force, else the newest archived one. Of two in force, at the turn of the year, the newer
    /// one counts from its first opened month on, so that December is finished before.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PlanYear?> ReadAsync(int? year, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var kept = await cache.GetAsync(
            new CacheKey(year, today), await stamp.GetAsync(cancellationToken), async () => new Kept(await LoadAsync(year, today, cancellationToken)));
        return kept.Plan;
    }

    /// <summary>The same past the cache, for a write that has taken its turn, judged on a given day.</summary>
    internal async Task<PlanYear?> LoadAsync(int? year, DateOnly today, CancellationToken cancellationToken)
    {
        var plans = db.WorkPlans.Where(p => p.State != PlanState.Draft && (year == null || p.Year == year))
            .OrderBy(p => p.State).ThenByDescending(p => db.ReportingPeriods.Any(r => r.WorkPlanId == p.Id)).ThenByDescending(p => p.Year).Select(p => p.Id);

        // From the parts, not from the tasks: parts with their sections as a task's collection are a join of their own, which
        // SQLite makes of all plans' parts before it looks at this plan's.
        var parts = await db.Responsibilities.AsNoTracking().AsSingleQuery()
            .Where(r => r.PlanTask.WorkPlanId == plans.First())
            .OrderBy(r => r.PlanTask.Number).ThenBy(r => r.Kind).ThenBy(r => r.Order)
            .Select(r => new
            {
                r.PlanTask.Id,
                r.PlanTask.Number,
                r.PlanTask.Title,
                r.PlanTask.PausesInVacation,
                Plan = new PlanRow(r.PlanTask.WorkPlan.Id, r.PlanTask.WorkPlan.Year, r.PlanTask.WorkPlan.Title, r.PlanTask.WorkPlan.IssuedOn),
                Group = new PlanGroup(r.PlanTask.TaskGroup.Number, r.PlanTask.TaskGroup.Title),
                Part = new TaskPart(r.Id, new PlanSection(r.Section.Id, r.Section.Code, r.Section.Name, r.Section.SortOrder), r.Kind, r.Order),
                Indicators = r.PlanTask.Indicators.OrderBy(i => i.Order)
                    .Select(i => new TaskIndicator(
                        i.Id, i.Order, i.Name, i.Shape, i.Unit, i.OwnerSectionId, i.Direction, i.TargetOperator, i.TargetValue, i.EvaluatedOn))
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        var tasks = parts.GroupBy(p => p.Id).Select(task => new { First = task.First(), Parts = task.Select(p => p.Part).ToList() })
            .Select(task => new TaskRow
            {
                Id = task.First.Id,
                Number = task.First.Number,
                Title = task.First.Title,
                PausesInVacation = task.First.PausesInVacation,
                Plan = task.First.Plan,
                Group = task.First.Group,
                Parts = task.Parts,
                Indicators = task.First.Indicators,
            })
            .ToList();
        if (tasks.Count == 0)
            return null;
        var planId = tasks[0].Plan.Id;
        var reports = await ReportsAsync(planId, cancellationToken);
        var findings = await new FindingsReader(db).ReadAsync(planId, cancellationToken);
        return new PlanYearBuilder(await calendar.ReadAsync(cancellationToken), await settings.ReadAsync(cancellationToken), today).Build(tasks, reports, findings);
    }

    private async Task<List<ReportRow>> ReportsAsync(int planId, CancellationToken cancellationToken) =>
        await db.MonthlyReports.AsNoTracking().AsSingleQuery()
            .Where(r => r.ReportingPeriod.WorkPlanId == planId)
            .Select(r => new ReportRow
            {
                Id = r.Id,
                ResponsibilityId = r.ResponsibilityId,
                Period = new PlanPeriod(
                    r.ReportingPeriod.Id, r.ReportingPeriod.Month, r.ReportingPeriod.LeadDueOn, r.ReportingPeriod.SupportingDueOn,
                    r.ReportingPeriod.OpenedAt, r.ReportingPeriod.ClosedAt),
                State = r.State,
                RevisionNumber = r.RevisionNumber,
                FirstSubmittedAt = r.FirstSubmittedAt,
                LateByWorkingDays = r.LateByWorkingDays,
                SubmittedAt = r.SubmittedAt,
                SubmittedById = r.SubmittedById,
                ApprovedAt = r.ApprovedAt,
                ConfirmedAt = r.ConfirmedAt,
                EditedAt = r.EditedAt,
                ReturnDueOn = r.ReturnDueOn,
                ReturnReason = r.State == ReportState.Returned
                    ? r.Decisions.OrderByDescending(d => d.Id).Select(d => d.Reason).FirstOrDefault() : null,
                ReturnedAt = r.State == ReportState.Returned
                    ? r.Decisions.OrderByDescending(d => d.Id).Select(d => (DateTime?)d.At).FirstOrDefault() : null,
                Completion = r.CompletionRate,
                Progress = r.IsZeroReport ? r.ZeroReason : r.Progress,
                IsZeroReport = r.IsZeroReport,
                SelfLight = r.SelfLight,
                SelfLightReason = r.SelfLightReason,
                NeedsHelp = r.CoordinationNeeds.Any(),
                NextSteps = r.NextSteps,
                ClearanceRemaining = r.ClearanceLines.Any()
                    ? r.ClearanceLines.Sum(l => l.SuspectedBefore + l.SuspectedNew - l.SuspectedReturned - l.ConfirmedDropouts) : null,

                // What the row holds while the section works on it is a draft; the last submission is in its revision.
                LastRevision = r.RevisionNumber > 0 && (r.State == ReportState.Draft || r.State == ReportState.Returned)
                    ? r.Revisions.OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault() : null,
                Values = r.IndicatorValues.Select(v => new ValueRow(v.IndicatorId, v.Value, v.Numerator, v.Denominator, v.Note)).ToList(),
            })
            .ToListAsync(cancellationToken);

    private sealed record CacheKey(int? Year, DateOnly Today);

    private sealed record Kept(PlanYear? Plan);
}

internal sealed record PlanRow(int Id, int Year, string Title, DateOnly IssuedOn);

internal sealed record TaskRow
{
    public required int Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required bool PausesInVacation { get; init; }

    public required PlanRow Plan { get; init; }

    public required PlanGroup Group { get; init; }

    public required List<TaskPart> Parts { get; init; }

    public required List<TaskIndicator> Indicators { get; init; }
}

internal sealed record ValueRow(int IndicatorId, decimal? Value, decimal? Numerator, decimal? Denominator, string? Note);

internal sealed record ReportRow
{
    public required int Id { get; init; }

    public required int ResponsibilityId { get; init; }

    public required PlanPeriod Period { get; init; }

    public required ReportState State { get; init; }

    public required int RevisionNumber { get; init; }

    public DateTime? FirstSubmittedAt { get; init; }

    public int? LateByWorkingDays { get; init; }

    public DateTime? SubmittedAt { get; init; }

    public int? SubmittedById { get; init; }

    public DateTime? ApprovedAt { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    public DateTime? EditedAt { get; init; }

    public DateOnly? ReturnDueOn { get; init; }

    public string? ReturnReason { get; init; }

    public DateTime? ReturnedAt { get; init; }

    public decimal? Completion { get; init; }

    public string? Progress { get; init; }

    public bool IsZeroReport { get; init; }

    public Light? SelfLight { get; init; }

    public string? SelfLightReason { get; init; }

    public bool NeedsHelp { get; init; }

    public string? NextSteps { get; init; }

    public int? ClearanceRemaining { get; init; }

    public string? LastRevision { get; init; }

    public required List<ValueRow> Values { get; init; }
}
