using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>Reads a plan's rectifications with all that they ever were.</summary>
/// <param name="db">The database.</param>
internal sealed class RectificationHistory(RuralEduDbContext db) : IFindings<DatedRectification>
{
    /// <inheritdoc/>
    public IReadOnlyList<DataArea> Areas { get; } = [DataArea.Rectifications, DataArea.Sections];

    /// <inheritdoc/>
    public async Task<ILookup<int, DatedRectification>> ReadAsync(int planId, CancellationToken cancellationToken) =>
        (await OfPlanAsync(planId, cancellationToken)).ToLookup(r => r.PlanTaskId);

    /// <summary>In one statement, in the order in which they were issued.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    private async Task<IReadOnlyList<DatedRectification>> OfPlanAsync(int planId, CancellationToken cancellationToken)
    {
        var steps = await db.RectificationSteps.AsNoTracking().AsSingleQuery()
            .Where(s => s.Rectification.PlanTask.WorkPlanId == planId)
            .OrderBy(s => s.At).ThenBy(s => s.Id)
            .Select(s => new
            {
                s.RectificationId,
                s.Rectification.Year,
                s.Rectification.Number,
                s.Rectification.PlanTaskId,
                Section = new PlanSection(
                    s.Rectification.Section.Id, s.Rectification.Section.Code, s.Rectification.Section.Name, s.Rectification.Section.SortOrder)
                {
                    Former = s.Rectification.Section.FormerNames.Select(n => new DatedName(n.Name, n.Until)).ToList(),
                },
                HandedFrom = s.HandedFrom == null
                    ? null
                    : new PlanSection(s.HandedFrom.Id, s.HandedFrom.Code, s.HandedFrom.Name, s.HandedFrom.SortOrder)
                    {
                        Former = s.HandedFrom.FormerNames.Select(n => new DatedName(n.Name, n.Until)).ToList(),
                    },
                s.Rectification.Problem,
                s.At,
                s.To,
                s.DueOn,
                Seen = s.Action == RectificationAction.Close || s.Action == RectificationAction.PassLookBack ? s.Reason : null,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. from step in steps
               group step by step.RectificationId into own
               let first = own.First()
               orderby first.Year, first.Number
               select new DatedRectification(
                   own.Key, Rectification.Label(first.Year, first.Number), first.PlanTaskId, first.Section, first.Problem,
                   [.. own.Select(s => new RectificationStanding(BusinessClock.BeijingDay(s.At), s.To, s.DueOn, s.Seen))])
               {
                   Handed = [.. own.Where(s => s.HandedFrom is not null).Select(s => (BusinessClock.BeijingDay(s.At), s.HandedFrom!))],
               },
        ];
    }
}
