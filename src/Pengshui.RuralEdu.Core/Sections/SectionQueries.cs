using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Sections;

/// <summary>A section in the administrator's list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="SortOrder">Place in lists.</param>
/// <param name="IsActive">Whether it is in use.</param>
/// <param name="Aliases">Other names, sorted.</param>
/// <param name="Accounts">Accounts that work in it and are enabled.</param>
/// <param name="Tasks">Numbers of its tasks in the plans in force, ascending.</param>
public sealed record SectionRow(
    int Id, string Code, string Name, int SortOrder, bool IsActive, IReadOnlyList<string> Aliases, int Accounts, IReadOnlyList<int> Tasks);

/// <summary>A section as its form shows it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Version">For the next save.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="SortOrder">Place in lists.</param>
/// <param name="IsActive">Whether it is in use.</param>
/// <param name="Aliases">Other names, sorted.</param>
public sealed record SectionDetails(int Id, int Version, string Code, string Name, int SortOrder, bool IsActive, IReadOnlyList<string> Aliases);

/// <summary>Reads sections for the administrator's pages.</summary>
/// <param name="db">The database.</param>
/// <param name="tasks">What sections have to do.</param>
public sealed class SectionQueries(RuralEduDbContext db, ISectionTasks tasks)
{
    /// <summary>All sections in their order; three statements.</summary>
    public async Task<IReadOnlyList<SectionRow>> ListAsync(CancellationToken cancellationToken)
    {
        var numbers = (await tasks.InForceAsync(null, cancellationToken)).ToLookup(t => t.SectionId, t => t.Number);
        var rows = await db.Sections.AsNoTracking().OrderBy(s => s.SortOrder).ThenBy(s => s.Id)
            .Select(s => new
            {
                s.Id,
                s.Code,
                s.Name,
                s.SortOrder,
                s.IsActive,
                Aliases = s.Aliases.OrderBy(a => a.Id).Select(a => a.Name).ToList(),
                Accounts = db.UserSections.Count(u => u.SectionId == s.Id && u.Relation == SectionRelation.Member
                    && db.Users.Any(p => p.Id == u.UserId && p.IsEnabled)),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(s => new SectionRow(s.Id, s.Code, s.Name, s.SortOrder, s.IsActive, s.Aliases, s.Accounts, [.. numbers[s.Id]]))];
    }

    /// <summary>One section, or null; two statements.</summary>
    public async Task<SectionDetails?> FindAsync(int id, CancellationToken cancellationToken) =>
        await db.Sections.AsNoTracking().Where(s => s.Id == id)
            .Select(s => new SectionDetails(
                s.Id, s.Version, s.Code, s.Name, s.SortOrder, s.IsActive, s.Aliases.OrderBy(a => a.Id).Select(a => a.Name).ToList()))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The place after the last section, for a new one; one statement.</summary>
    public async Task<int> NextOrderAsync(CancellationToken cancellationToken) =>
        (await db.Sections.MaxAsync(s => (int?)s.SortOrder, cancellationToken) ?? 0) + 1;
}
