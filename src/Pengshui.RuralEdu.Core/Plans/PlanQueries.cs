using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>A plan in the list.</summary>
/// <param name="Year">Its year.</param>
/// <param name="Title">Title.</param>
/// <param name="DocumentNumber">发文字号, where there is one.</param>
/// <param name="IssuingBody">Who issued it.</param>
/// <param name="IssuedOn">When.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Tasks">How many tasks it has.</param>
/// <param name="Version">For the forms.</param>
public sealed record PlanLine(int Year, string Title, string? DocumentNumber, string IssuingBody, DateOnly IssuedOn, PlanState State, int Tasks, int Version);

/// <summary>The page of one plan.</summary>
public sealed record PlanPage
{
    /// <summary>The plan's head.</summary>
    public required PlanLine Plan { get; init; }

    /// <summary>The groups with their tasks, in order.</summary>
    public required IReadOnlyList<PlanPageGroup> Groups { get; init; }

    /// <summary>For the forms of the whole plan.</summary>
    public required int Version { get; init; }

    /// <summary>Whether the reader may change tasks: freely in a draft, by amendments in force.</summary>
    public required bool MayChange { get; init; }

    /// <summary>What the reader may do to the plan as a whole.</summary>
    public required IReadOnlyList<PlanAction> Actions { get; init; }

    /// <summary>Whether the reader may delete it: a draft only.</summary>
    public required bool MayDiscard { get; init; }

    /// <summary>The amendments, the newest first.</summary>
    public required IReadOnlyList<PlanPageAmendment> Amendments { get; init; }

    /// <summary>All tasks.</summary>
    public IEnumerable<PlanPageTask> Tasks => Groups.SelectMany(g => g.Tasks);
}

/// <summary>An amendment of a plan in force.</summary>
/// <param name="Task">Number of the task; null where it concerns the plan's sections as a whole.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What was changed.</param>
/// <param name="At">When, UTC.</param>
/// <param name="HoldsFrom">From which Beijing day on; null for at once.</param>
/// <param name="ByName">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Before">What stood there before.</param>
/// <param name="After">What stands there since.</param>
public sealed record PlanPageAmendment(int? Task, string? Title, AmendmentKind Kind, DateTime At, DateOnly? HoldsFrom, string ByName, string Reason, string? Before, string? After);

/// <summary>A group of a plan.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Title without the number.</param>
/// <param name="Leader">责任领导 of all of it, or null.</param>
/// <param name="Tasks">Its tasks.</param>
public sealed record PlanPageGroup(int Number, string Title, string? Leader, IReadOnlyList<PlanPageTask> Tasks);

/// <summary>A task of a plan.</summary>
public sealed record PlanPageTask
{
    /// <summary>Key.</summary>
    public required int Id { get; init; }

    /// <summary>For the form.</summary>
    public required int Version { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>Exact title.</summary>
    public required string Title { get; init; }

    /// <summary>Its group.</summary>
    public required int Group { get; init; }

    /// <summary>Title of its group.</summary>
    public required string GroupTitle { get; init; }

    /// <summary>责任领导 of its group, or null.</summary>
    public required string? GroupLeader { get; init; }

    /// <summary>By when or how often, or null.</summary>
    public required string? Due { get; init; }

    /// <summary>责任领导, or null.</summary>
    public required string? Leader { get; init; }

    /// <summary>备注, or null.</summary>
    public required string? Remark { get; init; }

    /// <summary>Key of the plan.</summary>
    public required int PlanId { get; init; }

    /// <summary>Whether its plan is in force, so that a change of its parts holds from a day on.</summary>
    public required bool IsInForce { get; init; }

    /// <summary>Whether it rests in school holidays.</summary>
    public required bool PausesInVacation { get; init; }

    /// <summary>The notice's own words; null before they are imported.</summary>
    public required string? FullText { get; init; }

    /// <summary>The sections' parts, the lead first.</summary>
    public required IReadOnlyList<PlanPagePart> Parts { get; init; }

    /// <summary>The clauses.</summary>
    public required IReadOnlyList<PlanPageMeasure> Measures { get; init; }

    /// <summary>The figures.</summary>
    public required IReadOnlyList<PlanPageIndicator> Indicators { get; init; }

    /// <summary>The supporting sections' parts.</summary>
    public IEnumerable<PlanPagePart> Supporting => Parts.Where(p => p.Kind == ResponsibilityKind.Supporting);
}

/// <summary>A section's part.</summary>
/// <param name="ResponsibilityId">Key.</param>
/// <param name="SectionId">Key of the section.</param>
/// <param name="Section">The section.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="Since">From which day on it is so; null where it is as the plan came into force.</param>
public sealed record PlanPagePart(int ResponsibilityId, int SectionId, string Section, ResponsibilityKind Kind, DateOnly? Since);

/// <summary>A clause.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">From 1.</param>
/// <param name="Text">A short phrase.</param>
/// <param name="Due">By when or how often, as the notice has it, or null.</param>
/// <param name="Lead">The section that leads it where the task's does not, by key, or null.</param>
/// <param name="Remark">备注 of its own, or null.</param>
/// <param name="Supporting">The supporting sections that work on it, by key; the lead works on all.</param>
public sealed record PlanPageMeasure(int Id, int Number, string Text, string? Due, int? Lead, string? Remark, IReadOnlyList<int> Supporting);

/// <summary>A figure.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="Shape">Number, rate or zero-clearing form.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Owner">Who enters it.</param>
/// <param name="Frequency">How often.</param>
/// <param name="TargetOperator">How the target is meant; null where the notice sets none.</param>
/// <param name="TargetValue">The target.</param>
/// <param name="IsDefined">Whether its card is filled in.</param>
public sealed record PlanPageIndicator(
    int Id, string Name, IndicatorShape Shape, string Unit, string Owner, IndicatorFrequency Frequency, TargetOperator? TargetOperator, decimal? TargetValue, bool IsDefined);

/// <summary>Reads the plans. A plan that is still a draft is shown to the coordinator only.</summary>
/// <param name="db">The database.</param>
public sealed class PlanQueries(RuralEduDbContext db)
{
    /// <summary>All plans, the newest first.</summary>
    public async Task<IReadOnlyList<PlanLine>> ReadListAsync(Actor actor, CancellationToken cancellationToken) =>
        await Lines(Visible(actor).OrderByDescending(p => p.Year)).ToListAsync(cancellationToken);

