using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

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

    /// <summary>The whole content as JSON (<see cref="ReportSnapshot"/>, written by <see cref="ReportRevisions"/>).</summary>
    public required string ContentJson { get; set; }

    /// <summary>SHA-256 of <see cref="ContentJson"/> in UTF-8, lower-case hexadecimal.</summary>
    public required string ContentHash { get; set; }
}
