using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>A new need as the report's form holds it: one whom, or what is needed while nobody is chosen.</summary>
public sealed class NewNeed
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The report.</summary>
    public int MonthlyReportId { get; set; }

    /// <summary>The section that is needed; null where it is another body, or nobody yet.</summary>
    public int? SectionId { get; set; }

    /// <summary>The section that is needed.</summary>
    public Section? Section { get; set; }

    /// <summary>Another body; null where it is a section, or nobody yet.</summary>
    public string? OtherParty { get; set; }

    /// <summary>What is needed of them; null while the draft does not say.</summary>
    public string? What { get; set; }
}
