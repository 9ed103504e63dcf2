using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Sets a period's due days anew.</summary>
/// <param name="PeriodId">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="LeadDueOn">Last day of the leads; in the period's month or the month after.</param>
/// <param name="SupportingDueOn">Last day of the supporting sections; not later.</param>
/// <param name="Reason">Why; required.</param>
public sealed record ChangeDueDays(int PeriodId, int Version, DateOnly LeadDueOn, DateOnly SupportingDueOn, string? Reason);

/// <summary>The coordinator's answer where a due day became a day off.</summary>
/// <param name="PeriodId">Which.</param>
/// <param name="Version">The version that the question was asked of.</param>
/// <param name="LeadDueOn">The lead's day that was asked about.</param>
/// <param name="SupportingDueOn">The supporting sections' day that went with it.</param>
/// <param name="Moves">Whether it moves.</param>
public sealed record AnswerDueDays(int PeriodId, int Version, DateOnly LeadDueOn, DateOnly SupportingDueOn, bool Moves);

/// <summary>Opens and closes the months. The coordinator's acts, each audited.</summary>
/// <param name="db">The database.</param>
/// <param name="settings">Due day.</param>
/// <param name="calendars">Working days.</param>
/// <param name="closing">What is kept of a month.</param>
/// <param name="clock">Now.</param>
public sealed class PeriodService(RuralEduDbContext db, SettingReader settings, CalendarReader calendars, IMonthClosing closing, BusinessClock clock)
{
    private const string OnlyCoordinator = "月报期由统筹员开启和关闭。";

