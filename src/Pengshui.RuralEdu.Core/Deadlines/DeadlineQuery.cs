using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Deadlines;

/// <summary>Reads the deadlines that became days off; one statement for each kind of which the plan's year has any, else none.</summary>
/// <param name="db">The database.</param>
/// <param name="calendars">Working days.</param>
public sealed class DeadlineQuery(RuralEduDbContext db, CalendarReader calendars)
{
    /// <summary>What the coordinator is asked of a plan's deadlines, by day.</summary>
    /// <param name="plan">The plan's year.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<DeadlineMove>> ReadAsync(PlanYear plan, CancellationToken cancellationToken)
    {
        if (plan.IsArchived)
            return [];
        var calendar = await calendars.ReadAsync(cancellationToken);
        bool IsAsked(DeadlineKind kind, DateOnly? day) => day is { } on && DeadlineMove.To(kind, on, null, calendar, plan.Today) is not null;
        var moves = new List<DeadlineMove?>();
        if (plan.Reports.Any(r => IsAsked(DeadlineKind.Report, r.Report.ReturnDueOn)))
            moves.AddRange(await ReportsAsync(plan, calendar, cancellationToken));
        if (plan.Tasks.SelectMany(t => t.Instructions).Any(i => i.State.IsWithSection() && IsAsked(DeadlineKind.Instruction, i.DueOn)))
            moves.AddRange(await InstructionsAsync(plan, calendar, cancellationToken));
        if (plan.Tasks.SelectMany(t => t.Rectifications).Any(r => r.Now.State.IsWithSection() && IsAsked(DeadlineKind.Rectification, r.Now.DueOn)))
            moves.AddRange(await RectificationsAsync(plan, calendar, cancellationToken));
        return [.. moves.OfType<DeadlineMove>().OrderBy(m => m.DueOn).ThenBy(m => m.Kind).ThenBy(m => m.Id)];
    }

    private async Task<IEnumerable<DeadlineMove?>> ReportsAsync(PlanYear plan, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        var rows = await db.MonthlyReports.AsNoTracking()
            .Where(r => r.ReportingPeriod.WorkPlanId == plan.PlanId && r.State == ReportState.Returned && r.ReturnDueOn >= plan.Today && r.WaivedAt == null)
            .Select(r => new
            {
                r.Id, r.Version, DueOn = r.ReturnDueOn!.Value, r.DeclinedReturnDueOn, r.Responsibility.PlanTask.Number, r.Responsibility.PlanTask.Title, r.SectionName,
                r.ReportingPeriod.Month,
            })
            .ToListAsync(cancellationToken);
        return rows.Select(r => Of(
            DeadlineKind.Report, r.Id, r.Version, ReportCore.TitleOf(r.Number, r.Title, r.SectionName, r.Month), $"reports/{r.Id}", r.DueOn, r.DeclinedReturnDueOn, calendar, plan));
    }

    private async Task<IEnumerable<DeadlineMove?>> InstructionsAsync(PlanYear plan, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        var rows = await db.InstructionRecipients.AsNoTracking()
            .Where(r => r.Instruction.PlanTask.WorkPlanId == plan.PlanId && r.DueOn >= plan.Today
                && (r.State == InstructionState.AwaitingReply || r.State == InstructionState.AskedAgain))
            .Select(r => new { r.Id, r.InstructionId, r.Version, r.DueOn, r.DeclinedDueOn, r.Instruction.PlanTask.Number, r.Instruction.PlanTask.Title, r.Section.Name })
            .ToListAsync(cancellationToken);
        return rows.Select(r => Of(
            DeadlineKind.Instruction, r.Id, r.Version, $"批示 · 任务{r.Number} {r.Title} · {r.Name}", $"instructions/{r.InstructionId}", r.DueOn, r.DeclinedDueOn, calendar, plan));
    }

    private async Task<IEnumerable<DeadlineMove?>> RectificationsAsync(PlanYear plan, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        var rows = await db.Rectifications.AsNoTracking()
            .Where(r => r.PlanTask.WorkPlanId == plan.PlanId && r.DueOn >= plan.Today
                && (r.State == RectificationState.Open || r.State == RectificationState.InProgress || r.State == RectificationState.Returned))
            .Select(r => new { r.Id, r.Version, r.DueOn, r.DeclinedDueOn, r.Year, r.Number, Task = r.PlanTask.Number, r.PlanTask.Title, r.Section.Name })
            .ToListAsync(cancellationToken);
        return rows.Select(r => Of(
            DeadlineKind.Rectification, r.Id, r.Version, $"{Rectification.Label(r.Year, r.Number)} · 任务{r.Task} {r.Title} · {r.Name}", $"rectifications/{r.Id}",
            r.DueOn, r.DeclinedDueOn, calendar, plan));
    }

    private static DeadlineMove? Of(
        DeadlineKind kind, int id, int version, string title, string address, DateOnly dueOn, DateOnly? declined, WorkingCalendar calendar, PlanYear plan) =>
        DeadlineMove.To(kind, dueOn, declined, calendar, plan.Today) is { } to ? new DeadlineMove(kind, id, version, title, address, dueOn, to) : null;
}
