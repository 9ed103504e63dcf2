using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>The instructions about the tasks of a plan.</summary>
/// <param name="db">The database.</param>
internal sealed class PlanInstructions(RuralEduDbContext db) : IPlanUse
{
    /// <inheritdoc/>
    public int Place => 3;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> OpenAsync(int planId, CancellationToken cancellationToken)
    {
        var open = await db.InstructionRecipients.CountAsync(
            r => r.Instruction.PlanTask.WorkPlanId == planId && r.State != InstructionState.Accepted && r.State != InstructionState.Withdrawn, cancellationToken);
        return open > 0 ? [new Problem($"还有 {open} 件批示没有办结，请先办完。")] : [];
    }
}
