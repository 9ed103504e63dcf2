using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Puts the rows of a plan together and judges each task's months.</summary>
internal sealed class PlanYearBuilder(WorkingCalendar calendar, SettingValues settings, DateOnly today)
{
    public PlanYear Build(IReadOnlyList<TaskRow> tasks, IReadOnlyList<ReportRow> reports, PlanFindings findings)
    {
        var plan = tasks[0].Plan;
        var periods = reports.Select(r => r.Period).DistinctBy(p => p.Id).ToDictionary(p => p.Month);
        var months = Schedule.Months(plan.Year, plan.IssuedOn)
            .Select(m => new PlanMonth(m, periods.GetValueOrDefault(m)))
            .ToList();
        var byMonth = reports.ToLookup(r => (r.TaskId, r.Period.Month));
        var needs = TaskNeed.Of(findings.Needs, reports);
        var built = tasks.Select(t => Task(t, months, byMonth, TaskFindings.Of(t.Id, findings), [.. needs[t.Id]])).ToList();
        return new PlanYear
        {
            PlanId = plan.Id,
            Year = plan.Year,
            Title = plan.Title,
            IsArchived = plan.IsArchived,
            Today = today,
            Groups = [.. tasks.Select(t => t.Group).DistinctBy(g => g.Number).OrderBy(g => g.Number)],
            Months = months,
            Tasks = built,
            Sections =
            [
                .. built.SelectMany(t => t.Parts).Concat(reports.OrderByDescending(r => r.Period.Month).Select(r => r.Part))
                    .Select(p => p.Section).DistinctBy(s => s.Id).OrderBy(s => s.SortOrder),
            ],
        };
    }

    private YearTask Task(
        TaskRow row, IReadOnlyList<PlanMonth> months, ILookup<(int Task, Month Month), ReportRow> byMonth, TaskFindings findings, IReadOnlyList<TaskNeed> needs)
    {
        var history = new TaskHistory();
        var judged = new Dictionary<Month, (TaskMonth Month, MonthStanding Standing)>();
        foreach (var month in months)
        {
            var reports = byMonth[(row.Id, month.Month)].OrderBy(r => r.Part.Kind).ThenBy(r => r.Part.Order).ThenBy(r => r.Part.ResponsibilityId).Select(r => Report(row, r)).ToList();
            if (reports is [{ Part.Kind: ResponsibilityKind.Lead }, ..])
                judged.Add(month.Month, Month(row, month, reports, history, findings, needs));
        }

        var ways = Ways(row, months, judged);
        return new YearTask
        {
            Id = row.Id,
            Number = row.Number,
            Title = row.Title,
            Group = row.Group.Number,
            PausesInVacation = row.PausesInVacation,
            Parts = row.Parts,
            Indicators = row.Indicators,
            Schedule = row.Schedule,
            Months = judged.ToDictionary(j => j.Key, j => j.Value.Month with { Way = ways[j.Key] }),
            Rectifications = findings.Rectifications,
            Needs = needs,
            Instructions = findings.Instructions,
            Overrides = findings.Overrides,
        };
    }

    /// <summary>How each month turns green, the last first: a month that is missed or closed goes on to the way of the next.</summary>
    private Dictionary<Month, WayToGreen?> Ways(TaskRow task, IReadOnlyList<PlanMonth> months, Dictionary<Month, (TaskMonth Month, MonthStanding Standing)> judged)
    {
        var ways = new Dictionary<Month, WayToGreen?>();
        PlanMonth? next = null;
        foreach (var month in months.Reverse())
        {
            if (judged.TryGetValue(month.Month, out var known))
            {
                ways[month.Month] = Remedies.Of(known.Standing with
                {
                    Following = next?.Period is { ClosedAt: null } ? ways.GetValueOrDefault(next.Month) : null,
                    Coming = next is { Period: null } && LeadDueOn(next) >= today
                        ? new ComingMonth(
                            next.Month, task.Schedule.RequiredPercent(next.Month), LeadDueOn(next),
                            calendar.SupportingDueOn(LeadDueOn(next), settings[ReportSettings.SupportingLead]), task.Parts)
                        : null,
                }, known.Month.Verdict.Light, settings);
            }

            if (!(task.PausesInVacation && calendar.IsVacation(LeadDueOn(month))))
                next = month;
        }

        return ways;

        DateOnly LeadDueOn(PlanMonth month) => month.Period?.LeadDueOn ?? calendar.LeadDueOn(month.Month, settings[ReportSettings.DueDay]);
    }

