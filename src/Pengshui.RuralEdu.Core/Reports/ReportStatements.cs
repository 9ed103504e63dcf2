using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// The statements of <see cref="ReportReader"/>. They are long, and every form, save and page of a report sends them: EF
/// translates them once and does not take them apart again for each call.
/// </summary>
internal sealed class ReportStatements
{
    private static readonly PerModel<ReportStatements> Compiled = new(_ => new ReportStatements());

    private ReportStatements()
    {
    }

    /// <summary>Those of a context's model.</summary>
    public static ReportStatements Of(RuralEduDbContext db) => Compiled.Of(db);

    /// <summary>A report's row by its key, whoever may see it; and the sections of the reader.</summary>
    public Func<RuralEduDbContext, int, int[], CancellationToken, Task<ReportCore?>> Core { get; } = EF.CompileAsyncQuery(
        (RuralEduDbContext db, int reportId, int[] mine, CancellationToken cancellationToken) => db.MonthlyReports.AsNoTracking().Where(r => r.Id == reportId).Select(r => new ReportCore
        {
            Id = r.Id,
            Version = r.Version,
            State = r.State,
            ResponsibilityId = r.ResponsibilityId,
            SectionId = r.SectionId,
            SectionName = r.SectionName,
            HolderName = r.Section.Successor == null ? r.SectionName : r.Section.Successor.Name,
            IsOfEndedPart = r.Responsibility.Until != null,
            Kind = r.Kind,
            TaskId = r.Responsibility.PlanTaskId,
            TaskNumber = r.Responsibility.PlanTask.Number,
            TaskTitle = r.Responsibility.PlanTask.Title,
            PlanState = r.ReportingPeriod.WorkPlan.State,
            PeriodId = r.ReportingPeriodId,
            Month = r.ReportingPeriod.Month,
            LeadDueOn = r.ReportingPeriod.LeadDueOn,
            SupportingDueOn = r.ReportingPeriod.SupportingDueOn,
            ClosedAt = r.ReportingPeriod.ClosedAt,
            IsZeroReport = r.IsZeroReport,
            ZeroReason = r.ZeroReason,
            Progress = r.Progress,
            Problems = r.Problems,
            NeedsCoordination = r.NeedsCoordination,
            NextSteps = r.NextSteps,
            RequiredPercent = r.RequiredPercent,
            CompletionRate = r.CompletionRate,
            CompletionReason = r.CompletionReason,
            SelfLight = r.SelfLight,
            SelfLightReason = r.SelfLightReason,
            ClearanceComparedOn = r.ClearanceComparedOn,
            ClearanceGapReason = r.ClearanceGapReason,
            FirstSubmittedAt = r.FirstSubmittedAt,
            LateByWorkingDays = r.LateByWorkingDays,
            SubmittedAt = r.SubmittedAt,
            SubmittedById = r.SubmittedById,
            SubmittedBy = r.SubmittedBy!.DisplayName,
            ApprovedAt = r.ApprovedAt,
            ConfirmedAt = r.ConfirmedAt,
            ReturnDueOn = r.ReturnDueOn,
            WaivedAt = r.WaivedAt,
            WaivedById = r.WaivedById,
            WaivedBy = r.WaivedBy!.DisplayName,
            WaiverReason = r.WaiverReason,
            EditedById = r.EditedById,
            EditedBy = r.EditedBy!.DisplayName,
            EditedAt = r.EditedAt,
            RevisionNumber = r.RevisionNumber,
            IsOfTheTask = r.Responsibility.PlanTask.Responsibilities.Any(p => p.Until == null && mine.Contains(p.SectionId))
                || r.ReportingPeriod.Reports.Any(o => o.Responsibility.PlanTaskId == r.Responsibility.PlanTaskId && mine.Contains(o.SectionId)),
            PreviousPeriodId = db.MonthlyReports
                .Where(e => e.ResponsibilityId == r.ResponsibilityId && e.RevisionNumber > 0 && e.ReportingPeriod.Month < r.ReportingPeriod.Month)
                .OrderByDescending(e => e.ReportingPeriod.Month)
                .Select(e => (int?)e.ReportingPeriodId).FirstOrDefault(),
            ClearanceReportId = db.MonthlyReports
                .Where(e => e.Responsibility.PlanTaskId == r.Responsibility.PlanTaskId && e.RevisionNumber > 0 && e.ClearanceLines.Any()
                    && e.ReportingPeriod.Month < r.ReportingPeriod.Month)
                .OrderByDescending(e => e.ReportingPeriod.Month)
                .Select(e => (int?)e.Id).FirstOrDefault(),
        }).SingleOrDefault());

