using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A task and section that an inspection concerns, with what the section had reported and what was seen.</summary>
[Kept(DataArea.Inspections)]
public sealed class InspectionItem
{
    /// <summary>Longest text of what was reported: a report's progress, or the reason of a zero report.</summary>
    public const int ReportedLength = MonthlyReport.TextLength + 100;

    /// <summary>Longest text of what was seen.</summary>
    public const int SeenLength = 1000;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int InspectionId { get; set; }

    /// <summary>Whose.</summary>
    public Inspection Inspection { get; set; } = null!;

    /// <summary>The task; once for a section in an inspection (unique index).</summary>
    public int PlanTaskId { get; set; }

    /// <summary>The task.</summary>
    public PlanTask PlanTask { get; set; } = null!;

    /// <summary>The section.</summary>
    public int SectionId { get; set; }

    /// <summary>The section.</summary>
    public Section Section { get; set; } = null!;

    /// <summary>The submitted report that it is held against; null where nothing had been submitted.</summary>
    public int? ReportRevisionId { get; set; }

    /// <summary>The submitted report that it is held against.</summary>
    public ReportRevision? ReportRevision { get; set; }

    /// <summary>上报: what that report said, as it was then.</summary>
    public string? Reported { get; set; }

    /// <summary>现场: what was seen, in words.</summary>
    public string? Seen { get; set; }

    /// <summary>督查员判定: never grey; null where none is given.</summary>
    public Light? Light { get; set; }

    /// <summary>Figures held against each other.</summary>
    public ICollection<InspectionFigure> Figures { get; } = [];
}