    private (TaskMonth Month, MonthStanding Standing) Month(
        TaskRow task, PlanMonth month, List<YearReport> reports, TaskHistory history, TaskFindings findings, IReadOnlyList<TaskNeed> needs)
    {
        var values = reports.Where(r => r.Confirmed is not null).SelectMany(r => r.Confirmed!.Values)
            .Where(v => v.Value.Value is not null).DistinctBy(v => v.Key).ToDictionary(v => v.Key, v => v.Value.Value);
        var parts = reports.Select(Input).ToList();
        if (!parts[0].IsConfirmed && reports[0].IsOverdue(today) && history.Completion is { } earlier)
            parts[0] = parts[0] with { Completion = earlier.Percent, CompletionOf = earlier.Month };
        var figures = task.Indicators.Select(i => (Indicator: i, Judged: i.Input(values.GetValueOrDefault(i.Id), history.LastValue(i.Id))!)).Where(f => f.Judged is not null).ToList();
        var input = new LightInput
        {
            Month = month.Month,
            Today = today,
            RequiredPercent = reports[0].RequiredPercent,
            Pauses = task.PausesInVacation && calendar.IsVacation(reports[0].DueOn),
            Lead = parts[0],
            Supporting = parts[1..],
            Indicators = [.. figures.Select(f => f.Judged)],
            Rectifications = findings.InHand(today < month.Month.LastDay ? today : month.Month.LastDay),
            Needs = [.. needs.Where(n => n.IsOpenIn(month.Month, today)).Select(n => n.Input(month.Month, today))],
        };
        history.Keep(month.Month, parts[0], values);
        var isClosed = month.Period!.ClosedAt is not null;
        var kept = findings.Snapshots.Where(s => s.Month == month.Month).ToList();

        // What was still in review when the month was closed counts from its confirmation on.
        var stands = isClosed && kept.Count > 0 && !reports.Any(r => r.ConfirmedAt > kept[^1].TakenAt);
        var verdict = stands ? LightHistory.Read(kept[^1]) : LightRules.Judge(input, settings);
        var standing = new MonthStanding
        {
            Input = input,
            Reports = reports,
            Figures = figures,
            Needs = needs,
            InHand = findings.InHand(today),
            IsOpen = !isClosed,
            IsKept = stands,
            IsArchived = task.Plan.IsArchived,
            Override = input.Pauses ? null : findings.OverrideOf(month.Month, today, isClosed),
        };
        return (new TaskMonth
        {
            Month = month.Month,
            RequiredPercent = reports[0].RequiredPercent,
            Reports = reports,
            Verdict = verdict,
            Supervisor = findings.ViewOf(month.Month),
            Override = standing.Override,
            Correction = kept.Count > 0 && kept[0].Computed != verdict.Light
                ? new LightCorrection(kept[0].Computed, BusinessClock.BeijingDay(kept[0].TakenAt)) : null,
            Kind = Kind(reports[0], input.Pauses),
            Today = today,
        }, standing);
    }

    private static CellKind Kind(YearReport lead, bool pauses) => lead switch
    {
        _ when pauses => CellKind.Paused,
        { State: ReportState.Confirmed } => CellKind.Confirmed,
        { State: ReportState.AwaitingSectionReview or ReportState.AwaitingConfirmation } => CellKind.InReview,
        { State: ReportState.Returned } => CellKind.Returned,
        { IsIn: false, LateByWorkingDays: > 0 } => CellKind.Missing,
        _ => CellKind.Awaited,
    };

    private static ReportInput Input(YearReport report) => new()
    {
        Section = report.Part.Section.Name,
        DueOn = report.DueOn,
        FirstSubmittedOn = report.FirstSubmittedAt is { } first ? BusinessClock.BeijingDay(first) : null,
        LateByWorkingDays = report.LateByWorkingDays,
        ReturnDueOn = report.ReturnDueOn,
        IsWaived = report.WaivedAt is not null,
        IsConfirmed = report.Confirmed is not null,
        Completion = report.Confirmed?.Completion,
        Pending = report.PendingCompletion,
    };

