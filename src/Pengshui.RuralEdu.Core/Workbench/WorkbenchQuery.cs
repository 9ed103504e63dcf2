using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>Reads the workbench: the plan's year for business roles, the installation's figures for the three posts.</summary>
/// <param name="years">The plan's year.</param>
/// <param name="dashboards">The leaders' lines.</param>
/// <param name="posts">The posts' figures.</param>
/// <param name="rectifications">The rectifications that wait.</param>
/// <param name="inspections">The supervisor's drafts and the newest inspections.</param>
/// <param name="questions">What asks the coordinator or a leader.</param>
public sealed class WorkbenchQuery(
    PlanYearReader years, DashboardQuery dashboards, PostDeskQuery posts, RectificationWorkQuery rectifications, InspectionLedgerQuery inspections,
    OfficeQuestionsQuery questions)
{
    private const int MostInspections = 8;

    /// <summary>What waits for this person.</summary>
    public async Task<WorkbenchPage> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var desk = await posts.ReadAsync(actor, cancellationToken);
        if (!actor.May(Permission.ReadBusiness) || await years.ReadAsync(null, cancellationToken) is not { } plan)
            return new WorkbenchPage(null, null, null, null, null, null, desk);
        if (plan.Current?.Period is not { } period)
            return new WorkbenchPage(plan.Year, null, null, null, null, null, desk);
        return new WorkbenchPage(
            plan.Year,
            period,
            actor.May(Permission.FileReports) ? SectionDeskBuilder.Build(plan, period, actor) : null,
            actor.Is(Role.Coordinator) ? OfficeDeskBuilder.Coordinator(plan, period, actor) : null,
            actor.Is(Role.Leader) ? await dashboards.ReadAsync(null, period.Month, null, actor, cancellationToken) : null,
            actor.Is(Role.Supervisor) ? OfficeDeskBuilder.Supervisor(plan, period, await inspections.NewestAsync(MostInspections, actor, cancellationToken)) : null,
            desk)
        {
            Rectifications = await rectifications.ReadAsync(actor, cancellationToken),
            Questions = await questions.ReadAsync(plan, actor, cancellationToken),
            Instructions = InstructionDesk.Build(plan, actor),
        };
    }
}
