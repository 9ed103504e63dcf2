using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>Tells accounts of the sections.</summary>
/// <param name="db">The database.</param>
internal sealed class SectionDirectory(RuralEduDbContext db) : ISectionDirectory
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<SectionChoice>> ListAsync(CancellationToken cancellationToken) =>
        await db.Sections.AsNoTracking().OrderBy(s => s.SortOrder).Select(s => new SectionChoice(s.Id, s.Code, s.Name, s.IsActive)).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public IQueryable<SectionEntry> Entries(RuralEduDbContext db) => db.Sections.Select(s => new SectionEntry
    {
        Id = s.Id, Code = s.Code, Name = s.Name, SortOrder = s.SortOrder, SuccessorId = s.SuccessorId,
    });
}