    /// <summary>Opens a month of a plan in force: due days by settings and calendar, one report for each part that goes on.</summary>
    /// <returns>The period's key.</returns>
    public async Task<Result<int>> OpenAsync(int planId, Month month, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!actor.May(Permission.CoordinateMonth))
            return await ForbidAsync(ReportAudit.OpenPeriod, month.ToChinese(), actor, cancellationToken);
        return await db.ActAsync(() => OpenOnceAsync(planId, month, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result<int>> OpenOnceAsync(int planId, Month month, Actor actor, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        var plan = await db.WorkPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId, cancellationToken);
        if (plan is null)
            return Result.NotFound();
        if (plan.State != PlanState.InForce)
            return Result.Refused("只有执行中的工作方案能开启月报期。");
        if (!Schedule.Months(plan.Year, plan.IssuedOn).Contains(month))
            return Result.Refused($"{month.ToChinese()}不在{plan.Year}年工作方案的月份里。", "Month");
        if (await IsOpenedAsync(planId, month, cancellationToken))
            return AlreadyOpened(month);

        var calendar = await calendars.ReadAsync(cancellationToken);
        var values = await settings.ReadAsync(cancellationToken);
        var lead = calendar.LeadDueOn(month, values[ReportSettings.DueDay]);
        var period = new ReportingPeriod
        {
            WorkPlanId = planId,
            Month = month,
            LeadDueOn = lead,
            SupportingDueOn = calendar.SupportingDueOn(lead, values[ReportSettings.SupportingLead]),
            OpenedAt = clock.UtcNow,
        };
        var parts = await db.Responsibilities.Include(r => r.Section).Include(r => r.PlanTask.Measures).Where(r => r.PlanTask.WorkPlanId == planId && r.Until == null).ToListAsync(cancellationToken);
        foreach (var part in parts)
            period.Reports.Add(MonthlyReport.Of(part, Schedule.Of(part.PlanTask, plan).RequiredPercent(month)));
        db.Add(period);
        db.Note(new AuditNote(actor, ReportAudit.OpenPeriod) { Subject = period, Title = TitleOf(month) });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(period.Id);
    }

    /// <summary>Closes it: no more submissions. Reviewing and confirming go on. The lights are kept as they stand.</summary>
    public Task<Result> CloseAsync(int periodId, int version, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => CloseOnceAsync(periodId, version, actor, cancellationToken), cancellationToken);

    private async Task<Result> CloseOnceAsync(int periodId, int version, Actor actor, CancellationToken cancellationToken)
    {
        // Nobody writes between the reading of the lights and the closing that keeps them.
        await db.TakeEveryTurnAsync(cancellationToken);
        return await ChangeAsync(periodId, version, ReportAudit.ClosePeriod, actor, null, period =>
        {
            if (!period.IsOpen)
                return Result.Refused($"{TitleOf(period.Month)}已经关闭。");
            period.ClosedAt = clock.UtcNow;
            return null;
        }, cancellationToken, period => closing.KeepAsync(period, cancellationToken));
    }

    /// <summary>Opens it again; a reason is required, field <c>Reason</c>.</summary>
    public Task<Result> ReopenAsync(int periodId, int version, string? reason, Actor actor, CancellationToken cancellationToken = default) =>
        ChangeAsync(periodId, version, ReportAudit.ReopenPeriod, actor, reason, period =>
        {
            if (period.IsOpen)
                return Result.Refused($"{TitleOf(period.Month)}没有关闭，不用重新开启。");
            if (Reason(reason, "请写明重新开启的理由。") is { } refusal)
                return refusal;
            period.ClosedAt = null;
            return null;
        }, cancellationToken);

    /// <summary>Sets its due days; what was submitted stays on time or late as it was.</summary>
    public Task<Result> ChangeDueDaysAsync(ChangeDueDays command, Actor actor, CancellationToken cancellationToken = default) =>
        ChangeAsync(command.PeriodId, command.Version, ReportAudit.ChangePeriod, actor, command.Reason, period =>
        {
            if (Reason(command.Reason, "请写明修改截止日的理由。") is { } refusal)
                return refusal;
            if (command.LeadDueOn < period.Month.FirstDay || command.LeadDueOn > period.Month.Add(1).LastDay)
                return Result.Refused("牵头科室截止日要在当月或下月，请核对。", nameof(command.LeadDueOn));
            if (command.SupportingDueOn > command.LeadDueOn || command.SupportingDueOn < period.Month.FirstDay)
                return Result.Refused("配合科室截止日不能晚于牵头科室，也不能早于当月1日，请核对。", nameof(command.SupportingDueOn));
            period.LeadDueOn = command.LeadDueOn;
            period.SupportingDueOn = command.SupportingDueOn;
            return null;
        }, cancellationToken);

    /// <summary>
    /// Moves due days that became days off, or keeps them; either is audited, and the same is not asked again. Refused where
    /// the calendar asks something else by now.
    /// </summary>
    public async Task<Result> AnswerDueDaysAsync(AnswerDueDays command, Actor actor, CancellationToken cancellationToken = default)
    {
        var calendar = await calendars.ReadAsync(cancellationToken);
        var values = await settings.ReadAsync(cancellationToken);
        return await ChangeAsync(
            command.PeriodId, command.Version, command.Moves ? ReportAudit.MoveDueDays : ReportAudit.KeepDueDays, actor,
            command.Moves ? "截止日遇休息日顺延" : "截止日遇休息日，保持不变", period =>
            {
                if (DueDayMove.Of(period, calendar, values[ReportSettings.SupportingLead], clock.Today) is not { } move
                    || (move.NewLeadDueOn, move.NewSupportingDueOn) != (command.LeadDueOn, command.SupportingDueOn))
                    return Result.Conflict($"工作日历或{TitleOf(period.Month)}的截止日刚改过，请看过最新情况再办理。");
                if (command.Moves)
                    (period.LeadDueOn, period.SupportingDueOn) = (move.NewLeadDueOn, move.NewSupportingDueOn);
                else
                    (period.DeclinedLeadDueOn, period.DeclinedSupportingDueOn) = (move.NewLeadDueOn, move.NewSupportingDueOn);
                return null;
            }, cancellationToken);
    }

    private async Task<Result> ChangeAsync(
        int periodId, int version, string code, Actor actor, string? reason, Func<ReportingPeriod, Refusal?> change, CancellationToken cancellationToken,
        Func<ReportingPeriod, Task>? also = null)
    {
        if (!actor.May(Permission.CoordinateMonth))
            return await ForbidAsync(code, null, actor, cancellationToken);
        var period = await db.ReportingPeriods.SingleOrDefaultAsync(p => p.Id == periodId, cancellationToken);
        if (period is null)
            return Result.NotFound();
        if (await ArchivedPlan.RefuseAsync(db.WorkPlans.Where(p => p.Id == period.WorkPlanId), cancellationToken) is { } archived)
            return archived;
        if (period.Version != version)
            return Overtaken(period.Month);
        if (change(period) is { } refusal)
            return refusal;
        if (!db.ChangeTracker.HasChanges())
            return Result.Success();
        if (also is not null)
            await also(period);
        db.Expect(period, version);
        db.Note(new AuditNote(actor, code) { Subject = period, Title = TitleOf(period.Month), Reason = TypedText.Lines(reason) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Overtaken(period.Month);
        }
    }

    private Task<bool> IsOpenedAsync(int planId, Month month, CancellationToken cancellationToken) =>
        db.ReportingPeriods.AnyAsync(p => p.WorkPlanId == planId && p.Month == month, cancellationToken);

    private async Task<Refusal> ForbidAsync(string code, string? title, Actor actor, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, code) { Result = AuditResult.Refused, ObjectType = nameof(ReportingPeriod), Title = title, Reason = OnlyCoordinator });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Forbidden(OnlyCoordinator);
    }

    private static Refusal? Reason(string? reason, string missing)
    {
        if (TypedText.Lines(reason) is not { } words)
            return Result.Refused(missing, ReportDecisions.ReasonField);
        var problems = ReportRules.Text(words, "理由", ReportDecisions.ReasonField, AuditEntry.ReasonLength).ToList();
        return problems.Count > 0 ? Result.Refused(problems) : null;
    }

    private static Refusal AlreadyOpened(Month month) => Result.Refused($"{TitleOf(month)}已经开启过。", "Month");

    private static Refusal Overtaken(Month month) => Result.Conflict($"{TitleOf(month)}刚被别人改过，请看过最新情况再办理。");

    /// <summary>What the audit trail calls a period.</summary>
    internal static string TitleOf(Month month) => month.ToChinese() + "月报期";
}
