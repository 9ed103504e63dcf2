using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>A report's own row with the names around it, as one statement reads it.</summary>
internal sealed record ReportCore
{
    public required int Id { get; init; }

    public required int Version { get; init; }

    public required ReportState State { get; init; }

    public required int ResponsibilityId { get; init; }

    public required int SectionId { get; init; }

    public required string SectionName { get; init; }

    /// <summary>Whose people act on it: the section's, or, where it was dissolved, those of the one that took over.</summary>
    public required string HolderName { get; init; }

    /// <summary>Whether its part in the task has ended, so that later months have no report of it.</summary>
    public required bool IsOfEndedPart { get; init; }

    public required ResponsibilityKind Kind { get; init; }

    public required int TaskId { get; init; }

    public required int TaskNumber { get; init; }

    public required string TaskTitle { get; init; }

    public required PlanState PlanState { get; init; }

    public required int PeriodId { get; init; }

    public required Month Month { get; init; }

    public required DateOnly LeadDueOn { get; init; }

    public required DateOnly SupportingDueOn { get; init; }

    public required DateTime? ClosedAt { get; init; }

    public required bool IsZeroReport { get; init; }

    public required string? ZeroReason { get; init; }

    public required string? Progress { get; init; }

    public required string? Problems { get; init; }

    public required bool? NeedsCoordination { get; init; }

    public required string? NextSteps { get; init; }

    public required decimal RequiredPercent { get; init; }

    public required decimal? CompletionRate { get; init; }

    public required string? CompletionReason { get; init; }

    public required Light? SelfLight { get; init; }

    public required string? SelfLightReason { get; init; }

    public required DateOnly? ClearanceComparedOn { get; init; }

    public required string? ClearanceGapReason { get; init; }

    public required DateTime? FirstSubmittedAt { get; init; }

    public required int? LateByWorkingDays { get; init; }

    public required DateTime? SubmittedAt { get; init; }

    public required int? SubmittedById { get; init; }

    public required string? SubmittedBy { get; init; }

    public required DateTime? ApprovedAt { get; init; }

    public required DateTime? ConfirmedAt { get; init; }

    public required DateOnly? ReturnDueOn { get; init; }

    /// <summary>When the coordinator decided that it is no longer asked for, UTC; null while it is. The next three go with it.</summary>
    public required DateTime? WaivedAt { get; init; }

    public required int? WaivedById { get; init; }

    public required string? WaivedBy { get; init; }

    public required string? WaiverReason { get; init; }

    public required int? EditedById { get; init; }

    public required string? EditedBy { get; init; }

    public required DateTime? EditedAt { get; init; }

    public required int RevisionNumber { get; init; }

    /// <summary>Whether the reader works in a section that has a part in the task, or reported on it in this month.</summary>
    public required bool IsOfTheTask { get; init; }

    /// <summary>The newest earlier period in which this responsibility submitted a report.</summary>
    public required int? PreviousPeriodId { get; init; }

    /// <summary>
    /// The task's newest earlier report that holds a zero-clearing form, whichever section entered it: 上月末存量 is its stock, as it
    /// was last confirmed, else as it was last submitted. A newer month that waits for its confirmation goes before an older one that
    /// has it: an older stock is not that of last month's end, and the form would not balance with what came in between.
    /// </summary>
    public required int? ClearanceReportId { get; init; }

    public DateOnly DueOn => Kind == ResponsibilityKind.Lead ? LeadDueOn : SupportingDueOn;

    public bool IsSubmitted => State is ReportState.AwaitingSectionReview or ReportState.AwaitingConfirmation or ReportState.Confirmed;

    public ReportSituation Situation => WaivedAt is not null ? ReportSituation.Waived : ClosedAt is null ? ReportSituation.Open : ReportSituation.Closed;

    /// <summary>That it is no longer asked for; null while it is.</summary>
    public ReportWaiver? Waiver => WaivedAt is { } at ? new ReportWaiver(at, WaivedBy!, WaiverReason!) : null;

    /// <summary>任务3 提升农村学校办学能力 · 教育科 · 2023年10月.</summary>
    public string Title => TitleOf(TaskNumber, TaskTitle, SectionName, Month);

    /// <summary>What the audit trail calls a report.</summary>
    public static string TitleOf(int taskNumber, string taskTitle, string sectionName, Month month) =>
        $"任务{taskNumber} {taskTitle} · {sectionName} · {month.ToChinese()}";

