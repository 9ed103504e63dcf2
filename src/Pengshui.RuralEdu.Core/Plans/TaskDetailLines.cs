namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>What a task and its measures say beside words and sections, as an amendment lists it.</summary>
internal static class TaskDetailLines
{
    /// <summary>A line for the task and for each measure that says something; empty where nothing does.</summary>
    public static string Of(PlanTask task) => string.Join('\n',
    [
        .. Line("本项任务", ("完成时限", task.DueWords), ("责任领导", task.Leader), ("备注", task.Remark)),
        .. task.Measures.OrderBy(m => m.Number).SelectMany(m => Line($"{m.Number}. {m.Text}", ("时限", m.DueWords), ("牵头", m.Lead?.Section.Name), ("备注", m.Remark))),
    ]);

    private static IEnumerable<string> Line(string what, params (string Label, string? Words)[] said)
    {
        var words = said.Where(s => s.Words is not null).Select(s => $"{s.Label}：{s.Words}").ToList();
        if (words.Count > 0)
            yield return $"{what}：{string.Join('；', words)}";
    }
}
