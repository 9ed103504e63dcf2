using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>Which needs a list shows.</summary>
public enum NeedStatus
{
    /// <summary>未解决.</summary>
    Open,

    /// <summary>已解决.</summary>
    Solved,

    /// <summary>全部.</summary>
    All,
}

/// <summary>The list of coordination needs.</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="Status">Which of them.</param>
/// <param name="Scope">Whose: who asks or is asked.</param>
/// <param name="Sections">The plan's sections, to choose from.</param>
/// <param name="Lines">The needs: open ones first, the oldest first.</param>
/// <param name="OpenCount">How many are open.</param>
/// <param name="SolvedCount">How many are solved.</param>
/// <param name="DaysForYellow">A need that is open longer turns a light yellow.</param>
/// <param name="MaySettle">Whether the reader may say that one is solved.</param>
public sealed record NeedPage(
    int Year, NeedStatus Status, SectionScope Scope, IReadOnlyList<PlanSection> Sections, IReadOnlyList<NeedLine> Lines, int OpenCount, int SolvedCount,
    int DaysForYellow, bool MaySettle);

/// <summary>Reads the list of coordination needs as they stand today.</summary>
/// <param name="years">The plan's year.</param>
/// <param name="settings">When a need turns yellow.</param>
/// <param name="db">Whether the plan is archived.</param>
public sealed class NeedQuery(PlanYearReader years, SettingReader settings, RuralEduDbContext db)
{
    /// <summary>The list; null where there is no such plan or section.</summary>
    /// <param name="year">The plan's year; null for the one in force.</param>
    /// <param name="section">all, mine or a section's code; null for what the reader starts on.</param>
    /// <param name="status">Which of them.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<NeedPage?> ReadAsync(int? year, string? section, NeedStatus status, Actor actor, CancellationToken cancellationToken)
    {
        if (await years.ReadAsync(year, cancellationToken) is not { } plan || DashboardQuery.ScopeOf(section, actor, plan) is not { } scope)
            return null;
        var lines = NeedLines.Of(plan, scope, NeedLines.Now(plan)).ToList();
        var open = lines.Count(l => l.SolvedOn is null);
        var values = await settings.ReadAsync(cancellationToken);
        return new NeedPage(
            plan.Year, status, scope, plan.Sections,
            [.. lines.Where(l => status == NeedStatus.All || (l.SolvedOn is null) == (status == NeedStatus.Open)).OrderBy(l => l.SolvedOn is not null)],
            open, lines.Count - open, values[LightSettings.ProblemDaysForYellow], await MaySettleAsync(plan, actor, cancellationToken));
    }

    /// <summary>One need; null where there is none.</summary>
    public async Task<NeedLine?> ReadAsync(int needId, CancellationToken cancellationToken)
    {
        var year = await db.CoordinationNeeds.Where(n => n.Id == needId && n.DroppedAt == null)
            .Select(n => (int?)n.RaisedIn.ReportingPeriod.WorkPlan.Year).SingleOrDefaultAsync(cancellationToken);
        return year is not null && await years.ReadAsync(year, cancellationToken) is { } plan
            ? NeedLines.Of(plan, SectionScope.All, NeedLines.Now(plan)).SingleOrDefault(l => l.Need.Id == needId) : null;
    }

    private async Task<bool> MaySettleAsync(PlanYear plan, Actor actor, CancellationToken cancellationToken) =>
        actor.May(Permission.CoordinateMonth)
        && await db.WorkPlans.Where(p => p.Id == plan.PlanId).Select(p => p.State).SingleAsync(cancellationToken) != PlanState.Archived;
}
