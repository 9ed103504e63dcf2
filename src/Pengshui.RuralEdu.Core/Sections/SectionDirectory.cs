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
    public IQueryable<int> Named(RuralEduDbContext db, string words) => db.Sections.Where(s => s.Name.Contains(words)).Select(s => s.Id);

    /// <inheritdoc/>
    public IQueryable<SectionSuccession> Successions(RuralEduDbContext db) =>
        db.Sections.Select(s => new SectionSuccession { SectionId = s.Id, SuccessorId = s.SuccessorId });
}
