using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Says that a need is solved (标为已解决).</summary>
/// <param name="NeedId">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Reason">How it was solved; required, at most <see cref="CoordinationNeed.ReasonLength"/> characters.</param>
public sealed record SettleNeed(int NeedId, int Version, string? Reason);

/// <summary>The coordinator's part in coordination needs; everything else comes with the sections' reports.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
public sealed class NeedService(RuralEduDbContext db, BusinessClock clock)
{
    private const string OnlyCoordinator = "协调事项由提出的科室在月报中报告已解决，或由统筹员标为已解决。";

    /// <summary>标为已解决: reports do not ask it any more. A need that comes up again is a new one.</summary>
    public async Task<Result> SettleAsync(SettleNeed command, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!actor.May(Permission.CoordinateMonth))
        {
            db.Note(new AuditNote(actor, ReportAudit.SettleNeed)
            {
                Result = AuditResult.Refused, ObjectType = nameof(CoordinationNeed), ObjectId = $"{command.NeedId}", Reason = OnlyCoordinator,
            });
            await db.SaveChangesAsync(cancellationToken);
            return Result.Forbidden(OnlyCoordinator);
        }

        var found = await db.CoordinationNeeds.Where(n => n.Id == command.NeedId && n.DroppedAt == null)
            .Select(n => new
            {
                Need = n,
                Plan = n.RaisedIn.ReportingPeriod.WorkPlan.State,
                Task = n.Responsibility.PlanTask.Number,
                n.Responsibility.PlanTask.Title,
                Section = n.Responsibility.Section.Name,
                IsSolved = n.Answers.Where(a => a.Said != null).OrderByDescending(a => a.MonthlyReport.ReportingPeriod.Month).Select(a => a.Said).FirstOrDefault() == true,
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return Result.NotFound();
        if (ArchivedPlan.Refuse(found.Plan) is { } archived)
            return archived;
        if (found.IsSolved)
            return Result.Conflict($"{found.Section}已在月报中报告已解决，不用再标。");
        if (found.Need.SettledAt is not null || found.Need.Version != command.Version)
            return Overtaken();
        var reason = string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.ReplaceLineEndings("\n").Trim();
        if (reason is null)
            return Result.Refused("请用一句话写明是怎么解决的。", nameof(command.Reason));
        if (ReportRules.Text(reason, "解决情况", nameof(command.Reason), CoordinationNeed.ReasonLength).ToList() is { Count: > 0 } problems)
            return Result.Refused(problems);

        db.Expect(found.Need, command.Version);
        Settle(db, found.Need, reason, WhoseOf(found.Task, found.Title, found.Section), actor, clock.UtcNow);
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

    /// <summary>The change itself; the demonstration makes the same one.</summary>
    /// <param name="db">Tracks the need.</param>
    /// <param name="need">Which.</param>
    /// <param name="reason">How it was solved.</param>
    /// <param name="whose">What the trail calls the task and section.</param>
    /// <param name="actor">Which coordinator.</param>
    /// <param name="now">UTC.</param>
    internal static void Settle(RuralEduDbContext db, CoordinationNeed need, string reason, string whose, Actor actor, DateTime now)
    {
        (need.SettledAt, need.SettledById, need.SettledReason) = (now, actor.UserId, reason);
        db.Note(new AuditNote(actor, ReportAudit.SettleNeed)
        {
            ObjectType = nameof(CoordinationNeed),
            ObjectId = $"{need.Id}",
            Title = $"{whose} · {NeedWords.Ask([need.Whom], need.What)}",
            Reason = reason,
        });
    }

    /// <summary>任务3 提升农村学校办学能力 · 教育科.</summary>
    internal static string WhoseOf(int number, string title, string section) => $"任务{number} {title} · {section}";

    private static Refusal Overtaken() => Result.Conflict("这件协调事项刚有变化，请看过最新情况再办理。");
}
