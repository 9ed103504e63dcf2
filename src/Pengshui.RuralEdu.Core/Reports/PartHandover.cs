using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// Hands a dissolved section's part in a task to another section. Where that one has no part in the task, it takes the part as it is, with
/// its measures, its months and the reports that are under way. Where it has one, its own part remains (and leads, if the other led) and
/// the old part ends: in open months that follow, a report that nobody has begun falls away, and one that was begun is finished by the
/// section that took over. The next report of its own part is asked about the needs of the old one, which keep the old section's name.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="to">The section that takes over.</param>
/// <param name="from">From which Beijing day on.</param>
internal sealed class PartHandover(RuralEduDbContext db, Section to, DateOnly from)
{
    /// <summary>Hands the part over.</summary>
    /// <param name="task">With its measures and all its parts.</param>
    /// <param name="part">The part, which goes on.</param>
    /// <param name="open">The open months, with the task's reports and their files.</param>
    /// <param name="needs">The part's coordination needs: also those that count as solved or dropped, since a report that is reopened may say otherwise.</param>
    public void Take(PlanTask task, Responsibility part, IReadOnlyList<ReportingPeriod> open, IEnumerable<CoordinationNeed> needs)
    {
        var own = task.Responsibilities.FirstOrDefault(r => r.SectionId == to.Id);
        if (own is null)
        {
            foreach (var period in open)
                Give(period.Reports.FirstOrDefault(r => r.Responsibility == part));
            part.Section = to;
            part.Since = from;
            return;
        }

        var leads = part.Kind == ResponsibilityKind.Lead;
        foreach (var period in open)
        {
            if (period.Reports.FirstOrDefault(r => r.Responsibility == part && IsHanded(r)) is { } report)
                Merge(period, report, own);
        }

        own.Kind = leads || (own.Until is null && own.Kind == ResponsibilityKind.Lead) ? ResponsibilityKind.Lead : ResponsibilityKind.Supporting;
        (own.Since, own.Until) = (from, null);
        (part.Kind, part.Until) = (ResponsibilityKind.Supporting, from.AddDays(-1));
        foreach (var need in needs)
            need.Responsibility = own;
        foreach (var measure in task.Measures.Where(m => (leads || m.Responsibilities.Contains(part)) && !m.Responsibilities.Contains(own)))
            measure.Responsibilities.Add(own);
        foreach (var measure in task.Measures.Where(m => m.LeadId == part.Id))
            measure.Lead = own.Kind == ResponsibilityKind.Lead ? null : own;
    }

    /// <summary>Whether a report of an open month goes to the section that takes over: all but those that are confirmed.</summary>
    public static bool IsHanded(MonthlyReport report) => report.State != ReportState.Confirmed;

    private void Merge(ReportingPeriod period, MonthlyReport report, Responsibility own)
    {
        var beside = period.Reports.FirstOrDefault(r => r.Responsibility == own);
        if (beside is null)
        {
            report.Responsibility = own;
            Give(report);
        }
        else if (period.DueOn(report.Kind) < from)
        {
            Give(report);
        }
        else if (IsUntouched(report))
        {
            beside.Kind = report.Kind == ResponsibilityKind.Lead ? ResponsibilityKind.Lead : beside.Kind;
            period.Reports.Remove(report);
            db.Remove(report);
        }
        else
        {
            if (report.Kind == ResponsibilityKind.Lead && IsUntouched(beside))
            {
                period.Reports.Remove(beside);
                db.Remove(beside);
                report.Responsibility = own;
            }

            Give(report);
        }
    }

    private void Give(MonthlyReport? report)
    {
        if (report is null || !IsHanded(report))
            return;
        report.Section = to;
        report.SectionName = to.Name;
    }

    private static bool IsUntouched(MonthlyReport report) => report is { State: ReportState.NotStarted, RevisionNumber: 0, Evidence.Count: 0 };
}
