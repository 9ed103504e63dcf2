using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>Raises a rectification and issues it at once.</summary>
/// <param name="FormKey">The form's own key: the same form that arrives twice is taken once. Empty where there is no form.</param>
/// <param name="ResponsibilityId">Which section's part in which task, of a plan in force.</param>
/// <param name="Problem">存在的问题.</param>
/// <param name="DueOn">整改期限, today or later.</param>
/// <param name="InspectionId">The issued inspection it comes from; null where it stands alone.</param>
public sealed record RaiseRectification(Guid FormKey, int ResponsibilityId, string? Problem, DateOnly? DueOn, int? InspectionId);

/// <summary>What the section writes.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Measures">整改措施.</param>
/// <param name="Feedback">整改情况.</param>
public sealed record AnswerRectification(int Id, int Version, string? Measures, string? Feedback);

/// <summary>What the supervisor decides.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Action">The step.</param>
/// <param name="Reason">Why, or what was seen (核验情况); required where the workflow says so.</param>
/// <param name="DueOn">The new deadline of a step that gives it back to the section. Null keeps it; one that has passed becomes 3 working days.</param>
/// <param name="LookBackOn">回头看日期, where one is set.</param>
/// <param name="VisitId">The visit on which it was verified; may be null where a file shows it.</param>
public sealed record DecideRectification(
    int Id, int Version, RectificationAction Action, string? Reason, DateOnly? DueOn, DateOnly? LookBackOn, int? VisitId = null);

/// <summary>
/// Takes rectifications to closure. A step that the table does not have is refused with a sentence, and audited as refused.
/// Each save raises the version by one; but for raising, the new version is returned.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="calendars">Working days.</param>
/// <param name="clock">Now, and today in Beijing.</param>
/// <param name="refusals">Refusals that leave a trace.</param>
public sealed class RectificationService(RuralEduDbContext db, CalendarReader calendars, BusinessClock clock, RectificationRefusals refusals)
{
    /// <summary>The field of 核验情况: what was seen.</summary>
    public const string NoteField = "Note";

    /// <summary>Raises one and issues it: 草稿 and 签发 in one save, with the next number.</summary>
    /// <returns>Its key.</returns>
    public Task<Result<int>> RaiseAsync(RaiseRectification command, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => RaiseOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result<int>> RaiseOnceAsync(RaiseRectification command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.Supervise))
            return Result.Forbidden("整改由督查员签发。");
        var problem = TypedText.Lines(command.Problem);
        var problems = RectificationRules.OfProblem(problem, nameof(command.Problem))
            .Concat(DeadlineRules.OfDay(command.DueOn, "整改期限", nameof(command.DueOn), clock.Today)).ToList();
        var part = await db.Responsibilities.Include(r => r.PlanTask).Include(r => r.Section)
            .SingleOrDefaultAsync(r => r.Id == command.ResponsibilityId && r.Until == null && r.PlanTask.WorkPlan.State == PlanState.InForce, cancellationToken);
        if (part is null)
            problems.Insert(0, new Problem("请选择重点任务和责任科室。", nameof(command.ResponsibilityId)));
        if (problems.Count > 0)
            return Result.Refused(problems);
        if (command.InspectionId is { } source
            && !await db.Inspections.AnyAsync(i => i.Id == source && i.State == InspectionState.Issued, cancellationToken))
            return Result.NotFound();

        await db.TakeTurnAsync(WriteTurn.Supervision, cancellationToken);
        var key = command.FormKey == Guid.Empty ? Guid.NewGuid() : command.FormKey;
        if (await db.Rectifications.Where(r => r.FormKey == key).Select(r => (int?)r.Id).SingleOrDefaultAsync(cancellationToken) is { } same)
            return Result.Success(same);
        var rectification = new Rectification
        {
            FormKey = key,
            InspectionId = command.InspectionId,
            PlanTask = part!.PlanTask,
            Section = part.Section,
            SectionId = part.SectionId,
            Problem = problem!,
            DueOn = command.DueOn!.Value,
            RaisedById = actor.UserId!.Value,
        };
        db.Add(rectification);
        await RectificationIssue.IssueAsync(db, clock, [rectification], actor, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(rectification.Id);
    }

    /// <summary>报送措施: what the section does, or has done so far. Saving what is already there writes nothing.</summary>
    public Task<Result<int>> ReportAsync(AnswerRectification command, Actor actor, CancellationToken cancellationToken = default) =>
        AnswerAsync(command, RectificationAction.Report, actor, cancellationToken);

    /// <summary>提交整改: done, to be verified.</summary>
    public Task<Result<int>> SubmitAsync(AnswerRectification command, Actor actor, CancellationToken cancellationToken = default) =>
        AnswerAsync(command, RectificationAction.Submit, actor, cancellationToken);

    /// <summary>
    /// A supervisor's step: 销号 (with a 回头看日期 both rows of the table in one save), 退回, 调整期限, 安排回头看, 回头看合格, 重新整改.
    /// 销号 and 回头看合格 are refused while they lack what was seen, or a file or visit that shows it.
    /// </summary>
    public async Task<Result<int>> DecideAsync(DecideRectification command, Actor actor, CancellationToken cancellationToken = default)
    {
        var rectification = await refusals.LoadAsync(command.Id, actor, cancellationToken);
        if (rectification is null)
            return Result.NotFound();
        var step = RectificationWorkflow.Find(rectification.State, command.Action, actor, rectification.SectionId, rectification.SubmittedById);
        if (step is null || step.Action is RectificationAction.Report or RectificationAction.Submit)
            return await refusals.RefuseAsync(rectification, command.Action, actor, cancellationToken);
        if (rectification.Version != command.Version)
            return await refusals.ConflictAsync(command.Id, command.Version, cancellationToken);

        var reason = TypedText.Lines(command.Reason);
        var proves = step.Ask == RectificationAsk.Proof;
        var proof = proves ? await RectificationProof.ReadAsync(db, command.Id, cancellationToken) : RectificationProof.None;
        var problems = ProblemsOf(command, step, reason, rectification.DueOn)
            .Concat(proves ? proof.Missing(command.Action, reason, command.VisitId) : []).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);

