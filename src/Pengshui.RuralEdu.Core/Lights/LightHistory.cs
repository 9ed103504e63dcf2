using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>Keeps the lights of a month as they stand when it is closed.</summary>
/// <param name="db">The database.</param>
/// <param name="years">The plan's year.</param>
/// <param name="clock">Now.</param>
internal sealed class LightHistory(RuralEduDbContext db, PlanYearReader years, BusinessClock clock) : IMonthClosing
{
    private static readonly JsonSerializerOptions Json = new(AuditNote.Json) { Converters = { new JsonStringEnumConverter() } };

    /// <inheritdoc/>
    public async Task KeepAsync(ReportingPeriod period, CancellationToken cancellationToken)
    {
        var year = await db.WorkPlans.Where(p => p.Id == period.WorkPlanId).Select(p => p.Year).SingleAsync(cancellationToken);
        if (await years.LoadAsync(year, clock.Today, cancellationToken) is { } plan)
            await TakeAsync(plan, period.Month, clock.UtcNow, cancellationToken);
    }

    /// <summary>
    /// Adds a row for each task of an open month to the context: the first time for all, later only for those that came out
    /// differently, which are the corrections. The caller saves.
    /// </summary>
    /// <param name="plan">The year as it is now, with the month still open.</param>
    /// <param name="month">The month.</param>
    /// <param name="at">UTC.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task TakeAsync(PlanYear plan, Month month, DateTime at, CancellationToken cancellationToken)
    {
        var kept = await db.LightSnapshots.AsNoTracking().Where(s => s.PlanTask.WorkPlanId == plan.PlanId && s.Month == month).ToListAsync(cancellationToken);
        foreach (var task in plan.Tasks)
        {
            if (task.Months.GetValueOrDefault(month) is not { } judged)
                continue;
            var last = kept.Where(s => s.PlanTaskId == task.Id).MaxBy(s => s.Ordinal);
            var now = new LightSnapshot
            {
                PlanTaskId = task.Id,
                Month = month,
                Ordinal = (last?.Ordinal ?? 0) + 1,
                TakenAt = at,
                Computed = judged.Verdict.Light,
                ReasonsJson = JsonSerializer.Serialize(judged.Verdict.Reasons, Json),
                Self = judged.Lead.Content?.SelfLight,
                Supervisor = judged.Supervisor?.Light,
                OverrideId = judged.Override?.Id,
            };
            if (last is null || !IsSame(last, now))
                db.Add(now);
        }
    }

    /// <summary>The verdict that a row keeps.</summary>
    public static LightVerdict Read(SnapshotRow row) =>
        new(row.Computed, JsonSerializer.Deserialize<List<LightReason>>(row.ReasonsJson, Json)!);

    private static bool IsSame(LightSnapshot last, LightSnapshot now) =>
        last.Computed == now.Computed && last.ReasonsJson == now.ReasonsJson && last.Self == now.Self
        && last.Supervisor == now.Supervisor && last.OverrideId == now.OverrideId;
}
