using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

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
