using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>The files of rectifications.</summary>
internal sealed class UploadedRectificationFiles : IUploadedFiles
{
    /// <inheritdoc/>
    public IQueryable<NamedContent> Contents(RuralEduDbContext db) =>
        db.RectificationFiles.AsNoTracking().Select(f => new NamedContent { ContentHash = f.ContentHash, FileName = f.FileName });

    /// <inheritdoc/>
    public IQueryable<long> LengthsOf(RuralEduDbContext db, int sectionId) =>
        db.Rectifications.Where(r => r.SectionId == sectionId).SelectMany(r => r.Files).Where(f => f.RemovedAt == null).Select(f => f.Length);
}
