using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// What one report of the demonstration says and what became of it by <see cref="DemonstrationTime.Day"/>. The same on
/// every machine. All of it is made up: schools are called 示例, nobody is named, no figure is the county's.
/// </summary>
/// <param name="TaskNumber">The task's number in the plan of 2023.</param>
/// <param name="SectionCode">The section's code.</param>
/// <param name="Month">One of <see cref="Months"/>.</param>
/// <param name="Progress">本月进展; null in a zero report, a report not begun, or an early draft.</param>
/// <param name="ZeroReason">Why it is a zero report; null where it is none.</param>
/// <param name="Problems">存在问题; null for none.</param>
/// <param name="StillNeeded">Who is still needed, of those that earlier months asked; whoever is not named has helped.</param>
/// <param name="Needs">The new coordination needs, one for each that is asked.</param>
/// <param name="NextSteps">下月打算.</param>
/// <param name="CompletionRate">完成率 by hand, percent.</param>
/// <param name="CompletionReason">Why it differs by more than 10 points from the figure computed from the measures; null where it does not.</param>
/// <param name="SelfLight">自评; null while a draft does not say.</param>
/// <param name="SelfLightReason">Why it is not green.</param>
/// <param name="Measures">The measures that the section works on, by number; empty in a report not begun.</param>
/// <param name="Figures">The figures that the section owns and that are due this month, without the zero-clearing form.</param>
/// <param name="Clearance">The zero-clearing form, where the section owns it.</param>
/// <param name="Fate">What became of the report.</param>
public sealed record DemonstrationContent(
    int TaskNumber,
    string SectionCode,
    Month Month,
    string? Progress,
    string? ZeroReason,
    string? Problems,
    IReadOnlyList<string> StillNeeded,
    IReadOnlyList<DemonstrationNeed> Needs,
    string? NextSteps,
    decimal? CompletionRate,
    string? CompletionReason,
    Light? SelfLight,
    string? SelfLightReason,
    IReadOnlyList<DemonstrationMeasure> Measures,
    IReadOnlyList<DemonstrationFigure> Figures,
    DemonstrationClearance? Clearance,
    DemonstrationFate Fate)
{
    private static readonly Lazy<IReadOnlyDictionary<(int Task, string Section, Month Month), DemonstrationContent>> All =
        new(() => DemonstrationReader.Read().ToDictionary(c => (c.TaskNumber, c.SectionCode, c.Month)));

    /// <summary>The demonstration's months, ascending: March to October 2023. October is open and half done.</summary>
    public static IReadOnlyList<Month> Months { get; } = [.. Enumerable.Range(3, 8).Select(n => new Month(2023, n))];

    /// <summary>Whether it is a zero report (零报告).</summary>
    public bool IsZeroReport => ZeroReason is not null;

    /// <summary>The content of one report.</summary>
    /// <param name="taskNumber">The task's number in the plan of 2023.</param>
    /// <param name="sectionCode">Code of a section that is responsible for the task.</param>
    /// <param name="month">One of <see cref="Months"/>.</param>
    /// <exception cref="ArgumentException">The demonstration has no such report.</exception>
    public static DemonstrationContent For(int taskNumber, string sectionCode, Month month) =>
        All.Value.TryGetValue((taskNumber, sectionCode, month), out var content)
            ? content
            : throw new ArgumentException($"The demonstration has no report of {sectionCode} on task {taskNumber} in {month}.", nameof(taskNumber));
}

/// <summary>A coordination need of the demonstration.</summary>
/// <param name="Whom">Code of a section, or name of another body.</param>
/// <param name="What">What for.</param>
/// <param name="SettledOn">The day on which the coordinator said that it is solved; null where the section says so, or nobody.</param>
/// <param name="SettledReason">How it was solved then.</param>
public sealed record DemonstrationNeed(string Whom, string What, DateOnly? SettledOn, string? SettledReason);

