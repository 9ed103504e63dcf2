using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Reports;

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
