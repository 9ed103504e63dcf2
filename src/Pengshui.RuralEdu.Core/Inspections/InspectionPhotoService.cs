using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>
/// Photos of inspections, while they are drafts. They move no version: a photo on its way never runs into the text that is
/// saved meanwhile.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
/// <param name="store">Where the bytes lie.</param>
/// <param name="scan">Looks for malware.</param>
/// <param name="contents">Opens files.</param>
public sealed class InspectionPhotoService(RuralEduDbContext db, BusinessClock clock, UploadStore store, UploadScan scan, StoredContents contents)
{
    /// <summary>Most photos in an inspection.</summary>
    public const int MaxPhotos = 12;

    /// <summary>Largest photo that is taken in, bytes (25 MB); what is kept is far smaller.</summary>
    public const long MaxLength = 25L * 1024 * 1024;

    /// <summary>The field of refusals.</summary>
    public const string Field = "Photos";

    /// <summary>What the file field lets people choose.</summary>
    public static string Accept => PhotoImage.Accept;

    /// <summary>Takes a photo in; the same picture is taken once.</summary>
    /// <param name="id">The inspection.</param>
    /// <param name="content">The bytes, read once.</param>
    /// <param name="fileName">The name that the browser gave.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends a broken upload; nothing of it stays.</param>
    /// <returns>The photo's key.</returns>
    public async Task<Result<int>> AddAsync(int id, Stream content, string fileName, Actor actor, CancellationToken cancellationToken = default)
    {
        if (await RefusalAsync(id, actor, cancellationToken) is { } early)
            return early;
        var name = FileNames.Clean(fileName);
        if (IdentityNumbers.AppearIn(name))
            return Result.Refused($"文件名“{name}”里像是有身份证号，请改名后再上传。", Field);
        try
        {
            using var upload = await store.ReceiveAsync(content, MaxLength, cancellationToken);
            if (upload is null)
                return Result.Refused($"“{name}”超过 {MaxLength / 1024 / 1024} MB，请在手机上缩小后再传。", Field);
            await using (var received = File.OpenRead(upload.Path))
            {
                if (await scan.RefusalAsync(received, name, Field, new UploadedFor(actor, nameof(Inspection), $"{id}"), cancellationToken) is { } infected)
                    return infected;
            }

            var (photo, problem) = await PhotoImage.PrepareAsync(upload.Path, cancellationToken);
            if (photo is null)
                return Result.Refused($"“{name}”{problem}", Field);
            await UploadStore.ReplaceAsync(upload, photo.Content, cancellationToken);
            return await db.ActAsync(() => SaveAsync(id, photo, upload, name, actor, cancellationToken), cancellationToken);
        }
        catch (IOException exception) when (FullDisk.Says(exception))
        {
            return Result.Refused(FullDisk.OfFile(name), Field);
        }
    }

    /// <summary>Takes a photo out of a draft.</summary>
    public Task<Result> RemoveAsync(int id, int photoId, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => RemoveOnceAsync(id, photoId, actor, cancellationToken), cancellationToken);

    private async Task<Result> RemoveOnceAsync(int id, int photoId, Actor actor, CancellationToken cancellationToken)
    {
        await db.HoldAsync(db.Inspections.Where(i => i.Id == id), cancellationToken);
        if (await RefusalAsync(id, actor, cancellationToken) is { } refusal)
            return refusal;
        if (await db.InspectionPhotos.SingleOrDefaultAsync(p => p.Id == photoId && p.InspectionId == id, cancellationToken) is not { } photo)
            return Result.NotFound();
        db.Remove(photo);
        db.Note(Note(actor, InspectionAudit.RemovePhoto, id, (photo.FileName, null)));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    /// <summary>Opens a photo for those who see its inspection.</summary>
    public async Task<Result<FileContent>> OpenAsync(int id, int photoId, Actor actor, CancellationToken cancellationToken = default)
    {
        var photo = await db.Inspections.AsNoTracking().VisibleTo(actor).Where(i => i.Id == id)
            .SelectMany(i => i.Photos).SingleOrDefaultAsync(p => p.Id == photoId, cancellationToken);
        return photo is null
            ? Result.NotFound()
            : await contents.OpenAsync(
                new FileReference(photo.Id, photo.FileName, photo.ContentType, photo.Length, photo.ContentHash), nameof(InspectionPhoto), actor, cancellationToken);
    }

    private async Task<Result<int>> SaveAsync(int id, PreparedPhoto photo, Upload upload, string name, Actor actor, CancellationToken cancellationToken)
    {
        // It may have been issued during the upload.
        await db.HoldAsync(db.Inspections.Where(i => i.Id == id), cancellationToken);
        if (await RefusalAsync(id, actor, cancellationToken) is { } refusal)
            return refusal;
        var there = await db.InspectionPhotos.Where(p => p.InspectionId == id).Select(p => new { p.Id, p.ContentHash }).ToListAsync(cancellationToken);
        if (there.FirstOrDefault(p => p.ContentHash == upload.Hash) is { } same)
            return Result.Success(same.Id);
        if (there.Count >= MaxPhotos)
            return Result.Refused($"每份督查记录最多 {MaxPhotos} 张照片，请移除不用的再传。", Field);
        store.Keep(upload);
        var row = new InspectionPhoto
        {
            InspectionId = id,
            FileName = Path.ChangeExtension(name, ".jpg"),
            ContentType = PhotoImage.ContentType,
            Length = upload.Length,
            ContentHash = upload.Hash,
            Width = photo.Width,
            Height = photo.Height,
            UploadedById = actor.UserId!.Value,
            UploadedAt = clock.UtcNow,
        };
        db.Add(row);
        db.Note(Note(actor, InspectionAudit.AddPhoto, id, (null, row.FileName)));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(row.Id);
    }

    private async Task<Refusal?> RefusalAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.Supervise))
            return Result.Forbidden("督查记录由督查员填写。");
        var row = await db.Inspections.AsNoTracking().VisibleTo(actor).Where(i => i.Id == id)
            .Select(i => new { i.State, i.AuthorId }).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return Result.NotFound();
        return InspectionWorkflow.Find(row.State, InspectionAction.SaveDraft, actor, row.AuthorId) is null
            ? Result.Refused("督查记录已经签发，不能再增减照片。", Field)
            : null;
    }

    private static AuditNote Note(Actor actor, string code, int id, (string? Before, string? After) change) => new(actor, code)
    {
        ObjectType = nameof(Inspection),
        ObjectId = $"{id}",
        Details = AuditNote.DetailsOf([("照片", change.Before, change.After)]),
    };
}