/// <summary>A measure's state in a report of the demonstration.</summary>
/// <param name="Number">The measure's number in its task.</param>
/// <param name="State">State.</param>
/// <param name="Note">One line.</param>
public sealed record DemonstrationMeasure(int Number, MeasureState State, string Note);

/// <summary>A figure in a report of the demonstration.</summary>
/// <param name="Code">The indicator's code.</param>
/// <param name="Value">In the indicator's unit, two decimals; for a rate the percent of the other two.</param>
/// <param name="Numerator">Of a rate; else null.</param>
/// <param name="Denominator">Of a rate, more than 0; else null.</param>
/// <param name="Note">What is said beside it, or null.</param>
public sealed record DemonstrationFigure(string Code, decimal Value, decimal? Numerator, decimal? Denominator, string? Note);

/// <summary>The zero-clearing form in a report of the demonstration.</summary>
/// <param name="ComparedOn">比对日期.</param>
/// <param name="GapReason">Why it does not balance; null where it does, and while a draft does not say.</param>
/// <param name="Lines">One for each stage.</param>
public sealed record DemonstrationClearance(DateOnly ComparedOn, string? GapReason, IReadOnlyList<DemonstrationClearanceLine> Lines);

/// <summary>One stage of the zero-clearing form; see <see cref="ClearanceLine"/> for each part and the balance.</summary>
/// <param name="Stage">小学 or 初中.</param>
/// <param name="Expected">应到.</param>
/// <param name="Present">实到.</param>
/// <param name="TransferredOut">转出.</param>
/// <param name="SickLeave">病休.</param>
/// <param name="HomeTaught">送教.</param>
/// <param name="SuspectedBefore">疑似辍学上月末存量.</param>
/// <param name="SuspectedNew">新增.</param>
/// <param name="SuspectedReturned">劝返.</param>
/// <param name="ConfirmedDropouts">确认辍学.</param>
public sealed record DemonstrationClearanceLine(
    SchoolStage Stage,
    int Expected,
    int Present,
    int TransferredOut,
    int SickLeave,
    int HomeTaught,
    int SuspectedBefore,
    int SuspectedNew,
    int SuspectedReturned,
    int ConfirmedDropouts)
{
    /// <summary>疑似辍学存量 at the end of the month.</summary>
    public int SuspectedRemaining => SuspectedBefore + SuspectedNew - SuspectedReturned - ConfirmedDropouts;
}

/// <summary>What became of a report of the demonstration by its day.</summary>
/// <param name="End">
/// The state it stands in. 未填报: never filed in a closed month, not begun in the open one. 已退回: returned and not yet
/// answered. Every other state after 草稿 was reached through all the steps that lead to it.
/// </param>
/// <param name="WorkingDaysFromDue">
/// When it was first submitted, in working days from its due day: negative before, 0 on the day, positive late. 0 where
/// it was never submitted.
/// </param>
/// <param name="FiledByHead">Whether the section's head filed it (负责人直报), so that no section review took place.</param>
/// <param name="Return">
/// How it was returned; null where it was not. Where <paramref name="End"/> is not 已退回 it was mended and submitted again.
/// </param>
public sealed record DemonstrationFate(ReportState End, int WorkingDaysFromDue, bool FiledByHead, DemonstrationReturn? Return)
{
    /// <summary>Whether it was ever submitted.</summary>
    public bool WasSubmitted => End is not (ReportState.NotStarted or ReportState.Draft);

    /// <summary>Working days between the due day and the first submission, 0 where in time.</summary>
    public int LateByWorkingDays => Math.Max(0, WorkingDaysFromDue);
}

/// <summary>A return in the demonstration.</summary>
/// <param name="By">科室负责人 or 统筹员.</param>
/// <param name="Reason">退回理由.</param>
/// <param name="EarlierProgress">
/// 本月进展 of the first revision, the one that was returned; the content's own is what was written after. Null where the
/// return is not answered: then the content is what was returned.
/// </param>
public sealed record DemonstrationReturn(Role By, string Reason, string? EarlierProgress);