    private YearReport Report(TaskRow task, ReportRow row)
    {
        var due = row.Part.Kind == ResponsibilityKind.Lead ? row.Period.LeadDueOn : row.Period.SupportingDueOn;
        var content = Content(task, row);
        return new YearReport
        {
            Id = row.Id,
            Part = row.Part,
            DueOn = due,
            State = row.State,
            RevisionNumber = row.RevisionNumber,
            RequiredPercent = row.RequiredPercent,
            FirstSubmittedAt = row.FirstSubmittedAt,
            SubmittedAt = row.SubmittedAt,
            SubmittedById = row.SubmittedById,
            ApprovedAt = row.ApprovedAt,
            ConfirmedAt = row.ConfirmedAt,
            EditedAt = row.EditedAt,
            WaivedAt = row.WaivedAt,
            LateByWorkingDays = row.FirstSubmittedAt is null ? calendar.WorkingDaysBetween(due, today) : row.LateByWorkingDays ?? 0,
            ReturnDueOn = row.State == ReportState.Returned ? row.ReturnDueOn : null,
            ReturnReason = row.ReturnReason,
            ReturnedAt = row.ReturnedAt,
            Returns = [.. Returns(row)],
            LateFrom = calendar.AddWorkingDays(due, 1),
            Content = content,
            Confirmed = row.State == ReportState.Confirmed || (row.ConfirmedRevision is not null && row.ConfirmedRevision == row.LastRevision) ? content
                : row.ConfirmedRevision is { } confirmed ? Content(task, confirmed) : null,
        };
    }

    /// <summary>The returns that were answered, and the one that is not.</summary>
    private IEnumerable<ReportReturn> Returns(ReportRow row)
    {
        foreach (var back in row.Returns)
        {
            var on = BusinessClock.BeijingDay(back.At);
            if (back.AnsweredAt is { } answered)
                yield return new ReportReturn(on, calendar.AddWorkingDays(on, ReportWorkflow.ReturnWorkingDays), BusinessClock.BeijingDay(answered));
        }

        if (row is { State: ReportState.Returned, ReturnDueOn: { } due })
            yield return new ReportReturn(row.ReturnedAt is { } at ? BusinessClock.BeijingDay(at) : DateOnly.MinValue, due, null);
    }

    // Whoever owned it in the month: what stands in the report is its section's figure.
    private static TaskIndicator? Clearance(TaskRow task) => task.Indicators.FirstOrDefault(i => i.Shape == IndicatorShape.Clearance);

    private static SubmittedContent Content(TaskRow task, string revision)
    {
        var snapshot = ReportRevisions.Read(revision);
        var figures = snapshot.Figures.ToDictionary(f => f.IndicatorId, f => SubmittedValue.Of(f.Value, f.Numerator, f.Denominator, f.Note));
        if (Clearance(task) is { } clearance && snapshot.Clearance.Count > 0)
            figures[clearance.Id] = new SubmittedValue(snapshot.Clearance.Sum(l => l.SuspectedRemaining));
        return new SubmittedContent(
            snapshot.CompletionRate, snapshot.IsZeroReport ? snapshot.ZeroReason : snapshot.Progress, snapshot.IsZeroReport, snapshot.SelfLight, snapshot.SelfLightReason,
            snapshot.NextSteps, figures);
    }

    private static SubmittedContent? Content(TaskRow task, ReportRow row)
    {
        if (row.LastRevision is { } last)
            return Content(task, last);
        if (row.State is ReportState.NotStarted or ReportState.Draft or ReportState.Returned)
            return null;
        var values = row.Values.ToDictionary(v => v.IndicatorId, v => SubmittedValue.Of(v.Value, v.Numerator, v.Denominator, v.Note));
        if (Clearance(task) is { } clearance && row.ClearanceRemaining is { } remaining)
            values[clearance.Id] = new SubmittedValue(remaining);
        return new SubmittedContent(row.Completion, row.Progress, row.IsZeroReport, row.SelfLight, row.SelfLightReason, row.NextSteps, values);
    }

    /// <summary>What earlier months of a task say about a later one.</summary>
    private sealed class TaskHistory
    {
        private readonly Dictionary<int, decimal?> values = [];

        public decimal? LastValue(int indicatorId) => values.GetValueOrDefault(indicatorId);

        public (Month Month, decimal Percent)? Completion { get; private set; }

        public void Keep(Month month, ReportInput lead, Dictionary<int, decimal?> figures)
        {
            if (lead is { IsConfirmed: true, Completion: { } percent })
                Completion = (month, percent);
            foreach (var (indicator, value) in figures)
                values[indicator] = value;
        }
    }
}
