using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>
/// What stands in the way of a proposal becoming a plan. Nothing is cut to fit: what is too long is named, so that somebody
/// shortens or splits it. A task without a section is none of it: a draft plan may wait for its sections, one in force may not.
/// </summary>
public static class ProposalChecks
{
    /// <summary>Most tasks of a plan; more is no plan.</summary>
    public const int MostTasks = 300;

    /// <summary>Field of the sentences about names that are no section's.</summary>
    public const string NamesField = "Names";

    private static readonly (int Least, int Most) Years = (2000, 2100);

    /// <summary>Field of the sentences about a task.</summary>
    public static string TaskField(int number) => $"task-{number}";

    /// <summary>The sentences; none where it can become a plan.</summary>
    internal static IReadOnlyList<Problem> Of(PlanProposal proposal, SectionBook book) =>
        [.. Head(proposal), .. Names(proposal, book), .. proposal.Tasks.SelectMany(Task)];

    /// <summary>What is wrong with the plan's head, under the names of <see cref="PlanProposal"/>'s fields.</summary>
    public static IEnumerable<Problem> Head(PlanProposal proposal)
    {
        if (proposal.Year is not { } year || year < Years.Least || year > Years.Most)
            yield return new Problem("请填写方案的年度，例如 2024。", nameof(proposal.Year));
        foreach (var problem in Words(proposal.Title, "标题", WorkPlan.TitleLength, nameof(proposal.Title), required: true))
            yield return problem;
        foreach (var problem in Words(proposal.DocumentNumber, "文号", WorkPlan.DocumentNumberLength, nameof(proposal.DocumentNumber)))
            yield return problem;
        foreach (var problem in Words(proposal.IssuingBody, "印发单位", WorkPlan.IssuingBodyLength, nameof(proposal.IssuingBody), required: true))
            yield return problem;
        if (proposal.IssuedOn is not { } day)
            yield return new Problem("请填写印发日期。", nameof(proposal.IssuedOn));
        else if (proposal.Year is { } of && (day.Year < of - 1 || day.Year > of))
            yield return new Problem($"印发日期 {day:yyyy-MM-dd} 不在 {of} 年或上一年，请核对。", nameof(proposal.IssuedOn));
        for (var i = 0; i < proposal.Groups.Count; i++)
        {
            foreach (var problem in Words(proposal.Groups[i].Title, $"第 {i + 1} 组的标题", TaskGroup.TitleLength, $"Groups[{i}]", required: true))
                yield return problem;
        }

        if (proposal.Tasks.Count == 0)
            yield return new Problem("没有任务。方案至少要有一项任务。");
        if (proposal.Tasks.Count > MostTasks)
            yield return new Problem($"有 {proposal.Tasks.Count} 项任务，不像一份工作方案。最多 {MostTasks} 项，请核对。");
    }

    /// <summary>What is wrong with a task.</summary>
    public static IEnumerable<Problem> Task(ProposedTask task)
    {
        var field = TaskField(task.Number);
        var name = $"任务 {task.Number} 的";
        IEnumerable<Problem> all =
        [
            .. Words(task.Title, name + "题目", PlanTask.TitleLength, field, required: true),
            .. Words(task.Text, name + "原文", PlanTask.FullTextLength, field, tip: "，请拆成几项，或删去不属于本项的文字"),
            .. task.Measures.SelectMany((m, i) => Words(m, $"{name}第 {i + 1} 条举措", Measure.TextLength, field, required: true, tip: "，请缩短，或分成几条")),
            .. Words(task.Due, name + "完成时限", Measure.DueWordsLength, field),
            .. Words(task.Leader, name + "责任领导", PlanTask.LeaderLength, field),
            .. Words(task.Remark, name + "备注", PlanTask.RemarkLength, field),
            .. task.Details.Where(d => task.Measures.Contains(d.Measure)).SelectMany(d => Words(d.Remark, name + "举措备注", Measure.RemarkLength, field)),
            .. task.Parts.SelectMany(p => Words(p.Name, name + "责任科室", Section.NameLength, field, required: true)),
            .. task.Targets.Where(t => t.IsWanted).SelectMany(t => Words(t.Name, name + "指标名称", Indicator.NameLength, field, required: true)),
            .. task.Targets.Where(t => t.IsWanted).SelectMany(t => Words(t.Unit, name + "指标单位", Indicator.UnitLength, field, required: true)),
            .. task.Targets.Where(t => t.IsWanted).SelectMany(t => Words(t.Sentence, name + "指标依据", PlanTask.FullTextLength, field)),
        ];
        return all.Distinct();
    }

    private static IEnumerable<Problem> Names(PlanProposal proposal, SectionBook book)
    {
        foreach (var name in book.UnknownIn(proposal))
        {
            var choice = SectionBook.ChoiceOf(name, proposal);
            if (choice is null)
                yield return new Problem($"“{name}”不在科室名单里，请选一个科室，或设为新科室。", NamesField);
            else if (choice.SectionId is { } id && book.All.All(s => s.Id != id))
                yield return new Problem($"“{name}”所对应的科室已经不在，请重新选择。", NamesField);
        }

        foreach (var section in proposal.Tasks.SelectMany(t => t.Parts).Select(p => book.Find(p.Name, proposal)).OfType<Section>().Where(s => !s.IsActive).DistinctBy(s => s.Id))
            yield return new Problem($"{section.Name}已停用，不能承担任务，请换一个科室。", NamesField);
    }

    private static IEnumerable<Problem> Words(string? text, string name, int most, string field, bool required = false, string tip = "，请缩短")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required)
                yield return new Problem($"请填写{name}。", field);
        }
        else if (text.Length > most)
        {
            yield return new Problem($"{name}有 {text.Length} 个字，最多 {most} 个字{tip}。", field);
        }

        if (IdentityNumbers.AppearIn(text))
            yield return new Problem(IdentityNumbers.Refusal, field);
    }
}
