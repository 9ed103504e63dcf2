using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using static Pengshui.RuralEdu.Core.Bulletins.BulletinWords;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>
/// Draws a bulletin's text from the data: a pure function. Plain official Chinese, right for none, one and many. It names
/// no person and puts no section before another: everything stands in the order of the plan.
/// </summary>
internal static class BulletinWriter
{
    /// <summary>All parts.</summary>
    public static BulletinContent Write(BulletinSource source) =>
        new([.. Enum.GetValues<BulletinPart>().Select(p => new BulletinSection(p, Write(source, p)))]);

    /// <summary>One part.</summary>
    public static string Write(BulletinSource source, BulletinPart part) => Lines(part switch
    {
        BulletinPart.Overview => Overview(source),
        BulletinPart.Tasks => BulletinTasks.Write(source),
        BulletinPart.Indicators => BulletinIndicators.Write(source),
        BulletinPart.Problems => Problems(source),
        BulletinPart.Supervision => BulletinSupervision.Write(source),
        BulletinPart.NextSteps => Numbered(NextSteps(source)),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    });

    private static IEnumerable<string> Overview(BulletinSource source)
    {
        var reports = source.Tasks.SelectMany(t => t.Month.Reports).Count();
        var confirmed = source.Confirmed.ToList();
        var zero = confirmed.Count(c => c.Report.Confirmed!.IsZeroReport);
        var reopened = confirmed.Count(c => c.Report.State != ReportState.Confirmed);
        var rest = reports - confirmed.Count;
        var waived = source.Tasks.SelectMany(t => t.Month.Reports).Count(r => r is { WaivedAt: not null, Confirmed: null });
        yield return $"{source.Month.ToChinese()}，全县按照《{source.Plan.Title}》推进重点任务{source.Plan.Tasks.Count}项。本月应报月报{reports}份，"
            + (confirmed.Count == 0 ? "还没有确认" : rest == 0 ? "已全部确认" : $"已确认{confirmed.Count}份")
            + (zero > 0 ? $"，其中零报告{zero}份" : "")
            + (reopened > 0 ? $"，{reopened}份确认后又重新打开，按最近一次确认的内容列入" : "")
            + (rest == 0 || confirmed.Count == 0 ? "" : $"；其余{rest}份还没有确认，不列入本通报")
            + (waived > 0 ? $"，其中{waived}份已定为不再补报。" : "。");
        yield return Lights(source);
        if (AverageCompletion.Of(source.Plan, source.Plan.Tasks, source.Month) is { } mean)
        {
            yield return $"截至{mean.Month.Number}月，{mean.Tasks}项任务最近一次确认的完成率平均为{mean.Shown}，" + (mean.Percent == mean.RequiredPercent
                ? "与进度要求持平"
                : $"比进度要求{Tight(ChineseFormat.Gap(mean.Percent, mean.RequiredPercent))}")
                + (mean.Exceptions.Length > 0 ? $"（{Tight(mean.Exceptions)}）。" : "。");
        }

        if (source.Needs.Count > 0)
            yield return $"科室提出需要协调的事项{source.Needs.Count}项。";
    }

    private static string Lights(BulletinSource source)
    {
        var tasks = source.Plan.Tasks;
        var overridden = tasks.Count(t => t.LitBy(source.Month) is { IsOverridden: true });
        var counts = tasks.CountBy(t => t.LitBy(source.Month)?.Light ?? Light.Grey).ToDictionary();
        Light[] order = [Light.Green, Light.Yellow, Light.Red, Light.Grey];
        var shown = order.Where(l => counts.GetValueOrDefault(l) > 0).ToList();
        var text = (shown.Count == 1
            ? $"按灯色规则判定，{tasks.Count}项任务{(tasks.Count > 1 ? "均" : "")}为{shown[0].Label()}"
            : $"按灯色规则判定，{string.Join("、", shown.Select(l => $"{l.Label()}{counts[l]}项"))}")
            + (overridden > 0 ? $"，其中由统筹员改判{overridden}项。" : "。");
        var pairs = tasks.Select(t => (Before: t.LitBy(source.Month.Add(-1)), Now: t.LitBy(source.Month)))
            .Where(p => p is { Before.Light: not Light.Grey, Now.Light: not Light.Grey })
            .Select(p => (Before: p.Before!.Light, Now: p.Now!.Light))
            .ToList();
        if (pairs.Count == 0)
            return text;
        var (better, worse) = (pairs.Count(p => p.Now < p.Before), pairs.Count(p => p.Now > p.Before));
        return text + (better, worse) switch
        {
            (0, 0) => "与上月相比，灯色没有变化。",
            (_, 0) => $"与上月相比，{better}项好转。",
            (0, _) => $"与上月相比，{worse}项变差。",
            _ => $"与上月相比，{better}项好转，{worse}项变差。",
        };
    }

    private static IEnumerable<string> Problems(BulletinSource source) => source.Needs.Count == 0
        ? [source.Confirmed.Any() ? "科室本月没有提出需要协调的事项。" : "本月还没有已确认的月报。"]
        : Numbered(source.Needs.GroupBy(n => n.Report.Id).Select(asked =>
            $"{Name(asked.First().Task)}（{asked.First().Report.Part.Section.Name}）。{Sentence(source.Texts.GetValueOrDefault(asked.Key)?.Problems)}"
            + string.Concat(asked.GroupBy(n => (n.Need.Need.What, n.Need.Need.RaisedOn, n.Need.Days)).Select(Matter))));

    /// <summary>One matter, and everybody who is asked: 请基建科、县规划自然资源局协调：用地批复（4月24日提出，已67天）。.</summary>
    private static string Matter(IGrouping<(string What, DateOnly RaisedOn, int Days), (YearTask Task, YearReport Report, NeedLine Need)> matter) =>
        NeedWords.Ask(matter.Select(n => n.Need.Need.Whom), Sentence(matter.Key.What).TrimEnd('。'))
        + $"（{ChineseDays.MonthAndDay(matter.Key.RaisedOn)}提出{(matter.Key.Days > 0 ? $"，已{matter.Key.Days}天" : "")}）。";

    private static IEnumerable<string> NextSteps(BulletinSource source)
    {
        foreach (var light in new[] { Light.Red, Light.Yellow })
        {
            var tasks = source.Plan.Tasks.Select(t => (Task: t, Month: t.LitBy(source.Month)))
                .Where(t => t.Month?.Light == light)
                .Select(t => (t.Task, Ways: WaysOut(t.Month!).ToList()))
                .Where(t => t.Ways.Count > 0)
                .Select(t => $"{Name(t.Task)}（{t.Task.LeadIn(source.Month).Section.Name}牵头），{string.Join("，", t.Ways)}")
                .ToList();
            if (tasks.Count > 0)
                yield return $"{light.Label()}任务要对照原因逐项落实，转为绿灯的条件是：{string.Join("；", tasks)}。";
        }

        if (source.Needs.Count > 0)
            yield return "需要协调的事项，有关科室和单位要主动对接，下次月报写明协调结果。";
        if (source.OpenRectifications.Any(r => r.Row.On(source.AsOf)!.State.IsWithSection()))
            yield return "正在整改的问题，责任科室要在整改期限内完成整改，并附情况提交核验。";
        if (source.Next is { } next)
            yield return $"{next.Month.Number}月月报，配合科室{ChineseDays.MonthAndDay(next.SupportingDueOn)}前提交，牵头科室{ChineseDays.MonthAndDay(next.LeadDueOn)}前提交。";
    }
}
