using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>The evidence of reports.</summary>
internal sealed class UploadedEvidence : IUploadedFiles
{
    /// <inheritdoc/>
    public IQueryable<NamedContent> Contents(RuralEduDbContext db) =>
        db.EvidenceFiles.AsNoTracking().Select(f => new NamedContent { ContentHash = f.ContentHash, FileName = f.FileName });

    /// <inheritdoc/>
    public IQueryable<long> LengthsOf(RuralEduDbContext db, int sectionId) =>
        db.EvidenceFiles.Where(f => f.RemovedAt == null && f.MonthlyReport.SectionId == sectionId).Select(f => f.Length);
}
