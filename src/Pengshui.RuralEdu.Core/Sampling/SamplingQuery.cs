using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Sampling;

/// <summary>What to check next (抽查建议).</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="Seed">The seed they were drawn with.</param>
/// <param name="Pairs">How many there were to draw from.</param>
/// <param name="WithRisk">Of them those with a reason to look.</param>
/// <param name="Proposals">What was drawn.</param>
public sealed record SamplingPage(int Year, int Seed, int Pairs, int WithRisk, IReadOnlyList<Proposal> Proposals);

/// <summary>Draws from the plan in force: the plan's year, and one statement for the visits.</summary>
/// <param name="years">The plan's year.</param>
/// <param name="db">The database.</param>
public sealed class SamplingQuery(PlanYearReader years, RuralEduDbContext db)
{
    /// <summary>Largest seed.</summary>
    public const int MaxSeed = 99_999_999;

    /// <summary>The proposals; null where no plan is in force.</summary>
    /// <param name="seed">The seed; null for today's, which all draw the same with.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<SamplingPage?> ReadAsync(int? seed, CancellationToken cancellationToken)
    {
        if (await years.ReadAsync(null, cancellationToken) is not { } plan)
            return null;
        var visits = (await db.InspectionItems.AsNoTracking()
            .Where(i => i.Inspection.WorkPlanId == plan.PlanId && i.Inspection.State == InspectionState.Issued)
            .GroupBy(i => new { i.PlanTaskId, i.SectionId })
            .Select(g => new { g.Key.PlanTaskId, g.Key.SectionId, Last = g.Max(i => i.Inspection.VisitedOn) })
            .ToListAsync(cancellationToken)).ToDictionary(v => (v.PlanTaskId, v.SectionId), v => v.Last);
        var pairs = plan.Tasks.SelectMany(t => t.Parts, (t, p) => Input(plan, t, p, visits)).ToList();
        var today = plan.Today;
        var drawn = seed ?? (today.Year * 10_000) + (today.Month * 100) + today.Day;
        return new SamplingPage(plan.Year, drawn, pairs.Count, pairs.Count(p => RiskRules.Of(p).Count > 0), Draw.Of(pairs, drawn));
    }

    private static RiskInput Input(PlanYear plan, YearTask task, TaskPart part, Dictionary<(int Task, int Section), DateOnly> visits)
    {
        var months = task.Months.Values.OrderBy(m => m.Month).ToList();
        var reports = months.SelectMany(
            m => m.Reports.Where(r => r.Part.ResponsibilityId == part.ResponsibilityId), (m, r) => (m.Month, m.Kind, Report: r)).ToList();

        // A month in which the task rests says nothing by itself, and its figures are no measure for the next.
        var worked = reports.Where(r => r.Kind != CellKind.Paused).Select(r => (r.Month, r.Report)).ToList();
        return new RiskInput
        {
            TaskNumber = task.Number,
            TaskTitle = task.Title,
            SectionCode = part.Section.Code,
            Section = part.Section.Name,
            Filed = [.. from entry in worked
                        where entry.Report.Confirmed is not null
                        let content = entry.Report.Confirmed
                        select new FiledMonth(entry.Month, content.Completion, content.IsZeroReport ? null : content.Progress)],
            Completions = [.. task.CompletionsOf(part.ResponsibilityId)],
            Figures = [.. task.Indicators.Where(i => i.OwnerSectionId == part.Section.Id).Select(i => Series(i, worked))],
            Overdue = [.. reports.Where(r => r.Report.IsOverdue(plan.Today)).Select(r => r.Month)],
            Returned = [.. reports.Where(r => r.Report.State == ReportState.Returned && !r.Report.IsOverdue(plan.Today)).Select(r => r.Month)],
            OverdueRectifications = [.. task.Rectifications.Where(r => r.Section.Id == part.Section.Id && r.IsOverdueOn(plan.Today)).Select(r => r.Label)],
            LastVisit = visits.TryGetValue((task.Id, part.Section.Id), out var last) ? last : null,
            Today = plan.Today,
        };
    }

    private static FigureSeries Series(TaskIndicator indicator, IEnumerable<(Calendar.Month Month, YearReport Report)> reports) => new(
        indicator.ValueName,
        indicator.Shape == IndicatorShape.Rate,
        indicator.Unit,
        [
            .. from entry in reports
               let value = entry.Report.Confirmed?.Values.GetValueOrDefault(indicator.Id)?.Value
               where value is not null
               select (entry.Month, value.Value),
        ],
        indicator.Aim);
}
