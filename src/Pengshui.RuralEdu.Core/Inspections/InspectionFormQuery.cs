using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A task's section to choose, with what it reported last.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="TaskNumber">Its number.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="SectionId">The section.</param>
/// <param name="SectionCode">Its code.</param>
/// <param name="SectionName">Its name.</param>
/// <param name="Report">What it submitted last; null where nothing yet.</param>
public sealed record InspectionChoice(
    int TaskId, int TaskNumber, string TaskTitle, int SectionId, string SectionCode, string SectionName, ReportedPart? Report)
{
    /// <summary>As in the form.</summary>
    public string Key => InspectionItemEntry.KeyOf(TaskId, SectionId);
}

/// <summary>A submitted report to hold against.</summary>
/// <param name="RevisionId">The submission.</param>
/// <param name="ReportId">For its link.</param>
/// <param name="Month">Its month.</param>
/// <param name="State">Where the report stands now.</param>
/// <param name="SelfLight">自评.</param>
/// <param name="Text">What it says.</param>
/// <param name="Figures">Its figures.</param>
public sealed record ReportedPart(
    int RevisionId, int ReportId, Month Month, ReportState State, Light? SelfLight, string? Text, IReadOnlyList<ReportedFigure> Figures)
{
    /// <summary>That the section's confirmed completions equal the schedule month after month; null where they do not.</summary>
    public ScheduleMatch? OnSchedule { get; init; }
}

/// <summary>An earlier visit to a place.</summary>
/// <param name="Id">For its link.</param>
/// <param name="Reference">Its number.</param>
/// <param name="VisitedOn">When.</param>
/// <param name="Town">Where.</param>
/// <param name="Place">Where.</param>
/// <param name="Findings">The beginning of what was found.</param>
public sealed record EarlierVisit(int Id, string Reference, DateOnly VisitedOn, string? Town, string? Place, string? Findings);

/// <summary>The form of an inspection.</summary>
public sealed record InspectionForm
{
    /// <summary>The draft; null where the server has none yet.</summary>
    public int? Id { get; init; }

    /// <summary>The draft's key; null for a new one, which the page gives one.</summary>
    public Guid? DraftKey { get; init; }

    /// <summary>Its version; 0 where there is none yet.</summary>
    public int Version { get; init; }

    /// <summary>When it was last saved, UTC.</summary>
    public DateTime? EditedAt { get; init; }

    /// <summary>What stands in it, or what was typed.</summary>
    public required InspectionContent Content { get; init; }

    /// <summary>All that may be chosen, by task.</summary>
    public required IReadOnlyList<InspectionChoice> Choices { get; init; }

    /// <summary>Photos.</summary>
    public IReadOnlyList<InspectionPicture> Photos { get; init; } = [];

    /// <summary>The newest visits, of which the page shows those to the same place.</summary>
    public required IReadOnlyList<EarlierVisit> Earlier { get; init; }

    /// <summary>What is open at the place that stands in the content, and what the draft speaks of.</summary>
    public required IReadOnlyList<RectificationThere> OpenThere { get; init; }

    /// <summary>Today in Beijing.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The deadline that a new rectification starts with: two weeks from today, on a working day.</summary>
    public required DateOnly SuggestedDueOn { get; init; }
}

