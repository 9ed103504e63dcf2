using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Where a report stands on its way.</summary>
public enum ReportState
{
    /// <summary>未填报: the row that the opening of the period made; nothing was written ("–" in the workflow).</summary>
    NotStarted = 0,

    /// <summary>草稿.</summary>
    Draft = 1,

    /// <summary>待科室审核.</summary>
    AwaitingSectionReview = 2,

    /// <summary>待统筹确认.</summary>
    AwaitingConfirmation = 3,

    /// <summary>已退回.</summary>
    Returned = 4,

    /// <summary>已确认.</summary>
    Confirmed = 5,
}

/// <summary>One responsibility in one period (月报).</summary>
[Kept(DataArea.Reports)]
public sealed class MonthlyReport : IVersioned
{
    /// <summary>Longest 本月进展, 存在问题, 下月打算.</summary>
    public const int TextLength = 2000;

    /// <summary>Longest reason.</summary>
    public const int ReasonLength = 500;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The month.</summary>
    public int ReportingPeriodId { get; set; }

    /// <summary>The month.</summary>
    public ReportingPeriod ReportingPeriod { get; set; } = null!;

    /// <summary>Whose part of which task; one report for each in a period (unique index).</summary>
    public int ResponsibilityId { get; set; }

    /// <summary>Whose part of which task.</summary>
    public Responsibility Responsibility { get; set; } = null!;

    /// <summary>牵头 or 配合 in this month, whatever the part becomes later: due day, light and completion go by it.</summary>
    public ResponsibilityKind Kind { get; set; }

    /// <summary>The section that reports in this month, whoever has the part later.</summary>
    public int SectionId { get; set; }

    /// <summary>进度要求: what the task's schedule asks by the end of the month, percent with one decimal, whatever the measures' dates become after it was closed.</summary>
    public decimal RequiredPercent { get; set; }

    /// <summary>The section that reports in this month.</summary>
    public Section Section { get; set; } = null!;

    /// <summary>What that section was called then, at most <see cref="Section.NameLength"/> characters.</summary>
    public required string SectionName { get; set; }

    /// <summary>Where it stands. Only the workflow changes it.</summary>
    public ReportState State { get; set; }

    /// <summary>本月进展.</summary>
    public string? Progress { get; set; }

    /// <summary>零报告: nothing happened this month, said on purpose; then <see cref="ZeroReason"/> says why.</summary>
    public bool IsZeroReport { get; set; }

    /// <summary>Why nothing happened.</summary>
    public string? ZeroReason { get; set; }

    /// <summary>存在问题.</summary>
    public string? Problems { get; set; }

    /// <summary>Whether there are new needs; false: said that there are none; null while the draft does not say.</summary>
    public bool? NeedsCoordination { get; set; }

    /// <summary>The new needs as the form stands.</summary>
    public ICollection<NewNeed> NewNeeds { get; } = [];

    /// <summary>What it says of the needs of earlier months.</summary>
    public ICollection<NeedAnswer> NeedAnswers { get; } = [];

    /// <summary>The needs that it named first, as it was last submitted.</summary>
    public ICollection<CoordinationNeed> RaisedNeeds { get; } = [];

    /// <summary>下月打算.</summary>
    public string? NextSteps { get; set; }

    /// <summary>完成率 by hand, percent, 0 to 100, one decimal.</summary>
    public decimal? CompletionRate { get; set; }

    /// <summary>Why it differs by more than 10 points from the figure computed from the measures.</summary>
    public string? CompletionReason { get; set; }

    /// <summary>自评: never grey.</summary>
    public Light? SelfLight { get; set; }

    /// <summary>Why the section itself sees yellow or red.</summary>
    public string? SelfLightReason { get; set; }

    /// <summary>The measures' states.</summary>
    public ICollection<MeasureProgress> MeasureProgress { get; } = [];

    /// <summary>The figures of the indicators that the section owns.</summary>
    public ICollection<IndicatorValue> IndicatorValues { get; } = [];

    /// <summary>The zero-clearing form by stage, where the section owns one.</summary>
    public ICollection<ClearanceLine> ClearanceLines { get; } = [];

    /// <summary>比对日期 of the zero-clearing form.</summary>
    public DateOnly? ClearanceComparedOn { get; set; }

    /// <summary>Why the zero-clearing form does not balance.</summary>
    public string? ClearanceGapReason { get; set; }

    /// <summary>Evidence files, removed ones too (revisions name them).</summary>
    public ICollection<EvidenceFile> Evidence { get; } = [];

    /// <summary>When it was first submitted, UTC. Set once.</summary>
    public DateTime? FirstSubmittedAt { get; set; }

    /// <summary>Working days between the due day and the first submission, 0 where in time. Set once, for good.</summary>
    public int? LateByWorkingDays { get; set; }

    /// <summary>When it was last submitted, UTC.</summary>
    public DateTime? SubmittedAt { get; set; }

    /// <summary>Who submitted it last: the author, who may not approve or confirm it.</summary>
    public int? SubmittedById { get; set; }

    /// <summary>Who submitted it last.</summary>
    public PortalUser? SubmittedBy { get; set; }

    /// <summary>When the section's head approved it or filed it, UTC.</summary>
    public DateTime? ApprovedAt { get; set; }

    /// <summary>When it was confirmed, UTC; null unless 已确认.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>When a returned report is due again (3 working days); null unless 已退回.</summary>
    public DateOnly? ReturnDueOn { get; set; }

    /// <summary>When the coordinator decided that it is no longer asked for (不再补报), UTC; null while it is. It stays missing: only nobody waits for it.</summary>
    public DateTime? WaivedAt { get; set; }

    /// <summary>Who decided that.</summary>
    public int? WaivedById { get; set; }

    /// <summary>Who decided that.</summary>
    public PortalUser? WaivedBy { get; set; }

    /// <summary>Why, at most <see cref="ReasonLength"/> characters.</summary>
    public string? WaiverReason { get; set; }

    /// <summary>The working day after <see cref="ReturnDueOn"/> to which the coordinator would not move it when it became a day off; null where nobody was asked.</summary>
    public DateOnly? DeclinedReturnDueOn { get; set; }

    /// <summary>Who last saved the draft.</summary>
    public int? EditedById { get; set; }

    /// <summary>Who last saved the draft.</summary>
    public PortalUser? EditedBy { get; set; }

    /// <summary>When the draft was last saved, UTC.</summary>
    public DateTime? EditedAt { get; set; }

    /// <summary>Number of the last revision, 0 before the first submission.</summary>
    public int RevisionNumber { get; set; }

    /// <summary>The copies made at each submission.</summary>
    public ICollection<ReportRevision> Revisions { get; } = [];

    /// <summary>What was decided of it.</summary>
    public ICollection<ReportDecision> Decisions { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>The empty report of a part, whose section is loaded, as the part stands now.</summary>
    /// <param name="part">The part.</param>
    /// <param name="requiredPercent">What the task's schedule asks by the end of the month.</param>
    public static MonthlyReport Of(Responsibility part, decimal requiredPercent) => new()
    {
        Responsibility = part,
        Kind = part.Kind,
        Section = part.Section,
        SectionName = part.Section.Name,
        RequiredPercent = requiredPercent,
    };
}
