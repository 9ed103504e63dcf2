using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>Keeps what inspections raise as rectifications, drafts while the inspection is one.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
internal sealed class InspectionRectifications(RuralEduDbContext db, BusinessClock clock) : IInspectionRectifications
{
    /// <inheritdoc/>
    public async Task<IRectificationLines> LinesAsync(Inspection inspection, CancellationToken cancellationToken) => new RectificationLines(
        db, clock, inspection,
        inspection.Id == 0 ? [] : await db.Rectifications.Where(r => r.InspectionId == inspection.Id).OrderBy(r => r.Id).ToListAsync(cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<int, NamedRectification>> FindAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? new Dictionary<int, NamedRectification>()
        : await db.Rectifications.AsNoTracking().Where(r => ids.Contains(r.Id) && r.State != RectificationState.Draft)
            .ToDictionaryAsync(r => r.Id, r => new NamedRectification(Rectification.Label(r.Year, r.Number), r.State != RectificationState.Closed), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RectificationThere>> OpenAtAsync(
        string? town, string? place, IReadOnlyCollection<int> also, CancellationToken cancellationToken)
    {
        var name = PlaceNames.Plain(place);
        if (name.Length == 0 && also.Count == 0)
            return [];
        var rows = await db.Rectifications.AsNoTracking()
            .Where(r => (r.State != RectificationState.Draft && r.State != RectificationState.Closed) || also.Contains(r.Id))
            .OrderBy(r => r.DueOn).ThenBy(r => r.Id)
            .Select(r => new
            {
                HasSource = r.InspectionId != null,
                r.Inspection!.Town,
                r.Inspection!.Place,
                r.Year,
                r.Number,
                Row = new { r.Id, Task = r.PlanTask.Number, Section = r.Section.Name, r.Problem, r.State, r.DueOn, r.LookBackOn },
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. from r in rows
               where also.Contains(r.Row.Id) || (name.Length > 0 && (r.HasSource
                   ? PlaceNames.AreSame(town, place, r.Town, r.Place)
                   : PlaceNames.Plain(r.Row.Problem).Contains(name, StringComparison.Ordinal)))
               select new RectificationThere(
                   r.Row.Id, Rectification.Label(r.Year, r.Number), r.Row.Task, r.Row.Section, r.Row.Problem, r.Row.State, r.Row.DueOn, r.Row.LookBackOn),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RaisedRectification>> RaisedAsync(int inspectionId, CancellationToken cancellationToken) =>
        await db.Rectifications.AsNoTracking().Where(r => r.InspectionId == inspectionId).OrderBy(r => r.Number).ThenBy(r => r.Id)
            .Select(r => new RaisedRectification(r.Id, Rectification.Label(r.Year, r.Number), r.PlanTask.Number, r.Section.Name, r.Problem, r.DueOn, r.State))
            .ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VerifiedRectification>> VerifiedAsync(int inspectionId, CancellationToken cancellationToken) =>
        await db.InspectionVerifications.AsNoTracking().Where(v => v.InspectionId == inspectionId).OrderBy(v => v.RectificationId)
            .Join(db.Rectifications, v => v.RectificationId, r => r.Id, (v, r) => new VerifiedRectification(
                r.Id, Rectification.Label(r.Year, r.Number), r.Section.Name, r.Problem, v.Seen, r.State))
            .ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public IQueryable<RaisedLine> Raised(RuralEduDbContext db) => db.Rectifications.Select(r => new RaisedLine
    {
        InspectionId = r.InspectionId,
        IsOpen = r.State != RectificationState.Closed && r.State != RectificationState.AwaitingLookBack,
    });
}
