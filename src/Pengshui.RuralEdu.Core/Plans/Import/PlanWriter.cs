using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Makes a draft plan's groups and tasks of a proposal that was checked.</summary>
/// <param name="proposal">The proposal.</param>
/// <param name="sectionOf">Name in the notice → section.</param>
internal sealed class PlanWriter(PlanProposal proposal, Func<string, Section> sectionOf)
{
    /// <summary>What was left out, each a sentence.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Writes into a plan that has no groups and tasks.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="figuresOf">The figures that a task takes over, from the draft before or from last year.</param>
    public void Write(WorkPlan plan, Func<ProposedTask, TakenOver?> figuresOf)
    {
        plan.Title = proposal.Title.Trim();
        plan.DocumentNumber = string.IsNullOrWhiteSpace(proposal.DocumentNumber) ? null : proposal.DocumentNumber.Trim();
        plan.IssuingBody = proposal.IssuingBody.Trim();
        plan.IssuedOn = proposal.IssuedOn!.Value;
        var groups = new Dictionary<int, TaskGroup>();
        foreach (var task in proposal.Tasks)
        {
            if (!groups.TryGetValue(task.Group, out var group))
            {
                group = new TaskGroup { Number = groups.Count + 1, Title = proposal.Groups[task.Group - 1].Title.Trim(), Leader = proposal.Groups[task.Group - 1].Leader };
                groups.Add(task.Group, group);
                plan.Groups.Add(group);
            }

            plan.Tasks.Add(Task(task, group, figuresOf(task), plan.Year));
        }
    }

    private PlanTask Task(ProposedTask proposed, TaskGroup group, TakenOver? taken, int year)
    {
        var task = new PlanTask
        {
            Number = proposed.Number,
            Title = proposed.Title.Trim(),
            FullText = proposed.Text.Length == 0 ? null : proposed.Text,
            TaskGroup = group,
            DueWords = proposed.Due,
            DueOn = proposed.Due is null ? null : DueDates.DayOf(proposed.Due, year),
            Leader = proposed.Leader,
            Remark = proposed.Remark,
            PausesInVacation = taken?.From.PausesInVacation ?? false,
        };

        // Two names may mean one section; it leads where either does.
        foreach (var part in proposed.Parts.GroupBy(p => sectionOf(p.Name)))
        {
            task.Responsibilities.Add(new Responsibility
            {
                Section = part.Key,
                Kind = part.Min(p => p.Kind),
                Order = task.Responsibilities.Count + 1,
            });
        }

        foreach (var text in proposed.Measures)
            task.Measures.Add(Measure(text, proposed, task, year));

        Figures(proposed, task, taken, year);
        return task;
    }

    private Measure Measure(string text, ProposedTask proposed, PlanTask task, int year)
    {
        var detail = proposed.DetailOf(text);
        var measure = new Measure { Number = task.Measures.Count + 1, Text = text.Trim(), Remark = detail?.Remark };
        MeasureDates.Set(measure, proposed.OwnDueOf(text), year);

        // Where the notice does not say which clause a section works on, each works on all of them; the task's lead does in any case.
        var own = (detail?.Parts ?? []).Select(p => (Part: task.Responsibilities.FirstOrDefault(r => r.Section == sectionOf(p.Name)), p.Kind)).Where(p => p.Part is not null).ToList();
        foreach (var part in task.Responsibilities.Where(r => own.Count == 0 || r.Kind == ResponsibilityKind.Lead || own.Exists(p => p.Part == r)))
            measure.Responsibilities.Add(part);
        measure.Lead = own.Find(p => p.Kind == ResponsibilityKind.Lead).Part is { Kind: not ResponsibilityKind.Lead } lead ? lead : null;
        return measure;
    }

    private void Figures(ProposedTask proposed, PlanTask task, TakenOver? taken, int year)
    {
        foreach (var old in taken?.Indicators ?? [])
        {
            var copy = Copy(old, task.Indicators.Count + 1, task);
            if (taken!.IsLastYears)
                Retarget(copy, proposed, year);
            task.Indicators.Add(copy);
        }

        var lead = task.Responsibilities.FirstOrDefault(r => r.Kind == ResponsibilityKind.Lead);
        foreach (var target in proposed.Targets.Where(t => t.IsWanted && !task.Indicators.Any(i => i.TargetValue == t.Value && i.TargetOperator == t.Operator && IsSameFigure(t, i))))
        {
            if (lead is null)
            {
                Notes.Add($"任务 {task.Number} 未指定责任科室，“{target.Name}”没有设为指标，填好科室后可以在方案里新增。");
                continue;
            }

            task.Indicators.Add(Proposed(target, proposed, task, lead.Section, year));
        }
    }

