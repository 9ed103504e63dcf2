using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// Reads the rows that a plan's year is made of: its tasks, their reports, and what others than their sections found them
/// to be. One statement each.
/// </summary>
/// <param name="db">The database.</param>
public sealed class PlanRowsReader(RuralEduDbContext db)
{
    internal async Task<IReadOnlyList<TaskRow>> TasksAsync(int? year, CancellationToken cancellationToken)
    {
        var plans = db.WorkPlans.Where(p => p.State != PlanState.Draft && (year == null || p.Year == year))
            .OrderBy(p => p.State).ThenByDescending(p => db.ReportingPeriods.Any(r => r.WorkPlanId == p.Id)).ThenByDescending(p => p.Year).Select(p => p.Id);

        // From the parts, not from the tasks: parts with their sections as a task's collection are a join of their own, which
        // SQLite makes of all plans' parts before it looks at this plan's.
        var parts = await db.Responsibilities.AsNoTracking().AsSingleQuery()
            .Where(r => r.PlanTask.WorkPlanId == plans.First() && r.Until == null)
            .OrderBy(r => r.PlanTask.Number).ThenBy(r => r.Kind).ThenBy(r => r.Order)
            .Select(r => new
            {
                r.PlanTask.Id,
                r.PlanTask.Number,
                r.PlanTask.Title,
                r.PlanTask.PausesInVacation,
                Plan = new PlanRow(r.PlanTask.WorkPlan.Id, r.PlanTask.WorkPlan.Year, r.PlanTask.WorkPlan.Title, r.PlanTask.WorkPlan.IssuedOn, r.PlanTask.WorkPlan.State == PlanState.Archived),
                Group = new PlanGroup(r.PlanTask.TaskGroup.Number, r.PlanTask.TaskGroup.Title),
                Part = new TaskPart(r.Id, new PlanSection(r.Section.Id, r.Section.Code, r.Section.Name, r.Section.SortOrder), r.Kind, r.Order),
                Indicators = r.PlanTask.Indicators.OrderBy(i => i.Order)
                    .Select(i => new TaskIndicator(
                        i.Id, i.Order, i.Name, i.Shape, i.Unit, i.OwnerSectionId, i.Frequency, i.Direction, i.TargetOperator, i.TargetValue, i.EvaluatedOn))
                    .ToList(),
                Measures = r.PlanTask.Measures.Count,
                r.PlanTask.DueOn,
                LastDays = r.PlanTask.Measures.Where(m => m.DueOn != null).Select(m => m.DueOn!.Value).ToList(),
            })
            .ToListAsync(cancellationToken);
        return [.. parts.GroupBy(p => p.Id).Select(task => new { First = task.First(), Parts = task.Select(p => p.Part).ToList() })
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
                Schedule = Schedule.Of(task.First.Plan.Year, task.First.Plan.IssuedOn, task.First.Measures, task.First.LastDays, task.First.DueOn),
            })];
    }

    /// <summary>Every section, for the rows that name theirs by its key alone.</summary>
    internal async Task<SectionRows> SectionsAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Sections.AsNoTracking().AsSingleQuery()
            .Select(s => new
            {
                Section = new PlanSection(s.Id, s.Code, s.Name, s.SortOrder) { Former = s.FormerNames.Select(n => new DatedName(n.Name, n.Until)).ToList() },
                s.SuccessorId,
                s.EndedOn,
            })
            .ToListAsync(cancellationToken);
        var byId = rows.ToDictionary(r => r.Section.Id, r => r.Section);
        return new SectionRows(
            byId,
            rows.Where(r => r is { SuccessorId: not null, EndedOn: not null })
                .ToDictionary(r => r.Section.Id, r => new Succession(r.EndedOn!.Value.AddDays(1), byId[r.SuccessorId!.Value])));
    }

    /// <summary>The reports; of their sections the key and the name of then (<see cref="SectionRows"/>).</summary>
    internal async Task<IReadOnlyList<ReportRow>> ReportsAsync(int planId, CancellationToken cancellationToken) =>
        await db.MonthlyReports.AsNoTracking().AsSingleQuery()
            .Where(r => r.ReportingPeriod.WorkPlanId == planId)
            .Select(r => new ReportRow
            {
                Id = r.Id,
                TaskId = r.Responsibility.PlanTaskId,
                Part = new TaskPart(
                    r.ResponsibilityId, new PlanSection(r.SectionId, "", r.SectionName, 0), r.Kind, 0),
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
                WaivedAt = r.WaivedAt,
                ReturnDueOn = r.ReturnDueOn,
                ReturnReason = r.State == ReportState.Returned
                    ? r.Decisions.OrderByDescending(d => d.Id).Select(d => d.Reason).FirstOrDefault() : null,
                ReturnedAt = r.State == ReportState.Returned
                    ? r.Decisions.OrderByDescending(d => d.Id).Select(d => (DateTime?)d.At).FirstOrDefault() : null,
                RequiredPercent = r.RequiredPercent,
                Completion = r.CompletionRate,
                Progress = r.IsZeroReport ? r.ZeroReason : r.Progress,
                IsZeroReport = r.IsZeroReport,
                SelfLight = r.SelfLight,
                SelfLightReason = r.SelfLightReason,
                NextSteps = r.NextSteps,
                ClearanceRemaining = r.ClearanceLines.Any()
                    ? r.ClearanceLines.Sum(l => l.SuspectedBefore + l.SuspectedNew - l.SuspectedReturned - l.ConfirmedDropouts) : null,

                // What the row holds while the section works on it is a draft; the last submission is in its revision.
                LastRevision = r.RevisionNumber > 0 && (r.State == ReportState.Draft || r.State == ReportState.Returned)
                    ? r.Revisions.OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault() : null,
                ConfirmedRevision = r.RevisionNumber > 0 && r.State != ReportState.Confirmed
                    ? r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                        .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault()
                    : null,
                Values = r.IndicatorValues.Select(v => new ValueRow(v.IndicatorId, v.Value, v.Numerator, v.Denominator, v.Note)).ToList(),
                Returns = r.Decisions.Where(d => d.To == ReportState.Returned).OrderBy(d => d.Id)
                    .Select(d => new ReturnRow(
                        d.At,
                        db.ReportRevisions.Where(v => v.MonthlyReportId == d.MonthlyReportId && v.Number == d.RevisionNumber + 1)
                            .Select(v => (DateTime?)v.SubmittedAt).FirstOrDefault()))
                    .ToList(),
            })
            .ToListAsync(cancellationToken);

    internal async Task<IReadOnlyList<NeedRow>> NeedsAsync(int planId, CancellationToken cancellationToken) =>
        await db.CoordinationNeeds.AsNoTracking().AsSingleQuery()
            .Where(n => n.RaisedIn.ReportingPeriod.WorkPlanId == planId && n.DroppedAt == null)
            .OrderBy(n => n.RaisedOn).ThenBy(n => n.Id)
            .Select(n => new NeedRow
            {
                Id = n.Id,
                ReportId = n.RaisedInId,
                ResponsibilityId = n.ResponsibilityId,
                RaisedOn = n.RaisedOn,
                Whom = n.Whom,
                WhomId = n.SectionId,
                What = n.What,
                SettledAt = n.SettledAt,
                SettledReason = n.SettledReason,
                Version = n.Version,
                Words = n.Answers.Where(a => a.Said != null).Select(a => new NeedWordRow(a.MonthlyReportId, a.Said!.Value, a.SaidOn!.Value)).ToList(),
            })
            .ToListAsync(cancellationToken);

    internal async Task<ILookup<int, OverrideView>> OverridesAsync(int planId, CancellationToken cancellationToken)
    {
        var rows = await db.LightOverrides.AsNoTracking()
            .Where(o => o.PlanTask.WorkPlanId == planId)
            .OrderBy(o => o.Id)
            .Select(o => new { o.Id, o.PlanTaskId, o.Month, o.Light, o.Reason, o.EndsOn, o.At, o.By.DisplayName, o.WithdrawnAt, o.Version })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(o => o.PlanTaskId, o => new OverrideView(
            o.Id, o.Month, o.Light, o.Reason, o.EndsOn, BusinessClock.BeijingDay(o.At), o.DisplayName, o.WithdrawnAt is not null, o.Version));
    }

    internal async Task<ILookup<int, SnapshotRow>> SnapshotsAsync(int planId, CancellationToken cancellationToken) =>
        (await db.LightSnapshots.AsNoTracking()
            .Where(s => s.PlanTask.WorkPlanId == planId)
            .OrderBy(s => s.Ordinal)
            .Select(s => new SnapshotRow(s.PlanTaskId, s.Month, s.Ordinal, s.TakenAt, s.Computed, s.ReasonsJson, s.OverrideId))
            .ToListAsync(cancellationToken)).ToLookup(s => s.TaskId);
}
