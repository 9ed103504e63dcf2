using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>What the form that raises a rectification offers.</summary>
/// <param name="Tasks">The tasks of the plan in force with their sections.</param>
/// <param name="Source">The issued inspection it comes from; null where it stands alone.</param>
/// <param name="Today">Beijing's day, the earliest deadline.</param>
public sealed record RaisePage(IReadOnlyList<TaskChoice> Tasks, RectificationSource? Source, DateOnly Today)
{
    /// <summary>The parts of a task, of one section where its code is given; none without a task.</summary>
    public IEnumerable<PartChoice> Parts(int? task, string? section) =>
        Tasks.Where(t => t.Number == task).SelectMany(t => t.Parts).Where(p => section is null || p.SectionCode == section);
}

/// <summary>Reads that page in one statement, or two with an inspection.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Today.</param>
public sealed class RaisePageQuery(RuralEduDbContext db, BusinessClock clock)
{
    /// <summary>The page; null where there is no such issued inspection.</summary>
    public async Task<RaisePage?> ReadAsync(int? inspectionId, CancellationToken cancellationToken)
    {
        var source = inspectionId is null
            ? null
            : await db.Inspections.AsNoTracking().Where(i => i.Id == inspectionId && i.State == InspectionState.Issued)
                .Select(i => new RectificationSource(i.Id, i.Year, i.Number, i.VisitedOn, i.Place)).SingleOrDefaultAsync(cancellationToken);
        if (inspectionId is not null && source is null)
            return null;
        var plan = await RectificationLedgerQuery.PlanAsync(db, null, cancellationToken);
        return new RaisePage(plan?.Tasks ?? [], source, clock.Today);
    }
}
