using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>What every write to a rectification shares: loading it in scope, its history, refusals that leave a trace, and the answer to whoever saves second.</summary>
/// <param name="db">The database.</param>
/// <param name="trail">Who changed what.</param>
public sealed class RectificationRefusals(RuralEduDbContext db, EditTrail trail)
{
    /// <summary>The audit code of an action.</summary>
    public static string Code(RectificationAction action) => action switch
    {
        RectificationAction.Issue => RectificationAudit.IssueRectification,
        RectificationAction.Report => RectificationAudit.ReportRectification,
        RectificationAction.Submit => RectificationAudit.SubmitRectification,
        RectificationAction.Close => RectificationAudit.CloseRectification,
        RectificationAction.Return => RectificationAudit.ReturnRectification,
        RectificationAction.Extend => RectificationAudit.ExtendRectification,
        RectificationAction.ScheduleLookBack => RectificationAudit.ScheduleLookBack,
        RectificationAction.PassLookBack => RectificationAudit.PassLookBack,
        RectificationAction.Reopen => RectificationAudit.ReopenRectification,
        RectificationAction.HandOver => RectificationAudit.HandOverRectification,
        RectificationAction.Move => ReportAudit.MoveDeadline,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>What the trail calls it: 整改〔2023〕第3号 · 任务1 … · 教育科.</summary>
    /// <param name="rectification">With its task and section.</param>
    public static string TitleOf(Rectification rectification) =>
        $"{Rectification.Label(rectification.Year, rectification.Number)} · 任务{rectification.PlanTask.Number} {rectification.PlanTask.Title} · {rectification.Section.Name}";

    /// <summary>An entry about it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="code">What.</param>
    /// <param name="rectification">With its task and section.</param>
    /// <param name="changes">Label, before, after.</param>
    public static AuditNote Note(
        Actor actor, string code, Rectification rectification, IEnumerable<(string Label, string? Before, string? After)> changes) => new(actor, code)
        {
            Subject = rectification,
            Title = TitleOf(rectification),
            Details = AuditNote.DetailsOf(changes),
        };

    /// <summary>The rectification with its task and section, tracked; null where the actor may not know of it.</summary>
    public async Task<Rectification?> LoadAsync(int id, Actor actor, CancellationToken cancellationToken) =>
        await db.Rectifications.VisibleTo(actor).Include(r => r.PlanTask).Include(r => r.Section)
            .SingleOrDefaultAsync(r => r.Id == id, cancellationToken);

    /// <summary>Refuses what the workflow does not have, and writes that down.</summary>
    public Task<Refusal> RefuseAsync(Rectification rectification, RectificationAction action, Actor actor, CancellationToken cancellationToken)
    {
        var section = rectification.Section.Name;
        return RefuseAsync(
            rectification, Code(action), actor,
            RectificationSentences.IsEver(action, actor, rectification.SectionId)
                ? Result.Refused(RectificationSentences.Refusal(action, rectification.State, section, actor, rectification.SubmittedById))
                : Result.Forbidden(RectificationSentences.Forbidden(action, section)),
            cancellationToken);
    }

    /// <summary>Refuses for a reason, and writes that down in a save of its own.</summary>
    public async Task<Refusal> RefuseAsync(Rectification rectification, string code, Actor actor, Refusal refusal, CancellationToken cancellationToken)
    {
        db.Forget();
        db.Note(new AuditNote(actor, code)
        {
            ObjectType = nameof(Rectification),
            ObjectId = $"{rectification.Id}",
            Title = TitleOf(rectification),
            Result = AuditResult.Refused,
            Reason = refusal.Message,
        });
        await db.SaveChangesAsync(cancellationToken);
        return refusal;
    }

    /// <summary>Saves; where somebody was faster, tells who.</summary>
    /// <returns>The new version.</returns>
    public async Task<Result<int>> SaveAsync(Rectification rectification, int formVersion, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success(rectification.Version);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ConflictAsync(rectification.Id, formVersion, cancellationToken);
        }
    }

    /// <summary>Tells who changed what since a form was made.</summary>
    public async Task<Refusal> ConflictAsync(int id, int formVersion, CancellationToken cancellationToken)
    {
        db.Forget();
        var version = await db.Rectifications.Where(r => r.Id == id).Select(r => r.Version).SingleAsync(cancellationToken);
        return Result.Conflict(trail.Tell(
            await trail.SinceAsync(nameof(Rectification), id, formVersion, version, cancellationToken), "这件整改"));
    }
}
