using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Sampling;

/// <summary>The rules by which a task at a section is worth a look. None says that anything is wrong: they say where looking pays.</summary>
public static class RiskRules
{
    /// <summary>Values in a row of 100% that are "always".</summary>
    public const int FullInARow = 3;

    /// <summary>Points by which a rate must move to have jumped. For counts see <see cref="ReportChecks.Jumps"/>.</summary>
    public const int RatePoints = 10;

    /// <summary>Points by which 完成率 must move to have jumped: the schedule asks for about 10 a month.</summary>
    public const int CompletionPoints = 30;

    /// <summary>Days after which an inspection is long ago.</summary>
    public const int LongDays = 90;

    /// <summary>What each reason adds to the chance of being drawn.</summary>
    public static IReadOnlyDictionary<RiskKind, int> Weights { get; } = new Dictionary<RiskKind, int>
    {
        [RiskKind.NeverVisited] = 3,
        [RiskKind.LongAgo] = 1,
        [RiskKind.AlwaysFull] = 3,
        [RiskKind.Jump] = 2,
        [RiskKind.SameText] = 2,
        [RiskKind.Overdue] = 2,
        [RiskKind.Returned] = 1,
        [RiskKind.RectificationOverdue] = 2,
        [RiskKind.OnSchedule] = 2,
    };

    /// <summary>The reasons to look, each at most once but for jumps.</summary>
    public static IReadOnlyList<Risk> Of(RiskInput input) =>
        [.. Visits(input), .. Full(input), .. Schedule(input), .. Jumps(input), .. Texts(input), .. Arrears(input)];

    private static IEnumerable<Risk> Visits(RiskInput input)
    {
        if (input.LastVisit is not { } last)
            yield return new Risk(RiskKind.NeverVisited, "本年还没有督查过。");
        else if (input.Today.DayNumber - last.DayNumber is > LongDays and var days)
            yield return new Risk(RiskKind.LongAgo, $"上次督查在{ChineseDays.MonthAndDay(last)}，已过 {days} 天。");
    }

    private static IEnumerable<Risk> Full(RiskInput input)
    {
        var last = input.Filed.TakeLast(FullInARow).ToList();
        if (last.Count == FullInARow && last.All(m => m.Completion == 100))
        {
            yield return new Risk(RiskKind.AlwaysFull, $"{last[0].Month.Number}月至{last[^1].Month.Number}月完成率都报 100%。");
            yield break;
        }

        if (input.Figures.FirstOrDefault(f => f.IsRate && f.Values.Count >= FullInARow && f.Values.All(v => v.Value == 100)) is { } rate)
            yield return new Risk(RiskKind.AlwaysFull, $"{rate.Name}报了 {rate.Values.Count} 次，每次都是 100%。");
    }

    private static IEnumerable<Risk> Schedule(RiskInput input) =>
        ScheduleMatch.Find(input.Completions) is { } match
            ? [new Risk(RiskKind.OnSchedule, match.Sentence + "。")] : [];

    private static IEnumerable<Risk> Jumps(RiskInput input)
    {
        var rates = input.Filed.Where(m => m.Completion is not null).TakeLast(2).ToList();
        if (rates is [{ Completion: { } before } first, { Completion: { } after } second] && Math.Abs(after - before) >= CompletionPoints)
        {
            yield return new Risk(
                RiskKind.Jump,
                $"完成率从{first.Month.Number}月的 {ChineseFormat.Percent(before)}变为{second.Month.Number}月的 {ChineseFormat.Percent(after)}，{ChineseFormat.Gap(after, before)}。");
        }

        foreach (var figure in input.Figures.Where(f => f.Values.Count >= 2))
        {
            var (was, now) = (figure.Values[^2], figure.Values[^1]);
            var moved = Math.Abs(now.Value - was.Value);
            if (figure.IsRate ? moved < RatePoints : !ReportChecks.Jumps(now.Value, was.Value))
                continue;
            yield return new Risk(
                RiskKind.Jump, $"{figure.Name}从{was.Month.Number}月的 {Write(figure, was.Value)}变为{now.Month.Number}月的 {Write(figure, now.Value)}。");
        }
    }

    private static IEnumerable<Risk> Texts(RiskInput input)
    {
        var written = input.Filed.TakeLast(2).ToList();
        if (written is not [{ Progress: { } before } first, { Progress: { Length: >= ReportChecks.ComparedLength } after } second])
            yield break;
        var share = SnapshotDifferences.Similarity(after, before);
        if (share >= ReportChecks.NearlyIdentical)
            yield return new Risk(RiskKind.SameText, $"{second.Month.Number}月的本月进展和{first.Month.Number}月有 {(int)(share * 100)}% 相同。");
    }

    private static IEnumerable<Risk> Arrears(RiskInput input)
    {
        if (input.Overdue.Count > 0)
            yield return new Risk(RiskKind.Overdue, $"{string.Join("、", input.Overdue.Select(m => $"{m.Number}月"))}月报逾期。");
        if (input.Returned.Count > 0)
            yield return new Risk(RiskKind.Returned, $"{string.Join("、", input.Returned.Select(m => $"{m.Number}月"))}月报被退回，还没有改好。");
        if (input.OverdueRectifications.Count > 0)
            yield return new Risk(RiskKind.RectificationOverdue, $"{string.Join("、", input.OverdueRectifications)}逾期没有改好。");
    }

    private static string Write(FigureSeries figure, decimal value) =>
        IndicatorFormat.Value(value, figure.IsRate ? IndicatorShape.Rate : IndicatorShape.Number, figure.Unit, figure.Target);
}
