using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>
/// 月报台账: every report that was submitted, as it was last confirmed, which holds until it is confirmed anew
/// (<see cref="StandingReports"/>); one that never was, as it was last submitted. Drafts are their sections' own.
/// </summary>
internal sealed class ReportLedger : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("年度", 8), new("月份", 8), new("任务序号", 10), new("重点任务", 32), new("科室", 14), new("责任", 8), new("状态", 14), new("提交时间", 18), new("修订号", 8),
        new("零报告", 8), new("本月进展", 60), new("存在问题", 40), new("需谁协调", 20), new("下月打算", 40), new("完成率（%）", 12), new("完成率说明", 30), new("自评", 8), new("自评原因", 30),
    ];

    public Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) => Of(scope).CountAsync(cancellationToken);

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = Of(scope).AsSingleQuery()
            .OrderBy(r => r.ReportingPeriod.Month).ThenBy(r => r.Responsibility.PlanTask.Number).ThenBy(r => r.Kind).ThenBy(r => r.Responsibility.Order)
            .Select(r => new
            {
                r.ReportingPeriod.Month,
                Task = r.Responsibility.PlanTask.Number,
                r.Responsibility.PlanTask.Title,
                Section = r.SectionName,
                r.Kind,
                r.State,
                IsWaived = r.WaivedAt != null,
                r.SubmittedAt,
                r.RevisionNumber,
                r.IsZeroReport,
                Progress = r.IsZeroReport ? r.ZeroReason : r.Progress,
                r.Problems,
                New = r.RaisedNeeds.Where(n => n.DroppedAt == null).OrderBy(n => n.Id).Select(n => new { n.Whom, n.What }).ToList(),
                Still = r.NeedAnswers.Where(a => a.Said == false).OrderBy(a => a.CoordinationNeedId).Select(a => new { a.CoordinationNeed.Whom, a.CoordinationNeed.What }).ToList(),
                r.NextSteps,
                r.CompletionRate,
                r.CompletionReason,
                r.SelfLight,
                r.SelfLightReason,
                Confirmed = r.State == ReportState.Confirmed
                    ? null
                    : r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number)).Max(v => (int?)v.Number),
                ConfirmedAsOf = r.State == ReportState.Confirmed
                    ? null
                    : r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                        .OrderByDescending(v => v.Number).Select(v => (DateTime?)v.SubmittedAt).FirstOrDefault(),

                // What was confirmed, else what was returned: while the section mends it, its row holds a draft.
                Kept = r.State == ReportState.Confirmed
                    ? null
                    : r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                        .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault()
                        ?? (r.State == ReportState.Returned ? r.Revisions.OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault() : null),
            })
            .AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(cancellationToken))
        {
            var snapshot = r.Kept is null ? null : ReportRevisions.Read(r.Kept);
            object?[] head =
            [
                r.Month.Year, r.Month.Number, r.Task, r.Title, r.Section, r.Kind.Label(), StandingReports.StateOf(r.State, r.Confirmed is not null, r.IsWaived),
                (r.ConfirmedAsOf ?? r.SubmittedAt) is { } at ? BusinessClock.ToBeijing(at) : null, r.Confirmed ?? r.RevisionNumber,
            ];
            var asked = snapshot is null
                ? r.Still.Concat(r.New).Select(n => (n.Whom, (string?)n.What))
                : snapshot.Answers.Where(a => a.IsSolved == false).Select(a => (a.Whom, (string?)a.What)).Concat(snapshot.Needs.SelectMany(n => n.Whom.Select(w => (Whom: w.Name, n.What))));
            var needs = string.Join("；", asked.GroupBy(n => n.Item2).Select(n => NeedWords.Ask(n.Select(w => w.Whom), n.Key)));
            object?[] content = snapshot is null
                ?
                [
                    r.IsZeroReport ? "是" : "否", r.Progress, r.Problems, needs, r.NextSteps, r.CompletionRate, r.CompletionReason,
                    r.SelfLight?.Label(), r.SelfLightReason,
                ]
                :
                [
                    snapshot.IsZeroReport ? "是" : "否", snapshot.IsZeroReport ? snapshot.ZeroReason : snapshot.Progress, snapshot.Problems, needs,
                    snapshot.NextSteps, snapshot.CompletionRate, snapshot.CompletionReason, snapshot.SelfLight?.Label(), snapshot.SelfLightReason,
                ];
            yield return [.. head, .. content];
        }
    }

    private static IQueryable<MonthlyReport> Of(LedgerScope scope) => StandingReports.Submitted(scope).Where(
        r => r.State >= ReportState.AwaitingSectionReview
            || r.Revisions.Any(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number)));
}
