using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>A report that somebody can write in now.</summary>
/// <param name="Id">Key.</param>
/// <param name="Task">Number of the task.</param>
/// <param name="Title">Title of the task.</param>
/// <param name="Month">The month.</param>
public sealed record ReportToWrite(int Id, int Task, string Title, Month Month);

/// <summary>Reads the reports that a person can write in now.</summary>
/// <param name="years">The plan's year.</param>
public sealed class ReportsToWriteQuery(PlanYearReader years)
{
    /// <summary>Those of the plan in force that wait for the person's sections in open months, by month and task; none for whoever files no reports.</summary>
    public async Task<IReadOnlyList<ReportToWrite>> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.FileReports) || await years.ReadAsync(null, cancellationToken) is not { } plan)
            return [];
        var open = plan.Months.Where(m => m.Period is { ClosedAt: null }).Select(m => m.Month).ToHashSet();
        return
        [
            .. from entry in plan.Reports
               where open.Contains(entry.Month.Month) && entry.Report.IsWithSection && actor.IsMemberOf(entry.Report.Part.Section.Id)
               select new ReportToWrite(entry.Report.Id, entry.Task.Number, entry.Task.Title, entry.Month.Month),
        ];
    }
}
