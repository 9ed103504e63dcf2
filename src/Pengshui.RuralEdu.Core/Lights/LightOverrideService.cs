using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Judges a month's light anew (改判).</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="Month">The month.</param>
/// <param name="Light">绿, 黄 or 红; another than the computed one.</param>
/// <param name="Reason">Why; required, at most <see cref="LightOverride.ReasonLength"/> characters.</param>
/// <param name="EndsOn">Last day on which it holds: today to a year from now.</param>
/// <param name="Replaces">The override that the form showed; null where it showed none.</param>
public sealed record OverrideLight(int Year, int TaskNumber, Month Month, Light? Light, string? Reason, DateOnly? EndsOn, int? Replaces);

/// <summary>Takes an override back (撤销改判).</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="OverrideId">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Reason">Why; required.</param>
public sealed record WithdrawOverride(int Year, int TaskNumber, int OverrideId, int Version, string? Reason);

/// <summary>The coordinator's own judgement of lights. It stands beside the computed light, which goes on being computed.</summary>
/// <param name="db">The database.</param>
/// <param name="years">The lights as they are.</param>
/// <param name="clock">Now, and today in Beijing.</param>
public sealed class LightOverrideService(RuralEduDbContext db, PlanYearReader years, BusinessClock clock)
{
    private const string OnlyCoordinator = "灯色由统筹员改判，您可以查看，不能改判。";
    private const int LongestYears = 1;

    /// <summary>改判. The same judgement twice changes nothing.</summary>
    /// <returns>The override's key.</returns>
    public Task<Result<int>> SetAsync(OverrideLight command, Actor actor, CancellationToken cancellationToken = default) =>
        db.ActAsync(() => SetOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result<int>> SetOnceAsync(OverrideLight command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.OverrideLights))
            return await ForbidAsync(LightAudit.OverrideLight, command.TaskNumber, actor, cancellationToken);
        if (await ArchivedPlan.RefuseAsync(db.WorkPlans.Where(p => p.Year == command.Year), cancellationToken) is { } archived)
            return archived;
        var plan = await years.ReadAsync(command.Year, cancellationToken);
        var task = plan?.Tasks.SingleOrDefault(t => t.Number == command.TaskNumber);
        if (task?.Months.GetValueOrDefault(command.Month) is not { } judged)
            return Result.NotFound();
        var reason = TypedText.Lines(command.Reason);
        var problems = Problems(command, reason, judged).ToList();
        if (problems.Count > 0)
            return Result.Refused(problems);

        await db.TakeTurnAsync(WriteTurn.Lights, cancellationToken);
        var earlier = await db.LightOverrides.Where(o => o.PlanTaskId == task.Id && o.Month == command.Month).OrderBy(o => o.Ordinal).ToListAsync(cancellationToken);
        var standing = earlier.LastOrDefault(o => o.WithdrawnAt is null && o.EndsOn >= clock.Today);
        if (standing is not null && standing.Light == command.Light && standing.Reason == reason && standing.EndsOn == command.EndsOn)
            return Result.Success(standing.Id);
        if (standing?.Id != command.Replaces)
            return Result.Conflict(standing is null ? "原来的改判刚被撤销，请看过最新情况再办理。" : $"这个月刚被改判为{standing.Light.Label()}，请看过最新情况再办理。");

