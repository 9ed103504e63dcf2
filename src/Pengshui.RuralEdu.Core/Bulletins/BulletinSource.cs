using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>Everything that a month's bulletin is drawn from. Only confirmed reports speak in it.</summary>
internal sealed record BulletinSource
{
    /// <summary>The plan with its months.</summary>
    public required PlanYear Plan { get; init; }

    /// <summary>The month, which was opened.</summary>
    public required PlanPeriod Period { get; init; }

    /// <summary>What was last confirmed of the month's reports besides, by report.</summary>
    public IReadOnlyDictionary<int, ReportTexts> Texts { get; init; } = new Dictionary<int, ReportTexts>();

    /// <summary>The days on which the next month's reports are due; null after the plan's last month.</summary>
    public NextDue? Next { get; init; }

    /// <summary>The inspections of the month that were issued, in the order of their numbers.</summary>
    public IReadOnlyList<InspectionSummary> Inspections { get; init; } = [];

    /// <summary>The day by which a rectification counts: the month's last, or today before it.</summary>
    public DateOnly AsOf => Plan.Today < Month.LastDay ? Plan.Today : Month.LastDay;

    /// <summary>The plan's rectifications that were issued by then, by task, with all that they ever were.</summary>
    public IEnumerable<(YearTask Task, DatedRectification Row)> Rectifications =>
        from task in Plan.Tasks
        from row in task.Rectifications
        where row.On(AsOf) is not null
        select (task, row);

    /// <summary>Those that were not closed by then.</summary>
    public IEnumerable<(YearTask Task, DatedRectification Row)> OpenRectifications => Rectifications.Where(r => r.Row.IsOpenOn(AsOf));

    /// <summary>The month.</summary>
    public Month Month => Period.Month;

    /// <summary>The tasks as they were in the month, with what was confirmed.</summary>
    public IEnumerable<(YearTask Task, TaskMonth Month)> Tasks =>
        Plan.Tasks.Where(t => t.Months.ContainsKey(Month)).Select(t => (t, t.Months[Month]));

    /// <summary>The month's reports that were confirmed, also where they were reopened since, by task.</summary>
    public IEnumerable<(YearTask Task, YearReport Report)> Confirmed =>
        from entry in Tasks
        from report in entry.Month.Reports
        where report.Confirmed is not null
        select (entry.Task, report);

    /// <summary>The coordination needs that a confirmed report of the month asks for, anew or still: the rows of the dashboard.</summary>
    public IReadOnlyList<(YearTask Task, YearReport Report, NeedLine Need)> Needs =>
    [
        .. from entry in Confirmed
           from need in entry.Task.Needs
           where need.IsOpenIn(Month, Plan.Today) && need.LastAsked(Month).ReportId == entry.Report.Id
           select (entry.Task, entry.Report, NeedLine.Of(entry.Task, need, Month, Plan.Today)),
    ];
}

/// <summary>The texts of a confirmed report.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Problems">存在问题.</param>
/// <param name="NextSteps">下月打算.</param>
internal sealed record ReportTexts(int ReportId, string? Problems, string? NextSteps);

/// <summary>When a month's reports are due.</summary>
internal sealed record NextDue(Month Month, DateOnly LeadDueOn, DateOnly SupportingDueOn);

/// <summary>An issued inspection.</summary>
internal sealed record InspectionSummary(
    string Reference, DateOnly VisitedOn, string? Town, string? Place, InspectionKind Kind, string? Findings, IReadOnlyList<int> Tasks);
