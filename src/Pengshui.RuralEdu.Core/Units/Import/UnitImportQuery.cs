using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>A list that somebody looks through, in the list of such.</summary>
/// <param name="Id">Key.</param>
/// <param name="FileName">Its file.</param>
/// <param name="CreatedAt">When it was read, UTC.</param>
public sealed record UnitListLine(int Id, string FileName, DateTime CreatedAt);

/// <summary>The page on which a list is looked through.</summary>
/// <param name="Id">The draft.</param>
/// <param name="FileName">Its file.</param>
/// <param name="Unused">Heads of columns that were not read.</param>
/// <param name="Proposal">What it would do now.</param>
/// <param name="Today">Today.</param>
public sealed record UnitListPreview(int Id, string FileName, IReadOnlyList<string> Unused, UnitProposal Proposal, DateOnly Today);

/// <summary>Reads the lists that somebody looks through: one's own only, and only while they are not written.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Today.</param>
public sealed class UnitImportQuery(RuralEduDbContext db, BusinessClock clock)
{
    private const int Most = 20;

    /// <summary>One's own, the newest first; one statement.</summary>
    public async Task<IReadOnlyList<UnitListLine>> ReadListAsync(Actor actor, CancellationToken cancellationToken) =>
        await db.UnitListDrafts.AsNoTracking().Where(d => d.AuthorId == actor.UserId && d.ConfirmedAt == null).OrderByDescending(d => d.Id)
            .Select(d => new UnitListLine(d.Id, d.FileName, d.CreatedAt)).Take(Most).ToListAsync(cancellationToken);

    /// <summary>One of one's own, or null; three statements.</summary>
    public async Task<UnitListPreview?> ReadAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (await db.UnitListDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.AuthorId == actor.UserId && d.ConfirmedAt == null, cancellationToken) is not { } draft)
            return null;
        var list = UnitList.FromJson(draft.ContentJson);
        var book = await UnitBook.ReadAsync(db, tracked: false, cancellationToken);
        return new UnitListPreview(draft.Id, draft.FileName, list.Unused, new UnitMatcher(book, clock.Today).Match(list.Rows), clock.Today);
    }

    /// <summary>Whether one's own list was written already.</summary>
    public Task<bool> IsWrittenAsync(int id, Actor actor, CancellationToken cancellationToken) =>
        db.UnitListDrafts.AnyAsync(d => d.Id == id && d.AuthorId == actor.UserId && d.ConfirmedAt != null, cancellationToken);
}
