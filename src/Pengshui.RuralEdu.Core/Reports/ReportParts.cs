using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>How far a measure is.</summary>
public enum MeasureState
{
    /// <summary>未启动.</summary>
    NotStarted = 1,

    /// <summary>推进中: under way. How states count is said in <see cref="CompletionEstimate"/>.</summary>
    InProgress = 2,

    /// <summary>常态化推进: done again and again, with no end.</summary>
    Continuous = 3,

    /// <summary>已完成.</summary>
    Done = 4,

    /// <summary>受阻: the note says why.</summary>
    Blocked = 5,
}

/// <summary>A measure's state in a report, and one line.</summary>
[Kept(DataArea.Reports)]
public sealed class MeasureProgress
{
    /// <summary>Longest line.</summary>
    public const int NoteLength = 200;

    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>The measure; once in a report.</summary>
    public int MeasureId { get; set; }

    /// <summary>The measure.</summary>
    public Measure Measure { get; set; } = null!;

    /// <summary>Its state; null while the draft does not say.</summary>
    public MeasureState? State { get; set; }

    /// <summary>One line.</summary>
    public string? Note { get; set; }
}

/// <summary>An indicator's figure in a report.</summary>
[Kept(DataArea.Reports)]
public sealed class IndicatorValue
{
    /// <summary>Longest note.</summary>
    public const int NoteLength = 200;

    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>The indicator; once in a report.</summary>
    public int IndicatorId { get; set; }

    /// <summary>The indicator.</summary>
    public Indicator Indicator { get; set; } = null!;

    /// <summary>
    /// The number, 0 or more, two decimals; for a rate the percent computed from the other two, as it was shown when it was
    /// entered (<see cref="Percentages.Shown"/>). What is compared is computed from the two again.
    /// </summary>
    public decimal? Value { get; set; }

    /// <summary>Numerator of a rate, 0 or more.</summary>
    public decimal? Numerator { get; set; }

    /// <summary>Denominator of a rate, more than 0.</summary>
    public decimal? Denominator { get; set; }

    /// <summary>Why it jumped, or exceeds 100%.</summary>
    public string? Note { get; set; }
}

/// <summary>A school stage of the zero-clearing form (学段).</summary>
public enum SchoolStage
{
    /// <summary>小学.</summary>
    Primary = 1,

    /// <summary>初中.</summary>
    JuniorHigh = 2,
}

/// <summary>One stage's line of the zero-clearing monthly form (清零月报), children counted as whole numbers, 0 or more.</summary>
/// <remarks>应到 − 实到 = 转出 + 病休 + 送教 + 疑似辍学存量 + 确认辍学; 存量 = 上月存量 + 新增 − 劝返 − 确认辍学.</remarks>
[Kept(DataArea.Reports)]
public sealed class ClearanceLine
{
    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>The stage; once in a report.</summary>
    public SchoolStage Stage { get; set; }

    /// <summary>应到.</summary>
    public int? Expected { get; set; }

    /// <summary>实到.</summary>
    public int? Present { get; set; }

    /// <summary>转出.</summary>
    public int? TransferredOut { get; set; }

    /// <summary>病休.</summary>
    public int? SickLeave { get; set; }

    /// <summary>送教.</summary>
    public int? HomeTaught { get; set; }

    /// <summary>疑似辍学上月末存量: taken from last month's report, typed only in the first one.</summary>
    public int? SuspectedBefore { get; set; }

    /// <summary>疑似辍学新增.</summary>
    public int? SuspectedNew { get; set; }

    /// <summary>疑似辍学劝返.</summary>
    public int? SuspectedReturned { get; set; }

    /// <summary>确认辍学.</summary>
    public int? ConfirmedDropouts { get; set; }

    /// <summary>疑似辍学存量 at the end of the month; null while a part is missing.</summary>
    public int? SuspectedRemaining => SuspectedBefore + SuspectedNew - SuspectedReturned - ConfirmedDropouts;
}

/// <summary>A file that shows what was reported (佐证).</summary>
public sealed class EvidenceFile : UploadedFile
{
    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>The report.</summary>
    public MonthlyReport MonthlyReport { get; set; } = null!;

    /// <summary>When it was taken out of the report, UTC; revisions made before still show it.</summary>
    public DateTime? RemovedAt { get; set; }
}

/// <summary>An immutable copy of a report (修订), made at each submission.</summary>
[Kept(DataArea.Reports)]
public sealed class ReportRevision
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>From 1; unique in the report.</summary>
    public int Number { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime SubmittedAt { get; set; }

    /// <summary>By whom.</summary>
    public int SubmittedById { get; set; }

    /// <summary>By whom.</summary>
    public PortalUser SubmittedBy { get; set; } = null!;

    /// <summary>The whole content as JSON (<see cref="ReportSheet"/>, written by <see cref="ReportRevisions"/>).</summary>
    public required string ContentJson { get; set; }

    /// <summary>SHA-256 of <see cref="ContentJson"/> in UTF-8, lower-case hexadecimal.</summary>
    public required string ContentHash { get; set; }
}

/// <summary>A recorded step of the workflow: approval, return, confirmation, reopening.</summary>
[Kept(DataArea.Reports)]
public sealed class ReportDecision
{
    /// <summary>Longest reason.</summary>
    public const int ReasonLength = 500;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>The revision that it was about.</summary>
    public int RevisionNumber { get; set; }

    /// <summary>What was done.</summary>
    public ReportAction Action { get; set; }

    /// <summary>State before.</summary>
    public ReportState From { get; set; }

    /// <summary>State after.</summary>
    public ReportState To { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>By whom.</summary>
    public int ById { get; set; }

    /// <summary>By whom.</summary>
    public PortalUser By { get; set; } = null!;

    /// <summary>Why; always there for a return and a reopening.</summary>
    public string? Reason { get; set; }
}
