using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Ledgers;
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
/// <param name="Tasks">The plan's tasks with their sections, to choose from.</param>
/// <param name="Today">Beijing's day.</param>
/// <param name="MayRaise">Whether the reader may raise one.</param>
/// <param name="MayExport">Whether the reader may take the ledger along.</param>
public sealed record RectificationLedger(
    int Year, RectificationFilter Filter, Page<RectificationLine> Page, IReadOnlyDictionary<RectificationState, int> Counts, int Overdue,
    IReadOnlyList<TaskChoice> Tasks, DateOnly Today, bool MayRaise, bool MayExport)
{
    /// <summary>All of them.</summary>
    public int Total => Counts.Values.Sum();
}

/// <summary>A task to choose, with the sections that have a part in it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Exact title.</param>
/// <param name="Parts">The parts, lead first.</param>
public sealed record TaskChoice(int Number, string Title, IReadOnlyList<PartChoice> Parts);

/// <summary>A section's part in a task, to choose.</summary>
/// <param name="ResponsibilityId">The part.</param>
/// <param name="SectionCode">The section's code.</param>
/// <param name="Section">The section's name.</param>
/// <param name="SortOrder">The section's place in lists.</param>
/// <param name="Kind">牵头 or 配合.</param>
public sealed record PartChoice(int ResponsibilityId, string SectionCode, string Section, int SortOrder, ResponsibilityKind Kind);

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
        var (plan, tasks) = await kept.GetAsync(
            new PlanKey(filter.Year), PlanAreas,
            async () => await PlanAsync(db, filter.Year, cancellationToken) is { } read ? new KeptPlan(read.Year, read.Tasks) : new KeptPlan(null, []),
            cancellationToken);
        if (number < 1 || (filter.Year is not null && plan is null)
            || (filter.Task is { } task && tasks.All(t => t.Number != task))
            || (filter.Section is { } code && tasks.SelectMany(t => t.Parts).All(p => p.SectionCode != code)))
            return null;

        var today = clock.Today;
        var year = plan ?? today.Year;
        var (page, counts, overdue) = await kept.GetAsync(
            new PageKey(filter, year, number, today), Areas, () => PageAsync(filter, year, number, today, cancellationToken), cancellationToken);
        return number > page.Count
            ? null
            : new RectificationLedger(year, filter, page, counts, overdue, tasks, today, actor.May(Permission.Supervise), LedgerService.MayExport(actor));
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

    /// <summary>The tasks of a plan with their sections; null where there is none that is more than a draft.</summary>
    internal static async Task<(int Year, IReadOnlyList<TaskChoice> Tasks)?> PlanAsync(RuralEduDbContext db, int? year, CancellationToken cancellationToken)
    {
        var plans = db.WorkPlans.Where(p => p.State != PlanState.Draft && (year == null || p.Year == year))
            .OrderBy(p => p.State).ThenByDescending(p => p.Year).Select(p => p.Id);
        var parts = await db.Responsibilities.AsNoTracking()
            .Where(r => r.PlanTask.WorkPlanId == plans.First() && r.Until == null)
            .OrderBy(r => r.PlanTask.Number).ThenBy(r => r.Kind).ThenBy(r => r.Order)
            .Select(r => new
            {
                r.PlanTask.WorkPlan.Year,
                r.PlanTask.Number,
                r.PlanTask.Title,
                Part = new PartChoice(r.Id, r.Section.Code, r.Section.Name, r.Section.SortOrder, r.Kind),
            })
            .ToListAsync(cancellationToken);
        return parts.Count == 0
            ? null
            : (parts[0].Year, [.. parts.GroupBy(p => (p.Number, p.Title)).Select(g => new TaskChoice(g.Key.Number, g.Key.Title, [.. g.Select(p => p.Part)]))]);
    }

    private sealed record PlanKey(int? Year);

    private sealed record KeptPlan(int? Year, IReadOnlyList<TaskChoice> Tasks);

    private sealed record PageKey(RectificationFilter Filter, int Year, int Number, DateOnly Today);

    private sealed record KeptPage(Page<RectificationLine> Page, IReadOnlyDictionary<RectificationState, int> Counts, int Overdue);
}
