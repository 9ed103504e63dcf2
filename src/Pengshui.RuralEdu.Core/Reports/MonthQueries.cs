using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Reads the pages of the month: the grid (two statements), the reviews (one), the periods (two, for the coordinator three).</summary>
/// <param name="db">The database.</param>
/// <param name="settings">Due day.</param>
/// <param name="calendars">Working days.</param>
/// <param name="clock">Today.</param>
public sealed class MonthQueries(RuralEduDbContext db, SettingReader settings, CalendarReader calendars, BusinessClock clock)
{
    /// <summary>The grid of a month; null where that month was never opened or the actor reads no business pages.</summary>
    /// <param name="month">Which; null: the newest.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<MonthPage?> ReadMonthAsync(Month? month, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!actor.May(Permission.ReadBusiness))
            return null;
        var periods = await db.ReportingPeriods.AsNoTracking().OrderByDescending(p => p.Month)
            .Select(p => new { p.Id, p.Month, p.LeadDueOn, p.SupportingDueOn, p.ClosedAt }).ToListAsync(cancellationToken);
        var period = month is null ? periods.FirstOrDefault() : periods.FirstOrDefault(p => p.Month == month);
        if (period is null)
            return null;

        var mine = actor.SectionIds.ToArray();
        var rows = await db.MonthlyReports.AsNoTracking().Where(r => r.ReportingPeriodId == period.Id)
            .OrderBy(r => r.Responsibility.PlanTask.Number).ThenBy(r => r.Kind).ThenBy(r => r.Responsibility.Order)
            .Select(r => new MonthRow
            {
                Id = r.Id,
                State = r.State,
                TaskNumber = r.Responsibility.PlanTask.Number,
                TaskTitle = r.Responsibility.PlanTask.Title,
                SectionId = r.SectionId,
                SectionName = r.SectionName,
                HolderName = r.Section.Successor == null ? r.SectionName : r.Section.Successor.Name,
                SectionOrder = r.Section.SortOrder,
                Kind = r.Kind,
                LateByWorkingDays = r.LateByWorkingDays,
                ReturnDueOn = r.ReturnDueOn,
                SubmittedAt = r.SubmittedAt,
                IsWaived = r.WaivedAt != null,
                MayOpen = r.RevisionNumber > 0 || r.Responsibility.PlanTask.Responsibilities.Any(p => p.Until == null && mine.Contains(p.SectionId))
                    || r.ReportingPeriod.Reports.Any(o => o.Responsibility.PlanTaskId == r.Responsibility.PlanTaskId && mine.Contains(o.SectionId)),
            }).ToListAsync(cancellationToken);
        var calendar = await calendars.ReadAsync(cancellationToken);
        var cells = rows.Select(r => (Row: r, Cell: CellOf(
            r, r.Kind == ResponsibilityKind.Lead ? period.LeadDueOn : period.SupportingDueOn, period.ClosedAt is null, calendar, actor))).ToList();
        return new MonthPage(
            period.Month,
            period.LeadDueOn,
            period.SupportingDueOn,
            period.ClosedAt is null,
            [.. periods.Select(p => p.Month)],
            [.. rows.DistinctBy(r => r.SectionId).OrderBy(r => r.SectionOrder).Select(r => new SectionChoice(r.SectionId, r.SectionName))],
            [.. cells.GroupBy(c => (c.Row.TaskNumber, c.Row.TaskTitle)).Select(g => new MonthTask(g.Key.TaskNumber, g.Key.TaskTitle, [.. g.Select(c => c.Cell)]))],
            rows.GroupBy(r => r.State).ToDictionary(g => g.Key, g => g.Count()),
            cells.Count(c => c.Cell.IsOverdue));
    }

    /// <summary>The reports that wait for this actor's decision, oldest submission first.</summary>
    public async Task<IReadOnlyList<ReviewItem>> ReadReviewsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var mine = actor.Is(Role.SectionHead) ? actor.SectionIds.ToArray() : [];
        var coordinates = actor.Is(Role.Coordinator);
        var rows = await db.MonthlyReports.AsNoTracking().AsSingleQuery()
            .Where(r => (r.State == ReportState.AwaitingSectionReview && mine.Contains(r.SectionId))
                || (r.State == ReportState.AwaitingConfirmation && coordinates))
            .OrderBy(r => r.SubmittedAt).ThenBy(r => r.Responsibility.PlanTask.Number)
            .Select(r => new
            {
                r.Id,
                r.State,
                r.Responsibility.PlanTask.Number,
                r.Responsibility.PlanTask.Title,
                r.SectionId,
                SectionName = r.SectionName,
                r.Kind,
                r.ReportingPeriod.Month,
                r.RevisionNumber,
                r.SubmittedAt,
                r.SubmittedById,
                SubmittedBy = r.SubmittedBy!.DisplayName,
                r.IsZeroReport,
                r.SelfLight,
                r.LateByWorkingDays,
                r.CompletionRate,
                r.RequiredPercent,
                Earlier = db.MonthlyReports
                    .Where(e => e.ResponsibilityId == r.ResponsibilityId && e.RevisionNumber > 0 && e.ReportingPeriod.Month < r.ReportingPeriod.Month)
                    .OrderBy(e => e.ReportingPeriod.Month)
                    .Select(e => new
                    {
                        e.ReportingPeriod.Month,
                        e.RequiredPercent,
                        e.CompletionRate,

                        // What was confirmed counts, else what was submitted; while a report is mended, its row holds a draft.
                        Kept = e.State == ReportState.Confirmed
                            ? null
                            : e.Revisions.Where(v => e.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                                .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault()
                                ?? (e.State == ReportState.Draft || e.State == ReportState.Returned
                                    ? e.Revisions.OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault() : null),
                    })
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new ReviewItem(
                r.Id, r.State, r.Number, r.Title, r.SectionName, r.Kind, r.Month, r.RevisionNumber, r.SubmittedAt!.Value, r.SubmittedBy, r.IsZeroReport,
                r.SelfLight, r.LateByWorkingDays ?? 0, ReportWorkflow.ActionsOf(r.State, actor, r.SectionId, r.SubmittedById))
            {
                OnSchedule = ScheduleMatch.Find(
                    r.Earlier.Select(e => new ScheduledCompletion(e.Month, e.Kept is null ? e.CompletionRate : ReportRevisions.Read(e.Kept).CompletionRate, e.RequiredPercent))
                        .Append(new ScheduledCompletion(r.Month, r.CompletionRate, r.RequiredPercent))),
            }),
        ];
    }

    /// <summary>The periods of a plan in force; of several, at the turn of the year, the newest, or the one that is asked for.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="year">The plan's year, or null.</param>
    /// <param name="periodId">A period of the plan, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PeriodsPage> ReadPeriodsAsync(Actor actor, int? year = null, int? periodId = null, CancellationToken cancellationToken = default)
    {
        var plans = await db.WorkPlans.AsNoTracking().Where(p => p.State == PlanState.InForce).OrderByDescending(p => p.Year)
            .Select(p => new { p.Id, p.Title, p.Year, p.IssuedOn, HasPeriod = db.ReportingPeriods.Any(r => r.Id == periodId && r.WorkPlanId == p.Id) }).ToListAsync(cancellationToken);
        var plan = plans.FirstOrDefault(p => (year is null || p.Year == year) && (periodId is null || p.HasPeriod));
        if (plan is null)
            return new PeriodsPage(null, null, [], [], MayCoordinate: false, null, []);
        var periods = await db.ReportingPeriods.AsNoTracking().Where(p => p.WorkPlanId == plan.Id).OrderByDescending(p => p.Month)
            .Select(p => new PeriodLine(
                p.Id, p.Version, p.Month, p.LeadDueOn, p.SupportingDueOn, p.OpenedAt, p.ClosedAt,
                p.Reports.Count,
                p.Reports.Count(r => r.State == ReportState.AwaitingSectionReview || r.State == ReportState.AwaitingConfirmation || r.State == ReportState.Confirmed),
                p.Reports.Count(r => r.State == ReportState.Confirmed)))
            .ToListAsync(cancellationToken);
        var calendar = await calendars.ReadAsync(cancellationToken);
        var values = await settings.ReadAsync(cancellationToken);
        return new PeriodsPage(
            plan.Id,
            plan.Title,
            periods,
            [.. Schedule.Months(plan.Year, plan.IssuedOn).Except(periods.Select(p => p.Month)).Select(m =>
            {
                var lead = calendar.LeadDueOn(m, values[ReportSettings.DueDay]);
                return new OpenableMonth(m, lead, calendar.SupportingDueOn(lead, values[ReportSettings.SupportingLead]));
            })],
            actor.May(Permission.CoordinateMonth),
            plan.Year,
            [.. plans.Select(p => p.Year)])
        {
            DueDays = actor.May(Permission.CoordinateMonth)
                ? await DueDayMove.ReadAsync(db, calendar, values[ReportSettings.SupportingLead], clock.Today, cancellationToken) : [],
        };
    }

    private MonthCell CellOf(MonthRow row, DateOnly dueOn, bool isOpen, WorkingCalendar calendar, Actor actor)
    {
        var isIn = row.State is ReportState.AwaitingSectionReview or ReportState.AwaitingConfirmation or ReportState.Confirmed;
        var isOverdue = !isIn && clock.Today > (row.State == ReportState.Returned ? row.ReturnDueOn ?? dueOn : dueOn);
        return new MonthCell(
            row.Id, row.SectionId, row.SectionName, row.Kind, row.State, dueOn, isOverdue,
            row.LateByWorkingDays ?? Lateness.WorkingDays(calendar, dueOn, clock.Today),
            row.IsWaived ? null : WaitsFor(row.State, row.HolderName, isOpen),
            row.SubmittedAt,
            row.MayOpen || actor.Is(Role.Coordinator))
        {
            IsWaived = row.IsWaived,
        };
    }

    // A closed month takes no report from its section until the coordinator opens it again.
    private static string? WaitsFor(ReportState state, string sectionName, bool isOpen) => state switch
    {
        ReportState.Confirmed => null,
        ReportState.NotStarted or ReportState.Draft or ReportState.Returned when !isOpen => Role.Coordinator.Label() + "（月份已关闭）",
        ReportState.AwaitingConfirmation => Role.Coordinator.Label(),
        ReportState.AwaitingSectionReview => Role.SectionHead.LabelIn(sectionName),
        _ => Role.Reporter.LabelIn(sectionName),
    };

    private sealed record MonthRow
    {
        public required int Id { get; init; }

        public required ReportState State { get; init; }

        public required int TaskNumber { get; init; }

        public required string TaskTitle { get; init; }

        public required int SectionId { get; init; }

        public required string SectionName { get; init; }

        public required string HolderName { get; init; }

        public required int SectionOrder { get; init; }

        public required ResponsibilityKind Kind { get; init; }

        public required int? LateByWorkingDays { get; init; }

        public required DateOnly? ReturnDueOn { get; init; }

        public required DateTime? SubmittedAt { get; init; }

        public required bool IsWaived { get; init; }

        public required bool MayOpen { get; init; }
    }
}