    /// <summary>Whether the reader sees what stands in the report now; for a submitted one everybody does.</summary>
    public bool MaySeeDraft(Actor actor) => IsSubmitted || IsOfTheTask || actor.Is(Role.Coordinator);

    /// <summary>What pages say of it.</summary>
    public ReportHead Head(Actor actor, WorkingCalendar calendar, DateOnly today) => new(
        Id, Version, State, TaskNumber, TaskTitle, SectionId, SectionName, Kind, Month, DueOn, ClosedAt is null, FirstSubmittedAt,
        LateByWorkingDays ?? Lateness.WorkingDays(calendar, DueOn, today), SubmittedAt, SubmittedBy, SubmittedById, ApprovedAt, ConfirmedAt,
        ReturnDueOn, MaySeeDraft(actor) ? EditedBy : null, MaySeeDraft(actor) ? EditedAt : null, RevisionNumber, WorkflowSentences.NextStep(State, HolderName, Situation, ClosedAt is not null))
    {
        Waiver = Waiver,
    };
}

/// <summary>A report as it stands, with all that its form needs.</summary>
/// <param name="Core">Its row.</param>
/// <param name="Definition">What the form asks for.</param>
/// <param name="Parts">The rows of its measures and figures.</param>
/// <param name="Small">The rows of its other lists.</param>
/// <param name="Others">The earlier ones, and the task's others of the month.</param>
internal sealed record StoredReport(ReportCore Core, ReportFormDefinition Definition, PartRows Parts, SmallRows Small, OtherReports Others)
{
    public EarlierReport? Previous => Others.Previous;

    /// <summary>Its files, without those taken out.</summary>
    public IReadOnlyList<FileReference> Evidence => Small.Evidence;

    /// <summary>What is stored, aligned.</summary>
    public ReportContent Content { get; } = Definition.Align(new ReportContent
    {
        IsZeroReport = Core.IsZeroReport,
        ZeroReason = Core.ZeroReason,
        Progress = Core.Progress,
        Problems = Core.Problems,
        NeedsCoordination = Core.NeedsCoordination,
        Answers = [.. Small.Asked.Select(a => new AnswerEntry { NeedId = a.Form.NeedId, IsSolved = a.IsSolved })],
        Needs =
        [
            .. Small.Needs.Select(n => new NeedEntry
            {
                SectionIds = n.SectionId is { } id ? [id] : [], Others = n.OtherParty is { } other ? [other] : [], What = n.What,
            }),
        ],
        NextSteps = Core.NextSteps,
        CompletionRate = Core.CompletionRate,
        CompletionReason = Core.CompletionReason,
        SelfLight = Core.SelfLight,
        SelfLightReason = Core.SelfLightReason,
        Measures = [.. Parts.Measures.Select(m => new MeasureEntry { MeasureId = m.Form.MeasureId, State = m.State, Note = m.Note })],
        Figures =
        [
            .. Parts.Figures.Select(f => new FigureEntry
            {
                IndicatorId = f.Form.IndicatorId, Value = f.Value, Numerator = f.Numerator, Denominator = f.Denominator, Note = f.Note,
            }),
        ],
        Clearance = Small.Clearance,
        ClearanceComparedOn = Core.ClearanceComparedOn,
        ClearanceGapReason = Core.ClearanceGapReason,
    });

    public ReportSnapshot Snapshot => Definition.Snapshot(Content, Evidence);

