using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Instructions;

/// <summary>Gives an instruction (批示).</summary>
/// <param name="FormKey">The form's own key: the same form that arrives twice is taken once.</param>
/// <param name="Year">The plan's year.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="ReportId">The submitted report of that task it is written on; null for the task as a whole.</param>
/// <param name="Text">What is to be done; required, at most <see cref="Instruction.TextLength"/> characters.</param>
/// <param name="DueOn">Last day to answer: today to a year from now.</param>
/// <param name="SectionIds">Whom it goes to, at least one.</param>
public sealed record GiveInstruction(
    Guid FormKey, int Year, int TaskNumber, int? ReportId, string? Text, DateOnly? DueOn, IReadOnlyList<int> SectionIds);

/// <summary>Takes a step with an instruction at a section.</summary>
/// <param name="RecipientId">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Action">The step.</param>
/// <param name="Text">The answer, or why; required where the workflow says so.</param>
/// <param name="DueOn">The new day to answer by; required where the leader asks again.</param>
public sealed record StepInstruction(int RecipientId, int Version, InstructionAction Action, string? Text, DateOnly? DueOn);

/// <summary>Gives instructions and takes their steps. What the table does not have is refused with a sentence, and audited as refused.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now, and today in Beijing.</param>
/// <param name="trail">Who changed what.</param>
public sealed class InstructionService(RuralEduDbContext db, BusinessClock clock, EditTrail trail)
{
    private const string OnlyLeaders = "批示由领导作出，您可以查看，不能作出批示。";

    /// <summary>作出批示.</summary>
    /// <returns>The instruction's key.</returns>
    public Task<Result<int>> GiveAsync(GiveInstruction command, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => GiveOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result<int>> GiveOnceAsync(GiveInstruction command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.GiveInstructions))
            return await ForbidAsync(actor, cancellationToken);
        var task = await db.PlanTasks.AsNoTracking()
            .Where(t => t.WorkPlan.Year == command.Year && t.WorkPlan.State != PlanState.Draft && t.Number == command.TaskNumber)
            .Select(t => new { t.Id, t.Number, t.Title, t.WorkPlan.State }).SingleOrDefaultAsync(cancellationToken);
        if (task is null)
            return Result.NotFound();
        if (ArchivedPlan.Refuse(task.State) is { } archived)
            return archived;
        if (command.ReportId is { } report && !await db.MonthlyReports.AnyAsync(
                r => r.Id == report && r.Responsibility.PlanTaskId == task.Id && r.FirstSubmittedAt != null, cancellationToken))
            return Result.NotFound();
        var text = TypedText.Lines(command.Text);
        var chosen = command.SectionIds.Distinct().ToList();
        var sections = await db.Sections.AsNoTracking().Where(s => chosen.Contains(s.Id) && s.IsActive).OrderBy(s => s.SortOrder).ToListAsync(cancellationToken);
        var problems = Problems(text, command.DueOn).ToList();
        if (sections.Count == 0 || sections.Count < chosen.Count)
            problems.Add(new Problem("请选择由哪个科室办理。", nameof(command.SectionIds)));
        if (problems.Count > 0)
            return Result.Refused(problems);

