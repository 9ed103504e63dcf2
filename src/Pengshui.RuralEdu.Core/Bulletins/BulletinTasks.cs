using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using static Pengshui.RuralEdu.Core.Bulletins.BulletinWords;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>重点任务进展: a heading for each group, a paragraph for each task.</summary>
internal static class BulletinTasks
{
    public static IEnumerable<string> Write(BulletinSource source)
    {
        foreach (var group in source.Plan.Groups)
        {
            var tasks = source.Tasks.Where(t => t.Task.Group == group.Number).ToList();
            if (tasks.Count == 0)
                continue;
            yield return $"（{BulletinLabels.Chinese(group.Number)}）{group.Title}";
            foreach (var (task, month) in tasks)
                yield return $"{task.Number}．{task.Title}（{Parts(month)}）。{Standing(month)}{Progress(source, month)}";
        }
    }

    private static string Parts(TaskMonth month)
    {
        var supporting = month.Reports.Skip(1).Select(r => r.Part.Section.Name).ToList();
        return $"{month.Lead.Part.Section.Name}牵头" + (supporting.Count > 0 ? $"，{string.Join("、", supporting)}配合" : "");
    }

    private static string Standing(TaskMonth month)
    {
        if (month.Kind == CellKind.Paused)
            return "假期暂停。";
        if (month.Lead.Confirmed is not { } content)
            return month.Lead.WaivedAt is null ? "牵头科室本月月报还没有确认。" : "牵头科室本月月报没有确认，已定为不再补报。";
        var light = month.Light.Label();
        var standing = content.Completion is { } rate ? $"{light}，完成率{ChineseFormat.Percent(rate)}。" : $"{light}。";
        if (month.Override is { } judged)
            return $"{standing}统筹员判定为{light}：{Sentence(judged.Reason)}";
        var why = string.Join("；", Against(month).Select(Phrase));
        return why.Length == 0 ? standing : $"{standing}判为{light}的原因：{why}。";
    }

    private static string Progress(BulletinSource source, TaskMonth month) => string.Concat(
        from report in month.Reports
        where report.Confirmed is not null
        let who = report.Part.Kind == ResponsibilityKind.Lead ? "" : $"{report.Part.Section.Name}："
        let next = Sentence(source.Texts.GetValueOrDefault(report.Id)?.NextSteps)
        select who + (report.Confirmed!.IsZeroReport ? $"本月没有新的进展，原因是：{Sentence(report.Confirmed.Progress)}" : Sentence(report.Confirmed.Progress))
            + (next.Length > 0 ? $"下月打算：{next}" : ""));
}