    /// <summary>
    /// The responsibility's earlier reports, the snapshot that the zero-clearing form goes on from, the task's earlier ones that were
    /// confirmed and are not now, and its other reports of the month: by responsibility, task, period, report, month, report with the form and period before.
    /// </summary>
    public Func<RuralEduDbContext, int, int, int, int, Month, int?, int?, IAsyncEnumerable<OtherRow>> Others { get; } = EF.CompileAsyncQuery(
        (RuralEduDbContext db, int responsibilityId, int taskId, int periodId, int reportId, Month month, int? clearanceReportId, int? previousPeriodId) => db.MonthlyReports.AsNoTracking()
            .Where(r => (r.ResponsibilityId == responsibilityId && r.RevisionNumber > 0 && r.ReportingPeriod.Month < month)
                || r.Id == clearanceReportId
                || (r.Responsibility.PlanTaskId == taskId && r.ReportingPeriod.Month < month && r.RevisionNumber > 0 && r.State != ReportState.Confirmed
                    && r.Decisions.Any(d => d.Action == ReportAction.Confirm))
                || (r.ReportingPeriodId == periodId && r.Responsibility.PlanTaskId == taskId && r.Id != reportId))
            .OrderBy(r => r.Kind).ThenBy(r => r.Responsibility.Order)
            .Select(r => new OtherRow
            {
                Id = r.Id,
                IsOwn = r.ResponsibilityId == responsibilityId,
                IsOfTheMonth = r.ReportingPeriodId == periodId,
                IsPrevious = r.ReportingPeriodId == previousPeriodId,
                Month = r.ReportingPeriod.Month,
                DueOn = r.Kind == ResponsibilityKind.Lead ? r.ReportingPeriod.LeadDueOn : r.ReportingPeriod.SupportingDueOn,
                State = r.State,
                ConfirmedAt = r.ConfirmedAt,
                SectionName = r.SectionName,
                Kind = r.Kind,
                RequiredPercent = r.RequiredPercent,
                CompletionRate = r.CompletionRate,
                Progress = r.ReportingPeriodId == periodId ? r.Progress : null,
                Problems = r.ReportingPeriodId == periodId ? r.Problems : null,
                NextSteps = r.ReportingPeriodId == periodId ? r.NextSteps : null,

                // Of the others of its own section only the last one is shown; of those that are mended again, what was submitted counts, and
                // of all the task's what was confirmed before all.
                Last = (r.ResponsibilityId == responsibilityId && r.ReportingPeriodId != periodId
                        && (r.ReportingPeriodId == previousPeriodId || r.State == ReportState.Draft || r.State == ReportState.Returned))
                    || r.Id == clearanceReportId
                    ? r.Revisions.Where(v => v.Number == r.RevisionNumber).Select(v => v.ContentJson).FirstOrDefault()
                    : null,
                Confirmed = r.ReportingPeriodId != periodId && r.State != ReportState.Confirmed
                    ? r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                        .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault()
                    : null,
            }));

