using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Lights;
using static Pengshui.RuralEdu.Core.Bulletins.BulletinWords;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>主要指标: how many reach their targets, which do not, and a table of all that were confirmed.</summary>
internal static class BulletinIndicators
{
    public static IEnumerable<string> Write(BulletinSource source)
    {
        var lines = source.Tasks
            .SelectMany(t => t.Task.Indicators.Select(i => new Line(t.Task, i, t.Month.ValueOf(i.Id)?.Value, Before(t.Task, i.Id, source.Month))))
            .Where(l => l.Value is not null)
            .ToList();
        if (lines.Count == 0)
        {
            yield return "本月没有已确认的指标数据。";
            yield break;
        }

        var aimed = lines.Where(l => l.Indicator.TargetValue is not null).ToList();
        var missed = aimed.Where(l => l.Indicator.Input(l.Value, null)!.Shortfall(l.Value!.Value) > 0).ToList();
        yield return $"本月已确认指标数据{lines.Count}项。" + (aimed.Count, missed.Count) switch
        {
            (0, _) => "",
            (1, 0) => "有目标值的1项，已达到目标。",
            (var n, 0) => $"有目标值的{n}项，全部达到目标。",
            var (n, m) when n == m => $"有目标值的{n}项，尚未达到目标。",
            var (n, m) => $"有目标值的{n}项，{n - m}项达到目标，{m}项尚未达到。",
        };
        if (missed.Count > 0)
            yield return $"尚未达到目标的是：{string.Join("；", missed.Select(Missed))}。";
        yield return BulletinText.Row("任务", "指标", "目标", "上次", "本月");
        foreach (var line in lines)
        {
            yield return BulletinText.Row(
                $"任务{line.Task.Number}", line.Indicator.ValueName, Tight(line.Indicator.WriteTarget() ?? "—"),
                line.Before is { } before ? Tight(line.Indicator.Write(before)) : "—", Tight(line.Indicator.Write(line.Value!.Value)));
        }
    }

    private static string Missed(Line line) => Tight(
        $"{Name(line.Task)}的{line.Indicator.ValueName}{line.Indicator.Write(line.Value!.Value)}，目标{line.Indicator.WriteTarget()}"
        + (line.Indicator.EvaluatedOn is { } day ? $"（{ChineseDays.MonthAndDay(day)}考核）" : ""));

    private static decimal? Before(YearTask task, int indicatorId, Month month) => task.ValueBy(indicatorId, month.Add(-1))?.Value.Value;

    private sealed record Line(YearTask Task, TaskIndicator Indicator, decimal? Value, decimal? Before);
}
