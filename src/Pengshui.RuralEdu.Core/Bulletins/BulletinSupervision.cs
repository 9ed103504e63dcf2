using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Inspections;
using static Pengshui.RuralEdu.Core.Bulletins.BulletinWords;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>督查和整改: the month's inspections, and the rectifications as they stood at its end.</summary>
internal static class BulletinSupervision
{
    public static IEnumerable<string> Write(BulletinSource source)
    {
        var (inspections, rectifications, open) = (source.Inspections, source.Rectifications, source.OpenRectifications.ToList());
        yield return inspections.Count == 0 ? "本月没有督查记录。" : $"本月开展督查{inspections.Count}次，其中{Kinds(inspections)}。";
        foreach (var line in Numbered(inspections.Select(Line)))
            yield return line;
        if (rectifications.Count == 0)
            yield break;

        var raised = rectifications.Count(r => r.IssuedOn >= source.Month.FirstDay);
        var closed = rectifications.Count(r => r.ClosedOn >= source.Month.FirstDay && r.ClosedOn <= source.AsOf);
        var late = open.Count(r => r.DueOn < source.AsOf);
        yield return $"本月提出整改问题{raised}个，销号{closed}个。" + (open.Count, late) switch
        {
            (0, _) => "已提出的问题全部销号。",
            (var n, 0) => $"到{Wording.Day(source.AsOf)}，正在整改{n}个，都在整改期限内。",
            var (n, l) => $"到{Wording.Day(source.AsOf)}，正在整改{n}个，其中超过整改期限{l}个。",
        };
        foreach (var line in Numbered(open.Select(r => $"{r.Reference}，任务{r.Task}，{r.Section}，整改期限{Wording.Day(r.DueOn)}。{Sentence(r.Problem)}")))
            yield return line;
    }

    private static string Kinds(IReadOnlyList<InspectionFacts> inspections) =>
        string.Join("、", Enum.GetValues<InspectionKind>()
            .Select(kind => (Kind: kind, Count: inspections.Count(i => i.Kind == kind)))
            .Where(k => k.Count > 0)
            .Select(k => $"{k.Kind.Label()}{k.Count}次"));

    private static string Line(InspectionFacts inspection) =>
        $"{inspection.Reference}，{Wording.Day(inspection.VisitedOn)}，{inspection.Town}{inspection.Place}（{inspection.Kind.Label()}），"
        + $"涉及{string.Join("、", inspection.Tasks.Select(t => $"任务{t}"))}。{Sentence(inspection.Findings)}";
}