        await db.TakeTurnAsync(WriteTurn.Instructions, cancellationToken);
        if (await db.Instructions.Where(i => i.FormKey == command.FormKey).Select(i => (int?)i.Id).SingleOrDefaultAsync(cancellationToken) is { } same)
            return Result.Success(same);
        var instruction = InstructionSteps.Give(
            command.FormKey, task.Id, command.ReportId, text!, command.DueOn!.Value, sections.Select(s => s.Id), actor, clock.UtcNow);
        db.Add(instruction);
        db.Note(GivenNote(actor, instruction, $"任务{task.Number} {task.Title}", sections.Select(s => s.Name)));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(instruction.Id);
    }

    /// <summary>回复批示, 办结, 要求再办, 撤销批示.</summary>
    /// <returns>The instruction's key.</returns>
    public async Task<Result<int>> StepAsync(StepInstruction command, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!actor.May(Permission.ReadBusiness))
            return Result.NotFound();
        if (!Enum.IsDefined(command.Action))
            return Result.NotFound();
        var recipient = await db.InstructionRecipients.Include(r => r.Section).Include(r => r.Instruction).ThenInclude(i => i.PlanTask)
            .SingleOrDefaultAsync(r => r.Id == command.RecipientId, cancellationToken);
        if (recipient is null)
            return Result.NotFound();
        var giver = recipient.Instruction.ById;
        if (InstructionWorkflow.Find(recipient.State, command.Action, actor, recipient.SectionId, giver) is not { } rule)
            return await RefuseAsync(recipient, command.Action, actor, cancellationToken);
        if (recipient.Version != command.Version)
            return await ConflictAsync(recipient.Id, command.Version, cancellationToken);
        var text = TypedText.Lines(command.Text);
        var problems = Problems(command, rule, text).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);

        db.Expect(recipient, command.Version);
        var changes = InstructionSteps.Take(
            recipient, rule, text, rule.Action == InstructionAction.AskAgain ? command.DueOn : null, actor, clock.UtcNow);
        db.Note(StepNote(actor, recipient, rule.Action, changes) with { Reason = rule.Action == InstructionAction.Answer ? null : text });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success(recipient.InstructionId);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ConflictAsync(command.RecipientId, command.Version, cancellationToken);
        }
    }

    /// <summary>The entry about an instruction that is given.</summary>
    internal static AuditNote GivenNote(Actor actor, Instruction instruction, string title, IEnumerable<string> sections) =>
        new(actor, InstructionAudit.GiveInstruction)
        {
            Subject = instruction,
            Title = title,
            Details = AuditNote.DetailsOf(
            [
                ("批示", null, instruction.Text),
                ("办理科室", null, string.Join("、", sections)),
                ("期限", null, ChineseDays.MonthAndDay(instruction.Recipients.First().DueOn)),
            ]),
        };

    /// <summary>The entry about a step.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="recipient">With its section and task.</param>
    /// <param name="action">What.</param>
    /// <param name="changes">Label, before, after.</param>
    internal static AuditNote StepNote(
        Actor actor, InstructionRecipient recipient, InstructionAction action, IEnumerable<(string Label, string? Before, string? After)> changes) =>
        new(actor, Code(action)) { Subject = recipient, Title = TitleOf(recipient), Details = AuditNote.DetailsOf(changes) };

    private IEnumerable<Problem> Problems(string? text, DateOnly? dueOn)
    {
        if (text is null)
            yield return new Problem("请写明要办什么。", nameof(GiveInstruction.Text));
        foreach (var problem in ReportRules.Text(text, "批示", nameof(GiveInstruction.Text), Instruction.TextLength))
            yield return problem;
        foreach (var problem in Problems(dueOn))
            yield return problem;
    }

    private IEnumerable<Problem> Problems(StepInstruction command, InstructionRule rule, string? text)
    {
        if (rule.TextRequired && text is null)
        {
            var missing = rule.Action == InstructionAction.Answer ? "请写明办理情况。" : $"请写明{rule.Action.Label()}的理由。";
            yield return new Problem(missing, nameof(command.Text));
        }

        foreach (var problem in ReportRules.Text(text, rule.Action == InstructionAction.Answer ? "回复" : "理由", nameof(command.Text), InstructionStep.TextLength))
            yield return problem;
        if (rule.Action == InstructionAction.AskAgain)
        {
            foreach (var problem in Problems(command.DueOn))
                yield return problem;
        }
    }

    private IEnumerable<Problem> Problems(DateOnly? dueOn)
    {
        if (dueOn is not { } day)
            yield return new Problem("请填写回复期限。", nameof(GiveInstruction.DueOn));
        else if (day < clock.Today)
            yield return new Problem("回复期限不能早于今天，请核对。", nameof(GiveInstruction.DueOn));
        else if (day > clock.Today.AddYears(1))
            yield return new Problem("回复期限最迟到一年以后，请核对。", nameof(GiveInstruction.DueOn));
    }

    private async Task<Refusal> RefuseAsync(InstructionRecipient recipient, InstructionAction action, Actor actor, CancellationToken cancellationToken)
    {
        var section = recipient.Section.Name;
        var refusal = InstructionWorkflow.IsEver(action, actor, recipient.SectionId, recipient.Instruction.ById)
            ? Result.Refused(InstructionSentences.Refusal(action, recipient.State, section))
            : Result.Forbidden(InstructionSentences.Forbidden(action, section));
        db.Forget();
        db.Note(new AuditNote(actor, Code(action))
        {
            ObjectType = nameof(InstructionRecipient), ObjectId = $"{recipient.Id}", Title = TitleOf(recipient), Result = AuditResult.Refused,
            Reason = refusal.Message,
        });
        await db.SaveChangesAsync(cancellationToken);
        return refusal;
    }

    private async Task<Refusal> ConflictAsync(int id, int formVersion, CancellationToken cancellationToken)
    {
        db.Forget();
        var version = await db.InstructionRecipients.Where(r => r.Id == id).Select(r => r.Version).SingleAsync(cancellationToken);
        return Result.Conflict(trail.Tell(
            await trail.SinceAsync(nameof(InstructionRecipient), id, formVersion, version, cancellationToken), "这件批示"));
    }

    private async Task<Refusal> ForbidAsync(Actor actor, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, InstructionAudit.GiveInstruction) { Result = AuditResult.Refused, ObjectType = nameof(Instruction), Reason = OnlyLeaders });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Forbidden(OnlyLeaders);
    }

    private static string Code(InstructionAction action) => action switch
    {
        InstructionAction.Answer => InstructionAudit.AnswerInstruction,
        InstructionAction.Accept => InstructionAudit.AcceptInstruction,
        InstructionAction.AskAgain => InstructionAudit.AskAgain,
        InstructionAction.Withdraw => InstructionAudit.WithdrawInstruction,
        InstructionAction.HandOver => InstructionAudit.HandOverInstruction,
        InstructionAction.Move => ReportAudit.MoveDeadline,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>What the trail calls an instruction at a section.</summary>
    internal static string TitleOf(InstructionRecipient recipient) =>
        $"任务{recipient.Instruction.PlanTask.Number} {recipient.Instruction.PlanTask.Title} · {recipient.Section.Name}";

}
