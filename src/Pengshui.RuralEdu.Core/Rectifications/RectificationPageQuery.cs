using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>The page of one rectification.</summary>
public sealed record RectificationPage
{
    /// <summary>Key.</summary>
    public required int Id { get; init; }

    /// <summary>For the form.</summary>
    public required int Version { get; init; }

    /// <summary>整改〔2023〕第3号.</summary>
    public required string Label { get; init; }

    /// <summary>Where it stands.</summary>
    public required RectificationState State { get; init; }

    /// <summary>The plan's year.</summary>
    public required int PlanYear { get; init; }

    /// <summary>The task.</summary>
    public required int TaskNumber { get; init; }

    /// <summary>Its title.</summary>
    public required string TaskTitle { get; init; }

    /// <summary>The section that must put it right.</summary>
    public required string Section { get; init; }

    /// <summary>存在的问题.</summary>
    public required string Problem { get; init; }

    /// <summary>整改期限.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>整改措施.</summary>
    public required string? Measures { get; init; }

    /// <summary>整改情况.</summary>
    public required string? Feedback { get; init; }

    /// <summary>The inspection it came from; null where it stands alone.</summary>
    public required RectificationSource? Source { get; init; }

    /// <summary>Who raised it.</summary>
    public required string RaisedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime IssuedAt { get; init; }

    /// <summary>When it was closed, UTC.</summary>
    public required DateTime? ClosedAt { get; init; }

    /// <summary>回头看日期.</summary>
    public required DateOnly? LookBackOn { get; init; }

    /// <summary>When the look-back found it still right, UTC.</summary>
    public required DateTime? LookedBackAt { get; init; }

    /// <summary>核验情况: what was seen when it was last closed or looked back at; null while it is not closed.</summary>
    public required string? Seen { get; init; }

    /// <summary>The visit on which that was seen.</summary>
    public required RectificationSource? Visit { get; init; }

    /// <summary>What issued inspections say of it (本次核验), the newest first.</summary>
    public required IReadOnlyList<RectificationSighting> Sightings { get; init; }

    /// <summary>The section's files, oldest first.</summary>
    public required IReadOnlyList<RectificationAttachment> Files { get; init; }

    /// <summary>The supervisor's files of the verification, oldest first.</summary>
    public required IReadOnlyList<RectificationAttachment> VerificationFiles { get; init; }

    /// <summary>What may show that it was put right; nothing where the reader does not verify it now.</summary>
    public required RectificationProof Proof { get; init; }

    /// <summary>The history, newest first.</summary>
    public required IReadOnlyList<RectificationTrack> Steps { get; init; }

    /// <summary>What the reader may do now, in the order of the workflow.</summary>
    public required IReadOnlyList<RectificationAction> Actions { get; init; }

    /// <summary>Beijing's day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>A deadline to offer where it is given back: the present one, or 3 working days where that has passed.</summary>
    public required DateOnly NextDueOn { get; init; }

    /// <summary>Whether the reader may do this now.</summary>
    public bool May(RectificationAction action) => Actions.Contains(action);

    /// <summary>Whether the reader may close it, or pass its look-back, now.</summary>
    public bool MayVerify => May(RectificationAction.Close) || May(RectificationAction.PassLookBack);

    /// <summary>Why it was given back last; null unless it is with the section again.</summary>
    public RectificationTrack? GivenBack => State != RectificationState.Returned
        ? null : Steps.FirstOrDefault(s => s.Action is RectificationAction.Return or RectificationAction.Reopen);
}

/// <summary>The inspection that a rectification came from.</summary>
/// <param name="Id">Key.</param>
/// <param name="Year">Year of its number.</param>
/// <param name="Number">Its number.</param>
/// <param name="VisitedOn">The day.</param>
/// <param name="Place">Where.</param>
public sealed record RectificationSource(int Id, int Year, int? Number, DateOnly VisitedOn, string? Place);

/// <summary>What a visit says of a rectification.</summary>
/// <param name="Visit">The issued inspection.</param>
/// <param name="Seen">What was seen.</param>
public sealed record RectificationSighting(RectificationSource Visit, string Seen);

/// <summary>A file of the section or the supervisor.</summary>
/// <param name="Id">Key.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Length">Bytes.</param>
/// <param name="IsVerification">Whether it is the supervisor's.</param>
/// <param name="IsSubmitted">Whether it was submitted or decided on, and therefore stays.</param>
public sealed record RectificationAttachment(int Id, string FileName, long Length, bool IsVerification, bool IsSubmitted);

/// <summary>A step of the history.</summary>
/// <param name="Action">What was done.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">By whom.</param>
/// <param name="DueOn">整改期限 after it.</param>
/// <param name="LookBackOn">回头看日期 after it.</param>
/// <param name="Reason">Why, or how it was verified.</param>
/// <param name="Measures">整改措施 as written then.</param>
/// <param name="Feedback">整改情况 as written then.</param>
/// <param name="Visit">The visit on which it was verified.</param>
public sealed record RectificationTrack(
    RectificationAction Action, RectificationState From, RectificationState To, DateTime At, string By, DateOnly DueOn, DateOnly? LookBackOn,
    string? Reason, string? Measures, string? Feedback, RectificationSource? Visit);

