using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Files;
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

/// <summary>A figure as it was reported beside what was counted on the spot.</summary>
public sealed class InspectionFigure
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 100;

    /// <summary>Longest unit.</summary>
    public const int UnitLength = Indicator.UnitLength;

    /// <summary>Longest <see cref="Source"/>.</summary>
    public const int SourceLength = 20;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int InspectionItemId { get; set; }

    /// <summary>Order in the item, from 1.</summary>
    public int Order { get; set; }

    /// <summary>
    /// Which figure of the report it is (<c>i12</c> an indicator, <c>i12n</c> and <c>i12d</c> the parts of a rate, <c>ce</c> a
    /// column of the zero-clearing form), or <c>x1</c> for a line that the supervisor added; once in an item (unique index).
    /// </summary>
    public required string Source { get; set; }

    /// <summary>What is counted.</summary>
    public required string Name { get; set; }

    /// <summary>人, 所; null in a line that the supervisor added, whose name says it.</summary>
    public string? Unit { get; set; }

    /// <summary>上报, 0 or more.</summary>
    public decimal? Reported { get; set; }

    /// <summary>现场, 0 or more; null where it was not counted.</summary>
    public decimal? Seen { get; set; }
}

/// <summary>What was seen on a visit of a rectification that was open there (本次核验).</summary>
public sealed class InspectionVerification
{
    /// <summary>Longest 本次核验情况, characters: as long as what a closing rests on.</summary>
    public const int SeenLength = 500;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>On which visit.</summary>
    public int InspectionId { get; set; }

    /// <summary>On which visit.</summary>
    public Inspection Inspection { get; set; } = null!;

    /// <summary>Of which rectification; once in an inspection (unique index).</summary>
    public int RectificationId { get; set; }

    /// <summary>What was seen; as long as what 销号 says of it.</summary>
    public required string Seen { get; set; }
}

/// <summary>A photo of a visit: upright, scaled, without place or camera data.</summary>
public sealed class InspectionPhoto : UploadedFile
{
    /// <summary>Whose.</summary>
    public int InspectionId { get; set; }

    /// <summary>Pixels across.</summary>
    public int Width { get; set; }

    /// <summary>Pixels down.</summary>
    public int Height { get; set; }
}

/// <summary>What a supervisor added to an issued inspection (补充).</summary>
public sealed class InspectionSupplement
{
    /// <summary>Longest text.</summary>
    public const int TextLength = 2000;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int InspectionId { get; set; }

    /// <summary>Whose.</summary>
    public Inspection Inspection { get; set; } = null!;

    /// <summary>The text.</summary>
    public required string Text { get; set; }

    /// <summary>Made by the form, unique: the same supplement that arrives twice is taken once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>Who.</summary>
    public int ById { get; set; }

    /// <summary>Who.</summary>
    public PortalUser By { get; set; } = null!;

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }
}