    /// <summary>The report and its rows as they were read, tracked, so that a save does not read them again.</summary>
    public MonthlyReport Track(RuralEduDbContext db)
    {
        var report = new MonthlyReport
        {
            Id = Core.Id,
            Version = Core.Version,
            ReportingPeriodId = Core.PeriodId,
            ResponsibilityId = Core.ResponsibilityId,
            Kind = Core.Kind,
            SectionId = Core.SectionId,
            SectionName = Core.SectionName,
            State = Core.State,
            IsZeroReport = Core.IsZeroReport,
            ZeroReason = Core.ZeroReason,
            Progress = Core.Progress,
            Problems = Core.Problems,
            NeedsCoordination = Core.NeedsCoordination,
            NextSteps = Core.NextSteps,
            RequiredPercent = Core.RequiredPercent,
            CompletionRate = Core.CompletionRate,
            CompletionReason = Core.CompletionReason,
            SelfLight = Core.SelfLight,
            SelfLightReason = Core.SelfLightReason,
            ClearanceComparedOn = Core.ClearanceComparedOn,
            ClearanceGapReason = Core.ClearanceGapReason,
            FirstSubmittedAt = Core.FirstSubmittedAt,
            LateByWorkingDays = Core.LateByWorkingDays,
            SubmittedAt = Core.SubmittedAt,
            SubmittedById = Core.SubmittedById,
            ApprovedAt = Core.ApprovedAt,
            ConfirmedAt = Core.ConfirmedAt,
            ReturnDueOn = Core.ReturnDueOn,
            WaivedAt = Core.WaivedAt,
            WaivedById = Core.WaivedById,
            WaiverReason = Core.WaiverReason,
            EditedById = Core.EditedById,
            EditedAt = Core.EditedAt,
            RevisionNumber = Core.RevisionNumber,
        };
        foreach (var part in Parts.Measures.Where(m => m.IsStored))
            report.MeasureProgress.Add(new MeasureProgress { MonthlyReportId = Core.Id, MeasureId = part.Form.MeasureId, State = part.State, Note = part.Note });
        foreach (var part in Parts.Figures.Where(f => f.IsStored))
        {
            report.IndicatorValues.Add(new IndicatorValue
            {
                MonthlyReportId = Core.Id, IndicatorId = part.Form.IndicatorId,
                Value = part.Value, Numerator = part.Numerator, Denominator = part.Denominator, Note = part.Note,
            });
        }

        foreach (var line in Small.Clearance)
        {
            report.ClearanceLines.Add(new ClearanceLine
            {
                MonthlyReportId = Core.Id, Stage = line.Stage,
                Expected = line.Expected, Present = line.Present, TransferredOut = line.TransferredOut, SickLeave = line.SickLeave, HomeTaught = line.HomeTaught,
                SuspectedBefore = line.SuspectedBefore, SuspectedNew = line.SuspectedNew, SuspectedReturned = line.SuspectedReturned, ConfirmedDropouts = line.ConfirmedDropouts,
            });
        }

        foreach (var need in Small.Needs)
            report.NewNeeds.Add(new NewNeed { Id = need.Id, MonthlyReportId = Core.Id, SectionId = need.SectionId, OtherParty = need.OtherParty, What = need.What });
        foreach (var asked in Small.Asked.Where(a => a.IsStored))
        {
            report.NeedAnswers.Add(new NeedAnswer
            {
                MonthlyReportId = Core.Id, CoordinationNeedId = asked.Form.NeedId, IsSolved = asked.IsSolved, Said = asked.Said, SaidOn = asked.SaidOn,
            });
        }

        db.Attach(report);
        return report;
    }
}

/// <summary>What stands around a report.</summary>
/// <param name="Previous">The last earlier one that was submitted.</param>
/// <param name="Cleared">The snapshot that the zero-clearing form goes on from; null where there is none.</param>
/// <param name="Neighbours">The task's other reports of the month, where the reader may see their drafts.</param>
/// <param name="Completions">The completions of the earlier ones, oldest first.</param>
/// <param name="Reopened">What was last confirmed of the task's earlier ones that were reopened or returned since, newest first.</param>
internal sealed record OtherReports(
    EarlierReport? Previous, ReportSnapshot? Cleared, IReadOnlyList<NeighbourReport> Neighbours, IReadOnlyList<ScheduledCompletion> Completions,
    IReadOnlyList<(Month Month, ReportSnapshot Snapshot)> Reopened)
{
    /// <summary>Where none was read.</summary>
    public static OtherReports None { get; } = new(null, null, [], [], []);

    /// <summary>The completions with that of the report itself, as it stands or is shown.</summary>
    public IReadOnlyList<ScheduledCompletion> CompletionsTo(ReportCore core, ReportSnapshot snapshot) =>
        [.. Completions, new ScheduledCompletion(core.Month, snapshot.CompletionRate, core.RequiredPercent)];

    /// <summary>The last confirmed value of a figure, of which the newest report that is confirmed now gives one.</summary>
    public decimal? LastValue(int indicatorId, decimal? value, Month? month)
    {
        foreach (var (_, snapshot) in Reopened.TakeWhile(r => month is null || r.Month > month))
        {
            if (snapshot.Figures.FirstOrDefault(f => f.IndicatorId == indicatorId)?.Value is { } earlier)
                return earlier;
        }

        return value;
    }
}
