using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>指标台账: every figure of a submitted report; those of a returned one are being mended and come back with it.</summary>
internal sealed class IndicatorLedger : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("年度", 8), new("月份", 8), new("任务序号", 10), new("重点任务", 32), new("指标", 28), new("科室", 14), new("状态", 14), new("数值", 12), new("单位", 10),
        new("分子", 12), new("分母", 12), new("目标", 12), new("考核日", 14), new("统计范围", 40), new("时点", 20), new("数据来源", 30), new("说明", 40),
    ];

    public Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) => Of(scope).SelectMany(r => r.IndicatorValues).CountAsync(cancellationToken);

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = Of(scope)
            .SelectMany(r => r.IndicatorValues, (r, v) => new { Report = r, Value = v })
            .OrderBy(x => x.Report.ReportingPeriod.Month).ThenBy(x => x.Report.Responsibility.PlanTask.Number).ThenBy(x => x.Value.Indicator.Order)
            .Select(x => new
            {
                x.Report.ReportingPeriod.Month,
                Task = x.Report.Responsibility.PlanTask.Number,
                x.Report.Responsibility.PlanTask.Title,
                Section = x.Report.SectionName,
                x.Report.State,
                x.Value.Value,
                x.Value.Numerator,
                x.Value.Denominator,
                x.Value.Note,
                x.Value.Indicator.Name,
                x.Value.Indicator.Shape,
                x.Value.Indicator.Unit,
                x.Value.Indicator.TargetOperator,
                x.Value.Indicator.TargetValue,
                x.Value.Indicator.Direction,
                x.Value.Indicator.EvaluatedOn,
                x.Value.Indicator.Population,
                x.Value.Indicator.AsOf,
                x.Value.Indicator.Source,
            })
            .AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(cancellationToken))
        {
            var target = r is { TargetOperator: { } comparison, TargetValue: { } aim } ? new IndicatorTarget(comparison, aim, r.Direction) : null;
            var value = SubmittedValue.Of(r.Value, r.Numerator, r.Denominator).Value;
            yield return
            [
                r.Month.Year, r.Month.Number, r.Task, r.Title, r.Name, r.Section, r.State.Label(),
                value is { } exact ? Wording.Shown(exact, r.Shape, target) : null,
                r.Unit, r.Numerator, r.Denominator, target is null ? null : Wording.Target(target.Operator, target.Value, r.Shape, r.Unit),
                r.EvaluatedOn, r.Population, r.AsOf, r.Source, r.Note,
            ];
        }
    }

    private static IQueryable<MonthlyReport> Of(LedgerScope scope) =>
        ReportLedger.Submitted(scope).Where(r => r.State >= ReportState.AwaitingSectionReview && r.State != ReportState.Returned);
}

/// <summary>清零月报台账: every stage of a submitted zero-clearing form.</summary>
internal sealed class ClearanceLedger : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("年度", 8), new("月份", 8), new("学段", 8), new("科室", 14), new("状态", 14), new("比对日期", 14), new("应到", 10), new("实到", 10), new("转出", 10), new("病休", 10), new("送教", 10),
        new("疑似辍学上月末存量", 20), new("新增", 10), new("劝返", 10), new("确认辍学", 10), new("疑似辍学存量", 14), new("差额说明", 40),
    ];

    public Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) => Of(scope).SelectMany(r => r.ClearanceLines).CountAsync(cancellationToken);

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = Of(scope)
            .SelectMany(r => r.ClearanceLines, (r, l) => new { Report = r, Line = l })
            .OrderBy(x => x.Report.ReportingPeriod.Month).ThenBy(x => x.Report.Responsibility.PlanTask.Number).ThenBy(x => x.Line.Stage)
            .Select(x => new
            {
                x.Report.ReportingPeriod.Month,
                Section = x.Report.SectionName,
                x.Report.State,
                x.Report.ClearanceComparedOn,
                x.Report.ClearanceGapReason,
                x.Line,
            })
            .AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(cancellationToken))
        {
            yield return
            [
                r.Month.Year, r.Month.Number, r.Line.Stage.Label(), r.Section, r.State.Label(), r.ClearanceComparedOn, r.Line.Expected, r.Line.Present, r.Line.TransferredOut,
                r.Line.SickLeave, r.Line.HomeTaught, r.Line.SuspectedBefore, r.Line.SuspectedNew, r.Line.SuspectedReturned, r.Line.ConfirmedDropouts,
                r.Line.SuspectedRemaining, r.ClearanceGapReason,
            ];
        }
    }

    private static IQueryable<MonthlyReport> Of(LedgerScope scope) =>
        ReportLedger.Submitted(scope).Where(r => r.State >= ReportState.AwaitingSectionReview && r.State != ReportState.Returned);
}
