using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>Makes the desks of the coordinator and of the supervisors.</summary>
internal static class OfficeDeskBuilder
{
    private const int NewestConfirmed = 10;

    public static CoordinatorDesk Coordinator(PlanYear plan, PlanPeriod period, Actor actor)
    {
        var month = plan.Reports.Where(r => r.Month.Month == period.Month).Select(r => r.Report).ToList();
        var overdue = DashboardBuilder.Overdue(plan, SectionScope.All, period.Month, plan.Today).Where(r => !r.IsWaived).ToList();
        var next = plan.Months.FirstOrDefault(m => m.Period is null && m.Month > period.Month);
        return new CoordinatorDesk(
            DashboardBuilder.Progress(month),
            [
                .. from section in plan.Sections
                   let own = month.Where(r => r.Part.Section.Id == section.Id).ToList()
                   where own.Count > 0
                   select new SectionProgress(
                       section, DashboardBuilder.Progress(own), own.Count(r => r.State == ReportState.AwaitingSectionReview),
                       overdue.Count(r => r.IsPeriodOpen && r.SectionId == section.Id), SectionDeskBuilder.TimelinessOf(plan, section)),
            ],
            SectionDeskBuilder.Waiting(plan, ReportState.AwaitingConfirmation, r => r.SubmittedById != actor.UserId),
            [.. overdue.Where(r => r.IsPeriodOpen)],
            [.. overdue.Where(r => !r.IsPeriodOpen)],
            next is not null && next.Month <= Month.Of(plan.Today) ? next.Month : null,
            period.ClosedAt is null && period.LeadDueOn < plan.Today);
    }

    public static SupervisorDesk Supervisor(PlanYear plan, PlanPeriod period, IReadOnlyList<InspectionLine> inspections)
    {
        var page = DashboardBuilder.Build(plan, period, SectionScope.All);
        return new SupervisorDesk(
            [.. page.Changes.Where(c => c.IsWorse && c.To >= Light.Yellow)],
            page.Standing,
            [
                .. (from entry in plan.Reports
                    let report = entry.Report
                    let at = report.ConfirmedAt ?? default
                    where report.State == ReportState.Confirmed && report == entry.Month.Lead
                    orderby at descending, entry.Task.Number
                    select new ConfirmedReport(
                        report.Id, entry.Task.Number, entry.Task.Title, entry.Month.Month, report.Part.Section.Name, at, entry.Month))
                    .Take(NewestConfirmed),
            ],
            inspections);
    }
}
