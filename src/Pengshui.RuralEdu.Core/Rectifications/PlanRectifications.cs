using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>The rectifications of a plan.</summary>
/// <param name="db">The database.</param>
internal sealed class PlanRectifications(RuralEduDbContext db) : IPlanUse
{
    /// <inheritdoc/>
    public int Place => 2;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> OpenAsync(int planId, CancellationToken cancellationToken)
    {
        var open = await db.Rectifications.CountAsync(
            r => r.PlanTask.WorkPlanId == planId && r.State != RectificationState.Draft && r.State != RectificationState.Closed, cancellationToken);
        return open > 0 ? [new Problem($"还有 {open} 件整改没有销号或没有回头看，请先办完。")] : [];
    }
}
