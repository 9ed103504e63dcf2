using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>A line of the auditor's list.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When, UTC.</param>
/// <param name="ActorName">用户名.</param>
/// <param name="Action">Code of the act.</param>
/// <param name="Result">How it ended.</param>
/// <param name="ObjectType">Kind of the object.</param>
/// <param name="ObjectTitle">What the object was called.</param>
/// <param name="Reason">Why.</param>
/// <param name="Address">Whence.</param>
public sealed record AuditLine(
    long Sequence, DateTime At, string ActorName, string Action, AuditResult Result, string? ObjectType, string? ObjectTitle, string? Reason, string? Address);

/// <summary>A page of the auditor's list, newest first. It is turned by sequence, so that it stays put while entries are added.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Older">Where the page of older lines starts (<c>before</c>), or null at the end.</param>
/// <param name="Newer">Where the page of newer lines starts (<c>after</c>), or null at the top.</param>
public sealed record AuditList(IReadOnlyList<AuditLine> Lines, long? Older, long? Newer);

/// <summary>Reads the audit trail for the auditor.</summary>
/// <param name="db">The database.</param>
public sealed class AuditQuery(RuralEduDbContext db)
{
    /// <summary>Lines a page.</summary>
    public const int PageSize = 50;

    /// <summary>One page; one statement.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="before">Only lines older than this one.</param>
    /// <param name="after">Only lines newer than this one; the ones next to it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AuditList> ListAsync(AuditFilter filter, long? before, long? after, CancellationToken cancellationToken)
    {
        var entries = filter.Apply(db.AuditEntries.AsNoTracking());
        if (after is { } newerThan)
        {
            var rising = await Lines(entries.Where(e => e.Sequence > newerThan).OrderBy(e => e.Sequence)).ToListAsync(cancellationToken);
            var more = rising.Count > PageSize;
            var page = rising.Take(PageSize).Reverse().ToList();
            return new AuditList(page, page.Count == 0 ? newerThan + 1 : page[^1].Sequence, more ? page[0].Sequence : null);
        }

        if (before is { } olderThan)
            entries = entries.Where(e => e.Sequence < olderThan);
        var falling = await Lines(entries.OrderByDescending(e => e.Sequence)).ToListAsync(cancellationToken);
        var lines = falling.Take(PageSize).ToList();
        return new AuditList(lines, falling.Count > PageSize ? lines[^1].Sequence : null, before is null ? null : lines.Count == 0 ? before - 1 : lines[0].Sequence);
    }

    /// <summary>One entry with all its fields, or null.</summary>
    public Task<AuditEntry?> FindAsync(long sequence, CancellationToken cancellationToken) =>
        db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Sequence == sequence, cancellationToken);

    private static IQueryable<AuditLine> Lines(IQueryable<AuditEntry> entries) => entries
        .Take(PageSize + 1)
        .Select(e => new AuditLine(e.Sequence, e.At, e.ActorName, e.Action, e.Result, e.ObjectType, e.ObjectTitle, e.Reason, e.Address));
}
