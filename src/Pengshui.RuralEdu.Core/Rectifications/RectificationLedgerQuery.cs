using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>Which rectifications are asked for; what is null is not asked.</summary>
public sealed record RectificationFilter
{
    /// <summary>The plan's year; null for the one in force.</summary>
    public int? Year { get; init; }

    /// <summary>A section's code.</summary>
    public string? Section { get; init; }

    /// <summary>A task's number.</summary>
    public int? Task { get; init; }

    /// <summary>Where it stands.</summary>
    public RectificationState? State { get; init; }

    /// <summary>Only those whose deadline has passed with the section still at it.</summary>
    public bool Overdue { get; init; }
}

/// <summary>The ledger of rectifications (整改台账).</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="Filter">What was asked for.</param>
/// <param name="Page">The rows, the newest number first.</param>
/// <param name="Counts">How many stand where, without the filter's own state.</param>
/// <param name="Overdue">How many are overdue, without the filter's own state.</param>
/// <param name="Tasks">The plan's tasks with the sections that have a part in them, to choose from.</param>
/// <param name="Sections">The sections that have or had a part in the plan, also those that were dissolved since, to choose from.</param>
/// <param name="Today">Beijing's day.</param>
/// <param name="MayRaise">Whether the reader may raise one.</param>
/// <param name="MayExport">Whether the reader may take the ledger along.</param>
public sealed record RectificationLedger(
    int Year, RectificationFilter Filter, Page<RectificationLine> Page, IReadOnlyDictionary<RectificationState, int> Counts, int Overdue,
    IReadOnlyList<TaskChoice> Tasks, IReadOnlyList<LedgerSection> Sections, DateOnly Today, bool MayRaise, bool MayExport)
{
    /// <summary>All of them.</summary>
    public int Total => Counts.Values.Sum();
}

/// <summary>A section to choose in a ledger.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="SortOrder">Its place in lists.</param>
public sealed record LedgerSection(string Code, string Name, int SortOrder);

/// <summary>A task to choose, with the sections that have a part in it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Exact title.</param>
/// <param name="Parts">The parts, lead first.</param>
public sealed record TaskChoice(int Number, string Title, IReadOnlyList<PartChoice> Parts);

/// <summary>A section's part in a task, to choose.</summary>
/// <param name="ResponsibilityId">The part.</param>
/// <param name="SectionCode">The section's code.</param>
/// <param name="Section">The section's name.</param>
/// <param name="Kind">牵头 or 配合.</param>
public sealed record PartChoice(int ResponsibilityId, string SectionCode, string Section, ResponsibilityKind Kind);

/// <summary>A rectification in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Year">Year of its number.</param>
/// <param name="Number">Its number.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="SectionId">The section that must put it right.</param>
/// <param name="Section">Its name.</param>
/// <param name="Problem">存在的问题.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">整改期限.</param>
/// <param name="SubmittedAt">When the section last submitted it, UTC.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
/// <param name="LookBackOn">回头看日期.</param>
public sealed record RectificationLine(
    int Id, int Year, int? Number, int TaskNumber, string TaskTitle, int SectionId, string Section, string Problem, RectificationState State,
    DateOnly DueOn, DateTime? SubmittedAt, DateTime? ClosedAt, DateOnly? LookBackOn)
{
    /// <summary>整改〔2023〕第3号.</summary>
    public string Label => Rectification.Label(Year, Number);

    /// <summary>The day that something is due: the section's deadline, or the look-back; null where nothing is.</summary>
    public DateOnly? NextOn => State.IsWithSection() ? DueOn : State == RectificationState.AwaitingLookBack ? LookBackOn : null;
}

/// <summary>Reads the ledger in three statements, and keeps what they read until it changes.</summary>
/// <param name="db">The database.</param>
/// <param name="kept">Keeps plans and pages.</param>
/// <param name="clock">Today.</param>
public sealed class RectificationLedgerQuery(RuralEduDbContext db, KeptRows kept, BusinessClock clock)
{
    /// <summary>What a line is read from.</summary>
    internal static readonly DataArea[] Areas = [DataArea.Rectifications, DataArea.Plans, DataArea.Sections];

    private static readonly DataArea[] PlanAreas = [DataArea.Plans, DataArea.Sections];

    /// <summary>Rows a page.</summary>
    public const int PageSize = 20;

    /// <summary>A page of the ledger; null where there is no such plan, task, section or page.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="number">Which page, from 1.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RectificationLedger?> ReadAsync(RectificationFilter filter, int number, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ReadBusiness))
            return null;
        var (plan, tasks, sections) = await kept.GetAsync(
            new PlanKey(filter.Year), PlanAreas,
            async () => await PlanAsync(db, filter.Year, cancellationToken) is { } read ? new KeptPlan(read.Year, read.Tasks, read.Sections) : new KeptPlan(null, [], []),
            cancellationToken);
        if (number < 1 || (filter.Year is not null && plan is null)
            || (filter.Task is { } task && tasks.All(t => t.Number != task))
            || (filter.Section is { } code && sections.All(s => s.Code != code)))
            return null;