    /// <summary>
    /// The measures and figures of a responsibility's report with what is stored, by responsibility, section, task, period, report
    /// and month. One statement: the two lists are short, so their product is, too.
    /// </summary>
    public Func<RuralEduDbContext, int, int, int, int, int, Month, CancellationToken, Task<PartRows>> Parts { get; } = EF.CompileAsyncQuery(
        (RuralEduDbContext db, int responsibilityId, int sectionId, int taskId, int periodId, int reportId, Month month, CancellationToken cancellationToken) => db.PlanTasks
            .AsNoTracking().AsSingleQuery().Where(t => t.Id == taskId).Select(t => new PartRows
            {
                // A measure that the section was taken off meanwhile stays in the reports that dealt with it.
                Measures = (from measure in t.Measures
                            from entry in db.Set<MeasureProgress>().Where(e => e.MonthlyReportId == reportId && e.MeasureId == measure.Id).DefaultIfEmpty()
                            where entry != null || measure.Responsibilities.Any(r => r.Id == responsibilityId)
                            orderby measure.Number
                            select new MeasurePart
                            {
                                Form = new FormMeasure(measure.Id, measure.Number, measure.Text),
                                IsStored = entry != null,
                                State = entry!.State,
                                Note = entry.Note,
                            }).ToList(),

                // A figure that another section enters meanwhile stays in the report that holds it, and its month asks nobody else for it.
                Figures = (from figure in t.Indicators
                           from entry in db.IndicatorValues.Where(e => e.MonthlyReportId == reportId && e.IndicatorId == figure.Id).DefaultIfEmpty()
                           let isHeld = entry != null || (figure.Shape == IndicatorShape.Clearance && db.Set<ClearanceLine>().Any(l => l.MonthlyReportId == reportId))
                           let confirmed = db.IndicatorValues.Where(v => v.IndicatorId == figure.Id && v.Value != null)
                               .Join(
                                   db.MonthlyReports.Where(r => r.State == ReportState.Confirmed && r.ReportingPeriod.Month < month), v => v.MonthlyReportId, r => r.Id,
                                   (v, r) => new { v.Value, r.ReportingPeriod.Month })
                               .OrderByDescending(v => v.Month)
                           where isHeld || (figure.OwnerSectionId == sectionId && !db.MonthlyReports.Any(r => r.ReportingPeriodId == periodId && r.Responsibility.PlanTaskId == taskId
                               && (r.IndicatorValues.Any(v => v.IndicatorId == figure.Id) || (figure.Shape == IndicatorShape.Clearance && r.ClearanceLines.Any()))))
                           orderby figure.Order
                           select new FigurePart
                           {
                               Form = new FormFigure(
                                   figure.Id, figure.Name, figure.Shape, figure.Unit, figure.Population, figure.AsOf, figure.Source, figure.NumeratorLabel,
                                   figure.DenominatorLabel, figure.TargetOperator, figure.TargetValue, figure.Direction,
                                   confirmed.Select(v => v.Value).FirstOrDefault()),
                               LastMonth = confirmed.Select(v => (Month?)v.Month).FirstOrDefault(),
                               Frequency = figure.Frequency,
                               IsHeld = isHeld,
                               IsStored = entry != null,
                               Value = entry!.Value,
                               Numerator = entry.Numerator,
                               Denominator = entry.Denominator,
                               Note = entry.Note,
                           }).ToList(),
            }).Single());

    /// <summary>A report's needs, its zero-clearing form, its returns and its files, by report and month.</summary>
    public Func<RuralEduDbContext, int, Month, CancellationToken, Task<SmallRows>> Small { get; } = EF.CompileAsyncQuery(
        (RuralEduDbContext db, int reportId, Month month, CancellationToken cancellationToken) => db.MonthlyReports
            .AsNoTracking().AsSingleQuery().Where(r => r.Id == reportId).Select(r => new SmallRows
            {
                Needs = r.NewNeeds.OrderBy(n => n.Id).Select(n => new NewNeedRow(n.Id, n.SectionId, n.Section!.Name, n.OtherParty, n.What)).ToList(),

                // What can still be said of a need in a month's report: it was raised in an earlier month, and neither an earlier month's
                // report nor the coordinator said that it is solved, nor did the month's own report of a part that was taken over speak of it.
                Asked = (from need in db.CoordinationNeeds
                         from answer in db.Set<NeedAnswer>().Where(a => a.MonthlyReportId == reportId && a.CoordinationNeedId == need.Id).DefaultIfEmpty()
                         where need.ResponsibilityId == r.ResponsibilityId && need.DroppedAt == null && need.SettledAt == null && need.RaisedIn.ReportingPeriod.Month < month
                             && !need.Answers.Any(a => (a.Said == true && a.MonthlyReport.ReportingPeriod.Month < month)
                                 || (a.Said != null && a.MonthlyReport.ReportingPeriod.Month == month && a.MonthlyReport.ResponsibilityId != need.ResponsibilityId))
                         orderby need.RaisedOn, need.Id
                         select new AskedRow(
                             new FormNeed(need.Id, need.Whom, need.What, need.RaisedOn), answer != null, answer!.IsSolved, answer.Said, answer.SaidOn)).ToList(),
                Clearance = r.ClearanceLines.Select(l => new ClearanceEntry
                {
                    Stage = l.Stage,
                    Expected = l.Expected,
                    Present = l.Present,
                    TransferredOut = l.TransferredOut,
                    SickLeave = l.SickLeave,
                    HomeTaught = l.HomeTaught,
                    SuspectedBefore = l.SuspectedBefore,
                    SuspectedNew = l.SuspectedNew,
                    SuspectedReturned = l.SuspectedReturned,
                    ConfirmedDropouts = l.ConfirmedDropouts,
                }).ToList(),
                Returns = r.Decisions.Where(d => d.To == ReportState.Returned).OrderBy(d => d.Id)
                    .Select(d => new DecisionLine(d.Action, d.RevisionNumber, d.From, d.To, d.At, d.By.DisplayName, d.Reason)).ToList(),
                Evidence = r.Evidence.Where(f => f.RemovedAt == null).OrderBy(f => f.Id)
                    .Select(f => new FileReference(f.Id, f.FileName, f.ContentType, f.Length, f.ContentHash)).ToList(),
            }).Single());
}
