using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>A supervisor's light for a task, from an issued inspection (督查员判定).</summary>
/// <param name="InspectionId">The inspection.</param>
/// <param name="VisitedOn">The day of the visit.</param>
/// <param name="Light">绿, 黄 or 红.</param>
public sealed record SupervisorView(int InspectionId, DateOnly VisitedOn, Light Light);

/// <summary>Where an instruction stood at a section from a day on, until the next.</summary>
/// <param name="From">Beijing's day of the step.</param>
/// <param name="State">State after it.</param>
/// <param name="DueOn">Last day to answer after it.</param>
public sealed record InstructionStanding(DateOnly From, InstructionState State, DateOnly DueOn);

/// <summary>An instruction about a task at one of the sections it went to.</summary>
/// <param name="InstructionId">The instruction.</param>
/// <param name="Text">What it asks.</param>
/// <param name="GivenById">Who gave it.</param>
/// <param name="GivenBy">What pages call that leader.</param>
/// <param name="Section">Whom it went to, or who took it over.</param>
/// <param name="Standings">Where it stood there, oldest first, at least one.</param>
public sealed record TaskInstruction(
    int InstructionId, string Text, int GivenById, string GivenBy, PlanSection Section, IReadOnlyList<InstructionStanding> Standings)
{
    /// <summary>The sections that had it before it was handed over, each with the day of the handing, oldest first.</summary>
    public IReadOnlyList<(DateOnly On, PlanSection From)> Handed { get; init; } = [];

    /// <summary>The section that had it at the end of a day, by its name of then.</summary>
    public PlanSection SectionOn(DateOnly day) => (Handed.FirstOrDefault(h => h.On > day).From ?? Section).On(day);

    /// <summary>Beijing day on which it was given.</summary>
    public DateOnly GivenOn => Standings[0].From;

    /// <summary>Where it stands now.</summary>
    public InstructionState State => Standings[^1].State;

    /// <summary>Last day to answer, as it is now.</summary>
    public DateOnly DueOn => Standings[^1].DueOn;

    /// <summary>Where it stood at the end of a day; null before it was given.</summary>
    public InstructionStanding? On(DateOnly day) => Standings.LastOrDefault(s => s.From <= day);

    /// <summary>Whether it is neither accepted nor withdrawn.</summary>
    public bool IsOpen => State is not (InstructionState.Accepted or InstructionState.Withdrawn);

    /// <summary>Whether the section had it in hand past its day at the end of a day.</summary>
    public bool IsOverdue(DateOnly day) => On(day) is { } then && then.State.IsWithSection() && then.DueOn < day;
}

/// <summary>A coordinator's judgement of a month (改判), as far as pages show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Month">The month.</param>
/// <param name="Light">The light.</param>
/// <param name="Reason">Why.</param>
/// <param name="EndsOn">Last day on which it holds.</param>
/// <param name="On">Beijing day on which it was made.</param>
/// <param name="By">Who.</param>
/// <param name="IsWithdrawn">Whether it was taken back or replaced.</param>
/// <param name="Version">For the form that takes it back.</param>
public sealed record OverrideView(int Id, Month Month, Light Light, string Reason, DateOnly EndsOn, DateOnly On, string By, bool IsWithdrawn, int Version)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => !IsWithdrawn && On <= day && day <= EndsOn;
}

/// <summary>What the light of a closed month was first, where it was corrected later (已更正).</summary>
/// <param name="Was">The computed light when the month was closed first.</param>
/// <param name="ClosedOn">Beijing day of that closing.</param>
public sealed record LightCorrection(Light Was, DateOnly ClosedOn)
{
    /// <summary>已更正，10月12日关闭时为黄灯.</summary>
    public string Sentence => $"已更正，{ChineseDays.MonthAndDay(ClosedOn)}关闭时为{Was.Label()}";
}

/// <summary>All that inspections, rectifications, instructions, overrides and closings say of a plan's tasks, by task.</summary>
internal sealed record PlanFindings(
    ILookup<int, SupervisorView> Views,
    ILookup<int, DatedRectification> Rectifications,
    IReadOnlyList<NeedRow> Needs,
    ILookup<int, TaskInstruction> Instructions,
    ILookup<int, OverrideView> Overrides,
    ILookup<int, SnapshotRow> Snapshots);

/// <summary>A stored light of a closed month.</summary>
internal sealed record SnapshotRow(int TaskId, Month Month, int Ordinal, DateTime TakenAt, Light Computed, string ReasonsJson, int? OverrideId);

/// <summary>The findings of one task.</summary>
internal sealed record TaskFindings(
    IReadOnlyList<SupervisorView> Views, IReadOnlyList<DatedRectification> Rectifications, IReadOnlyList<TaskInstruction> Instructions,
    IReadOnlyList<OverrideView> Overrides, IReadOnlyList<SnapshotRow> Snapshots)
{
    public static TaskFindings Of(int taskId, PlanFindings findings) => new(
        [.. findings.Views[taskId]], [.. findings.Rectifications[taskId]], [.. findings.Instructions[taskId]],
        [.. findings.Overrides[taskId]], [.. findings.Snapshots[taskId]]);

    /// <summary>The last visit up to a month's end; where one visit saw several sections of the task, the worst of its lights.</summary>
    public SupervisorView? ViewOf(Month month) => Views.Where(v => v.VisitedOn <= month.LastDay)
        .OrderByDescending(v => v.VisitedOn).ThenByDescending(v => v.InspectionId).ThenByDescending(v => v.Light).FirstOrDefault();

    /// <summary>
    /// The newest override of a month, where it holds on the day that is judged. A month that was closed under an override
    /// keeps it past its end, unless it is taken back: history stays as it was.
    /// </summary>
    public OverrideView? OverrideOf(Month month, DateOnly today, bool isClosed)
    {
        var newest = Overrides.LastOrDefault(o => o.Month == month && o.On <= today);
        if (newest is null || newest.HoldsOn(today))
            return newest;
        var closedWith = isClosed ? Snapshots.LastOrDefault(s => s.Month == month)?.OverrideId : null;
        return newest.Id == closedWith && !newest.IsWithdrawn ? newest : null;
    }

    /// <summary>The rectifications that sections had in hand at the end of a day.</summary>
    public IReadOnlyList<RectificationInput> InHand(DateOnly day) =>
    [
        .. from rectification in Rectifications
           let standing = rectification.On(day)
           where standing is not null && standing.State.IsWithSection()
           select new RectificationInput(rectification.Label, rectification.SectionOn(day).Name, standing.DueOn, day),
    ];
}