    private static Indicator Proposed(ProposedTarget target, ProposedTask proposed, PlanTask task, Section owner, int year)
    {
        var order = task.Indicators.Count + 1;
        var code = Enumerable.Range(order, task.Indicators.Count + 1).Select(n => $"target-{n}").First(c => task.Indicators.All(i => i.Code != c));
        return new Indicator
        {
            Code = code,
            Name = target.Name.Trim(),
            Order = order,
            Shape = target.Unit == "%" ? IndicatorShape.Rate : IndicatorShape.Number,
            Unit = target.Unit.Trim(),
            OwnerSection = owner,
            Population = "",
            AsOf = "",
            Source = "",
            Direction = target.Operator switch
            {
                TargetOperator.AtMost => IndicatorDirection.Down,
                TargetOperator.Exactly when target.Value == 0 => IndicatorDirection.Down,
                _ => IndicatorDirection.Up,
            },
            Frequency = IndicatorFrequency.Monthly,
            TargetOperator = target.Operator,
            TargetValue = target.Value,
            EvaluatedOn = EvaluatedOn(target, proposed, year),
            NoticeSentence = target.Sentence,
        };
    }

    private static Indicator Copy(Indicator old, int order, PlanTask task) => new()
    {
        Code = old.Code,
        Name = old.Name,
        Order = order,
        Shape = old.Shape,
        Unit = old.Unit,
        OwnerSection = task.Responsibilities.FirstOrDefault(r => r.Section.Id == old.OwnerSectionId)?.Section
            ?? task.Responsibilities.FirstOrDefault(r => r.Kind == ResponsibilityKind.Lead)?.Section ?? old.OwnerSection,
        Population = old.Population,
        AsOf = old.AsOf,
        Source = old.Source,
        NumeratorLabel = old.NumeratorLabel,
        DenominatorLabel = old.DenominatorLabel,
        NoticeSentence = old.NoticeSentence,
        Direction = old.Direction,
        Frequency = old.Frequency,
        TargetOperator = old.TargetOperator,
        TargetValue = old.TargetValue,
        EvaluatedOn = old.EvaluatedOn,
    };

    // The last day of the clause that the figure stands in; where the notice gives none, somebody sets it on the card.
    private static DateOnly? EvaluatedOn(ProposedTarget target, ProposedTask task, int year) =>
        (task.Measures.FirstOrDefault(m => m.Contains(target.Sentence, StringComparison.Ordinal) || target.Sentence.Contains(m, StringComparison.Ordinal)) is { } measure
            ? task.DueOf(measure) : task.Due) is { } due ? DueDates.DayOf(due, year) : null;

    // 清零 is the target of the zero-clearing form; other figures go by their names.
    private static bool IsSameFigure(ProposedTarget target, Indicator indicator) => indicator.Shape == IndicatorShape.Clearance
        ? target.Value == 0 && target.Unit == indicator.Unit
        : target.Unit == indicator.Unit && Similarity.AreAlike(target.Name, indicator.Name);

    // A target is never invented: last year's counts only where this year's notice sets one for the same figure.
    private static void Retarget(Indicator copy, ProposedTask task, int year)
    {
        var target = copy.TargetOperator is null ? null : task.Targets.FirstOrDefault(t => t.IsWanted && IsSameFigure(t, copy));
        copy.TargetOperator = target?.Operator;
        copy.TargetValue = target?.Value;
        copy.EvaluatedOn = target is null ? null : EvaluatedOn(target, task, year);
        copy.NoticeSentence = target?.Sentence;
    }
}

/// <summary>What a new task takes over from the one before it.</summary>
/// <param name="From">The task before.</param>
/// <param name="Indicators">The figures that are taken over.</param>
/// <param name="IsLastYears">Whether it is last year's: its targets do not count by themselves.</param>
internal sealed record TakenOver(PlanTask From, IReadOnlyList<Indicator> Indicators, bool IsLastYears);
