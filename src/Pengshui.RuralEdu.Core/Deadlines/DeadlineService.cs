using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Deadlines;

/// <summary>The coordinator's answer where a deadline became a day off.</summary>
/// <param name="Kind">Whose deadline.</param>
/// <param name="Id">Its key.</param>
/// <param name="Version">The version that the question was asked of.</param>
/// <param name="NewDueOn">The day that was asked about.</param>
/// <param name="Moves">Whether it moves.</param>
public sealed record AnswerDeadline(DeadlineKind Kind, int Id, int Version, DateOnly NewDueOn, bool Moves);

/// <summary>Moves deadlines that became days off, or keeps them; either is audited, and the same is not asked again.</summary>
/// <param name="db">The database.</param>
/// <param name="calendars">Working days.</param>
/// <param name="clock">Now, and today in Beijing.</param>
public sealed class DeadlineService(RuralEduDbContext db, CalendarReader calendars, BusinessClock clock)
{
    private const string OnlyCoordinator = "期限遇休息日要不要顺延，由统筹员决定。";
    private const string Moved = "期限遇休息日顺延";
    private const string Kept = "期限遇休息日，保持不变";

    /// <summary>
    /// Answers. Not found where there is no such deadline; forbidden for others than the coordinator; refused with a conflict where the
    /// calendar or the deadline changed meanwhile, so that something else is asked by now.
    /// </summary>
    public async Task<Result> AnswerAsync(AnswerDeadline command, Actor actor, CancellationToken cancellationToken = default)
    {
        var code = command.Moves ? ReportAudit.MoveDeadline : ReportAudit.KeepDeadline;
        if (!actor.May(Permission.CoordinateMonth))
        {
            db.Note(new AuditNote(actor, code) { Result = AuditResult.Refused, ObjectId = $"{command.Id}", Reason = OnlyCoordinator });
            await db.SaveChangesAsync(cancellationToken);
            return Result.Forbidden(OnlyCoordinator);
        }

        if (await LoadAsync(command, cancellationToken) is not { } deadline)
            return Result.NotFound();
        if (ArchivedPlan.Refuse(deadline.Plan) is { } archived)
            return archived;
        var calendar = await calendars.ReadAsync(cancellationToken);
        if (deadline.Row.Version != command.Version || deadline.DueOn is not { } dueOn
            || DeadlineMove.To(command.Kind, dueOn, deadline.Declined, calendar, clock.Today) != command.NewDueOn)
            return Overtaken();

        db.Expect(deadline.Row, command.Version);
        if (command.Moves)
            deadline.Move(command.NewDueOn, actor);
        else
            deadline.Decline(command.NewDueOn);
        db.Note(new AuditNote(actor, code)
        {
            Subject = deadline.Row,
            Title = deadline.Title,
            Reason = command.Moves ? Moved : Kept,
            Details = AuditNote.DetailsOf([("期限", $"{dueOn:yyyy-MM-dd}", $"{(command.Moves ? command.NewDueOn : dueOn):yyyy-MM-dd}")]),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Overtaken();
        }
    }

    private static Refusal Overtaken() => Result.Conflict("工作日历或这个期限刚改过，请看过最新情况再办理。");

    private Task<Deadline?> LoadAsync(AnswerDeadline command, CancellationToken cancellationToken) => command.Kind switch
    {
        DeadlineKind.Report => ReportAsync(command.Id, cancellationToken),
        DeadlineKind.Instruction => InstructionAsync(command.Id, cancellationToken),
        DeadlineKind.Rectification => RectificationAsync(command.Id, cancellationToken),
        _ => Task.FromResult<Deadline?>(null),
    };

    private async Task<Deadline?> ReportAsync(int id, CancellationToken cancellationToken)
    {
        var report = await db.MonthlyReports.AsSingleQuery().Include(r => r.ReportingPeriod).ThenInclude(p => p.WorkPlan)
            .Include(r => r.Responsibility).ThenInclude(p => p.PlanTask).SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        return report is null
            ? null
            : new Deadline(
                report, report.ReportingPeriod.WorkPlan.State,
                ReportCore.TitleOf(report.Responsibility.PlanTask.Number, report.Responsibility.PlanTask.Title, report.SectionName, report.ReportingPeriod.Month),
                report is { State: ReportState.Returned, WaivedAt: null } ? report.ReturnDueOn : null, report.DeclinedReturnDueOn,
                (day, _) => report.ReturnDueOn = day, day => report.DeclinedReturnDueOn = day);
    }

    private async Task<Deadline?> InstructionAsync(int id, CancellationToken cancellationToken)
    {
        var recipient = await db.InstructionRecipients.AsSingleQuery().Include(r => r.Section)
            .Include(r => r.Instruction).ThenInclude(i => i.PlanTask).ThenInclude(t => t.WorkPlan).SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        return recipient is null
            ? null
            : new Deadline(
                recipient, recipient.Instruction.PlanTask.WorkPlan.State, InstructionService.TitleOf(recipient),
                recipient.State.IsWithSection() ? recipient.DueOn : null, recipient.DeclinedDueOn,
                (day, actor) => InstructionSteps.Move(recipient, day, Moved, actor, clock.UtcNow), day => recipient.DeclinedDueOn = day);
    }

    private async Task<Deadline?> RectificationAsync(int id, CancellationToken cancellationToken)
    {
        var rectification = await db.Rectifications.AsSingleQuery().Include(r => r.Section).Include(r => r.PlanTask).ThenInclude(t => t.WorkPlan)
            .SingleOrDefaultAsync(r => r.Id == id && r.State != RectificationState.Draft, cancellationToken);
        return rectification is null
            ? null
            : new Deadline(
                rectification, rectification.PlanTask.WorkPlan.State, RectificationRefusals.TitleOf(rectification),
                rectification.State.IsWithSection() ? rectification.DueOn : null, rectification.DeclinedDueOn,
                (day, actor) => RectificationSteps.Move(rectification, day, Moved, actor, clock.UtcNow), day => rectification.DeclinedDueOn = day);
    }

    /// <summary>A deadline as its own row has it.</summary>
    /// <param name="Row">The row, tracked.</param>
    /// <param name="Plan">Where its plan stands.</param>
    /// <param name="Title">What the trail calls it.</param>
    /// <param name="DueOn">Its day; null where the section has nothing in hand.</param>
    /// <param name="Declined">The day to which it was not to move.</param>
    /// <param name="Move">Moves it.</param>
    /// <param name="Decline">Keeps it.</param>
    private sealed record Deadline(
        IVersioned Row, PlanState Plan, string Title, DateOnly? DueOn, DateOnly? Declined, Action<DateOnly, Actor> Move, Action<DateOnly> Decline);
}
