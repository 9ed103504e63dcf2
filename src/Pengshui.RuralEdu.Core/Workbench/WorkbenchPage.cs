using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Workbench;

/// <summary>What waits for a person, by the roles held: each part is null where the role is not.</summary>
/// <param name="Year">The plan's year; null where no plan is in force, or for the three posts.</param>
/// <param name="Period">The month that reports are written for; null before the first is opened.</param>
/// <param name="Section">科室填报员, 科室负责人.</param>
/// <param name="Coordinator">统筹员.</param>
/// <param name="Overview">领导: the dashboard of the sections the leader starts on.</param>
/// <param name="Supervisor">督查员.</param>
/// <param name="Posts">系统管理员, 安全管理员, 审计管理员.</param>
public sealed record WorkbenchPage(
    int? Year, PlanPeriod? Period, SectionDesk? Section, CoordinatorDesk? Coordinator, DashboardPage? Overview, SupervisorDesk? Supervisor, PostDesk? Posts)
{
    /// <summary>Rectifications that wait for this person or are overdue; there where any desk of a business role is.</summary>
    public RectificationWork? Rectifications { get; init; }

    /// <summary>What asks the coordinator or a leader for a decision; there where any desk of a business role is.</summary>
    public OfficeQuestions? Questions { get; init; }

    /// <summary>Instructions that wait for this person, or for those whom the person asked; null where there are none.</summary>
    public InstructionDesk? Instructions { get; init; }
}

/// <summary>The month of one's own sections.</summary>
public sealed record SectionDesk
{
    /// <summary>Names of the sections.</summary>
    public required string Sections { get; init; }

    /// <summary>Whether there are several, so that lines name theirs.</summary>
    public required bool HasSeveral { get; init; }

    /// <summary>The next day on which something of what waits is due; the lead's due day where nothing waits.</summary>
    public required DateOnly NextDueOn { get; init; }

    /// <summary>Month before, whose completion stands in the list; null in the first.</summary>
    public required PlanMonth? Before { get; init; }

    /// <summary>What the schedule asked of all its tasks in the month before, percent; null where they are asked for different ones.</summary>
    public decimal? Asked => Lines.Select(l => l.Before?.RequiredPercent).Distinct().ToList() is [{ } one] ? one : null;

    /// <summary>Reports that wait for the section, what to do first on top.</summary>
    public required IReadOnlyList<DeskLine> ToDo { get; init; }

    /// <summary>Reports that were submitted.</summary>
    public required IReadOnlyList<DeskLine> Sent { get; init; }

    /// <summary>Reports of earlier months that still wait for the section, the oldest first.</summary>
    public required IReadOnlyList<OverdueReport> Arrears { get; init; }

    /// <summary>Open coordination needs that ask the person's sections, the oldest first.</summary>
    public required IReadOnlyList<NeedLine> Needs { get; init; }

    /// <summary>Reports that wait for this head's decision.</summary>
    public required IReadOnlyList<WaitingReport> Reviews { get; init; }

    /// <summary>The section's own timeliness, shown to itself.</summary>
    public required IReadOnlyList<Timeliness> Timeliness { get; init; }

    /// <summary>The month's reports.</summary>
    public IEnumerable<DeskLine> Lines => ToDo.Concat(Sent);

    /// <summary>How many of the month stand there.</summary>
    public int Count(ReportState state) => Lines.Count(l => l.Report.State == state);
}

/// <summary>A report in one's list.</summary>
/// <param name="Task">The task.</param>
/// <param name="Lead">The part that leads it in this month.</param>
/// <param name="Report">The report.</param>
/// <param name="Before">The task in the month before; null in the first.</param>
/// <param name="Lit">The task's last settled light before this month.</param>
/// <param name="MayWrite">Whether this person may write it now: it waits for the section, and the month is open.</param>
public sealed record DeskLine(YearTask Task, TaskPart Lead, YearReport Report, TaskMonth? Before, TaskMonth? Lit, bool MayWrite)
{
    /// <summary>What its button says.</summary>
    public string Act => !MayWrite ? "查看" : Report.State switch
    {
        ReportState.Returned => "修改退回",
        ReportState.Draft => "继续填报",
        _ => "填报",
    };
}

/// <summary>A report that waits for a decision.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Month">The month.</param>
/// <param name="Section">Whose.</param>
/// <param name="Kind">牵头 or 配合.</param>
/// <param name="SubmittedAt">UTC.</param>
/// <param name="RevisionNumber">第 n 稿.</param>
public sealed record WaitingReport(
    int ReportId, int TaskNumber, string TaskTitle, Month Month, string Section, ResponsibilityKind Kind, DateTime SubmittedAt, int RevisionNumber);

