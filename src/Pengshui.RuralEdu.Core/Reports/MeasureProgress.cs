using Pengshui.RuralEdu.Core.Data;
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
