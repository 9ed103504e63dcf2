using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>Reads the parts of sections in the plans in force.</summary>
/// <param name="db">The database.</param>
internal sealed class SectionTasks(RuralEduDbContext db) : ISectionTasks
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<SectionTask>> InForceAsync(int? sectionId, CancellationToken cancellationToken) =>
        await db.Responsibilities.AsNoTracking()
            .Where(r => (sectionId == null || r.SectionId == sectionId) && r.Until == null && r.PlanTask.WorkPlan.State == PlanState.InForce)
            .OrderBy(r => r.PlanTask.Number).Select(r => new SectionTask(r.SectionId, r.PlanTask.Number)).ToListAsync(cancellationToken);
}
