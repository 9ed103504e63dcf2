using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Plans.Seed;

/// <summary>Loads a plan that is written as data. <see cref="ReferenceSeed"/> comes before it, since a plan names sections.</summary>
/// <param name="db">The database.</param>
public sealed class PlanLoader(RuralEduDbContext db)
{
    /// <summary>Makes sure of the plan of 2023; one of that year, whatever is in it, is left as it is.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var seed = SeedFiles.Plan2023();
        if (await IsThereAsync(seed.Year, cancellationToken))
            return;
        await db.WriteTogetherAsync(() => AddOnceAsync(seed, cancellationToken), cancellationToken);
    }

    private async Task<int> AddOnceAsync(PlanSeed seed, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        if (await IsThereAsync(seed.Year, cancellationToken))
            return 0;
        Add(seed, await db.Sections.ToDictionaryAsync(s => s.Code, cancellationToken));
        return await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Adds a plan in force, with its note for the audit trail; the caller saves.</summary>
    /// <param name="seed">The plan.</param>
    /// <param name="sections">Code → section; every code that the plan names must be there.</param>
    /// <exception cref="InvalidOperationException">The plan names a section that is not there.</exception>
    public WorkPlan Add(PlanSeed seed, IReadOnlyDictionary<string, Section> sections)
    {
        var plan = new WorkPlan
        {
            Year = seed.Year,
            Title = seed.Title,
            DocumentNumber = seed.DocumentNumber,
            IssuingBody = seed.IssuingBody,
            IssuedOn = seed.IssuedOn,
            State = PlanState.InForce,
        };
        foreach (var group in seed.Groups)
            plan.Groups.Add(new TaskGroup { Number = group.Number, Title = group.Title });
        foreach (var task in seed.Tasks)
            plan.Tasks.Add(Task(task, plan.Groups.Single(g => g.Number == task.Group), sections));
        db.Add(plan);
        db.Note(new AuditNote(ReferenceSeed.By, PlanAudit.LoadPlan) { Subject = plan, Title = plan.Title });
        return plan;
    }

    private Task<bool> IsThereAsync(int year, CancellationToken cancellationToken) =>
        db.WorkPlans.AnyAsync(p => p.Year == year, cancellationToken);

    private static PlanTask Task(PlanTaskSeed seed, TaskGroup group, IReadOnlyDictionary<string, Section> sections)
    {
        var task = new PlanTask { Number = seed.Number, Title = seed.Title, TaskGroup = group, PausesInVacation = seed.PausesInVacation };
        var parts = new Dictionary<string, Responsibility>();
        foreach (var code in seed.Sections)
        {
            var part = new Responsibility
            {
                Section = Section(code, sections),
                Kind = parts.Count == 0 ? ResponsibilityKind.Lead : ResponsibilityKind.Supporting,
                Order = parts.Count + 1,
            };
            parts.Add(code, part);
            task.Responsibilities.Add(part);
        }

        foreach (var (measure, number) in seed.Measures.Select((m, i) => (m, i + 1)))
        {
            var row = new Measure { Number = number, Text = measure.Text };
            row.Responsibilities.Add(parts[seed.Sections[0]]);
            foreach (var code in measure.Supporting ?? [])
                row.Responsibilities.Add(parts[code]);
            task.Measures.Add(row);
        }

        foreach (var (indicator, order) in seed.Indicators.Select((i, n) => (i, n + 1)))
            task.Indicators.Add(Indicator(indicator, order, sections));
        return task;
    }

    private static Indicator Indicator(IndicatorSeed seed, int order, IReadOnlyDictionary<string, Section> sections) => new()
    {
        Code = seed.Code,
        Name = seed.Name,
        Order = order,
        Shape = seed.Shape,
        Unit = seed.Unit,
        Direction = seed.Direction,
        Frequency = seed.Frequency,
        OwnerSection = Section(seed.Owner, sections),
        Population = seed.Population,
        AsOf = seed.AsOf,
        Source = seed.Source,
        NumeratorLabel = seed.NumeratorLabel,
        DenominatorLabel = seed.DenominatorLabel,
        TargetOperator = seed.Target?.Operator,
        TargetValue = seed.Target?.Value,
        EvaluatedOn = seed.Target?.EvaluatedOn,
    };

    private static Section Section(string code, IReadOnlyDictionary<string, Section> sections) =>
        sections.TryGetValue(code, out var section)
            ? section
            : throw new InvalidOperationException($"The plan names the section {code}, which is not there.");
}
