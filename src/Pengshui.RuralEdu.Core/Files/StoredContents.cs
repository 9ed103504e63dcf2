using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Files;

/// <summary>Opens uploaded files for those who may read them. What is not there, or is not what was uploaded, is said and audited, never sent.</summary>
/// <param name="db">The database.</param>
/// <param name="store">Where the bytes lie.</param>
public sealed class StoredContents(RuralEduDbContext db, UploadStore store)
{
    /// <summary>The file to send, or a sentence that says why there is none.</summary>
    /// <param name="file">What the row says of it.</param>
    /// <param name="objectType">The row's kind, for the trail.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<FileContent>> OpenAsync(FileReference file, string objectType, Actor actor, CancellationToken cancellationToken)
    {
        var (content, state) = await store.OpenAsync(file.ContentHash, cancellationToken);
        if (content is not null)
            return Result.Success(new FileContent(file.FileName, file.ContentType, file.Length, file.ContentHash, content));
        db.Note(new AuditNote(actor, state == ContentState.Missing ? FileAudit.MissFile : FileAudit.FindChangedFile)
        {
            ObjectType = objectType,
            ObjectId = $"{file.Id}",
            Title = file.FileName,
            Result = AuditResult.Failed,
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Refused(state == ContentState.Missing
            ? $"“{file.FileName}”不在服务器上，打不开。请告诉系统管理员从备份恢复。"
            : $"“{file.FileName}”和上传时不一样，没有打开。请告诉系统管理员核对。");
    }
}
