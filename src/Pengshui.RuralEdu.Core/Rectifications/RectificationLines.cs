using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>The rectifications of an inspection that is being written.</summary>
/// <param name="db">Tracks them.</param>
/// <param name="clock">Now.</param>
/// <param name="inspection">The inspection.</param>
/// <param name="rows">Its rectifications.</param>
internal sealed class RectificationLines(RuralEduDbContext db, BusinessClock clock, Inspection inspection, List<Rectification> rows) : IRectificationLines
{
    /// <inheritdoc/>
    public IReadOnlyList<RectificationEntry> Entries =>
    [
        .. rows.Select(r => new RectificationEntry
        {
            Key = r.FormKey, Whose = InspectionItemEntry.KeyOf(r.PlanTaskId, r.SectionId), Problem = r.Problem, DueOn = r.DueOn,
        }),
    ];

    /// <inheritdoc/>
    public void Write(IEnumerable<RectificationEntry> entries)
    {
        var whole = entries.Where(r => r is { Problem: not null, DueOn: not null, Whose: not null }).ToList();
        foreach (var gone in rows.Where(r => whole.All(e => e.Key != r.FormKey)).ToList())
        {
            rows.Remove(gone);
            db.Remove(gone);
        }

        foreach (var entry in whole)
        {
            var whose = entry.Whose!.Split('-').Select(int.Parse).ToArray();
            var line = rows.SingleOrDefault(r => r.FormKey == entry.Key);
            if (line is null)
            {
                line = new Rectification { FormKey = entry.Key, Problem = entry.Problem!, Inspection = inspection, Year = inspection.Year, RaisedById = inspection.AuthorId };
                rows.Add(line);
                db.Add(line);
            }

            (line.PlanTaskId, line.SectionId, line.Problem, line.DueOn) = (whose[0], whose[1], entry.Problem!, entry.DueOn!.Value);
        }
    }

    /// <inheritdoc/>
    public void Discard() => db.RemoveRange(rows);

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var line in rows)
        {
            await db.Entry(line).Reference(r => r.PlanTask).LoadAsync(cancellationToken);
            await db.Entry(line).Reference(r => r.Section).LoadAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task IssueAsync(Actor actor, CancellationToken cancellationToken) => RectificationIssue.IssueAsync(db, clock, rows, actor, cancellationToken);
}
