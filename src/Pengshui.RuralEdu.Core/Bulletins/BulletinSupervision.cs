using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using static Pengshui.RuralEdu.Core.Bulletins.BulletinWords;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>
/// 督查和整改: the month's inspections, and the rectifications as they stood at its end, whatever happened to them since.
/// Late is what the lights call late: what waits for the supervisor's verification is not.
/// </summary>
internal static class BulletinSupervision
{
    public static IEnumerable<string> Write(BulletinSource source) => [.. Inspections(source.Inspections), .. Rectifications(source)];

    private static IEnumerable<string> Inspections(IReadOnlyList<InspectionSummary> inspections)
    {
        yield return inspections.Count == 0 ? "本月没有督查记录。" : $"本月开展督查{inspections.Count}次，{Kinds(inspections)}。";
        foreach (var line in Numbered(inspections.Select(Line)))
            yield return line;
    }

    private static IEnumerable<string> Rectifications(BulletinSource source)
    {
        var (rows, open) = (source.Rectifications.Select(r => r.Row).ToList(), source.OpenRectifications.ToList());
        if (rows.Count == 0)
        {
            yield return "没有需要整改的问题。";
            yield break;
        }

        yield return Moves(rows, source) + Standing(open, source.AsOf);
        foreach (var line in Numbered(open.Select(r => Line(r.Task, r.Row, source.AsOf))))
            yield return line;
        var closed = source.Rectifications.Where(r => IsClosedIn(r.Row, source) && r.Row.SeenOn(source.AsOf) is not null).ToList();
        if (closed.Count == 0)
            yield break;
        yield return "本月销号问题的核验情况：";
        foreach (var line in Numbered(closed.Select(r => $"{r.Row.Label}，任务{r.Task.Number}，{r.Row.SectionOn(source.AsOf).Name}。{Sentence(r.Row.SeenOn(source.AsOf))}")))
            yield return line;
    }

    private static bool IsClosedIn(DatedRectification row, BulletinSource source)
    {
        var before = source.Month.FirstDay.AddDays(-1);
        return (row.On(before) is null || row.IsOpenOn(before)) && !row.IsOpenOn(source.AsOf);
    }

    /// <summary>What came and went in the month: what was open before it, and this, make what is open after it.</summary>
    private static string Moves(List<DatedRectification> rows, BulletinSource source)
    {
        var before = source.Month.FirstDay.AddDays(-1);
        var raised = rows.Count(r => r.On(before) is null);
        var closed = rows.Count(r => IsClosedIn(r, source));
        var again = rows.Count(r => r.On(before) is not null && !r.IsOpenOn(before) && r.IsOpenOn(source.AsOf));
        var moves = string.Join("，", new[] { (raised, "提出整改问题"), (closed, "销号"), (again, "回头看后重新整改") }
            .Where(m => m.Item1 > 0).Select(m => $"{m.Item2}{m.Item1}个"));
        return moves.Length == 0 ? "本月没有新提出的整改问题，也没有销号。" : $"本月{moves}。";
    }

    private static string Standing(List<(YearTask Task, DatedRectification Row)> open, DateOnly asOf)
    {
        if (open.Count == 0)
            return "已提出的问题全部销号。";
        var (waiting, late) = (open.Count(r => IsWaiting(r.Row, asOf)), open.Count(r => r.Row.IsOverdueOn(asOf)));
        return $"到{ChineseDays.MonthAndDay(asOf)}，还没有销号的{open.Count}个"
            + (waiting > 0 ? $"，其中已提交、等待核验{waiting}个" : "")
            + (late > 0 ? $"，超过整改期限{late}个。" : waiting == open.Count ? "。" : "，没有超过整改期限的。");
    }

    private static string Line(YearTask task, DatedRectification row, DateOnly asOf) =>
        $"{row.Label}，任务{task.Number}，{row.SectionOn(asOf).Name}，整改期限{ChineseDays.MonthAndDay(row.On(asOf)!.DueOn)}"
        + (row.IsOverdueOn(asOf) ? "，已超过期限。" : IsWaiting(row, asOf) ? "，等待核验。" : "。") + Sentence(row.Problem);

    private static bool IsWaiting(DatedRectification row, DateOnly asOf) => row.On(asOf)?.State == RectificationState.AwaitingVerification;

    private static string Kinds(IReadOnlyList<InspectionSummary> inspections)
    {
        var kinds = Enum.GetValues<InspectionKind>().Select(kind => (Kind: kind, Count: inspections.Count(i => i.Kind == kind))).Where(k => k.Count > 0).ToList();
        return kinds.Count == 1
            ? $"{(inspections.Count == 1 ? "为" : "均为")}{kinds[0].Kind.Label()}"
            : $"其中{string.Join("、", kinds.Select(k => $"{k.Kind.Label()}{k.Count}次"))}";
    }

    private static string Line(InspectionSummary inspection) =>
        $"{inspection.Reference}，{ChineseDays.MonthAndDay(inspection.VisitedOn)}，{inspection.Town}{inspection.Place}（{inspection.Kind.Label()}），"
        + $"涉及{string.Join("、", inspection.Tasks.Select(t => $"任务{t}"))}。{Sentence(inspection.Findings)}";
}
