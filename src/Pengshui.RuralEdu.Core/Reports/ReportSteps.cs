using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// What the steps of the workflow leave in a report's rows. The services take them after their checks; the demonstration
/// takes the same ones, so that its months are made of what the real ones are made of.
/// </summary>
internal static class ReportSteps
{
    /// <summary>Writes a content and takes the step that goes with it: 保存草稿 or 提交.</summary>
    /// <param name="db">Tracks the report with its parts.</param>
    /// <param name="report">The report.</param>
    /// <param name="step">The step.</param>
    /// <param name="before">What stands in it.</param>
    /// <param name="after">What is to stand in it.</param>
    /// <param name="dueOn">Its due day.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">UTC.</param>
    /// <returns>What changed, for the audit trail: label, before, after.</returns>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Write(
        RuralEduDbContext db, MonthlyReport report, WorkflowStep step, ReportVersion before, ReportVersion after, DateOnly dueOn, WorkingCalendar calendar, Actor actor, DateTime now)
    {
        ContentWriter.Write(db, report, after.Content, before.Content);
        report.EditedById = actor.UserId;
        report.EditedAt = now;

        var changes = SnapshotDifferences.Changes(before.Snapshot, after.Snapshot).ToList();
        if (step.To != report.State)
            changes.Add(("状态", report.State.Label(), step.To.Label()));
        report.State = step.To;
        if (step.Record == StepRecord.Revision)
        {
            NeedWriter.Submit(report, after.Snapshot, now);
            changes.Add(("修订", null, Submit(report, after.Snapshot, dueOn, calendar, actor, now)));
            report.ApprovedAt = step.To == ReportState.AwaitingConfirmation ? now : null;
        }

        return changes;
    }

    /// <summary>Takes a step that changes no content.</summary>
    /// <param name="report">The report.</param>
    /// <param name="step">The step.</param>
    /// <param name="reason">Why, for a return, a reopening or a waiver.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">UTC.</param>
    /// <returns>What changed, for the audit trail: label, before, after.</returns>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Decide(
        MonthlyReport report, WorkflowStep step, string? reason, WorkingCalendar calendar, Actor actor, DateTime now)
    {
        if (step.To == step.From)
            return Ask(report, step.Action == ReportAction.Reopen, reason, actor, now);
        report.State = step.To;
        report.ConfirmedAt = step.To == ReportState.Confirmed ? now : null;
        if (step.Action == ReportAction.Approve)
            report.ApprovedAt = now;
        else if (step.Action != ReportAction.Confirm)
            report.ApprovedAt = null;
        if (step.To == ReportState.Returned)
            report.ReturnDueOn = calendar.AddWorkingDays(BusinessClock.BeijingDay(now), ReportWorkflow.ReturnWorkingDays);
        if (step.Record == StepRecord.Decision)
            report.Decisions.Add(DecisionOf(report, step, reason, actor, now));
        return [("状态", step.From.Label(), step.To.Label())];
    }

    /// <summary>Whether a report that is missing is asked for; its state and its lateness stay.</summary>
    private static IReadOnlyList<(string Label, string? Before, string? After)> Ask(MonthlyReport report, bool isAsked, string? reason, Actor actor, DateTime now)
    {
        var before = report.WaiverReason;
        report.WaivedAt = isAsked ? null : now;
        report.WaivedById = isAsked ? null : actor.UserId;
        report.WaiverReason = isAsked ? null : reason;
        return [("不再补报", before, report.WaiverReason)];
    }

    /// <summary>The first submission decides for good whether it was in time.</summary>
    private static string Submit(MonthlyReport report, ReportSnapshot snapshot, DateOnly dueOn, WorkingCalendar calendar, Actor actor, DateTime now)
    {
        report.FirstSubmittedAt ??= now;
        report.LateByWorkingDays ??= Lateness.WorkingDays(calendar, dueOn, BusinessClock.BeijingDay(now));
        report.SubmittedAt = now;
        report.SubmittedById = actor.UserId;
        report.ReturnDueOn = null;
        (report.WaivedAt, report.WaivedById, report.WaiverReason) = (null, null, null);
        report.RevisionNumber++;
        var revision = ReportRevisions.Make(snapshot, report.RevisionNumber, now, actor.UserId!.Value);
        report.Revisions.Add(revision);
        return $"第 {revision.Number} 稿，校验码 {revision.ContentHash}";
    }

    private static ReportDecision DecisionOf(MonthlyReport report, WorkflowStep step, string? reason, Actor actor, DateTime now) => new()
    {
        RevisionNumber = report.RevisionNumber,
        Action = step.Action,
        From = step.From,
        To = step.To,
        At = now,
        ById = actor.UserId!.Value,
        Reason = reason,
    };
}

/// <summary>A content and how it reads.</summary>
/// <param name="Content">Aligned to the report's definition.</param>
/// <param name="Snapshot">The same with its names and files.</param>
internal sealed record ReportVersion(ReportContent Content, ReportSnapshot Snapshot);
