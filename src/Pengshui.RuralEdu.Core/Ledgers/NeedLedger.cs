using System.Runtime.CompilerServices;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>
/// 协调事项台账: every need of a year as it stands, or those that a month had open or solved as they stood at its end; out of
/// the same model as the dashboard.
/// </summary>
/// <param name="years">The plan's year.</param>
internal sealed class NeedLedger(PlanYearReader years) : ILedger
{
    public IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        new("年度", 8), new("任务序号", 10), new("重点任务", 32), new("提出科室", 14), new("需要谁协调", 20), new("协调什么", 40), new("提出月份", 10), new("提出时间", 14),
        new("状态", 10), new("已（历时）天数", 14), new("最近一次提出的月报", 18), new("解决时间", 14), new("解决情况", 40),
    ];

    public async Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken) => (await LinesAsync(scope, cancellationToken)).Count;

    public async IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var line in await LinesAsync(scope, cancellationToken))
        {
            yield return
            [
                line.Need.Month.Year, line.TaskNumber, line.TaskTitle, line.Need.Section.Name, line.Need.Whom, line.Need.What, line.Need.Month.Number, line.Need.RaisedOn,
                line.SolvedOn is null ? "未解决" : "已解决", line.Days, $"{line.AskedIn.Number}月", line.SolvedOn, line.How,
            ];
        }
    }

    private async Task<IReadOnlyList<NeedLine>> LinesAsync(LedgerScope scope, CancellationToken cancellationToken)
    {
        if (scope.Plan is null || await years.ReadAsync(scope.Plan.Year, cancellationToken) is not { } plan)
            return [];
        var lines = NeedLines.Of(plan, SectionScope.All, scope.Month ?? NeedLines.Now(plan));
        return [.. scope.Month is { } month ? lines.Where(l => l.SolvedOn is null || l.SolvedOn >= month.FirstDay) : lines];
    }
}
