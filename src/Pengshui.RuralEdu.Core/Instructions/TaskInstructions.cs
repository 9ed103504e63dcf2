using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>The instructions about the tasks of a plan, with all that they ever were.</summary>
/// <param name="db">The database.</param>
internal sealed class TaskInstructions(RuralEduDbContext db) : IFindings<TaskInstruction>
{
    /// <inheritdoc/>
    public IReadOnlyList<DataArea> Areas { get; } = [DataArea.Instructions, DataArea.People];

    /// <inheritdoc/>
    public async Task<ILookup<int, TaskInstruction>> ReadAsync(int planId, CancellationToken cancellationToken)
    {
        var rows = await db.InstructionRecipients.AsNoTracking().AsSingleQuery()
            .Where(r => r.Instruction.PlanTask.WorkPlanId == planId)
            .OrderBy(r => r.InstructionId).ThenBy(r => r.SectionId)
            .Select(r => new
            {
                r.Instruction.PlanTaskId,
                r.InstructionId,
                r.Instruction.Text,
                r.Instruction.ById,
                r.Instruction.By.DisplayName,
                r.Instruction.At,
                Section = new PlanSection(r.SectionId, "", "", 0),
                r.DueOn,
                Steps = r.Steps.OrderBy(s => s.Id).Select(s => new { s.At, s.To, s.DueOn, s.HandedFromId }).ToList(),
            })
            .ToListAsync(cancellationToken);

        // The day to answer by is changed by asking again, which an answer comes before, so that the first step still has the first day; or
        // past a day off, while neither day had come.
        return rows.ToLookup(r => r.PlanTaskId, r => new TaskInstruction(
            r.InstructionId, r.Text, r.ById, r.DisplayName, r.Section,
            [
                new InstructionStanding(BusinessClock.BeijingDay(r.At), InstructionState.AwaitingReply, r.Steps.Count > 0 ? r.Steps[0].DueOn : r.DueOn),
                .. r.Steps.Select(s => new InstructionStanding(BusinessClock.BeijingDay(s.At), s.To, s.DueOn)),
            ])
        {
            Handed = [.. r.Steps.Where(s => s.HandedFromId is not null).Select(s => (BusinessClock.BeijingDay(s.At), new PlanSection(s.HandedFromId!.Value, "", "", 0)))],
        });
    }
}
