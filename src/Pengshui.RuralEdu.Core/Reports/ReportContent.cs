using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What a person writes into a report, as the form carries it. Field names of refusals are these names: <c>Measures[0].State</c>.</summary>
public sealed record ReportContent
{
    /// <summary>零报告: nothing happened this month.</summary>
    public bool IsZeroReport { get; init; }

    /// <summary>Why nothing happened; required for a zero report.</summary>
    public string? ZeroReason { get; init; }

    /// <summary>本月进展.</summary>
    public string? Progress { get; init; }

    /// <summary>存在问题; “无” where there is none.</summary>
    public string? Problems { get; init; }

    /// <summary>What became of the needs of earlier months; one that is missing counts as not said.</summary>
    public IReadOnlyList<AnswerEntry> Answers { get; init; } = [];

    /// <summary>Whether there are new needs; false: there are none; null while not said.</summary>
    public bool? NeedsCoordination { get; init; }

    /// <summary>The new needs.</summary>
    public IReadOnlyList<NeedEntry> Needs { get; init; } = [];

    /// <summary>下月打算.</summary>
    public string? NextSteps { get; init; }

    /// <summary>完成率 by hand, percent, 0 to 100, one decimal.</summary>
    public decimal? CompletionRate { get; init; }

    /// <summary>Why it differs from the computed one.</summary>
    public string? CompletionReason { get; init; }

    /// <summary>自评: green, yellow or red.</summary>
    public Light? SelfLight { get; init; }

    /// <summary>Why yellow or red.</summary>
    public string? SelfLightReason { get; init; }

    /// <summary>States of the measures of this responsibility; one that is missing counts as not said.</summary>
    public IReadOnlyList<MeasureEntry> Measures { get; init; } = [];

    /// <summary>Figures of the indicators that the section owns and that are due this month, but for the zero-clearing form.</summary>
    public IReadOnlyList<FigureEntry> Figures { get; init; } = [];

    /// <summary>The zero-clearing form by stage, where it is due.</summary>
    public IReadOnlyList<ClearanceEntry> Clearance { get; init; } = [];

    /// <summary>比对日期.</summary>
    public DateOnly? ClearanceComparedOn { get; init; }

    /// <summary>Why the zero-clearing form does not balance.</summary>
    public string? ClearanceGapReason { get; init; }
}

/// <summary>What is said of a need of an earlier month.</summary>
public sealed record AnswerEntry
{
    /// <summary>The need.</summary>
    public int NeedId { get; init; }

    /// <summary>已解决 or 还需要; null while not said, which a submission must.</summary>
    public bool? IsSolved { get; init; }
}

/// <summary>A new need, as typed: one matter, and everybody whose help it needs.</summary>
public sealed record NeedEntry
{
    /// <summary>Sections whose help it needs.</summary>
    public IReadOnlyList<int> SectionIds { get; init; } = [];

    /// <summary>Other bodies whose help it needs (乡镇（街道）).</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>What is needed of them; a submission must say it.</summary>
    public string? What { get; init; }
}

/// <summary>A measure's state, as typed.</summary>
public sealed record MeasureEntry
{
    /// <summary>The measure.</summary>
    public int MeasureId { get; init; }

    /// <summary>Its state, null where not chosen.</summary>
    public MeasureState? State { get; init; }

    /// <summary>One line; required where it is blocked.</summary>
    public string? Note { get; init; }
}

/// <summary>An indicator's figure, as typed.</summary>
public sealed record FigureEntry
{
    /// <summary>The indicator.</summary>
    public int IndicatorId { get; init; }

    /// <summary>The number; for a rate it is computed, and what is typed here is ignored.</summary>
    public decimal? Value { get; init; }

    /// <summary>Numerator of a rate.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>Denominator of a rate.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>Why it jumped, or exceeds 100%.</summary>
    public string? Note { get; init; }
}

/// <summary>A stage of the zero-clearing form, as typed. Children, whole numbers from 0.</summary>
public sealed record ClearanceEntry
{
    /// <summary>学段.</summary>
    public SchoolStage Stage { get; init; }

    /// <summary>应到.</summary>
    public int? Expected { get; init; }

    /// <summary>实到.</summary>
    public int? Present { get; init; }

    /// <summary>转出.</summary>
    public int? TransferredOut { get; init; }

    /// <summary>病休.</summary>
    public int? SickLeave { get; init; }

    /// <summary>送教.</summary>
    public int? HomeTaught { get; init; }

    /// <summary>上月末存量; ignored where last month's report gives it.</summary>
    public int? SuspectedBefore { get; init; }

    /// <summary>疑似辍学新增.</summary>
    public int? SuspectedNew { get; init; }

    /// <summary>疑似辍学劝返.</summary>
    public int? SuspectedReturned { get; init; }

    /// <summary>确认辍学.</summary>
    public int? ConfirmedDropouts { get; init; }

    /// <summary>月末存量, null while a part is missing.</summary>
    public int? SuspectedRemaining => SuspectedBefore + SuspectedNew - SuspectedReturned - ConfirmedDropouts;

    /// <summary>应到 − 实到 − all that is listed: 0 where it balances, null while a part is missing.</summary>
    public int? Gap => Expected - Present - TransferredOut - SickLeave - HomeTaught - SuspectedRemaining - ConfirmedDropouts;
}

/// <summary>Saves or submits a report's content.</summary>
/// <param name="ReportId">Which.</param>
/// <param name="Version">The version that the form was made from.</param>
/// <param name="Content">What was typed.</param>
public sealed record SaveReport(int ReportId, int Version, ReportContent Content);