    /// <summary>A year's plan with all its tasks, in three statements; null where there is none.</summary>
    public async Task<PlanPage?> ReadAsync(int year, Actor actor, CancellationToken cancellationToken)
    {
        if (await Lines(Visible(actor).Where(p => p.Year == year)).SingleOrDefaultAsync(cancellationToken) is not { } plan)
            return null;
        var tasks = await db.PlanTasks.AsNoTracking().AsSingleQuery().Where(t => t.WorkPlan.Year == year).OrderBy(t => t.Number)
            .Select(t => new PlanPageTask
            {
                Id = t.Id,
                Version = t.Version,
                Number = t.Number,
                Title = t.Title,
                Group = t.TaskGroup.Number,
                GroupTitle = t.TaskGroup.Title,
                GroupLeader = t.TaskGroup.Leader,
                Due = t.DueWords,
                Leader = t.Leader,
                Remark = t.Remark,
                PlanId = t.WorkPlanId,
                IsInForce = t.WorkPlan.State == PlanState.InForce,
                PausesInVacation = t.PausesInVacation,
                FullText = t.FullText,
                Parts = t.Responsibilities.Where(r => r.Until == null).OrderBy(r => r.Kind).ThenBy(r => r.Order)
                    .Select(r => new PlanPagePart(r.Id, r.SectionId, r.Section.Name, r.Kind, r.Since)).ToList(),
                Measures = t.Measures.OrderBy(m => m.Number).Select(m => new PlanPageMeasure(
                    m.Id, m.Number, m.Text, m.DueWords, m.Lead != null && m.Lead.Until == null ? (int?)m.Lead.SectionId : null, m.Remark,
                    m.Responsibilities.Where(r => r.Kind == ResponsibilityKind.Supporting && r.Until == null).OrderBy(r => r.Order).Select(r => r.SectionId).ToList())).ToList(),
                Indicators = t.Indicators.OrderBy(i => i.Order).Select(i => new PlanPageIndicator(
                    i.Id, i.Name, i.Shape, i.Unit, i.OwnerSection.Name, i.Frequency, i.TargetOperator, i.TargetValue, i.Population != "")).ToList(),
            })
            .ToListAsync(cancellationToken);
        var amendments = await db.PlanAmendments.AsNoTracking().Where(a => db.WorkPlans.Any(p => p.Id == a.WorkPlanId && p.Year == year)).OrderByDescending(a => a.At).ThenByDescending(a => a.Id)
            .Select(a => new PlanPageAmendment((int?)a.PlanTask!.Number, a.PlanTask.Title, a.Kind, a.At, a.HoldsFrom, a.ByName, a.Reason, a.Before, a.After)).ToListAsync(cancellationToken);
        return new PlanPage
        {
            Plan = plan,
            Groups = [.. tasks.GroupBy(t => (t.Group, t.GroupTitle, t.GroupLeader)).OrderBy(g => g.Key.Group).Select(g => new PlanPageGroup(g.Key.Group, g.Key.GroupTitle, g.Key.GroupLeader, [.. g]))],
            Version = plan.Version,
            MayChange = actor.May(Permission.ManagePlans) && plan.State != PlanState.Archived,
            Actions = PlanWorkflow.ActionsOf(plan.State, actor),
            MayDiscard = actor.May(Permission.ManagePlans) && plan.State == PlanState.Draft,
            Amendments = amendments,
        };
    }

    /// <summary>A figure's whole card, for its form; null where there is none.</summary>
    public async Task<Indicator?> ReadIndicatorAsync(int year, int number, int id, Actor actor, CancellationToken cancellationToken) =>
        actor.May(Permission.ManagePlans)
            ? await db.Indicators.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.PlanTask.Number == number && i.PlanTask.WorkPlan.Year == year, cancellationToken)
            : null;

    /// <summary>The sections that may get a part, in their order.</summary>
    public async Task<IReadOnlyList<Import.SectionName>> ReadSectionsAsync(CancellationToken cancellationToken) =>
        await db.Sections.AsNoTracking().Where(s => s.IsActive).OrderBy(s => s.SortOrder).ThenBy(s => s.Id)
            .Select(s => new Import.SectionName(s.Id, s.Name)).ToListAsync(cancellationToken);

    private IQueryable<WorkPlan> Visible(Actor actor) =>
        actor.May(Permission.ManagePlans) ? db.WorkPlans.AsNoTracking() : db.WorkPlans.AsNoTracking().Where(p => p.State != PlanState.Draft);

    private static IQueryable<PlanLine> Lines(IQueryable<WorkPlan> plans) =>
        plans.Select(p => new PlanLine(p.Year, p.Title, p.DocumentNumber, p.IssuingBody, p.IssuedOn, p.State, p.Tasks.Count, p.Version));
}
