using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Dashboard;

internal sealed record PlanRow(int Id, int Year, string Title, DateOnly IssuedOn, bool IsArchived = false);

internal sealed record TaskRow
{
    public required int Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required bool PausesInVacation { get; init; }

    public required PlanRow Plan { get; init; }

    public required PlanGroup Group { get; init; }

    public required List<TaskPart> Parts { get; init; }

    public required List<TaskIndicator> Indicators { get; init; }
}

internal sealed record ValueRow(int IndicatorId, decimal? Value, decimal? Numerator, decimal? Denominator, string? Note);

/// <summary>A return, and the submission that answered it.</summary>
internal sealed record ReturnRow(DateTime At, DateTime? AnsweredAt);

internal sealed record ReportRow
{
    public required int Id { get; init; }

    public required int TaskId { get; init; }

    /// <summary>Whose it is, as it was in the month.</summary>
    public required TaskPart Part { get; init; }

    public required PlanPeriod Period { get; init; }

    public required ReportState State { get; init; }

    public required int RevisionNumber { get; init; }

    public DateTime? FirstSubmittedAt { get; init; }

    public int? LateByWorkingDays { get; init; }

    public DateTime? SubmittedAt { get; init; }

    public int? SubmittedById { get; init; }

    public DateTime? ApprovedAt { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    public DateTime? EditedAt { get; init; }

    public DateOnly? ReturnDueOn { get; init; }

    public string? ReturnReason { get; init; }

    public DateTime? ReturnedAt { get; init; }

    public decimal? Completion { get; init; }

    public string? Progress { get; init; }

    public bool IsZeroReport { get; init; }

    public Light? SelfLight { get; init; }

    public string? SelfLightReason { get; init; }

    public bool NeedsHelp { get; init; }

    public string? NextSteps { get; init; }

    public int? ClearanceRemaining { get; init; }

    /// <summary>What was last submitted, where the columns above do not hold it; null else.</summary>
    public string? LastRevision { get; init; }

    /// <summary>What was last confirmed, where the report was submitted, returned or reopened since; null else.</summary>
    public string? ConfirmedRevision { get; init; }

    public required List<ValueRow> Values { get; init; }

    public List<ReturnRow> Returns { get; init; } = [];

    /// <summary>The row as if the report were submitted with this content, and confirmed as it stands.</summary>
    /// <param name="sheet">The content.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="lateByWorkingDays">How late its first submission would be, or was.</param>
    public ReportRow AsConfirmed(ReportSheet sheet, DateTime at, int lateByWorkingDays) => this with
    {
        State = ReportState.Confirmed,
        FirstSubmittedAt = FirstSubmittedAt ?? at,
        LateByWorkingDays = lateByWorkingDays,
        LastRevision = ReportRevisions.Write(sheet),
    };
}
