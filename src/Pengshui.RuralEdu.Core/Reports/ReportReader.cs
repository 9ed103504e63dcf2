using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Reads a report in the reader's scope, for the form, the page and the services. Five statements for the whole.</summary>
/// <param name="db">The database.</param>
/// <param name="settings">For the gap that asks for a reason.</param>
/// <param name="clock">Today.</param>
internal sealed class ReportReader(RuralEduDbContext db, SettingReader settings, BusinessClock clock)
{
    /// <summary>The report's row, or null where the actor may not know of it.</summary>
    public async Task<ReportCore?> CoreAsync(int reportId, Actor actor, CancellationToken cancellationToken)
    {
        var mine = actor.SectionIds.ToArray();
        return await db.MonthlyReports.AsNoTracking().VisibleTo(actor).Where(r => r.Id == reportId).Select(r => new ReportCore
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
            PlanYear = r.ReportingPeriod.WorkPlan.Year,
            PlanIssuedOn = r.ReportingPeriod.WorkPlan.IssuedOn,
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
            LastReturn = r.Decisions.Where(d => d.To == ReportState.Returned).OrderByDescending(d => d.Id)
                .Select(d => new DecisionLine(d.Action, d.RevisionNumber, d.From, d.To, d.At, d.By.DisplayName, d.Reason)).FirstOrDefault(),
        }).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>All of a report. The caller has made sure that the actor may see it as it stands.</summary>
    /// <param name="core">Its row.</param>
    /// <param name="withChoices">Whether the sections to choose from are needed; else the frame has those chosen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StoredReport> WholeAsync(ReportCore core, bool withChoices, CancellationToken cancellationToken)
    {
        var gap = (await settings.ReadAsync(cancellationToken))[SettingCatalogue.CompletionGap];
        var others = await OthersAsync(core, cancellationToken);
        var parts = await PartsAsync(core, cancellationToken);
        var small = await SmallAsync(core, cancellationToken);
        var sections = withChoices
            ? await db.Sections.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.SortOrder).Select(s => new SectionChoice(s.Id, s.Name)).ToListAsync(cancellationToken)
            : [];
        var frame = new ReportFrame
        {
            Measures = [.. parts.Measures.Select(m => m.Form)],
            Figures = [.. parts.Figures.Where(f => f.Form.Shape != IndicatorShape.Clearance).Select(f => f.Form with { LastValue = others.LastValue(f.Form.IndicatorId, f.Form.LastValue, f.LastMonth) })],
            HasClearance = parts.Figures.Any(f => f.Form.Shape == IndicatorShape.Clearance),
            SuspectedBefore = (others.Cleared?.Clearance ?? []).Where(l => l.SuspectedRemaining is not null)
                .ToDictionary(l => l.Stage, l => l.SuspectedRemaining!.Value),
            OpenNeeds = small.OpenNeeds,
            Sections = [.. sections.UnionBy(small.Sections, s => s.Id)],
            RequiredPercent = core.RequiredPercent,
            CompletionGap = gap,
            Today = clock.Today,
        };
        var content = frame.Align(new ReportContent
        {
            IsZeroReport = core.IsZeroReport,
            ZeroReason = core.ZeroReason,
            Progress = core.Progress,
            Problems = core.Problems,
            NeedsCoordination = core.NeedsCoordination,
            Answers = small.Answers,
            Needs = small.Needs,
            NextSteps = core.NextSteps,
            CompletionRate = core.CompletionRate,
            CompletionReason = core.CompletionReason,
            SelfLight = core.SelfLight,
            SelfLightReason = core.SelfLightReason,
            Measures = [.. parts.Measures.Select(m => m.Entry)],
            Figures = [.. parts.Figures.Select(f => f.Entry)],
            Clearance = small.Clearance,
            ClearanceComparedOn = core.ClearanceComparedOn,
            ClearanceGapReason = core.ClearanceGapReason,
        });
        return new StoredReport(core, frame, content, small.Evidence, others);
    }

    /// <summary>
    /// The responsibility's earlier reports, the sheet that the zero-clearing form goes on from, and the task's other reports of the
    /// month: one statement.
    /// </summary>
    public async Task<OtherReports> OthersAsync(ReportCore core, CancellationToken cancellationToken)
    {
        var rows = await db.MonthlyReports.AsNoTracking()
            .Where(r => (r.ResponsibilityId == core.ResponsibilityId && r.RevisionNumber > 0 && r.ReportingPeriod.Month < core.Month)
                || r.Id == core.ClearanceReportId
                || (r.Responsibility.PlanTaskId == core.TaskId && r.ReportingPeriod.Month < core.Month && r.RevisionNumber > 0 && r.State != ReportState.Confirmed
                    && r.Decisions.Any(d => d.Action == ReportAction.Confirm))
                || (r.ReportingPeriodId == core.PeriodId && r.Responsibility.PlanTaskId == core.TaskId && r.Id != core.Id))
            .OrderBy(r => r.Kind).ThenBy(r => r.Responsibility.Order)
            .Select(r => new
            {
                r.Id,
                r.ResponsibilityId,
                r.ReportingPeriodId,
                r.ReportingPeriod.Month,
                r.ReportingPeriod.LeadDueOn,
                r.ReportingPeriod.SupportingDueOn,
                r.State,
                r.ConfirmedAt,
                SectionName = r.SectionName,
                r.Kind,
                r.CompletionRate,
                IsOfTheMonth = r.ReportingPeriodId == core.PeriodId,
                IsOwn = r.ResponsibilityId == core.ResponsibilityId,
                IsPrevious = r.ReportingPeriodId == core.PreviousPeriodId,
                Progress = r.ReportingPeriodId == core.PeriodId ? r.Progress : null,
                Problems = r.ReportingPeriodId == core.PeriodId ? r.Problems : null,
                NextSteps = r.ReportingPeriodId == core.PeriodId ? r.NextSteps : null,

                // Of the others of its own section only the last one is shown; of those that are mended again, what was submitted counts, and
                // of all the task's what was confirmed before all.
                Last = (r.ResponsibilityId == core.ResponsibilityId && r.ReportingPeriodId != core.PeriodId
                        && (r.ReportingPeriodId == core.PreviousPeriodId || r.State == ReportState.Draft || r.State == ReportState.Returned))
                    || r.Id == core.ClearanceReportId
                    ? r.Revisions.Where(v => v.Number == r.RevisionNumber).Select(v => v.ContentJson).FirstOrDefault()
                    : null,
                Confirmed = r.ReportingPeriodId != core.PeriodId && r.State != ReportState.Confirmed
                    ? r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                        .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault()
                    : null,
            })
            .ToListAsync(cancellationToken);
        var before = rows.Where(r => !r.IsOfTheMonth).OrderBy(r => r.Month).Select(r => (Row: r, Last: Read(r.Last), Confirmed: Read(r.Confirmed))).ToList();
        var earlier = before.Where(e => e.Row.IsOwn).ToList();
        var cleared = before.Find(e => e.Row.Id == core.ClearanceReportId);
        return new OtherReports(
            earlier.Where(e => e.Row.IsPrevious && e.Last is not null)
                .Select(e => new EarlierReport(e.Row.Id, e.Row.Month, e.Row.State, e.Row.ConfirmedAt, e.Last!)).SingleOrDefault(),
            cleared.Confirmed ?? cleared.Last,
            [.. rows.Where(r => r.IsOfTheMonth).Select(r => new NeighbourReport(
                r.Id, r.SectionName, r.Kind, r.State, r.Kind == ResponsibilityKind.Lead ? r.LeadDueOn : r.SupportingDueOn, r.Progress, r.Problems, r.NextSteps))],
            [.. earlier.Select(e => new ScheduledCompletion(
                e.Row.Month, e.Confirmed is { } confirmed ? confirmed.CompletionRate : e.Last is { } last ? last.CompletionRate : e.Row.CompletionRate, Schedule.RequiredPercent(core.PlanYear, core.PlanIssuedOn, e.Row.Month)))],
            [.. before.Where(e => e.Confirmed is not null).Reverse().Select(e => (e.Row.Month, e.Confirmed!))]);
    }

    private static ReportSheet? Read(string? json) => json is null ? null : ReportRevisions.Read(json);

    /// <summary>Measures and due figures with what is stored. One statement: the two lists are short, so their product is, too.</summary>
    private async Task<(IReadOnlyList<MeasurePart> Measures, IReadOnlyList<FigurePart> Figures)> PartsAsync(ReportCore core, CancellationToken cancellationToken)
    {
        var due = Enum.GetValues<IndicatorFrequency>().Where(f => ReportFrame.IsDue(f, core.Month.Number)).ToArray();
        var holding = db.MonthlyReports.Where(r => r.ReportingPeriodId == core.PeriodId && r.Responsibility.PlanTaskId == core.TaskId);
        var confirmed = db.MonthlyReports.Where(r => r.State == ReportState.Confirmed && r.ReportingPeriod.Month < core.Month);
        var parts = await db.Responsibilities.AsNoTracking().AsSingleQuery().Where(p => p.Id == core.ResponsibilityId).Select(p => new
        {
            // A measure that the section was taken off meanwhile stays in the reports that dealt with it.
            Measures = p.PlanTask.Measures
                .Where(m => m.Responsibilities.Any(r => r.Id == core.ResponsibilityId) || db.Set<MeasureProgress>().Any(e => e.MonthlyReportId == core.Id && e.MeasureId == m.Id))
                .OrderBy(m => m.Number).Select(m => new MeasurePart
                {
                    Form = new FormMeasure(m.Id, m.Number, m.Text),
                    Entry = new MeasureEntry
                    {
                        MeasureId = m.Id,
                        State = db.Set<MeasureProgress>().Where(e => e.MonthlyReportId == core.Id && e.MeasureId == m.Id).Select(e => e.State).FirstOrDefault(),
                        Note = db.Set<MeasureProgress>().Where(e => e.MonthlyReportId == core.Id && e.MeasureId == m.Id).Select(e => e.Note).FirstOrDefault(),
                    },
                }).ToList(),
            // A figure that another section enters meanwhile stays in the report that holds it, and its month asks nobody else for it.
            Figures = p.PlanTask.Indicators
                .Where(i => holding.Any(r => r.Id == core.Id && (r.IndicatorValues.Any(v => v.IndicatorId == i.Id) || (i.Shape == IndicatorShape.Clearance && r.ClearanceLines.Any())))
                    || (i.OwnerSectionId == core.SectionId && due.Contains(i.Frequency)
                        && !holding.Any(r => r.IndicatorValues.Any(v => v.IndicatorId == i.Id) || (i.Shape == IndicatorShape.Clearance && r.ClearanceLines.Any()))))
                .OrderBy(i => i.Order).Select(i => new FigurePart
                {
                    Form = new FormFigure(
                    i.Id, i.Name, i.Shape, i.Unit, i.Population, i.AsOf, i.Source, i.NumeratorLabel, i.DenominatorLabel, i.TargetOperator, i.TargetValue, i.Direction,
                    db.IndicatorValues.Where(v => v.IndicatorId == i.Id && v.Value != null)
                        .Join(confirmed, v => v.MonthlyReportId, r => r.Id, (v, r) => new { v.Value, r.ReportingPeriod.Month })
                        .OrderByDescending(x => x.Month).Select(x => x.Value).FirstOrDefault()),
                    LastMonth = db.IndicatorValues.Where(v => v.IndicatorId == i.Id && v.Value != null)
                    .Join(confirmed, v => v.MonthlyReportId, r => r.Id, (v, r) => new { v.Value, r.ReportingPeriod.Month })
                    .OrderByDescending(x => x.Month).Select(x => (Month?)x.Month).FirstOrDefault(),
                    Entry = new FigureEntry
                    {
                        IndicatorId = i.Id,
                        Value = db.IndicatorValues.Where(v => v.MonthlyReportId == core.Id && v.IndicatorId == i.Id).Select(v => v.Value).FirstOrDefault(),
                        Numerator = db.IndicatorValues.Where(v => v.MonthlyReportId == core.Id && v.IndicatorId == i.Id).Select(v => v.Numerator).FirstOrDefault(),
                        Denominator = db.IndicatorValues.Where(v => v.MonthlyReportId == core.Id && v.IndicatorId == i.Id).Select(v => v.Denominator).FirstOrDefault(),
                        Note = db.IndicatorValues.Where(v => v.MonthlyReportId == core.Id && v.IndicatorId == i.Id).Select(v => v.Note).FirstOrDefault(),
                    },
                }).ToList(),
        }).SingleAsync(cancellationToken);
        return (parts.Measures, parts.Figures);
    }

    private async Task<SmallParts> SmallAsync(ReportCore core, CancellationToken cancellationToken)
    {
        var asked = CoordinationNeed.AskedOf(db.CoordinationNeeds, core.Month);
        var parts = await db.MonthlyReports.AsNoTracking().AsSingleQuery().Where(r => r.Id == core.Id).Select(r => new
        {
            Needs = r.NewNeeds.OrderBy(n => n.Id).Select(n => new { n.SectionId, SectionName = n.Section!.Name, n.OtherParty, n.What }).ToList(),
            Asked = asked.Where(n => n.ResponsibilityId == r.ResponsibilityId).OrderBy(n => n.RaisedOn).ThenBy(n => n.Id).Select(n => new
            {
                Form = new FormNeed(n.Id, n.Whom, n.What, n.RaisedOn),
                IsSolved = n.Answers.Where(a => a.MonthlyReportId == core.Id).Select(a => a.IsSolved).FirstOrDefault(),
            }).ToList(),
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
            Evidence = r.Evidence.Where(f => f.RemovedAt == null).OrderBy(f => f.Id)
                .Select(f => new SheetFile(f.Id, f.FileName, f.ContentType, f.Length, f.ContentHash)).ToList(),
        }).SingleAsync(cancellationToken);
        return new SmallParts(
            [.. parts.Asked.Select(n => n.Form)],
            [.. parts.Asked.Select(n => new AnswerEntry { NeedId = n.Form.NeedId, IsSolved = n.IsSolved })],
            [.. parts.Needs.Select(n => new NeedEntry { SectionIds = n.SectionId is { } id ? [id] : [], Others = n.OtherParty is { } other ? [other] : [], What = n.What })],
            [.. parts.Needs.Where(n => n.SectionId is not null).Select(n => new SectionChoice(n.SectionId!.Value, n.SectionName)).Distinct()],
            parts.Clearance,
            parts.Evidence);
    }

    private sealed record SmallParts(
        IReadOnlyList<FormNeed> OpenNeeds, IReadOnlyList<AnswerEntry> Answers, IReadOnlyList<NeedEntry> Needs, IReadOnlyList<SectionChoice> Sections,
        IReadOnlyList<ClearanceEntry> Clearance, IReadOnlyList<SheetFile> Evidence);

    private sealed record MeasurePart
    {
        public required FormMeasure Form { get; init; }

        public required MeasureEntry Entry { get; init; }
    }

    private sealed record FigurePart
    {
        public required FormFigure Form { get; init; }

        public required Month? LastMonth { get; init; }

        public required FigureEntry Entry { get; init; }
    }
}
