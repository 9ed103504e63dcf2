using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>Reads what a plan's tasks were found to be by others than their sections: one statement for each kind of finding.</summary>
internal sealed class FindingsReader(RuralEduDbContext db)
{
    public async Task<PlanFindings> ReadAsync(int planId, CancellationToken cancellationToken) => new(
        await ViewsAsync(planId, cancellationToken),
        (await RectificationHistory.ReadAsync(db, planId, cancellationToken)).ToLookup(r => r.PlanTaskId),
        await InstructionsAsync(planId, cancellationToken),
        await OverridesAsync(planId, cancellationToken),
        await SnapshotsAsync(planId, cancellationToken));

    private async Task<ILookup<int, SupervisorView>> ViewsAsync(int planId, CancellationToken cancellationToken) =>
        (await db.InspectionItems.AsNoTracking()
            .Where(i => i.Inspection.WorkPlanId == planId && i.Inspection.State == InspectionState.Issued && i.Light != null)
            .Select(i => new { i.PlanTaskId, View = new SupervisorView(i.InspectionId, i.Inspection.VisitedOn, i.Light!.Value) })
            .ToListAsync(cancellationToken)).ToLookup(i => i.PlanTaskId, i => i.View);

    private async Task<ILookup<int, TaskInstruction>> InstructionsAsync(int planId, CancellationToken cancellationToken)
    {
        var rows = await db.InstructionRecipients.AsNoTracking()
            .Where(r => r.Instruction.PlanTask.WorkPlanId == planId)
            .OrderBy(r => r.InstructionId).ThenBy(r => r.Section.SortOrder)
            .Select(r => new
            {
                r.Instruction.PlanTaskId,
                r.InstructionId,
                r.Instruction.Text,
                r.Instruction.ById,
                r.Instruction.By.DisplayName,
                r.Instruction.At,
                Section = new PlanSection(r.Section.Id, r.Section.Code, r.Section.Name, r.Section.SortOrder),
                r.State,
                r.DueOn,
            })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(r => r.PlanTaskId, r => new TaskInstruction(
            r.InstructionId, r.Text, r.ById, r.DisplayName, BusinessClock.BeijingDay(r.At), r.Section, r.State, r.DueOn));
    }

    private async Task<ILookup<int, OverrideView>> OverridesAsync(int planId, CancellationToken cancellationToken)
    {
        var rows = await db.LightOverrides.AsNoTracking()
            .Where(o => o.PlanTask.WorkPlanId == planId)
            .OrderBy(o => o.Id)
            .Select(o => new { o.Id, o.PlanTaskId, o.Month, o.Light, o.Reason, o.EndsOn, o.At, o.By.DisplayName, o.WithdrawnAt, o.Version })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(o => o.PlanTaskId, o => new OverrideView(
            o.Id, o.Month, o.Light, o.Reason, o.EndsOn, BusinessClock.BeijingDay(o.At), o.DisplayName, o.WithdrawnAt is not null, o.Version));
    }

    private async Task<ILookup<int, SnapshotRow>> SnapshotsAsync(int planId, CancellationToken cancellationToken) =>
        (await db.LightSnapshots.AsNoTracking()
            .Where(s => s.PlanTask.WorkPlanId == planId)
            .OrderBy(s => s.Ordinal)
            .Select(s => new SnapshotRow(s.PlanTaskId, s.Month, s.Ordinal, s.TakenAt, s.Computed, s.ReasonsJson, s.OverrideId))
            .ToListAsync(cancellationToken)).ToLookup(s => s.TaskId);
}
