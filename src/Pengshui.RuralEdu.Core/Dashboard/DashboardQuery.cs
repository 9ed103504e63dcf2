using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Dashboard;

/// <summary>Reads the dashboard.</summary>
/// <param name="years">The plan's year.</param>
/// <param name="cache">Keeps finished pages.</param>
/// <param name="stamp">What this request sees.</param>
public sealed class DashboardQuery(PlanYearReader years, StampedCache cache, DataStamp stamp)
{
    /// <summary>The dashboard; null where there is no such plan, opened month or section.</summary>
    /// <param name="year">The plan's year; null for the one in force.</param>
    /// <param name="month">Null for the current one.</param>
    /// <param name="section">all, mine or a section's code; null for what the reader starts on.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<DashboardPage?> ReadAsync(int? year, Month? month, string? section, Actor actor, CancellationToken cancellationToken)
    {
        var plan = await years.ReadAsync(year, cancellationToken);
        var chosen = month is { } asked ? plan?.Opened(asked) : plan?.Current;
        if (plan is null || chosen?.Period is not { } period || ScopeOf(section, actor, plan) is not { } scope)
            return null;
        var key = new CacheKey(plan.PlanId, period.Month, plan.Today, scope.Code, string.Join(',', scope.SectionIds));
        return await cache.GetAsync(key, await stamp.GetAsync(DataAreas.OfPlans, cancellationToken), () => Task.FromResult(DashboardBuilder.Build(plan, period, scope)));
    }

    /// <summary>The rows behind a figure of the dashboard; null where there is no such dashboard.</summary>
    /// <param name="figure">Which.</param>
    /// <param name="year">As for the dashboard.</param>
    /// <param name="month">As for the dashboard.</param>
    /// <param name="section">As for the dashboard.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<FigurePage?> RowsAsync(Figure figure, int? year, Month? month, string? section, Actor actor, CancellationToken cancellationToken)
    {
        var plan = await years.ReadAsync(year, cancellationToken);
        var chosen = month is { } asked ? plan?.Opened(asked) : plan?.Current;
        return plan is null || chosen?.Period is not { } period || ScopeOf(section, actor, plan) is not { } scope
            ? null : FigureBuilder.Build(plan, period, scope, figure);
    }

    /// <summary>
    /// What the address means for this reader: a 分管领导 starts on the sections in charge, everybody else on all; null
    /// where there is no such section.
    /// </summary>
    public static SectionScope? ScopeOf(string? section, Actor actor, PlanYear plan)
    {
        var mine = plan.Sections.Where(s => actor.SectionsInCharge.Contains(s.Id)).ToList();
        return section switch
        {
            SectionScope.AllCode => SectionScope.All,
            null or SectionScope.MineCode when mine.Count > 0 =>
                new SectionScope(SectionScope.MineCode, $"我分管的科室（{string.Join("、", mine.Select(s => s.Name))}）", [.. mine.Select(s => s.Id)]),
            null => SectionScope.All,
            _ => plan.Sections.SingleOrDefault(s => s.Code == section) is { } one ? new SectionScope(one.Code, one.Name, [one.Id]) : null,
        };
    }

    private sealed record CacheKey(int PlanId, Month Month, DateOnly Today, string Scope, string Sections);
}
