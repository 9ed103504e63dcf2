using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>An inspection in a list.</summary>
public sealed record InspectionLine
{
    /// <summary>For its link.</summary>
    public required int Id { get; init; }

    /// <summary>草稿 or 已签发.</summary>
    public required InspectionState State { get; init; }

    /// <summary>The year of the number.</summary>
    public required int Year { get; init; }

    /// <summary>The number; null of a draft.</summary>
    public required int? Number { get; init; }

    /// <summary>日期.</summary>
    public required DateOnly VisitedOn { get; init; }

    /// <summary>乡镇（街道）.</summary>
    public required string? Town { get; init; }

    /// <summary>学校或单位.</summary>
    public required string? Place { get; init; }

    /// <summary>方式.</summary>
    public required InspectionKind Kind { get; init; }

    /// <summary>督查维度.</summary>
    public required InspectionDimensions Dimensions { get; init; }

    /// <summary>The beginning of the findings.</summary>
    public required string? Findings { get; init; }

    /// <summary>When the draft was last saved, UTC.</summary>
    public required DateTime EditedAt { get; init; }

    /// <summary>Display name of whoever wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>The tasks and sections, by task.</summary>
    public required IReadOnlyList<InspectionLineItem> Items { get; init; }

    /// <summary>How many rectifications it raised.</summary>
    public required int Rectifications { get; init; }

    /// <summary>Of them not closed.</summary>
    public required int OpenRectifications { get; init; }

    /// <summary>督〔2023〕第7号, or 草稿.</summary>
    public string Reference => InspectionLabels.Reference(Year, Number);

    /// <summary>普子镇 示例小学.</summary>
    public string Where => Place is null && Town is null ? "地点未填" : $"{Town} {Place}".Trim();

    /// <summary>The gravest light given; null where none is.</summary>
    public Light? Light => Items.Max(i => i.Light);
}

/// <summary>A task and section in a list.</summary>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Section">The section, by its name on the day of the visit.</param>
/// <param name="Light">督查员判定.</param>
/// <param name="Seen">现场, in words.</param>
public sealed record InspectionLineItem(int TaskNumber, string TaskTitle, string Section, Light? Light, string? Seen);

/// <summary>What of the ledger is shown.</summary>
/// <param name="Task">Of which task; null: all.</param>
/// <param name="Section">Of which section, by code; null: all.</param>
/// <param name="Kind">Which kind; null: all.</param>
/// <param name="Month">Visited in which month; null: all.</param>
public sealed record InspectionFilter(int? Task = null, string? Section = null, InspectionKind? Kind = null, Month? Month = null)
{
    /// <summary>Whether anything is left out.</summary>
    public bool IsEmpty => this == new InspectionFilter();
}

/// <summary>The ledger of inspections (督查台账).</summary>
/// <param name="Lines">One page: the reader's own drafts first, then the newest visits.</param>
/// <param name="Filter">What is shown.</param>
/// <param name="Tasks">Tasks of the plan in force, to choose from.</param>
/// <param name="Sections">Sections, to choose from.</param>
/// <param name="Months">Months with visits, newest first, to choose from.</param>
/// <param name="MayWrite">Whether the reader may begin one.</param>
/// <param name="MayExport">Whether the reader may take the ledger along.</param>
public sealed record InspectionLedger(
    Page<InspectionLine> Lines, InspectionFilter Filter, IReadOnlyList<(int Number, string Title)> Tasks, IReadOnlyList<(string Code, string Name)> Sections,
    IReadOnlyList<Month> Months, bool MayWrite, bool MayExport);

/// <summary>Reads lists of inspections: the ledger in five statements, the short lists of other pages in one.</summary>
/// <param name="db">The database.</param>
/// <param name="kept">Keeps a task's list until it changes.</param>
/// <param name="rectifications">What they raised.</param>
public sealed class InspectionLedgerQuery(RuralEduDbContext db, KeptRows kept, IInspectionRectifications rectifications)
{
    /// <summary>Lines of the ledger on a page.</summary>
    public const int PageSize = 20;

    private const int BeginningOfFindings = 120;

    private static readonly DataArea[] OfTaskAreas = [DataArea.Inspections, DataArea.Rectifications, DataArea.Plans, DataArea.Sections, DataArea.People];

