using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// The steps of the workflow that change no content. Each yields the report's new version; a step that the table does not
/// have is refused with a sentence, and audited as refused.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="calendars">Working days.</param>
/// <param name="clock">Now, and today in Beijing.</param>
/// <param name="refusals">Refusals that leave a trace.</param>
public sealed class ReportDecisions(RuralEduDbContext db, CalendarReader calendars, BusinessClock clock, ReportRefusals refusals)
{
    /// <summary>The field that a missing reason is said of.</summary>
    public const string ReasonField = "Reason";

    /// <summary>撤回.</summary>
    public Task<Result<int>> WithdrawAsync(int reportId, int version, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(reportId, version, ReportAction.Withdraw, null, actor, cancellationToken);

    /// <summary>审核通过.</summary>
    public Task<Result<int>> ApproveAsync(int reportId, int version, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(reportId, version, ReportAction.Approve, null, actor, cancellationToken);

    /// <summary>退回; the field of a missing reason is <see cref="ReasonField"/>.</summary>
    public Task<Result<int>> ReturnAsync(int reportId, int version, string? reason, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(reportId, version, ReportAction.Return, reason, actor, cancellationToken);

    /// <summary>确认.</summary>
    public Task<Result<int>> ConfirmAsync(int reportId, int version, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(reportId, version, ReportAction.Confirm, null, actor, cancellationToken);

    /// <summary>重新打开; the field of a missing reason is <see cref="ReasonField"/>.</summary>
    public Task<Result<int>> ReopenAsync(int reportId, int version, string? reason, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(reportId, version, ReportAction.Reopen, reason, actor, cancellationToken);

    /// <summary>
    /// 定为不再补报: a report that is missing in a closed month is no longer asked for. It stays missing, and late; reopening asks for
    /// it again. The field of a missing reason is <see cref="ReasonField"/>.
    /// </summary>
    public Task<Result<int>> WaiveAsync(int reportId, int version, string? reason, Actor actor, CancellationToken cancellationToken = default) =>
        StepAsync(reportId, version, ReportAction.Waive, reason, actor, cancellationToken);

    private async Task<Result<int>> StepAsync(
        int reportId, int version, ReportAction action, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        var core = await ReportReader.CoreAsync(db, reportId, actor, cancellationToken);
        if (core is null)
            return Result.NotFound();
        var step = ReportWorkflow.Find(core.State, action, actor, core.SectionId, core.SubmittedById, core.Situation);
        if (step is null)
            return await refusals.RefuseAsync(core, action, actor, cancellationToken);
        if (ArchivedPlan.Refuse(core.PlanState) is { } archived)
            return await refusals.RefuseAsync(core, ReportRefusals.Code(action), actor, archived, cancellationToken);
        if (core.Version != version)
            return await refusals.ConflictAsync(reportId, version, cancellationToken);

        reason = TypedText.Lines(reason);
        if (step.ReasonRequired && reason is null)
            return Result.Refused(MissingReason(action), ReasonField);
        var problems = ReportRules.Text(reason, action.Label() + "理由", ReasonField, ReportDecision.ReasonLength).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);

        var report = await db.MonthlyReports.SingleAsync(r => r.Id == reportId, cancellationToken);
        db.Expect(report, version);
        var changes = ReportSteps.Decide(report, step, reason, await calendars.ReadAsync(cancellationToken), actor, clock.UtcNow);
        db.Note(ReportRefusals.Note(actor, ReportRefusals.Code(action), core, changes) with { Reason = reason });
        return await refusals.SaveAsync(report, core, version, cancellationToken);
    }

    private static string MissingReason(ReportAction action) => action == ReportAction.Return
        ? "请填写退回理由，填报员要靠它修改。"
        : $"请写明{action.Label()}的理由。";
}