        var today = clock.Today;
        var year = plan ?? today.Year;
        var (page, counts, overdue) = await kept.GetAsync(
            new PageKey(filter, year, number, today), Areas, () => PageAsync(filter, year, number, today, cancellationToken), cancellationToken);
        return number > page.Count
            ? null
            : new RectificationLedger(year, filter, page, counts, overdue, tasks, sections, today, actor.May(Permission.Supervise), actor.May(Permission.ReadBusiness));
    }

    private async Task<KeptPage> PageAsync(RectificationFilter filter, int year, int number, DateOnly today, CancellationToken cancellationToken)
    {
        var asked = db.Rectifications.AsNoTracking().Where(r => r.State != RectificationState.Draft && r.PlanTask.WorkPlan.Year == year);
        if (filter.Section is not null)
            asked = asked.Where(r => r.Section.Code == filter.Section);
        if (filter.Task is not null)
            asked = asked.Where(r => r.PlanTask.Number == filter.Task);
        var counts = await asked.GroupBy(r => r.State)
            .Select(g => new { State = g.Key, Count = g.Count(), Late = g.Count(r => r.DueOn < today) }).ToListAsync(cancellationToken);
        var overdue = counts.Where(c => c.State.IsWithSection()).Sum(c => c.Late);
        var total = filter.Overdue ? overdue : counts.Where(c => filter.State is null || c.State == filter.State).Sum(c => c.Count);
        if (filter.State is not null)
            asked = asked.Where(r => r.State == filter.State);
        if (filter.Overdue)
            asked = asked.Where(Overdue(today));
        var lines = await asked.OrderByDescending(r => r.Year).ThenByDescending(r => r.Number)
            .Skip((number - 1) * PageSize).Take(PageSize).Select(Line).ToListAsync(cancellationToken);
        return new KeptPage(new Page<RectificationLine>(lines, number, PageSize, total), counts.ToDictionary(c => c.State, c => c.Count), overdue);
    }

    /// <summary>Selects a line.</summary>
    internal static readonly System.Linq.Expressions.Expression<Func<Rectification, RectificationLine>> Line = r => new RectificationLine(
        r.Id, r.Year, r.Number, r.PlanTask.Number, r.PlanTask.Title, r.SectionId, r.Section.Name, r.Problem, r.State, r.DueOn, r.SubmittedAt, r.ClosedAt,
        r.LookBackOn);

    /// <summary>Those whose deadline has passed with the section still at it.</summary>
    internal static System.Linq.Expressions.Expression<Func<Rectification, bool>> Overdue(DateOnly today) => r =>
        r.DueOn < today
        && (r.State == RectificationState.Open || r.State == RectificationState.InProgress || r.State == RectificationState.Returned);

    /// <summary>
    /// The tasks of a plan with the sections that have a part in them, and all sections that have or had one: a part that was handed
    /// over is the new section's, and what the old one reported and put right says whose it was. Null where there is no plan that is more than a draft.
    /// </summary>
    internal static async Task<(int Year, IReadOnlyList<TaskChoice> Tasks, IReadOnlyList<LedgerSection> Sections)?> PlanAsync(
        RuralEduDbContext db, int? year, CancellationToken cancellationToken)
    {
        var plans = db.WorkPlans.Where(p => p.State != PlanState.Draft && (year == null || p.Year == year))
            .OrderBy(p => p.State).ThenByDescending(p => p.Year).Select(p => p.Id);
        var parts = await db.Responsibilities.AsNoTracking()
            .Where(r => r.PlanTask.WorkPlanId == plans.First())
            .Select(r => new
            {
                r.PlanTask.WorkPlan.Year, r.PlanTask.Number, r.PlanTask.Title, r.Id, r.Kind, r.Order, GoesOn = r.Until == null,
                r.Section.Code, r.Section.Name, r.Section.SortOrder,
            })
            .Union(db.MonthlyReports.AsNoTracking()
                .Where(r => r.ReportingPeriod.WorkPlanId == plans.First() && r.SectionId != r.Responsibility.SectionId)
                .Select(r => new
                {
                    r.Responsibility.PlanTask.WorkPlan.Year, r.Responsibility.PlanTask.Number, r.Responsibility.PlanTask.Title, r.Responsibility.Id,
                    r.Responsibility.Kind, r.Responsibility.Order, GoesOn = false, r.Section.Code, r.Section.Name, r.Section.SortOrder,
                }))
            .Union(db.Rectifications.AsNoTracking()
                .Where(r => r.PlanTask.WorkPlanId == plans.First() && r.Section.SuccessorId != null)
                .Select(r => new
                {
                    r.PlanTask.WorkPlan.Year, r.PlanTask.Number, r.PlanTask.Title, Id = 0, Kind = ResponsibilityKind.Supporting, Order = 0, GoesOn = false,
                    r.Section.Code, r.Section.Name, r.Section.SortOrder,
                }))
            .OrderBy(p => p.Number).ThenBy(p => p.Kind).ThenBy(p => p.Order)
            .ToListAsync(cancellationToken);
        return parts.Count == 0
            ? null
            : (
                parts[0].Year,
                [
                    .. parts.Where(p => p.GoesOn).GroupBy(p => (p.Number, p.Title))
                        .Select(g => new TaskChoice(g.Key.Number, g.Key.Title, [.. g.Select(p => new PartChoice(p.Id, p.Code, p.Name, p.Kind))])),
                ],
                [.. parts.Select(p => new LedgerSection(p.Code, p.Name, p.SortOrder)).Distinct().OrderBy(s => s.SortOrder)]);
    }

    private sealed record PlanKey(int? Year);

    private sealed record KeptPlan(int? Year, IReadOnlyList<TaskChoice> Tasks, IReadOnlyList<LedgerSection> Sections);

    private sealed record PageKey(RectificationFilter Filter, int Year, int Number, DateOnly Today);

    private sealed record KeptPage(Page<RectificationLine> Page, IReadOnlyDictionary<RectificationState, int> Counts, int Overdue);
}