/// <summary>How a section's reports of the plan's months came in. Shown to the section itself and to the coordinator only.</summary>
/// <param name="Section">The section.</param>
/// <param name="Due">Reports whose day has passed, or that are in.</param>
/// <param name="InTime">Of them submitted in time.</param>
/// <param name="Late">Of them submitted late.</param>
/// <param name="Missing">Of them not submitted.</param>
public sealed record Timeliness(PlanSection Section, int Due, int InTime, int Late, int Missing);

/// <summary>The coordinator's month.</summary>
/// <param name="Total">The month's reports.</param>
/// <param name="Sections">Section by section, in their order.</param>
/// <param name="ToConfirm">Reports that wait for confirmation, the oldest submission first.</param>
/// <param name="Overdue">What is past its day and stands with a section, in all open months.</param>
/// <param name="ToDecide">What is past its day in closed months: it stands with the coordinator, who opens them again or lets it be.</param>
/// <param name="NextMonth">The month to be opened next, where its time has come; null else.</param>
/// <param name="CanClose">Whether the month is open and past its due day.</param>
public sealed record CoordinatorDesk(
    MonthProgress Total, IReadOnlyList<SectionProgress> Sections, IReadOnlyList<WaitingReport> ToConfirm, IReadOnlyList<OverdueReport> Overdue,
    IReadOnlyList<OverdueReport> ToDecide, Month? NextMonth, bool CanClose);

/// <summary>A section's month.</summary>
/// <param name="Section">The section.</param>
/// <param name="Progress">Its reports of the month by where they stand.</param>
/// <param name="WaitingForHead">Of those in review, waiting for the section's own head.</param>
/// <param name="Overdue">Past their day in months that are open: what stands with the section.</param>
/// <param name="Year">How its reports of the year came in.</param>
public sealed record SectionProgress(PlanSection Section, MonthProgress Progress, int WaitingForHead, int Overdue, Timeliness Year);

/// <summary>What a supervisor looks at first.</summary>
/// <param name="Turned">Tasks whose light turned yellow or red this month.</param>
/// <param name="Standing">Tasks that are yellow or red, by their last settled month.</param>
/// <param name="Confirmed">Lately confirmed lead reports, the newest first.</param>
/// <param name="Inspections">One's own drafts, then the newest issued inspections.</param>
public sealed record SupervisorDesk(
    IReadOnlyList<LightChange> Turned, IReadOnlyList<StandingLight> Standing, IReadOnlyList<ConfirmedReport> Confirmed,
    IReadOnlyList<InspectionLine> Inspections);

/// <summary>A confirmed report.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="TaskNumber">The task.</param>
/// <param name="TaskTitle">Its title.</param>
/// <param name="Month">The month.</param>
/// <param name="Section">Whose.</param>
/// <param name="ConfirmedAt">UTC.</param>
/// <param name="Judged">The task in that month, with its light and views.</param>
public sealed record ConfirmedReport(
    int ReportId, int TaskNumber, string TaskTitle, Month Month, string Section, DateTime ConfirmedAt, TaskMonth Judged);

/// <summary>Figures of the installation for the three posts; each reads those of its own.</summary>
/// <param name="Accounts">系统管理员: accounts.</param>
/// <param name="Security">安全管理员: sign-ins.</param>
/// <param name="Audit">审计管理员: the trail.</param>
public sealed record PostDesk(AccountFigures? Accounts, SecurityFigures? Security, AuditFigures? Audit);

/// <summary>Accounts.</summary>
/// <param name="Enabled">Enabled.</param>
/// <param name="Disabled">Disabled.</param>
/// <param name="FirstPassword">Enabled, the first password not changed yet.</param>
/// <param name="NeverSignedIn">Enabled, never signed in.</param>
public sealed record AccountFigures(int Enabled, int Disabled, int FirstPassword, int NeverSignedIn);

/// <summary>Sign-ins.</summary>
/// <param name="Locked">Accounts that are locked now.</param>
/// <param name="FailedToday">Failed sign-ins today.</param>
/// <param name="DeniedToday">Refused acts today.</param>
/// <param name="WithoutRole">Enabled accounts without a role.</param>
public sealed record SecurityFigures(int Locked, int FailedToday, int DeniedToday, int WithoutRole);

/// <summary>The audit trail.</summary>
/// <param name="Entries">Entries in all.</param>
/// <param name="Today">Entries of today.</param>
/// <param name="RefusedToday">Of them refused or failed.</param>
/// <param name="VerifiedAt">When the chain was last verified, UTC; null where never.</param>
/// <param name="VerifiedWell">Whether it held then.</param>
public sealed record AuditFigures(long Entries, int Today, int RefusedToday, DateTime? VerifiedAt, bool VerifiedWell);
