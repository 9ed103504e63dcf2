using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// Reads a plan's year in nine statements, whatever its size, and keeps the rows of each until data of their kinds
/// change: after a write only that is read anew which it concerns (<see cref="DataArea"/>).
/// </summary>
/// <param name="reader">Reads the rows.</param>
/// <param name="cache">Keeps rows, and the year made of them.</param>
/// <param name="stamp">What this request sees.</param>
/// <param name="calendar">Working days and school holidays.</param>
/// <param name="settings">Thresholds.</param>
/// <param name="clock">Today.</param>
/// <param name="views">What supervisors found.</param>
/// <param name="rectifications">What is to be put right.</param>
/// <param name="instructions">What leaders wrote.</param>
public sealed class PlanYearReader(
    PlanRowsReader reader, StampedCache cache, DataStamp stamp, CalendarReader calendar, SettingReader settings, BusinessClock clock,
    IFindings<SupervisorView> views, IFindings<DatedRectification> rectifications, IFindings<TaskInstruction> instructions)
{
    /// <summary>The year's plan, or null where there is none; a plan that is still a draft is none.</summary>
    /// <param name="year">
    /// The plan's year; null for the one in force, else the newest archived one. Of two in force, at the turn of the year, the newer
    /// one counts from its first opened month on, so that December is finished before.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PlanYear?> ReadAsync(int? year, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var kept = await cache.GetAsync(
            new CacheKey(nameof(PlanYear), year, today),
            await stamp.GetAsync(DataAreas.OfPlans, cancellationToken),
            async () => new Kept(await JudgeAsync(year, today, cancellationToken)));
        return kept.Plan;
    }

    /// <summary>The same from the kept rows, judged on another day.</summary>
    internal async Task<PlanYear?> JudgeAsync(int? year, DateOnly today, CancellationToken cancellationToken) =>
        await RowsAsync(year, KeepAsync, cancellationToken) is { } rows ? await BuildAsync(rows, today, cancellationToken) : null;

    /// <summary>
    /// What the task's month would be judged if a report that is being written were submitted today with this content and confirmed; null
    /// where its month is not judged, as in a plan that is a draft or a month that is closed. Of the plan only this task is judged.
    /// </summary>
    /// <param name="head">The report.</param>
    /// <param name="snapshot">What it would say.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<LightVerdict?> ForecastAsync(ReportHead head, ReportSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (!head.IsPeriodOpen || (await RowsAsync(head.Month.Year, KeepAsync, cancellationToken))?.Of(head.TaskNumber) is not { } rows)
            return null;
        var supposed = new Supposed(head.Id, snapshot, clock.UtcNow, head.LateByWorkingDays);
        var year = await BuildAsync(supposed.In(rows), clock.Today, cancellationToken);
        return year.Tasks[0].Months.GetValueOrDefault(head.Month)?.Verdict;
    }

    /// <summary>The same past the cache, for a write that has taken its turn.</summary>
    internal async Task<PlanYear?> LoadAsync(int? year, DateOnly today, CancellationToken cancellationToken) =>
        await RowsAsync(year, (_, _, load, _) => load(), cancellationToken) is { } rows ? await BuildAsync(rows, today, cancellationToken) : null;

    private async Task<object> KeepAsync(RowSet set, int? of, Func<Task<object>> load, CancellationToken cancellationToken) =>
        await cache.GetAsync(new CacheKey(set.Name, of), await stamp.GetAsync(set.Areas, cancellationToken), load);

    private async Task<PlanYear> BuildAsync(PlanYearRows rows, DateOnly today, CancellationToken cancellationToken)
    {
        var reports = rows.Sections.In(rows.Reports, rows.Tasks);
        return new PlanYearBuilder(await calendar.ReadAsync(cancellationToken), await settings.ReadAsync(cancellationToken), today).Build(
            rows.Tasks,
            reports,
            rows.Findings with { Needs = rows.Sections.In(rows.Findings.Needs, reports), Instructions = rows.Sections.In(rows.Findings.Instructions) });
    }

    private async Task<PlanYearRows?> RowsAsync(
        int? year, Func<RowSet, int?, Func<Task<object>>, CancellationToken, Task<object>> keep, CancellationToken cancellationToken)
    {
        var tasks = await GetAsync(RowSet.Tasks, year, () => reader.TasksAsync(year, cancellationToken));
        if (tasks.Count == 0)
            return null;
        var id = tasks[0].Plan.Id;
        return new PlanYearRows(
            tasks,
            await GetAsync(RowSet.Sections, null, () => reader.SectionsAsync(cancellationToken)),
            await GetAsync(RowSet.Reports, id, () => reader.ReportsAsync(id, cancellationToken)),
            new PlanFindings(
                await FindAsync(views),
                await FindAsync(rectifications),
                await GetAsync(RowSet.Needs, id, () => reader.NeedsAsync(id, cancellationToken)),
                await FindAsync(instructions),
                await GetAsync(RowSet.Overrides, id, () => reader.OverridesAsync(id, cancellationToken)),
                await GetAsync(RowSet.Snapshots, id, () => reader.SnapshotsAsync(id, cancellationToken))));

        Task<ILookup<int, T>> FindAsync<T>(IFindings<T> findings) =>
            GetAsync(new RowSet(typeof(T).Name, [.. findings.Areas]), id, () => findings.ReadAsync(id, cancellationToken));

        async Task<T> GetAsync<T>(RowSet set, int? of, Func<Task<T>> load)
            where T : class => (T)await keep(set, of, async () => await load(), cancellationToken);
    }

    private sealed record CacheKey(string Name, int? Of, DateOnly? Today = null);

    private sealed record Kept(PlanYear? Plan);

    /// <summary>What one statement reads, and the kinds of data it reads it from; keys of a plan's tasks are never another plan's.</summary>
    private sealed record RowSet(string Name, params DataArea[] Areas)
    {
        // Which plan is in force also depends on whether it has an opened month.
        public static readonly RowSet Tasks = new(nameof(Tasks), DataArea.Plans, DataArea.Periods, DataArea.Sections);
        public static readonly RowSet Sections = new(nameof(Sections), DataArea.Sections);
        public static readonly RowSet Reports = new(nameof(Reports), DataArea.Reports, DataArea.Periods);
        public static readonly RowSet Needs = new(nameof(Needs), DataArea.Needs);
        public static readonly RowSet Overrides = new(nameof(Overrides), DataArea.Overrides, DataArea.People);
        public static readonly RowSet Snapshots = new(nameof(Snapshots), DataArea.Snapshots);
    }
}
