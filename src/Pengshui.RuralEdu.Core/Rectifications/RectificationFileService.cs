using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>
/// The section's files about what it put right, and the supervisor's about what was seen. Whoever may write the answer, or
/// close or pass it, may add them, and take out again what was not submitted or decided on yet. They raise no version: a text
/// that is being written meanwhile can still be saved.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
/// <param name="refusals">Refusals that leave a trace.</param>
/// <param name="intake">Takes files in.</param>
/// <param name="quota">How much room there is.</param>
/// <param name="contents">Opens files.</param>
public sealed class RectificationFileService(
    RuralEduDbContext db, BusinessClock clock, RectificationRefusals refusals, UploadIntake intake, UploadQuota quota, StoredContents contents)
{
    /// <summary>Most files of a rectification.</summary>
    public const int MaxFiles = 20;

    /// <summary>The field that a refusal is said of.</summary>
    public const string Field = "Files";

    /// <summary>Takes a file in; the same file under the same name is taken once.</summary>
    /// <param name="id">The rectification.</param>
    /// <param name="content">The bytes, read once from where it stands.</param>
    /// <param name="fileName">The name that the browser gave; a path in it is cut off.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends a broken upload; nothing of it stays.</param>
    /// <returns>The file's key.</returns>
    public async Task<Result<int>> AddAsync(int id, Stream content, string fileName, Actor actor, CancellationToken cancellationToken = default)
    {
        var (_, _, refused) = await WritableAsync(id, RectificationAudit.AddRectificationFile, actor, cancellationToken);
        if (refused is not null)
            return refused;
        var result = await intake.TakeAsync(content, fileName, Field, new UploadedFor(actor, nameof(Rectification), $"{id}"), cancellationToken);
        if (!result.Succeeded)
            return Result.Refused(result.Errors);
        using var taken = result.Value;
        return await db.ActAsync(() => AddOnceAsync(id, taken, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result<int>> AddOnceAsync(int id, TakenFile taken, Actor actor, CancellationToken cancellationToken)
    {
        // Held before it is looked at again, so that nothing is added to what was submitted during the upload.
        await db.HoldAsync(db.Rectifications.Where(r => r.Id == id), cancellationToken);
        var (rectification, isVerification, refusal) = await WritableAsync(id, RectificationAudit.AddRectificationFile, actor, cancellationToken);
        if (refusal is not null)
            return refusal;

        var files = await db.RectificationFiles.AsNoTracking().Where(f => f.RectificationId == id && f.RemovedAt == null)
            .Select(f => new { f.Id, f.FileName, f.ContentHash, f.Length, f.IsVerification }).ToListAsync(cancellationToken);
        if (files.FirstOrDefault(f => f.ContentHash == taken.ContentHash && f.FileName == taken.FileName && f.IsVerification == isVerification) is { } same)
            return Result.Success(same.Id);
        if (files.Count >= MaxFiles)
            return Result.Refused($"每件整改最多 {MaxFiles} 个文件，请移除不用的再上传。", Field);
        if (await quota.RefusalAsync(rectification!.SectionId, files.Sum(f => f.Length), taken.Length, cancellationToken) is { } full)
            return Result.Refused(full, Field);
        taken.Keep();
        var file = new RectificationFile
        {
            RectificationId = id,
            IsVerification = isVerification,
            FileName = taken.FileName,
            ContentType = taken.ContentType,
            Length = taken.Length,
            ContentHash = taken.ContentHash,
            UploadedById = actor.UserId!.Value,
            UploadedAt = clock.UtcNow,
        };
        db.Add(file);
        db.Note(Note(actor, RectificationAudit.AddRectificationFile, rectification, file));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(file.Id);
    }

    /// <summary>Takes a file of one's own side out that was not submitted or decided on yet.</summary>
    public Task<Result> RemoveAsync(int id, int fileId, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => RemoveOnceAsync(id, fileId, actor, cancellationToken), cancellationToken);

    private async Task<Result> RemoveOnceAsync(int id, int fileId, Actor actor, CancellationToken cancellationToken)
    {
        await db.HoldAsync(db.Rectifications.Where(r => r.Id == id), cancellationToken);
        var (rectification, isVerification, refusal) = await WritableAsync(id, RectificationAudit.RemoveRectificationFile, actor, cancellationToken);
        if (refusal is null)
        {
            var file = await db.RectificationFiles.SingleOrDefaultAsync(f => f.Id == fileId && f.RectificationId == id && f.IsVerification == isVerification && f.RemovedAt == null, cancellationToken);
            if (file is null)
                return Result.NotFound();
            if (!isVerification && rectification!.SubmittedAt >= file.UploadedAt)
                return Result.Refused($"“{file.FileName}”已随整改提交过，不能移除。", Field);
            if (isVerification && await db.RectificationSteps.AnyAsync(s => s.RectificationId == id && s.At >= file.UploadedAt, cancellationToken))
                return Result.Refused($"“{file.FileName}”已作为核验依据用过，不能移除。", Field);
            file.RemovedAt = clock.UtcNow;
            db.Note(Note(actor, RectificationAudit.RemoveRectificationFile, rectification!, file));
            await db.SaveChangesAsync(cancellationToken);
        }

        return refusal ?? Result.Success();
    }

    /// <summary>Opens a file for download; whoever sees the rectification may read it.</summary>
    public async Task<Result<FileContent>> OpenAsync(int id, int fileId, Actor actor, CancellationToken cancellationToken = default)
    {
        var file = await db.Rectifications.AsNoTracking().VisibleTo(actor).Where(r => r.Id == id)
            .SelectMany(r => r.Files).Where(f => f.Id == fileId && f.RemovedAt == null)
            .SingleOrDefaultAsync(cancellationToken);
        return file is null
            ? Result.NotFound()
            : await contents.OpenAsync(
                new FileReference(file.Id, file.FileName, file.ContentType, file.Length, file.ContentHash), nameof(RectificationFile), actor, cancellationToken);
    }

    private static AuditNote Note(Actor actor, string code, Rectification rectification, RectificationFile file) => new(actor, code)
    {
        Subject = file,
        Title = $"{RectificationRefusals.TitleOf(rectification)} · {file.FileName}",
    };

    /// <summary>The rectification where the actor may add and take out files now, and whether as the one who verifies it.</summary>
    private async Task<(Rectification? Rectification, bool IsVerification, Refusal? Refusal)> WritableAsync(
        int id, string code, Actor actor, CancellationToken cancellationToken)
    {
        var rectification = await refusals.LoadAsync(id, actor, cancellationToken);
        if (rectification is null)
            return (null, false, Result.NotFound());
        bool May(RectificationAction action) =>
            RectificationWorkflow.Find(rectification.State, action, actor, rectification.SectionId, rectification.SubmittedById) is not null;
        bool IsEver(RectificationAction action) => RectificationSentences.IsEver(action, actor, rectification.SectionId);
        var verifies = May(RectificationAction.Close) || May(RectificationAction.PassLookBack);
        if (verifies || May(RectificationAction.Report))
            return (rectification, verifies, null);
        var refusal = IsEver(RectificationAction.Report) || IsEver(RectificationAction.Close)
            ? Result.Refused("现在不能增减文件。" + RectificationSentences.NextStep(rectification.State, rectification.Section.Name), Field)
            : Result.Forbidden(RectificationSentences.Forbidden(RectificationAction.Report, rectification.Section.Name));
        return (rectification, false, await refusals.RefuseAsync(rectification, code, actor, refusal, cancellationToken));
    }
}
