using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>The lights that supervisors gave on issued inspections.</summary>
/// <param name="db">The database.</param>
internal sealed class SupervisorViews(RuralEduDbContext db) : IFindings<SupervisorView>
{
    /// <inheritdoc/>
    public IReadOnlyList<DataArea> Areas { get; } = [DataArea.Inspections];

    /// <inheritdoc/>
    public async Task<ILookup<int, SupervisorView>> ReadAsync(int planId, CancellationToken cancellationToken) =>
        (await db.InspectionItems.AsNoTracking()
            .Where(i => i.Inspection.WorkPlanId == planId && i.Inspection.State == InspectionState.Issued && i.Light != null)
            .Select(i => new { i.PlanTaskId, View = new SupervisorView(i.InspectionId, i.Inspection.VisitedOn, i.Light!.Value) })
            .ToListAsync(cancellationToken)).ToLookup(i => i.PlanTaskId, i => i.View);
}
