using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>A report as the plan's year knows it: where it stands, what was last submitted, and what was last confirmed.</summary>
public sealed record YearReport
{
    /// <summary>Key.</summary>
    public required int Id { get; init; }

    /// <summary>Whose part.</summary>
    public required TaskPart Part { get; init; }

    /// <summary>Last day to submit.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Where it stands.</summary>
    public required ReportState State { get; init; }

    /// <summary>Number of the last revision, 0 before the first submission.</summary>
    public required int RevisionNumber { get; init; }

    /// <summary>What the task's schedule asks by the end of the month, percent.</summary>
    public required decimal RequiredPercent { get; init; }

    /// <summary>First submission, UTC.</summary>
    public DateTime? FirstSubmittedAt { get; init; }

    /// <summary>Last submission, UTC.</summary>
    public DateTime? SubmittedAt { get; init; }

    /// <summary>Who submitted it last.</summary>
    public int? SubmittedById { get; init; }

    /// <summary>Approved by the head or filed by him, UTC.</summary>
    public DateTime? ApprovedAt { get; init; }

    /// <summary>Confirmed, UTC.</summary>
    public DateTime? ConfirmedAt { get; init; }

    /// <summary>When the coordinator decided that it is no longer asked for (不再补报), UTC; null while it is. It stays missing and late.</summary>
    public DateTime? WaivedAt { get; init; }

    /// <summary>When the draft was last saved, UTC; only its section's pages show it.</summary>
    public DateTime? EditedAt { get; init; }

    /// <summary>Working days late: of the first submission, or until today where there is none.</summary>
    public required int LateByWorkingDays { get; init; }

    /// <summary>When a returned report is due again.</summary>
    public DateOnly? ReturnDueOn { get; init; }

    /// <summary>Why it was returned, while it is.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>When it was returned, UTC, while it is.</summary>
    public DateTime? ReturnedAt { get; init; }

    /// <summary>Every time it was returned, the oldest first.</summary>
    public IReadOnlyList<ReportReturn> Returns { get; init; } = [];

    /// <summary>The first day on which it is late unless it is submitted: the working day after <see cref="DueOn"/>.</summary>
    public required DateOnly LateFrom { get; init; }

    /// <summary>What was last submitted; null where nothing was. Pages show it as such, with the report's state.</summary>
    public SubmittedContent? Content { get; init; }

    /// <summary>
    /// What was last confirmed, which alone counts in lights, means and trends; null where nothing ever was. A report that was
    /// reopened or returned since keeps it.
    /// </summary>
    public SubmittedContent? Confirmed { get; init; }

    /// <summary>What was submitted and is in review or returned, shown beside what counts; null where nothing is.</summary>
    public SubmittedContent? Pending =>
        State is ReportState.AwaitingSectionReview or ReportState.AwaitingConfirmation or ReportState.Returned && !ReferenceEquals(Content, Confirmed) ? Content : null;

    /// <summary>待确认 52%, 已退回 52%; null where no completion is pending.</summary>
    public string? PendingCompletion => Pending?.Completion is { } rate ? $"{PendingWord} {ChineseFormat.Percent(rate)}" : null;

    /// <summary>待确认 or 已退回.</summary>
    public string PendingWord => State == ReportState.Returned ? "已退回" : "待确认";

    /// <summary>Whether it was ever submitted.</summary>
    public bool IsIn => FirstSubmittedAt is not null;

    /// <summary>Whether it waits for the section: nothing submitted, withdrawn or returned.</summary>
    public bool IsWithSection => State is ReportState.NotStarted or ReportState.Draft or ReportState.Returned;

    /// <summary>Whether it was no longer asked for at the end of a day.</summary>
    public bool IsWaivedOn(DateOnly day) => WaivedAt is { } at && BusinessClock.BeijingDay(at) <= day;

    /// <summary>Where it stands, in a word: 未填报, 未填报，不再补报.</summary>
    public string Standing => State.Label() + (WaivedAt is null ? "" : "，不再补报");

    /// <summary>Whether it is past its day and not in the office's hands at the end of a day.</summary>
    public bool IsOverdue(DateOnly day) => ArrearOn(day) is not null;

    /// <summary>The day that has passed at the end of a day, and whether it is a return's: never submitted by then, or returned and not answered. Null where none has.</summary>
    public (DateOnly DueOn, bool IsReturn)? ArrearOn(DateOnly day)
    {
        if (Returns.LastOrDefault(r => r.On <= day && !(r.AnsweredOn <= day)) is { } back)
            return back.DueOn < day ? (back.DueOn, true) : null;
        var isIn = FirstSubmittedAt is { } at && BusinessClock.BeijingDay(at) <= day;
        return !isIn && LateFrom <= day ? (DueOn, false) : null;
    }
}

/// <summary>A time for which a report was back with its section.</summary>
/// <param name="On">Beijing day of the return.</param>
/// <param name="DueOn">When it was due again.</param>
/// <param name="AnsweredOn">Beijing day of the submission that answered it; null while there is none.</param>
public sealed record ReportReturn(DateOnly On, DateOnly DueOn, DateOnly? AnsweredOn);

/// <summary>What a section submitted, as far as figures and lights need it.</summary>
/// <param name="Completion">完成率, percent.</param>
/// <param name="Progress">本月进展, or why nothing happened.</param>
/// <param name="IsZeroReport">零报告.</param>
/// <param name="SelfLight">自评.</param>
/// <param name="SelfLightReason">Why it is not green.</param>
/// <param name="NextSteps">下月打算.</param>
/// <param name="Values">Indicator → its figure.</param>
public sealed record SubmittedContent(
    decimal? Completion, string? Progress, bool IsZeroReport, Light? SelfLight, string? SelfLightReason, string? NextSteps,
    IReadOnlyDictionary<int, SubmittedValue> Values);

/// <summary>A figure as submitted.</summary>
/// <param name="Value">The value; of a rate the percent in full precision, as it is held against its target.</param>
/// <param name="Numerator">Numerator of a rate.</param>
/// <param name="Denominator">Denominator of a rate.</param>
/// <param name="Note">The section's remark.</param>
public sealed record SubmittedValue(decimal? Value, decimal? Numerator = null, decimal? Denominator = null, string? Note = null)
{
    /// <summary>The figure out of what is stored, which of a rate is the rounded value with its two parts.</summary>
    public static SubmittedValue Of(decimal? stored, decimal? numerator, decimal? denominator, string? note = null) => new(
        numerator is { } part && denominator is > 0 and var whole ? Percentages.Of(part, whole) : stored, numerator, denominator, note);
}
