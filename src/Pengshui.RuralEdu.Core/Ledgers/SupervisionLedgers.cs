using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>督查台账: every task and section of an issued inspection, the section by its name on the day of the visit.</summary>
internal sealed class InspectionLedger : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("编号", 20), new("日期", 14), new("乡镇（街道）", 16), new("地点", 24), new("方式", 12), new("维度", 24), new("任务序号", 10), new("重点任务", 32), new("科室", 14),
        new("上报情况", 50), new("现场情况", 50), new("督查员判定", 12), new("发现的情况", 60), new("签发时间", 18),
    ];

    public Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) => Of(scope).SelectMany(i => i.Items).CountAsync(cancellationToken);

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = Of(scope)
            .SelectMany(i => i.Items, (i, item) => new { Inspection = i, Item = item })
            .OrderBy(x => x.Inspection.Year).ThenBy(x => x.Inspection.Number).ThenBy(x => x.Item.PlanTask.Number).ThenBy(x => x.Item.Id)
            .Select(x => new
            {
                x.Inspection.Year,
                x.Inspection.Number,
                x.Inspection.VisitedOn,
                x.Inspection.Town,
                x.Inspection.Place,
                x.Inspection.Kind,
                x.Inspection.Dimensions,
                Task = x.Item.PlanTask.Number,
                x.Item.PlanTask.Title,
                Section = x.Item.Section.FormerNames.Where(n => x.Inspection.VisitedOn <= n.Until).OrderBy(n => n.Until).Select(n => n.Name).FirstOrDefault()
                    ?? x.Item.Section.Name,
                x.Item.Reported,
                x.Item.Seen,
                x.Item.Light,
                x.Inspection.Findings,
                x.Inspection.IssuedAt,
            })
            .AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(cancellationToken))
        {
            yield return
            [
                InspectionLabels.Reference(r.Year, r.Number), r.VisitedOn, r.Town, r.Place, r.Kind.Label(), r.Dimensions.Label(), r.Task, r.Title, r.Section,
                r.Reported, r.Seen, r.Light?.Label(), r.Findings, r.IssuedAt is { } at ? BusinessClock.ToBeijing(at) : null,
            ];
        }
    }

    private static IQueryable<Inspection> Of(LedgerScope scope)
    {
        var inspections = scope.Db.Inspections.AsNoTracking().Where(i => i.State == InspectionState.Issued);
        if (scope.PlanId is { } plan)
            inspections = inspections.Where(i => i.WorkPlanId == plan);
        return scope.Month is { FirstDay: var from, LastDay: var to } ? inspections.Where(i => i.VisitedOn >= from && i.VisitedOn <= to) : inspections;
    }
}

/// <summary>整改台账: every issued rectification; a month's are those that were issued in it.</summary>
internal sealed class RectificationLedger : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("编号", 20), new("来源", 20), new("任务序号", 10), new("重点任务", 32), new("责任科室", 14), new("存在的问题", 50), new("签发时间", 18), new("整改期限", 14), new("状态", 12),
        new("整改措施", 50), new("整改情况", 50), new("提交时间", 18), new("销号时间", 18), new("核验情况", 50), new("核验依据", 24), new("回头看日期", 14),
    ];

    public Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) => Of(scope).CountAsync(cancellationToken);

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = Of(scope).OrderBy(r => r.Year).ThenBy(r => r.Number)
            .Select(r => new
            {
                r.Year,
                r.Number,
                From = r.Inspection == null ? null : new { r.Inspection.Year, r.Inspection.Number },
                Task = r.PlanTask.Number,
                r.PlanTask.Title,
                Section = r.Section.Name,
                r.Problem,
                r.IssuedAt,
                r.DueOn,
                r.State,
                r.Measures,
                r.Feedback,
                r.SubmittedAt,
                r.ClosedAt,
                r.Seen,
                Visit = r.Visit == null ? null : new { r.Visit.Year, r.Visit.Number },
                r.LookBackOn,
            })
            .AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(cancellationToken))
        {
            yield return
            [
                Rectification.Label(r.Year, r.Number), r.From is null ? null : InspectionLabels.Reference(r.From.Year, r.From.Number), r.Task, r.Title, r.Section, r.Problem,
                Beijing(r.IssuedAt), r.DueOn, r.State.Label(), r.Measures, r.Feedback, Beijing(r.SubmittedAt), Beijing(r.ClosedAt), r.Seen,
                r.Seen is null ? null : r.Visit is null ? "佐证材料" : InspectionLabels.Reference(r.Visit.Year, r.Visit.Number), r.LookBackOn,
            ];
        }
    }

    private static DateTime? Beijing(DateTime? utc) => utc is { } at ? BusinessClock.ToBeijing(at) : null;

    private static IQueryable<Rectification> Of(LedgerScope scope)
    {
        var rectifications = scope.Db.Rectifications.AsNoTracking().Where(r => r.State != RectificationState.Draft);
        if (scope.PlanId is { } plan)
            rectifications = rectifications.Where(r => r.PlanTask.WorkPlanId == plan);
        if (scope.Month is not { } month)
            return rectifications;
        var (from, to) = (BusinessClock.ToUtc(month.FirstDay, TimeOnly.MinValue), BusinessClock.ToUtc(month.Add(1).FirstDay, TimeOnly.MinValue));
        return rectifications.Where(r => r.IssuedAt >= from && r.IssuedAt < to);
    }
}
