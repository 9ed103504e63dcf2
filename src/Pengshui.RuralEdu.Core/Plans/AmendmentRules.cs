using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>How a plan in force is amended: each change is a row of the plan and an entry of the audit trail, with its reason.</summary>
internal static class AmendmentRules
{
    /// <summary>What is wrong with a reason, or null.</summary>
    public static Refusal? Reason(string? reason, string field, string missing = "执行中的方案要写明为什么修订。")
    {
        if (TypedText.Lines(reason) is not { } words)
            return Result.Refused(missing, field);
        if (words.Length > PlanAmendment.ReasonLength)
            return Result.Refused($"理由不能超过 {PlanAmendment.ReasonLength} 个字。", field);
        return IdentityNumbers.AppearIn(reason) ? Result.Refused(IdentityNumbers.Refusal, field) : null;
    }

    /// <summary>Adds the amendment and its audit note to the next save, and makes the task a new version.</summary>
    public static void Amend(
        this RuralEduDbContext db, PlanTask task, WorkPlan plan, AmendmentKind kind, string? before, string? after, string reason, Actor actor, BusinessClock clock)
    {
        db.AddAmendment(task, plan, kind, before, after, reason, actor, clock);
        db.Entry(task).Property(t => t.Version).IsModified = true;
        db.Note(new AuditNote(actor, PlanAudit.AmendPlan)
        {
            Subject = task,
            Title = $"{plan.Year}年方案 任务{task.Number} {task.Title}：{kind.Label()}",
            Reason = TypedText.Lines(reason),
        });
    }

    /// <summary>Adds the amendment alone, where the caller notes the act under a name of its own.</summary>
    public static void AddAmendment(
        this RuralEduDbContext db, PlanTask? task, WorkPlan plan, AmendmentKind kind, string? before, string? after, string reason, Actor actor, BusinessClock clock,
        DateOnly? holdsFrom = null) =>
        db.Add(new PlanAmendment
        {
            WorkPlanId = plan.Id,
            PlanTask = task,
            Kind = kind,
            HoldsFrom = holdsFrom,
            At = clock.UtcNow,
            ByName = TypedText.Cut(actor.DisplayName, PlanAmendment.ByNameLength),
            Reason = TypedText.Lines(reason) ?? "",
            Before = before,
            After = after,
        });
}
