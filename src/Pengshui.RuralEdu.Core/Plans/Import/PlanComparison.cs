using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>How a proposed task stands to a plan that is there.</summary>
public enum TaskChange
{
    /// <summary>一致.</summary>
    Same = 1,

    /// <summary>有改动.</summary>
    Changed = 2,

    /// <summary>新增.</summary>
    New = 3,

    /// <summary>不再列入.</summary>
    Gone = 4,
}

/// <summary>A task of a plan beside the proposal's.</summary>
/// <param name="Change">How they stand to each other.</param>
/// <param name="OldNumber">Its number in the plan; null for a new one.</param>
/// <param name="OldTitle">Its title there.</param>
/// <param name="NewNumber">Its number in the proposal; null for one that is gone.</param>
/// <param name="NewTitle">Its title there.</param>
/// <param name="Fields">What differs: 题目, 原文, 举措, 责任科室, 分组, 编号.</param>
/// <param name="Indicators">Names of the plan's figures of this task.</param>
public sealed record TaskComparison(
    TaskChange Change, int? OldNumber, string? OldTitle, int? NewNumber, string? NewTitle, IReadOnlyList<string> Fields, IReadOnlyList<string> Indicators)
{
    /// <summary>The words that differ, where there were words before; those of the measures only where they do not stand in the text as well.</summary>
    public IReadOnlyList<ChangedWords> Words { get; init; } = [];
}

/// <summary>A task as a comparison needs it.</summary>
internal sealed record TaskShape
{
    public required int Number { get; init; }

    public required string Group { get; init; }

    public required string Title { get; init; }

    public string? Text { get; init; }

    public required List<string> Measures { get; init; }

    public required List<PartShape> Parts { get; init; }

    public required List<string> Indicators { get; init; }
}

internal sealed record PartShape(int SectionId, string Section, ResponsibilityKind Kind);

/// <summary>A plan as a comparison needs it.</summary>
internal sealed record PlanShape(int Year, PlanState State, IReadOnlyList<TaskShape> Tasks)
{
    /// <summary>The plan that a query names, or null where it names none or one without tasks; one statement.</summary>
    public static async Task<PlanShape?> ReadAsync(RuralEduDbContext db, IQueryable<WorkPlan> plans, CancellationToken cancellationToken)
    {
        var rows = await db.PlanTasks.AsNoTracking().AsSingleQuery().Where(t => plans.Any(p => p.Id == t.WorkPlanId)).OrderBy(t => t.Number)
            .Select(t => new
            {
                t.WorkPlan.Year,
                t.WorkPlan.State,
                Task = new TaskShape
                {
                    Number = t.Number,
                    Group = t.TaskGroup.Title,
                    Title = t.Title,
                    Text = t.FullText,
                    Measures = t.Measures.OrderBy(m => m.Number).Select(m => m.Text).ToList(),
                    Parts = t.Responsibilities.Where(r => r.Until == null).OrderBy(r => r.Order).Select(r => new PartShape(r.SectionId, r.Section.Name, r.Kind)).ToList(),
                    Indicators = t.Indicators.OrderBy(i => i.Order).Select(i => i.Name).ToList(),
                },
            })
            .ToListAsync(cancellationToken);
        return rows.Count == 0 ? null : new PlanShape(rows[0].Year, rows[0].State, [.. rows.Select(r => r.Task)]);
    }

    /// <summary>The newest plan before a year that was in force.</summary>
    public static IQueryable<WorkPlan> Before(RuralEduDbContext db, int year) =>
        db.WorkPlans.Where(p => p.State != PlanState.Draft && p.Year < year).OrderByDescending(p => p.Year).Take(1);
}

/// <summary>Compares a proposal with a plan.</summary>
internal static class PlanComparison
{
    /// <summary>Number in the proposal → number in the plan, for the tasks that are the same.</summary>
    public static Dictionary<int, int> Match(IEnumerable<(int Number, string Title)> plan, PlanProposal proposal)
    {
        var old = plan.ToList();
        return Similarity.Match(old, [.. proposal.Tasks.Select(t => (t.Number, t.Title))])
            .ToDictionary(m => proposal.Tasks[m.Key].Number, m => old[m.Value].Number);
    }

    /// <summary>The proposal's tasks in order, then those that are gone.</summary>
    public static IReadOnlyList<TaskComparison> Of(PlanShape plan, PlanProposal proposal, SectionBook book)
    {
        var matches = Match(plan.Tasks.Select(t => (t.Number, t.Title)), proposal);
        var byNumber = plan.Tasks.ToDictionary(t => t.Number);
        return
        [
            .. proposal.Tasks.Select(t => matches.TryGetValue(t.Number, out var number)
                ? Pair(byNumber[number], t, proposal, book)
                : new TaskComparison(TaskChange.New, null, null, t.Number, t.Title, [], [])),
            .. plan.Tasks.Where(t => !matches.ContainsValue(t.Number))
                .Select(t => new TaskComparison(TaskChange.Gone, t.Number, t.Title, null, null, [], t.Indicators)),
        ];
    }

    private static TaskComparison Pair(TaskShape old, ProposedTask next, PlanProposal proposal, SectionBook book)
    {
        var fields = new List<string>();
        if (old.Title != next.Title)
            fields.Add("题目");
        if ((old.Text ?? "") != next.Text)
            fields.Add("原文");
        if (!old.Measures.SequenceEqual(next.Measures))
            fields.Add("举措");
        var parts = next.Parts.Select(p => (book.Find(p.Name, proposal)?.Id ?? 0, p.Kind)).Order();
        if (!old.Parts.Select(p => (p.SectionId, p.Kind)).Order().SequenceEqual(parts))
            fields.Add("责任科室");
        if (old.Group != proposal.Groups[next.Group - 1].Title)
            fields.Add("分组");
        if (old.Number != next.Number)
            fields.Add("编号");
        return new TaskComparison(fields.Count == 0 ? TaskChange.Same : TaskChange.Changed, old.Number, old.Title, next.Number, next.Title, fields, old.Indicators)
        {
            Words = [.. Words(old, next, fields)],
        };
    }

    private static IEnumerable<ChangedWords> Words(TaskShape old, ProposedTask next, List<string> fields)
    {
        if (fields.Contains("题目"))
            yield return new ChangedWords("题目", old.Title, next.Title);
        if (old.Text is { Length: > 0 } text && text != next.Text)
            yield return new ChangedWords("原文", text, next.Text);
        else if (fields.Contains("举措"))
            yield return new ChangedWords("举措", string.Join('\n', old.Measures), string.Join('\n', next.Measures));
    }
}