/// <summary>Reads one rectification in four statements; for whoever verifies it in seven.</summary>
/// <param name="db">The database.</param>
/// <param name="calendars">Working days.</param>
/// <param name="clock">Today.</param>
public sealed class RectificationPageQuery(RuralEduDbContext db, CalendarReader calendars, BusinessClock clock)
{
    /// <summary>The page; null where the reader may not know of it.</summary>
    public async Task<RectificationPage?> ReadAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var row = await db.Rectifications.AsNoTracking().VisibleTo(actor).Where(r => r.Id == id)
            .Select(r => new
            {
                r.Version, r.Year, r.Number, r.State, PlanYear = r.PlanTask.WorkPlan.Year, TaskNumber = r.PlanTask.Number, TaskTitle = r.PlanTask.Title,
                r.SectionId, Section = r.Section.Name, r.Problem, r.DueOn, r.Measures, r.Feedback, RaisedBy = r.RaisedBy.DisplayName, r.IssuedAt,
                r.SubmittedAt, r.SubmittedById, r.ClosedAt, r.LookBackOn, r.LookedBackAt, r.Seen,
                Visit = r.Visit == null ? null : new RectificationSource(r.Visit.Id, r.Visit.Year, r.Visit.Number, r.Visit.VisitedOn, r.Visit.Place),
                Source = r.Inspection == null
                    ? null : new RectificationSource(r.Inspection.Id, r.Inspection.Year, r.Inspection.Number, r.Inspection.VisitedOn, r.Inspection.Place),
                Files = r.Files.Where(f => f.RemovedAt == null).OrderBy(f => f.Id)
                    .Select(f => new { f.Id, f.FileName, f.Length, f.UploadedAt, f.IsVerification }).ToList(),
                Sightings = db.InspectionVerifications.Where(v => v.RectificationId == r.Id && v.Inspection.State == InspectionState.Issued)
                    .OrderByDescending(v => v.Inspection.VisitedOn).ThenByDescending(v => v.Id)
                    .Select(v => new RectificationSighting(
                        new RectificationSource(v.Inspection.Id, v.Inspection.Year, v.Inspection.Number, v.Inspection.VisitedOn, v.Inspection.Place), v.Seen))
                    .ToList(),
                Steps = r.Steps.OrderByDescending(s => s.At).ThenByDescending(s => s.Id)
                    .Select(s => new RectificationTrack(
                        s.Action, s.From, s.To, s.At, s.By.DisplayName, s.DueOn, s.LookBackOn, s.Reason, s.Measures, s.Feedback,
                        s.Visit == null ? null : new RectificationSource(s.Visit.Id, s.Visit.Year, s.Visit.Number, s.Visit.VisitedOn, s.Visit.Place))).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return null;
        var today = clock.Today;
        var actions = RectificationWorkflow.ActionsOf(row.State, actor, row.SectionId, row.SubmittedById);
        var verifies = actions.Contains(RectificationAction.Close) || actions.Contains(RectificationAction.PassLookBack);
        var files = row.Files.Select(f => new RectificationAttachment(
            f.Id, f.FileName, f.Length, f.IsVerification, f.IsVerification ? row.Steps.Any(s => s.At >= f.UploadedAt) : row.SubmittedAt >= f.UploadedAt)).ToList();
        return new RectificationPage
        {
            Id = id,
            Version = row.Version,
            Label = Rectification.Label(row.Year, row.Number),
            State = row.State,
            PlanYear = row.PlanYear,
            TaskNumber = row.TaskNumber,
            TaskTitle = row.TaskTitle,
            Section = row.Section,
            Problem = row.Problem,
            DueOn = row.DueOn,
            Measures = row.Measures,
            Feedback = row.Feedback,
            Source = row.Source,
            RaisedBy = row.RaisedBy,
            IssuedAt = row.IssuedAt!.Value,
            ClosedAt = row.ClosedAt,
            LookBackOn = row.LookBackOn,
            LookedBackAt = row.LookedBackAt,
            Seen = row.Seen,
            Visit = row.Visit,
            Sightings = row.Sightings,
            Files = [.. files.Where(f => !f.IsVerification)],
            VerificationFiles = [.. files.Where(f => f.IsVerification)],
            Proof = verifies ? await RectificationProof.ReadAsync(db, id, cancellationToken) : RectificationProof.None,
            Steps = row.Steps,
            Actions = actions,
            Today = today,
            NextDueOn = row.DueOn >= today
                ? row.DueOn : (await calendars.ReadAsync(cancellationToken)).AddWorkingDays(today, ReportWorkflow.ReturnWorkingDays),
        };
    }
}
