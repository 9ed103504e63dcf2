using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>Takes a plan through <see cref="PlanWorkflow"/>, and deletes drafts.</summary>
/// <param name="db">The database.</param>
/// <param name="uses">What hangs on a plan.</param>
public sealed class PlanService(RuralEduDbContext db, IEnumerable<IPlanUse> uses)
{
    /// <summary>Takes a step. Refused with all that stands in the way at once.</summary>
    /// <param name="year">The plan's year.</param>
    /// <param name="version">The version that the form was made from.</param>
    /// <param name="action">The step.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Result> TakeAsync(int year, int version, PlanAction action, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => TakeOnceAsync(year, version, action, actor, cancellationToken), cancellationToken);

    private async Task<Result> TakeOnceAsync(int year, int version, PlanAction action, Actor actor, CancellationToken cancellationToken)
    {
        if (!PlanWorkflow.Steps.Any(s => s.Action == action && actor.May(s.Permission)))
            return Result.Forbidden();

        // Nothing of a plan is written while it is looked whether all of it is done.
        await (action == PlanAction.Archive ? db.TakeEveryTurnAsync(cancellationToken) : db.TakeTurnAsync(WriteTurn.Plans, cancellationToken));
        if (await db.WorkPlans.SingleOrDefaultAsync(p => p.Year == year, cancellationToken) is not { } plan)
            return Result.NotFound();
        if (PlanWorkflow.Find(plan.State, action, actor) is not { } step)
            return await RefuseAsync(plan, PlanWorkflow.Steps.First(s => s.Action == action).Code, $"这份工作方案{plan.State.Label()}，不能{action.Label()}。", actor, cancellationToken);
        if (plan.Version != version)
            return Result.Conflict("这份工作方案刚被别人改过，请看过最新内容再办理。");
        var problems = action == PlanAction.Activate ? await ActivationProblemsAsync(year, cancellationToken) : await ArchiveProblemsAsync(plan.Id, cancellationToken);
        if (problems.Count > 0)
            return Result.Refused(problems);

        plan.State = step.To;
        db.Note(new AuditNote(actor, step.Code) { Subject = plan, Title = $"{plan.Year}年 {plan.Title}" });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    /// <summary>
    /// Deletes a draft with its tasks and the notices that it was imported from. Sections that the import made stay. A plan that was in
    /// force is never deleted; the field of a missing reason is <c>Reason</c>.
    /// </summary>
    public Task<Result> DiscardAsync(int year, int version, string? reason, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => DiscardOnceAsync(year, version, reason, actor, cancellationToken), cancellationToken);

    private async Task<Result> DiscardOnceAsync(int year, int version, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return Result.Forbidden();
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        if (await Import.PlanImport.Whole(db.WorkPlans.Where(p => p.Year == year)).SingleOrDefaultAsync(cancellationToken) is not { } plan)
            return Result.NotFound();
        if (plan.State != PlanState.Draft)
            return await RefuseAsync(plan, PlanAudit.DiscardPlan, $"这份工作方案{plan.State.Label()}，不能删除。只有草稿能删除。", actor, cancellationToken);
        if (plan.Version != version)
            return Result.Conflict("这份工作方案刚被别人改过，请看过最新内容再办理。");
        if (AmendmentRules.Reason(reason, "Reason", "请写明为什么删除这份草稿。") is { } refusal)
            return refusal;

        db.Note(new AuditNote(actor, PlanAudit.DiscardPlan)
        {
            Subject = plan,
            Title = $"{plan.Year}年 {plan.Title}",
            Reason = TypedText.Lines(reason),
            Details = JsonSerializer.Serialize(
                new Dictionary<string, string> { ["重点任务"] = $"{plan.Tasks.Count}", ["举措"] = $"{plan.Tasks.Sum(t => t.Measures.Count)}" }, AuditNote.Json),
        });
        db.RemoveRange(await db.ImportDrafts.Where(d => d.WorkPlanId == plan.Id).ToListAsync(cancellationToken));
        Import.PlanImport.Clear(db, plan);
        db.Remove(plan);
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    /// <summary>What stands in the way of a draft being reported on; one statement.</summary>
    public async Task<IReadOnlyList<Problem>> ActivationProblemsAsync(int year, CancellationToken cancellationToken)
    {
        var tasks = await db.PlanTasks.AsNoTracking().AsSingleQuery().Where(t => t.WorkPlan.Year == year).OrderBy(t => t.Number)
            .Select(t => new
            {
                t.Number,
                Measures = t.Measures.Count,
                Parts = t.Responsibilities.OrderBy(r => r.Order).Select(r => new { r.Kind, r.SectionId, r.Section.Name, r.Section.IsActive }).ToList(),
                Figures = t.Indicators.OrderBy(i => i.Order).Select(i => new
                {
                    i.Name,
                    i.OwnerSectionId,
                    IsDefined = i.Population != "" && i.AsOf != "" && i.Source != ""
                        && (i.Shape != IndicatorShape.Rate || (i.NumeratorLabel != null && i.DenominatorLabel != null)),
                }).ToList(),
            })
            .ToListAsync(cancellationToken);
        if (tasks.Count == 0)
            return [new Problem("方案里没有任务。")];
        return
        [
            .. from task in tasks
               let field = $"task-{task.Number}"
               from sentence in (string[])
               [
                   .. task.Parts.Count(p => p.Kind == ResponsibilityKind.Lead) == 1 ? (string[])[] : [$"任务 {task.Number} 未指定{(task.Parts.Count == 0 ? "责任" : "牵头")}科室，请填写。"],
                   .. task.Parts.Where(p => !p.IsActive).Select(p => $"任务 {task.Number} 的{p.Name}已停用，请换一个科室。"),
                   .. task.Measures > 0 ? (string[])[] : [$"任务 {task.Number} 没有举措，请至少写一条。"],
                   .. task.Figures.Where(f => !f.IsDefined).Select(f => $"任务 {task.Number} 的指标“{f.Name}”口径卡没有填好，请填写或移除这个指标。"),
                   .. task.Figures.Where(f => task.Parts.Count > 0 && task.Parts.All(p => p.SectionId != f.OwnerSectionId)).Select(f => $"任务 {task.Number} 的指标“{f.Name}”由别的科室填报，请改为本任务的责任科室。"),
               ]
               select new Problem(sentence, field),
        ];
    }

    // An archived plan is only read, so nothing of it may still wait for anybody.
    private async Task<IReadOnlyList<Problem>> ArchiveProblemsAsync(int planId, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        foreach (var use in uses.OrderBy(u => u.Place))
            problems.AddRange(await use.OpenAsync(planId, cancellationToken));
        return problems;
    }

    private async Task<Result> RefuseAsync(
        WorkPlan plan, string code, string sentence, Actor actor, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, code)
        {
            Result = AuditResult.Refused, Subject = plan, Title = $"{plan.Year}年 {plan.Title}", Reason = sentence,
        });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Refused(sentence);
    }
}
