using System.Runtime.CompilerServices;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>重点任务台账: the dashboard's grid as lines, out of the same model, so that the two cannot differ.</summary>
/// <param name="years">The plan's year.</param>
internal sealed class TaskLedger(PlanYearReader years) : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("年度", 8), new("月份", 8), new("任务分组", 32), new("任务序号", 10), new("重点任务", 32), new("牵头科室", 14), new("配合科室", 20), new("灯色", 8), new("是否改判", 10),
        new("完成率（%）", 12), new("待确认完成率（%）", 18), new("进度要求（%）", 14), new("计入平均的完成率（%）", 22), new("取自月份", 10),
        new("系统判定", 10), new("科室自评", 10), new("督查员判定", 12), new("督查日期", 14), new("三方分歧", 10), new("原因", 60), new("怎样转绿", 50),
    ];

    public async Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) => (await LinesAsync(scope, cancellationToken)).Count;

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (plan, task, month) in await LinesAsync(scope, cancellationToken))
        {
            var counts = task.CompletionBy(month.Month);
            yield return
            [
                plan.Year, month.Month.Number, plan.Groups.Single(g => g.Number == task.Group).Title, task.Number, task.Title, month.Lead.Part.Section.Name,
                string.Join("、", month.Reports.Skip(1).Select(r => r.Part.Section.Name)),
                month.IsLit ? month.Light.Label() : "待定", month.IsOverridden ? "是" : "否", month.Lead.Confirmed?.Completion, month.Lead.Pending?.Completion,
                month.RequiredPercent, counts?.Percent ?? 0, counts?.Month.Number,
                month.IsLit ? month.Verdict.Light.Label() : "待定", month.Lead.Content?.SelfLight?.Label(), month.Supervisor?.Light.Label(), month.Supervisor?.VisitedOn,
                month is { IsLit: true, Views.Differ: true } ? "是" : "否", string.Join("；", month.Verdict.Against.Select(r => r.Sentence)),
                month.Way?.Text,
            ];
        }
    }

    private async Task<IReadOnlyList<(PlanYear Plan, YearTask Task, TaskMonth Month)>> LinesAsync(LedgerScope scope, CancellationToken cancellationToken) =>
        scope.Plan is null || await years.ReadAsync(scope.Plan.Year, cancellationToken) is not { } plan
            ? []
            :
            [
                .. from month in plan.Months
                   where scope.Month is null || month.Month == scope.Month
                   from task in plan.Tasks
                   where task.Months.ContainsKey(month.Month)
                   select (plan, task, task.Months[month.Month]),
            ];
}
