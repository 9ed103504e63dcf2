using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>The photos of inspections, which are no section's.</summary>
internal sealed class UploadedPhotos : IUploadedFiles
{
    /// <inheritdoc/>
    public IQueryable<NamedContent> Contents(RuralEduDbContext db) =>
        db.InspectionPhotos.AsNoTracking().Select(f => new NamedContent { ContentHash = f.ContentHash, FileName = f.FileName });

    /// <inheritdoc/>
    public IQueryable<long> LengthsOf(RuralEduDbContext db, int sectionId) =>
        db.InspectionPhotos.Where(p => false).Select(p => p.Length);
}
