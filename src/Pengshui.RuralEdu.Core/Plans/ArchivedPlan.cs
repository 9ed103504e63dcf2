using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>
/// What an archived plan refuses: every change of itself, every write to its reports, lights, months, bulletins and inspection drafts, and new instructions. What
/// is still under way at other people's desks keeps a plan from being archived, so that nothing is left open in it. An issued inspection
/// may be supplemented, and a closed rectification opened again, in any year: what was seen stays the supervisor's to say.
/// </summary>
public static class ArchivedPlan
{
    /// <summary>What is said.</summary>
    public const string Sentence = "这份工作方案已归档，只能查阅。";

    /// <summary>The refusal of a write to a plan in this state, or null where it may be written to.</summary>
    public static Refusal? Refuse(PlanState state) => state == PlanState.Archived ? Result.Refused(Sentence) : null;

    /// <summary>The refusal of a write to a plan of the database; none where there is no such plan.</summary>
    /// <param name="plan">The one plan.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Refusal?> RefuseAsync(IQueryable<WorkPlan> plan, CancellationToken cancellationToken) =>
        Refuse(await plan.Select(p => p.State).SingleOrDefaultAsync(cancellationToken));
}
