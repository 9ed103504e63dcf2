using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Tasks;

/// <summary>The register of the tasks (任务台账).</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="PlanTitle">Its title.</param>
/// <param name="Current">The month that reports are written for; null before the first is opened.</param>
/// <param name="Scope">Whose tasks are shown.</param>
/// <param name="Light">Which light is shown; null for all.</param>
/// <param name="Sections">The plan's sections, to choose from.</param>
/// <param name="Groups">The groups with their tasks that fit.</param>
/// <param name="Total">Tasks in the plan.</param>
/// <param name="Completion">The mean over the tasks that fit; null where none do, or before the first due day has passed.</param>
public sealed record TaskListPage(
    int Year, string PlanTitle, Month? Current, SectionScope Scope, Light? Light, IReadOnlyList<PlanSection> Sections,
    IReadOnlyList<TaskListGroup> Groups, int Total, AverageCompletion? Completion)
{
    /// <summary>Tasks that fit.</summary>
    public int Shown => Groups.Sum(g => g.Tasks.Count);
}

/// <summary>A group.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Title without the number.</param>
/// <param name="Tasks">Its tasks that fit.</param>
public sealed record TaskListGroup(int Number, string Title, IReadOnlyList<TaskLine> Tasks);

/// <summary>A task in the register.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Exact title.</param>
/// <param name="Lead">The leading section.</param>
/// <param name="Supporting">The supporting sections.</param>
/// <param name="Lit">The last settled month, which gives the light; null before the first.</param>
/// <param name="Counts">The lead's completion as it was last confirmed; null where none was.</param>
/// <param name="Required">What the schedule asked by the end of the month of that completion, percent.</param>
/// <param name="Pending">待确认 52%: what the current month's report says that is not confirmed; null where it says nothing.</param>
/// <param name="State">Where the lead's report of the current month stands; null where no month is open.</param>
/// <param name="IsOverdue">Whether that report is past its day.</param>
public sealed record TaskLine(
    int Number, string Title, string Lead, IReadOnlyList<string> Supporting, TaskMonth? Lit, ConfirmedCompletion? Counts, decimal? Required, string? Pending, ReportState? State, bool IsOverdue);

/// <summary>Reads the register of the tasks.</summary>
/// <param name="years">The plan's year.</param>
public sealed class TaskListQuery(PlanYearReader years)
{
    /// <summary>The tasks of a plan; null where there is no such plan or section.</summary>
    /// <param name="year">The plan's year; null for the one in force.</param>
    /// <param name="section">all, mine or a section's code; null for all.</param>
    /// <param name="light">Only tasks with this light.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<TaskListPage?> ReadAsync(int? year, string? section, Light? light, Actor actor, CancellationToken cancellationToken)
    {
        var plan = await years.ReadAsync(year, cancellationToken);
        if (plan is null || DashboardQuery.ScopeOf(section ?? SectionScope.AllCode, actor, plan) is not { } scope)
            return null;
        var current = plan.Current?.Month;
        var shown = plan.Tasks.Where(t => scope.Has(t, current)).Select(t => (Task: t, Line: Line(plan, t, current)))
            .Where(t => light is null || (t.Line.Lit?.Light ?? Light.Grey) == light)
            .ToList();
        var lines = shown.ToLookup(t => t.Task.Group, t => t.Line);
        return new TaskListPage(
            plan.Year, plan.Title, current, scope, light, plan.Sections,
            [.. plan.Groups.Select(g => new TaskListGroup(g.Number, g.Title, [.. lines[g.Number]])).Where(g => g.Tasks.Count > 0)],
            plan.Tasks.Count,
            current is { } month ? AverageCompletion.Of(plan, [.. shown.Select(t => t.Task)], month) : null);
    }

    private static TaskLine Line(PlanYear plan, YearTask task, Month? current)
    {
        var now = current is { } month ? task.Months.GetValueOrDefault(month) : null;
        var counts = current is { } last ? task.CompletionBy(last) : null;
        return new TaskLine(
            task.Number, task.Title, task.LeadIn(current).Section.Name, [.. task.PartsIn(current).Skip(1).Select(p => p.Section.Name)],
            current is { } until ? task.LitBy(until) : null, counts,
            counts is null ? null : task.RequiredIn(counts.Month), now?.Lead.PendingCompletion, now?.Lead.State,
            now is not null && now.Kind != CellKind.Paused && now.Lead.IsOverdue(plan.Today));
    }
}
