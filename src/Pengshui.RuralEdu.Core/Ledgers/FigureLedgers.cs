using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>指标台账: every figure that stands (<see cref="StandingReports"/>), by month, task and its place in the task.</summary>
internal sealed class IndicatorLedger : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("年度", 8), new("月份", 8), new("任务序号", 10), new("重点任务", 32), new("指标", 28), new("科室", 14), new("状态", 14), new("数值", 12), new("单位", 10),
        new("分子", 12), new("分母", 12), new("目标", 12), new("考核日", 14), new("统计范围", 40), new("时点", 20), new("数据来源", 30), new("说明", 40),
    ];

    public Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) =>
        StandingReports.CountAsync(scope, r => r.IndicatorValues, s => s.Figures.Count, cancellationToken);

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cards = await scope.Db.Indicators.AsNoTracking().Where(i => i.PlanTask.WorkPlanId == scope.PlanId).ToDictionaryAsync(i => i.Id, cancellationToken);
        List<Entry> task = [];
        await foreach (var entry in EntriesAsync(scope, cancellationToken))
        {
            if (task.Count > 0 && (task[0].Month, task[0].Task) != (entry.Month, entry.Task))
            {
                foreach (var line in Lines(task, cards))
                    yield return line;
                task.Clear();
            }

            task.Add(entry);
        }

        foreach (var line in Lines(task, cards))
            yield return line;
    }

    /// <summary>The figures of a task's month, whoever gave them, in the task's order.</summary>
    private static IEnumerable<object?[]> Lines(IEnumerable<Entry> task, Dictionary<int, Indicator> cards) =>
        task.Select(e => (Entry: e, Card: cards.GetValueOrDefault(e.IndicatorId))).OrderBy(e => e.Card?.Order ?? int.MaxValue).Select(e => Line(e.Entry, e.Card));

    // A figure that was taken out of the plan since has no card; what stood in a confirmed report has its name and unit of then.
    private static object?[] Line(Entry entry, Indicator? card)
    {
        var target = card is { TargetOperator: { } comparison, TargetValue: { } aim } ? new IndicatorTarget(comparison, aim, card.Direction) : null;
        return
        [
            entry.Month.Year, entry.Month.Number, entry.Task, entry.Title, card?.Name ?? entry.Then?.Name, entry.Section, entry.State,
            entry.Value.Value is { } exact ? IndicatorFormat.Shown(exact, card?.Shape ?? entry.Then?.Shape ?? IndicatorShape.Number, target) : null,
            card?.Unit ?? entry.Then?.Unit, entry.Value.Numerator, entry.Value.Denominator,
            target is null ? null : IndicatorFormat.Target(target.Operator, target.Value, card!.Shape, card.Unit),
            card?.EvaluatedOn, card?.Population, card?.AsOf, card?.Source, entry.Value.Note,
        ];
    }

    private static async IAsyncEnumerable<Entry> EntriesAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reports = StandingReports.Standing(scope).AsSingleQuery()
            .OrderBy(r => r.ReportingPeriod.Month).ThenBy(r => r.Responsibility.PlanTask.Number).ThenBy(r => r.Kind).ThenBy(r => r.Responsibility.Order).ThenBy(r => r.Id)
            .Select(r => new
            {
                r.ReportingPeriod.Month,
                Task = r.Responsibility.PlanTask.Number,
                r.Responsibility.PlanTask.Title,
                Section = r.SectionName,
                r.State,
                IsWaived = r.WaivedAt != null,
                Confirmed = r.State == ReportState.Confirmed
                    ? null
                    : r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                        .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault(),
                Values = r.IndicatorValues.Select(v => new { v.IndicatorId, v.Value, v.Numerator, v.Denominator, v.Note }).ToList(),
            })
            .AsAsyncEnumerable();
        await foreach (var r in reports.WithCancellation(cancellationToken))
        {
            var state = StandingReports.StateOf(r.State, r.Confirmed is not null, r.IsWaived);
            var figures = r.Confirmed is null
                ? r.Values.Select(v => (v.IndicatorId, Value: SubmittedValue.Of(v.Value, v.Numerator, v.Denominator, v.Note), Then: (SnapshotFigure?)null))
                : ReportRevisions.Read(r.Confirmed).Figures.Select(f => (f.IndicatorId, Value: SubmittedValue.Of(f.Value, f.Numerator, f.Denominator, f.Note), Then: (SnapshotFigure?)f));
            foreach (var (id, value, then) in figures)
                yield return new Entry(r.Month, r.Task, r.Title, r.Section, state, id, value, then);
        }
    }

    private sealed record Entry(Month Month, int Task, string Title, string Section, string State, int IndicatorId, SubmittedValue Value, SnapshotFigure? Then);
}

/// <summary>清零月报台账: every stage of a zero-clearing form that stands (<see cref="StandingReports"/>).</summary>
internal sealed class ClearanceLedger : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("年度", 8), new("月份", 8), new("学段", 8), new("科室", 14), new("状态", 14), new("比对日期", 14), new("应到", 10), new("实到", 10), new("转出", 10), new("病休", 10), new("送教", 10),
        new("疑似辍学上月末存量", 20), new("新增", 10), new("劝返", 10), new("确认辍学", 10), new("疑似辍学存量", 14), new("差额说明", 40),
    ];

    public Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) =>
        StandingReports.CountAsync(scope, r => r.ClearanceLines, s => s.Clearance.Count, cancellationToken);

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = StandingReports.Standing(scope).AsSingleQuery()
            .OrderBy(r => r.ReportingPeriod.Month).ThenBy(r => r.Responsibility.PlanTask.Number).ThenBy(r => r.Kind).ThenBy(r => r.Responsibility.Order).ThenBy(r => r.Id)
            .Select(r => new
            {
                r.ReportingPeriod.Month,
                Section = r.SectionName,
                r.State,
                IsWaived = r.WaivedAt != null,
                r.ClearanceComparedOn,
                r.ClearanceGapReason,
                Confirmed = r.State == ReportState.Confirmed
                    ? null
                    : r.Revisions.Where(v => r.Decisions.Any(d => d.Action == ReportAction.Confirm && d.RevisionNumber == v.Number))
                        .OrderByDescending(v => v.Number).Select(v => v.ContentJson).FirstOrDefault(),
                Lines = r.ClearanceLines.OrderBy(l => l.Stage).Select(l => new ClearanceEntry
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
            })
            .AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(cancellationToken))
        {
            var snapshot = r.Confirmed is null
                ? new ReportSnapshot { Clearance = r.Lines, ClearanceComparedOn = r.ClearanceComparedOn, ClearanceGapReason = r.ClearanceGapReason }
                : ReportRevisions.Read(r.Confirmed);
            foreach (var line in snapshot.Clearance.OrderBy(l => l.Stage))
            {
                yield return
                [
                    r.Month.Year, r.Month.Number, line.Stage.Label(), r.Section, StandingReports.StateOf(r.State, r.Confirmed is not null, r.IsWaived), snapshot.ClearanceComparedOn,
                    line.Expected, line.Present, line.TransferredOut, line.SickLeave, line.HomeTaught, line.SuspectedBefore, line.SuspectedNew,
                    line.SuspectedReturned, line.ConfirmedDropouts, line.SuspectedRemaining, snapshot.ClearanceGapReason,
                ];
            }
        }
    }
}
