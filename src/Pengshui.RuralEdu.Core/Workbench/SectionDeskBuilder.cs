using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>Makes the desk of a section's staff and head.</summary>
internal static class SectionDeskBuilder
{
    /// <summary>The desk; null where none of the person's sections has a part in the plan.</summary>
    public static SectionDesk? Build(PlanYear plan, PlanPeriod period, Actor actor)
    {
        // Not the dissolved sections that one's own took over from.
        var sections = plan.Sections.Where(s => actor.IsMemberOf(s.Id)
            && plan.Tasks.Any(t => t.Parts.Concat(t.PartsIn(period.Month)).Any(p => p.Section.Id == s.Id))).ToList();
        if (sections.Count == 0)
            return null;
        var before = plan.Months.LastOrDefault(m => m.Month < period.Month && m.Period is not null);
        var lines = (
            from task in plan.Tasks
            let month = task.Months.GetValueOrDefault(period.Month)
            where month is not null
            from report in month.Reports
            where actor.IsMemberOf(report.Part.Section.Id)
            select new DeskLine(
                task, month.Lead.Part, report, before is null ? null : task.Months.GetValueOrDefault(before.Month), task.LitBy(period.Month.Add(-1)),
                report.IsWithSection && period.ClosedAt is null)).ToList();
        var todo = lines.Where(l => l.Report.IsWithSection)
            .OrderBy(l => Urgency(l.Report.State)).ThenBy(l => l.Report.ReturnDueOn ?? l.Report.DueOn).ThenBy(l => l.Report.Part.Kind).ThenBy(l => l.Task.Number)
            .ToList();
        return new SectionDesk
        {
            Sections = string.Join("、", sections.Select(s => s.Name)),
            HasSeveral = sections.Count > 1,
            NextDueOn = todo.Select(l => l.Report.ReturnDueOn ?? l.Report.DueOn).Where(d => d >= plan.Today).DefaultIfEmpty(period.LeadDueOn).Min(),
            Before = before,
            ToDo = todo,
            Sent = [.. lines.Where(l => !l.Report.IsWithSection).OrderBy(l => l.Report.State == ReportState.Confirmed).ThenBy(l => l.Task.Number)],
            Arrears =
            [
                .. sections.SelectMany(s => DashboardBuilder.Overdue(plan, new SectionScope(s.Code, s.Name, [s.Id]), period.Month.Add(-1), plan.Today))
                    .Where(r => !r.IsWaived).OrderBy(r => r.DueOn),
            ],
            Needs = [.. NeedLines.OpenOf(plan, SectionScope.All, NeedLines.Now(plan)).Where(l => l.Need.WhomId is { } asked && actor.IsMemberOf(asked))],
            Reviews = actor.Is(Role.SectionHead)
                ? Waiting(plan, ReportState.AwaitingSectionReview, r => actor.IsMemberOf(r.Part.Section.Id) && r.SubmittedById != actor.UserId) : [],
            Timeliness = [.. sections.Select(s => TimelinessOf(plan, s))],
        };
    }

    /// <summary>Reports in a state, the oldest submission first.</summary>
    public static IReadOnlyList<WaitingReport> Waiting(PlanYear plan, ReportState state, Func<YearReport, bool> fits) =>
    [
        .. from entry in plan.Reports
           let report = entry.Report
           where report.State == state && fits(report)
           orderby report.SubmittedAt, entry.Task.Number
           select new WaitingReport(
               report.Id, entry.Task.Number, entry.Task.Title, entry.Month.Month, report.Part.Section.Name, report.Part.Kind,
               report.SubmittedAt ?? default, report.RevisionNumber),
    ];

    /// <summary>How a section's reports came in; months in which a task rests do not count.</summary>
    public static Timeliness TimelinessOf(PlanYear plan, PlanSection section)
    {
        var due = plan.Reports
            .Where(r => r.Report.Part.Section.Id == section.Id && r.Month.Kind != CellKind.Paused && (r.Report.IsIn || r.Report.LateByWorkingDays > 0))
            .Select(r => r.Report).ToList();
        return new Timeliness(
            section, due.Count, due.Count(r => r.IsIn && r.LateByWorkingDays == 0), due.Count(r => r.IsIn && r.LateByWorkingDays > 0), due.Count(r => !r.IsIn));
    }

    private static int Urgency(ReportState state) => state switch
    {
        ReportState.Returned => 0,
        ReportState.Draft => 1,
        _ => 2,
    };
}
