using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Core.Reports;

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