        var now = clock.UtcNow;
        if (standing is not null)
            standing.WithdrawnAt = now;
        var made = new LightOverride
        {
            PlanTaskId = task.Id,
            Month = command.Month,
            Ordinal = (earlier.LastOrDefault()?.Ordinal ?? 0) + 1,
            Light = command.Light!.Value,
            Reason = reason!,
            EndsOn = command.EndsOn!.Value,
            ById = actor.UserId!.Value,
            At = now,
        };
        db.Add(made);
        db.Note(SetNote(actor, made, TitleOf(task.Number, task.Title, command.Month), judged.Light));
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(made.Id);
    }

    /// <summary>撤销改判: the computed light counts again.</summary>
    public async Task<Result> WithdrawAsync(WithdrawOverride command, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!actor.May(Permission.OverrideLights))
            return await ForbidAsync(LightAudit.WithdrawOverride, command.TaskNumber, actor, cancellationToken);
        if (await ArchivedPlan.RefuseAsync(db.WorkPlans.Where(p => p.Year == command.Year), cancellationToken) is { } archived)
            return archived;
        var plan = await years.ReadAsync(command.Year, cancellationToken);
        if (plan?.Tasks.SingleOrDefault(t => t.Number == command.TaskNumber) is not { } task)
            return Result.NotFound();
        var standing = await db.LightOverrides.SingleOrDefaultAsync(o => o.Id == command.OverrideId && o.PlanTaskId == task.Id, cancellationToken);
        if (standing is null)
            return Result.NotFound();
        if (standing.WithdrawnAt is not null || standing.Version != command.Version)
            return Result.Conflict("这次改判刚被别人改过，请看过最新情况再办理。");
        var reason = TypedText.Lines(command.Reason);
        if (reason is null)
            return Result.Refused("请写明撤销改判的理由。", nameof(command.Reason));
        if (ReportRules.Text(reason, "撤销理由", nameof(command.Reason), LightOverride.ReasonLength).ToList() is { Count: > 0 } problems)
            return Result.Refused(problems);

        db.Expect(standing, command.Version);
        standing.WithdrawnAt = clock.UtcNow;
        standing.WithdrawnReason = reason;
        db.Note(new AuditNote(actor, LightAudit.WithdrawOverride) { Subject = standing, Title = TitleOf(task.Number, task.Title, standing.Month), Reason = reason });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Result.Conflict("这次改判刚被别人改过，请看过最新情况再办理。");
        }
    }

    private IEnumerable<Problem> Problems(OverrideLight command, string? reason, TaskMonth judged)
    {
        if (judged.Kind == CellKind.Paused)
            yield return new Problem("假期暂停的月份不判灯色，不用改判。");
        if (command.Light is not (Light.Green or Light.Yellow or Light.Red))
            yield return new Problem("请选择改判为绿灯、黄灯还是红灯。", nameof(command.Light));
        else if (command.Light == judged.Verdict.Light)
            yield return new Problem($"系统判定就是{judged.Verdict.Light.Label()}，不用改判。", nameof(command.Light));
        if (reason is null)
            yield return new Problem("请写明改判的理由。", nameof(command.Reason));
        foreach (var problem in ReportRules.Text(reason, "改判理由", nameof(command.Reason), LightOverride.ReasonLength))
            yield return problem;
        if (command.EndsOn is not { } end)
            yield return new Problem("请填写改判的到期日。", nameof(command.EndsOn));
        else if (end < clock.Today)
            yield return new Problem("到期日不能早于今天，请核对。", nameof(command.EndsOn));
        else if (end > clock.Today.AddYears(LongestYears))
            yield return new Problem("到期日最迟到一年以后，请核对。", nameof(command.EndsOn));
    }

    private async Task<Refusal> ForbidAsync(string code, int task, Actor actor, CancellationToken cancellationToken)
    {
        db.Note(new AuditNote(actor, code) { Result = AuditResult.Refused, ObjectType = nameof(LightOverride), Title = $"任务{task}", Reason = OnlyCoordinator });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Forbidden(OnlyCoordinator);
    }

    /// <summary>What the trail calls it: 任务3 提升农村学校办学能力 · 2023年10月.</summary>
    internal static string TitleOf(int number, string title, Month month) => $"任务{number} {title} · {month.ToChinese()}";

    /// <summary>The entry about an override.</summary>
    internal static AuditNote SetNote(Actor actor, LightOverride made, string title, Light? before) => new(actor, LightAudit.OverrideLight)
    {
        Subject = made,
        Title = title,
        Reason = made.Reason,
        Details = AuditNote.DetailsOf([("灯色", before?.Label(), made.Light.Label()), ("到期日", null, $"{made.EndsOn:yyyy-MM-dd}")]),
    };
}
