using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// demo-2023.json as it is written. Lists of figures have one place for each month from <see cref="FirstMonth"/>.
/// Texts may hold {code} for an indicator's figure of the month, {+code} for its growth since the month before, and
/// {new}, {returned}, {remaining} for the sums of the zero-clearing form, so that words and figures cannot differ.
/// </summary>
internal sealed record DemonstrationFile(int FirstMonth, IReadOnlyList<DemonstrationResponsibility> Responsibilities);

/// <summary>One section's part in one task, over the months.</summary>
/// <param name="Task">The task's number.</param>
/// <param name="Section">The section's code.</param>
/// <param name="GapReason">Said in each month whose rate differs by more than 10 points from the one computed from the measures.</param>
/// <param name="Measures">By the measure's number, what holds from which month on.</param>
/// <param name="Months">The months, without a gap.</param>
/// <param name="Figures">By the indicator's code, a number for each month, null where none is due.</param>
/// <param name="Rates">By the indicator's code, numerator and denominator for each month, null where none is due.</param>
/// <param name="FigureNotes">What is said beside a figure.</param>
/// <param name="Clearance">The zero-clearing form, where the section owns it.</param>
internal sealed record DemonstrationResponsibility(
    int Task,
    string Section,
    string GapReason,
    IReadOnlyDictionary<int, IReadOnlyList<MeasureFrom>> Measures,
    IReadOnlyList<DemonstrationMonth> Months,
    IReadOnlyDictionary<string, IReadOnlyList<decimal?>>? Figures = null,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<decimal>?>>? Rates = null,
    IReadOnlyList<FigureNote>? FigureNotes = null,
    ClearanceMonths? Clearance = null);

/// <summary>A measure's state and line from a month on.</summary>
internal sealed record MeasureFrom(int From, MeasureState State, string Note);

/// <summary>What is said beside a figure in a month.</summary>
internal sealed record FigureNote(int Month, string Code, string Note);

/// <summary>The zero-clearing form over the months.</summary>
/// <param name="Before">疑似辍学存量 before the first month: primary, junior high.</param>
/// <param name="ComparedOn">比对日期 of each month.</param>
/// <param name="Primary">For each month: 应到, 转出, 病休, 送教, 新增, 劝返, 确认辍学.</param>
/// <param name="JuniorHigh">The same.</param>
/// <param name="Gaps">Months that do not balance.</param>
internal sealed record ClearanceMonths(
    IReadOnlyList<int> Before,
    IReadOnlyList<DateOnly> ComparedOn,
    IReadOnlyList<IReadOnlyList<int>> Primary,
    IReadOnlyList<IReadOnlyList<int>> JuniorHigh,
    IReadOnlyList<ClearanceGap> Gaps);

/// <summary>So many children of a stage are in none of the listed groups.</summary>
internal sealed record ClearanceGap(int Month, SchoolStage Stage, int Children, string? Reason);

/// <summary>One report. What is left out has its default: in time, confirmed, a green self-assessment.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Rate">完成率.</param>
/// <param name="Progress">本月进展.</param>
/// <param name="Zero">Why it is a zero report.</param>
/// <param name="Problem">存在问题.</param>
/// <param name="Still">Who is still needed, of those that earlier months asked: codes of sections or names of other bodies. Whoever is not named has helped.</param>
/// <param name="Needs">Who is newly needed.</param>
/// <param name="Next">下月打算.</param>
/// <param name="Light">自评.</param>
/// <param name="Why">Why the self-assessment is not green.</param>
/// <param name="NoLight">A draft that does not assess itself yet.</param>
/// <param name="Late">Working days after the due day.</param>
/// <param name="Direct">Filed by the section's head.</param>
/// <param name="Returned">How it was returned.</param>
/// <param name="End">Where it stands on the demonstration's day.</param>
internal sealed record DemonstrationMonth(
    int Month,
    decimal? Rate = null,
    string? Progress = null,
    string? Zero = null,
    string? Problem = null,
    IReadOnlyList<string>? Still = null,
    IReadOnlyList<NeedOfMonth>? Needs = null,
    string? Next = null,
    Light Light = Light.Green,
    string? Why = null,
    bool NoLight = false,
    int Late = 0,
    bool Direct = false,
    ReturnedMonth? Returned = null,
    ReportState End = ReportState.Confirmed);

/// <summary>A matter that needs help.</summary>
/// <param name="Whom">Codes of sections or names of other bodies.</param>
/// <param name="What">What for.</param>
/// <param name="Settled">How the coordinator settled it before the next report; null where he did not.</param>
internal sealed record NeedOfMonth(IReadOnlyList<string> Whom, string What, SettledNeed? Settled = null);

/// <summary>A day, and how the matter was solved.</summary>
internal sealed record SettledNeed(DateOnly On, string Reason);

/// <summary>A return.</summary>
internal sealed record ReturnedMonth(Role By, string Reason, string? Earlier);
