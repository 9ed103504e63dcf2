using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>Makes another of a task's sections its lead.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Version">The version of the task that the form was made from.</param>
/// <param name="ResponsibilityId">The part that leads from now on.</param>
/// <param name="Reason">Why; required, at most <see cref="AuditEntry.ReasonLength"/> characters.</param>
public sealed record ChangeLead(int TaskId, int Version, int ResponsibilityId, string? Reason);

/// <summary>Changes the sections' parts in a plan.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
public sealed class ResponsibilityService(RuralEduDbContext db, BusinessClock clock)
{
    /// <summary>
    /// Makes a supporting section lead; the one that led supports. The lead works on every measure, so the new one is added to
    /// all of them; due days of open months follow the new parts.
    /// </summary>
    public async Task<Result> ChangeLeadAsync(ChangeLead command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        var task = await db.PlanTasks.Include(t => t.WorkPlan)
            .Include(t => t.Measures).ThenInclude(m => m.Responsibilities)
            .Include(t => t.Responsibilities).ThenInclude(r => r.Section)
            .SingleOrDefaultAsync(t => t.Id == command.TaskId, cancellationToken);
        if (task?.Responsibilities.GoingOn().SingleOrDefault(r => r.Id == command.ResponsibilityId) is not { } next)
            return Result.NotFound();
        if (ArchivedPlan.Refuse(task.WorkPlan.State) is { } archived)
            return archived;
        if (next.Kind == ResponsibilityKind.Lead)
            return Result.Success();
        var reason = TypedText.Lines(command.Reason);
        if (reason is null)
            return Result.Refused("请写明为什么调整牵头科室。", nameof(command.Reason));
        if (reason.Length > AuditEntry.ReasonLength)
            return Result.Refused($"理由不能超过 {AuditEntry.ReasonLength} 个字。", nameof(command.Reason));
        if (IdentityNumbers.AppearIn(reason))
            return Result.Refused(IdentityNumbers.Refusal, nameof(command.Reason));

        var before = task.Responsibilities.Single(r => r.Kind == ResponsibilityKind.Lead);
        before.Kind = ResponsibilityKind.Supporting;
        next.Kind = ResponsibilityKind.Lead;
        foreach (var measure in task.Measures.Where(m => m.Responsibilities.All(r => r.Id != next.Id)))
            measure.Responsibilities.Add(next);
        db.Entry(task).State = EntityState.Modified;
        db.Expect(task, command.Version);
        if (task.WorkPlan.State == PlanState.InForce)
            db.AddAmendment(task, task.WorkPlan, AmendmentKind.Lead, before.Section.Name, next.Section.Name, reason, actor, clock);
        db.Note(new AuditNote(actor, AuditActions.ChangeResponsibility)
        {
            Subject = task,
            Title = $"{task.WorkPlan.Year}年方案 任务{task.Number} {task.Title}",
            Reason = reason,
            Details = JsonSerializer.Serialize(new Dictionary<string, string[]> { ["牵头科室"] = [before.Section.Name, next.Section.Name] }, AuditNote.Json),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Result.Conflict("这项任务刚刚被别人改过，请看一下现在的牵头科室再决定。");
        }
    }
}