/// <summary>Reads the form of an inspection: four statements for a new one, eight for a draft, and the plan's year.</summary>
/// <param name="db">The database.</param>
/// <param name="years">The plan's year, for what the completions of its months look like.</param>
/// <param name="calendars">Working days.</param>
/// <param name="rectifications">What visits raised.</param>
/// <param name="clock">Today.</param>
public sealed class InspectionFormQuery(
    RuralEduDbContext db, PlanYearReader years, CalendarReader calendars, IInspectionRectifications rectifications, BusinessClock clock)
{
    private const int MostEarlier = 100;
    private const int BeginningOfFindings = 80;
    private const int DaysToPutRight = 14;

    /// <summary>A new form.</summary>
    /// <param name="typed">What was typed; null for a fresh one.</param>
    /// <param name="task">Begins with this task, by number.</param>
    /// <param name="section">Begins with this section of it, by code; null: with the one that leads.</param>
    /// <param name="actor">A supervisor.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<InspectionForm>> NewAsync(InspectionContent? typed, int? task, string? section, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.Supervise))
            return Result.Forbidden();
        var plan = await db.WorkPlans.AsNoTracking().Where(p => p.State == PlanState.InForce).OrderByDescending(p => p.Year)
            .Select(p => new { p.Id, p.Year }).FirstOrDefaultAsync(cancellationToken);
        if (plan is null)
            return Result.Refused(InspectionService.NoPlan);
        var form = await FormAsync(plan.Id, plan.Year, typed ?? new InspectionContent { VisitedOn = clock.Today, Kind = InspectionKind.Visit }, cancellationToken);
        if (typed is not null || task is null)
            return Result.Success(form);
        var first = form.Choices.FirstOrDefault(c => c.TaskNumber == task && (section is null || c.SectionCode == section));
        return Result.Success(first is null ? form : form with { Content = form.Content with { Items = [Entry(first)] } });
    }

    /// <summary>The form of a draft. Not found where the actor may not know of it, refused once it is issued.</summary>
    /// <param name="id">The draft.</param>
    /// <param name="typed">What was typed; null for what is stored.</param>
    /// <param name="actor">A supervisor.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<InspectionForm>> EditAsync(int id, InspectionContent? typed, Actor actor, CancellationToken cancellationToken)
    {
        var row = await db.Inspections.AsNoTracking().AsSingleQuery().VisibleTo(actor).Include(i => i.WorkPlan).Include(i => i.Items).ThenInclude(i => i.Figures).Include(i => i.Verifications)
            .SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (row is null)
            return Result.NotFound();
        if (InspectionWorkflow.Find(row.State, InspectionAction.SaveDraft, actor, row.AuthorId) is null)
            return Result.Refused($"{InspectionLabels.Reference(row.Year, row.Number)}已经签发，不能再修改；有新情况请写补充。");
        var form = await FormAsync(row.WorkPlanId, row.WorkPlan.Year, typed ?? new InspectionDraft(db, row, await rectifications.LinesAsync(row, cancellationToken)).Content(), cancellationToken);
        return Result.Success(form with
        {
            Id = id,
            DraftKey = row.DraftKey,
            Version = row.Version,
            EditedAt = row.EditedAt,
            Photos = await PhotosAsync(id, actor, cancellationToken),
        });
    }

    /// <summary>What is open at a place, for a form in which it was just typed.</summary>
    public async Task<IReadOnlyList<RectificationThere>> OpenAtAsync(string? town, string? place, Actor actor, CancellationToken cancellationToken) =>
        actor.May(Permission.Supervise) ? await rectifications.OpenAtAsync(town, place, [], cancellationToken) : [];

    /// <summary>The draft of a key that is this actor's; null where there is none.</summary>
    public async Task<int?> FindAsync(Guid draftKey, Actor actor, CancellationToken cancellationToken) =>
        await db.Inspections.AsNoTracking().Where(i => i.DraftKey == draftKey && i.AuthorId == actor.UserId).Select(i => (int?)i.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The photos of an inspection that the actor may know of.</summary>
    public async Task<IReadOnlyList<InspectionPicture>> PhotosAsync(int id, Actor actor, CancellationToken cancellationToken) =>
        await db.Inspections.AsNoTracking().VisibleTo(actor).Where(i => i.Id == id).SelectMany(i => i.Photos).OrderBy(p => p.Id)
            .Select(p => new InspectionPicture(p.Id, p.FileName, p.Width, p.Height)).ToListAsync(cancellationToken);

    private async Task<InspectionForm> FormAsync(int planId, int year, InspectionContent content, CancellationToken cancellationToken)
    {
        var plan = await years.ReadAsync(year, cancellationToken);
        var earlier = await db.Inspections.AsNoTracking().Where(i => i.State == InspectionState.Issued)
            .OrderByDescending(i => i.VisitedOn).ThenByDescending(i => i.Id).Take(MostEarlier)
            .Select(i => new { i.Id, i.Year, i.Number, i.VisitedOn, i.Town, i.Place, Findings = i.Findings!.Substring(0, BeginningOfFindings) })
            .ToListAsync(cancellationToken);
        return new InspectionForm
        {
            Content = content,
            Choices = await ChoicesAsync(planId, plan, [.. content.Items.Select(i => i.RevisionId).OfType<int>()], cancellationToken),
            Earlier = [.. earlier.Select(e => new EarlierVisit(e.Id, InspectionLabels.Reference(e.Year, e.Number), e.VisitedOn, e.Town, e.Place, e.Findings))],
            OpenThere = await rectifications.OpenAtAsync(
                content.Town, content.Place, [.. content.Verifications.Select(v => v.RectificationId)], cancellationToken),
            Today = clock.Today,
            SuggestedDueOn = (await calendars.ReadAsync(cancellationToken)).OnOrAfter(clock.Today.AddDays(DaysToPutRight)),
        };
    }

    /// <summary>Every task's sections with their last submission, or with the one that the content was begun with.</summary>
    private async Task<IReadOnlyList<InspectionChoice>> ChoicesAsync(int planId, PlanYear? plan, int[] begun, CancellationToken cancellationToken)
    {
        var parts = await db.Responsibilities.AsNoTracking().Where(p => p.PlanTask.WorkPlanId == planId && p.Until == null)
            .OrderBy(p => p.PlanTask.Number).ThenBy(p => p.Kind).ThenBy(p => p.Order)
            .Select(p => new { p.Id, p.PlanTaskId, p.PlanTask.Number, p.PlanTask.Title, p.SectionId, p.Section.Code, p.Section.Name }).ToListAsync(cancellationToken);
        var reports = await db.ReportRevisions.AsNoTracking()
            .Join(db.MonthlyReports, v => v.MonthlyReportId, r => r.Id, (v, r) => new { Revision = v, Report = r })
            .Where(x => x.Report.ReportingPeriod.WorkPlanId == planId
                && (begun.Contains(x.Revision.Id)
                    || (x.Revision.Number == x.Report.RevisionNumber
                        && !db.MonthlyReports.Any(l => l.ResponsibilityId == x.Report.ResponsibilityId && l.RevisionNumber > 0
                            && l.ReportingPeriod.Month > x.Report.ReportingPeriod.Month))))
            .Select(x => new
            {
                x.Revision.Id, x.Revision.ContentJson, ReportId = x.Report.Id, x.Report.ReportingPeriod.Month, x.Report.State,
                x.Report.Responsibility.PlanTaskId, x.Report.SectionId,
            })
            .ToListAsync(cancellationToken);
        var byPart = reports.GroupBy(r => InspectionItemEntry.KeyOf(r.PlanTaskId, r.SectionId))
            .ToDictionary(g => g.Key, g => g.OrderByDescending(r => begun.Contains(r.Id)).First());
        return
        [
            .. parts.Select(p =>
            {
                var report = byPart.GetValueOrDefault(InspectionItemEntry.KeyOf(p.PlanTaskId, p.SectionId));
                return new InspectionChoice(
                    p.PlanTaskId, p.Number, p.Title, p.SectionId, p.Code, p.Name,
                    report is null ? null : Part(report.Id, report.ReportId, report.Month, report.State, ReportRevisions.Read(report.ContentJson)) with
                    {
                        OnSchedule = plan?.Tasks.FirstOrDefault(t => t.Id == p.PlanTaskId)?.OnSchedule(p.Id),
                    });
            }),
        ];
    }

    private static ReportedPart Part(int revisionId, int reportId, Month month, ReportState state, ReportSnapshot snapshot) =>
        new(revisionId, reportId, month, state, snapshot.SelfLight, ReportedFigures.TextOf(snapshot), ReportedFigures.Of(snapshot));

    private static InspectionItemEntry Entry(InspectionChoice choice) =>
        new() { TaskId = choice.TaskId, SectionId = choice.SectionId, RevisionId = choice.Report?.RevisionId };
}