        var dueOn = await DueOnAsync(command, rectification.DueOn, cancellationToken);
        var lookBackOn = command.Action switch
        {
            RectificationAction.ScheduleLookBack => command.LookBackOn,
            RectificationAction.PassLookBack => rectification.LookBackOn,
            _ => null,
        };
        db.Expect(rectification, command.Version);
        var visit = proof.Visits.FirstOrDefault(v => v.Id == command.VisitId);
        var changes = RectificationSteps.Decide(rectification, step, reason, dueOn, lookBackOn, actor, clock.UtcNow, visit);
        if (command is { Action: RectificationAction.Close, LookBackOn: { } day })
            changes = [.. changes, .. LookBack(rectification, day, actor)];
        db.Note(RectificationRefusals.Note(actor, RectificationRefusals.Code(step.Action), rectification, changes) with { Reason = reason });
        return await refusals.SaveAsync(rectification, command.Version, cancellationToken);
    }

    private async Task<Result<int>> AnswerAsync(AnswerRectification command, RectificationAction action, Actor actor, CancellationToken cancellationToken)
    {
        var rectification = await refusals.LoadAsync(command.Id, actor, cancellationToken);
        if (rectification is null)
            return Result.NotFound();
        var step = RectificationWorkflow.Find(rectification.State, action, actor, rectification.SectionId, rectification.SubmittedById);
        if (step is null)
            return await refusals.RefuseAsync(rectification, action, actor, cancellationToken);
        if (rectification.Version != command.Version)
            return await refusals.ConflictAsync(command.Id, command.Version, cancellationToken);

        var measures = TypedText.Lines(command.Measures);
        var feedback = TypedText.Lines(command.Feedback);
        var problems = RectificationRules.OfAnswer(measures, feedback, action).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);
        if (step.To == step.From && measures == rectification.Measures && feedback == rectification.Feedback)
            return Result.Success(rectification.Version);

        db.Expect(rectification, command.Version);
        var changes = RectificationSteps.Answer(rectification, step, measures, feedback, actor, clock.UtcNow);
        db.Note(RectificationRefusals.Note(actor, RectificationRefusals.Code(action), rectification, changes));
        return await refusals.SaveAsync(rectification, command.Version, cancellationToken);
    }

    private IEnumerable<Problem> ProblemsOf(DecideRectification command, RectificationRule step, string? reason, DateOnly dueOn)
    {
        if (step.Ask == RectificationAsk.Reason && reason is null)
            yield return new Problem(MissingReason(step.Action), nameof(command.Reason));
        var (label, field) = step.Ask == RectificationAsk.Proof ? ("核验情况", NoteField) : ("理由", nameof(command.Reason));
        foreach (var problem in ReportRules.Text(reason, label, field, RectificationStep.ReasonLength))
            yield return problem;
        if (step.Action == RectificationAction.Extend && command.DueOn == dueOn)
            yield return new Problem("整改期限没有变，请选择新的日期。", nameof(command.DueOn));
        if (step.Action == RectificationAction.Extend || (step.To.IsWithSection() && command.DueOn is not null))
        {
            foreach (var problem in DeadlineRules.OfDay(command.DueOn, "整改期限", nameof(command.DueOn), clock.Today))
                yield return problem;
        }

        if (step.Action == RectificationAction.ScheduleLookBack || (step.Action == RectificationAction.Close && command.LookBackOn is not null))
        {
            foreach (var problem in DeadlineRules.OfDay(command.LookBackOn, "回头看日期", nameof(command.LookBackOn), clock.Today))
                yield return problem;
        }
    }

    private async Task<DateOnly> DueOnAsync(DecideRectification command, DateOnly dueOn, CancellationToken cancellationToken)
    {
        if (command.Action is not (RectificationAction.Extend or RectificationAction.Return or RectificationAction.Reopen))
            return dueOn;
        if (command.DueOn is { } asked)
            return asked;
        return dueOn >= clock.Today ? dueOn : (await calendars.ReadAsync(cancellationToken)).AddWorkingDays(clock.Today, ReportWorkflow.ReturnWorkingDays);
    }

    private IEnumerable<(string Label, string? Before, string? After)> LookBack(Rectification rectification, DateOnly day, Actor actor)
    {
        var step = RectificationWorkflow.Find(
            rectification.State, RectificationAction.ScheduleLookBack, actor, rectification.SectionId, rectification.SubmittedById)!;
        return RectificationSteps.Decide(rectification, step, null, rectification.DueOn, day, actor, clock.UtcNow).Where(c => c.Label == "回头看日期");
    }

    private static string MissingReason(RectificationAction action) => action switch
    {
        RectificationAction.Return => "请填写退回理由，科室要靠它整改。",
        RectificationAction.Extend => "请写明调整期限的理由。",
        _ => $"请写明{action.Label()}的理由。",
    };
}