    /// <summary>A page of the ledger.</summary>
    /// <param name="filter">What is shown.</param>
    /// <param name="page">Which page, from 1; one past the end is the last.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<InspectionLedger> ReadAsync(InspectionFilter filter, int page, Actor actor, CancellationToken cancellationToken)
    {
        var all = Fitting(filter, db.Inspections.AsNoTracking().VisibleTo(actor));
        var total = await all.CountAsync(cancellationToken);
        var number = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var lines = await Lines(InOrder(all).Skip((number - 1) * PageSize).Take(PageSize)).ToListAsync(cancellationToken);
        var tasks = await db.PlanTasks.AsNoTracking().Where(t => t.WorkPlan.State == PlanState.InForce).OrderBy(t => t.Number)
            .Select(t => new { t.Number, t.Title }).ToListAsync(cancellationToken);
        var sections = await db.Sections.AsNoTracking().OrderBy(s => s.SortOrder).Select(s => new { s.Code, s.Name }).ToListAsync(cancellationToken);
        var months = await db.Inspections.AsNoTracking().VisibleTo(actor).Select(i => new { i.VisitedOn.Year, i.VisitedOn.Month }).Distinct().ToListAsync(cancellationToken);
        return new InspectionLedger(
            new Page<InspectionLine>(lines, number, PageSize, total),
            filter,
            [.. tasks.DistinctBy(t => t.Number).Select(t => (t.Number, t.Title))],
            [.. sections.Select(s => (s.Code, s.Name))],
            [.. months.Select(m => new Month(m.Year, m.Month)).OrderDescending()],
            actor.May(Permission.Supervise),
            actor.May(Permission.ReadBusiness));
    }

    /// <summary>The reader's own drafts and the issued ones, newest first, for the workbench.</summary>
    /// <param name="most">How many at the most.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<InspectionLine>> NewestAsync(int most, Actor actor, CancellationToken cancellationToken) =>
        await Lines(InOrder(db.Inspections.AsNoTracking().VisibleTo(actor)).Take(most)).ToListAsync(cancellationToken);

    /// <summary>The issued inspections of a task, newest first.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<InspectionLine>> OfTaskAsync(int taskId, int most, Actor actor, CancellationToken cancellationToken) =>
        actor.May(Permission.ReadBusiness)
            ? await kept.GetAsync(new OfTaskKey(taskId, most), OfTaskAreas, () => Lines(InOrder(db.Inspections.AsNoTracking()
                .Where(i => i.State == InspectionState.Issued && i.Items.Any(e => e.PlanTaskId == taskId))).Take(most)).ToListAsync(cancellationToken), cancellationToken)
            : [];

    private static IQueryable<Inspection> Fitting(InspectionFilter filter, IQueryable<Inspection> all)
    {
        if (filter.Kind is { } kind)
            all = all.Where(i => i.Kind == kind);
        if (filter.Month is { } month)
        {
            var (from, to) = (month.FirstDay, month.Add(1).FirstDay);
            all = all.Where(i => i.VisitedOn >= from && i.VisitedOn < to);
        }

        if (filter.Task is { } task)
            all = all.Where(i => i.WorkPlan.State == PlanState.InForce && i.Items.Any(e => e.PlanTask.Number == task));
        if (filter.Section is { } section)
            all = all.Where(i => i.Items.Any(e => e.Section.Code == section));
        return all;
    }

    private static IQueryable<Inspection> InOrder(IQueryable<Inspection> inspections) =>
        inspections.OrderBy(i => i.State).ThenByDescending(i => i.VisitedOn).ThenByDescending(i => i.Id);

    // One statement: a page has few lines, and each few tasks.
    private IQueryable<InspectionLine> Lines(IQueryable<Inspection> inspections)
    {
        var raised = rectifications.Raised(db);
        return inspections.AsSingleQuery().Select(i => new InspectionLine
        {
            Id = i.Id,
            State = i.State,
            Year = i.Year,
            Number = i.Number,
            VisitedOn = i.VisitedOn,
            Town = i.Town,
            Place = i.Place,
            Kind = i.Kind,
            Dimensions = i.Dimensions,
            Findings = i.Findings!.Substring(0, BeginningOfFindings),
            EditedAt = i.EditedAt,
            Author = i.Author.DisplayName,
            Rectifications = raised.Count(r => r.InspectionId == i.Id),
            OpenRectifications = raised.Count(r => r.InspectionId == i.Id && r.IsOpen),
            Items = i.Items.OrderBy(e => e.PlanTask.Number).ThenBy(e => e.Id)
                .Select(e => new InspectionLineItem(
                    e.PlanTask.Number, e.PlanTask.Title,
                    e.Section.FormerNames.Where(n => e.Inspection.VisitedOn <= n.Until).OrderBy(n => n.Until).Select(n => n.Name).FirstOrDefault() ?? e.Section.Name,
                    e.Light, e.Seen)).ToList(),
        });
    }

    private sealed record OfTaskKey(int TaskId, int Most);
}
