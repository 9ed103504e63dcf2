using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>The completion rate computed from the measures, which stands beside the one written by hand.</summary>
public static class CompletionEstimate
{
    /// <summary>
    /// The mean over the measures that say a state: 未启动 0, 推进中 eight tenths of what the schedule asks by then,
    /// 常态化推进 what it asks, 已完成 100, 受阻 half of what it asks. The notice gives no weights, so all measures count
    /// alike. Percent, two decimals; null where no measure says anything.
    /// </summary>
    /// <param name="states">The measures' states, null where none is chosen yet.</param>
    /// <param name="requiredPercent">What the schedule asks by the end of the month.</param>
    public static decimal? Of(IEnumerable<MeasureState?> states, decimal requiredPercent)
    {
        var points = states.OfType<MeasureState>().Select(s => s switch
        {
            MeasureState.NotStarted => 0m,
            MeasureState.InProgress => requiredPercent * 0.8m,
            MeasureState.Continuous => requiredPercent,
            MeasureState.Done => 100m,
            MeasureState.Blocked => requiredPercent * 0.5m,
            _ => throw new ArgumentOutOfRangeException(nameof(states)),
        }).ToList();
        return points.Count == 0 ? null : Percentages.Shown(points.Average());
    }
}
