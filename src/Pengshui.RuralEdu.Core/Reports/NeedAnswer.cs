using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>What a report says of a need of an earlier month: 已解决 or 还需要. It takes effect when it is submitted.</summary>
[Kept(DataArea.Needs)]
public sealed class NeedAnswer
{
    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>The report.</summary>
    public MonthlyReport MonthlyReport { get; set; } = null!;

    /// <summary>The need; once in a report.</summary>
    public int CoordinationNeedId { get; set; }

    /// <summary>The need.</summary>
    public CoordinationNeed CoordinationNeed { get; set; } = null!;

    /// <summary>Whether it is solved, as the form stands; null where the form does not say.</summary>
    public bool? IsSolved { get; set; }

    /// <summary>Whether it is solved, as it was last submitted; null before.</summary>
    public bool? Said { get; set; }

    /// <summary>Beijing day of the first submission that said so; null before.</summary>
    public DateOnly? SaidOn { get; set; }
}
