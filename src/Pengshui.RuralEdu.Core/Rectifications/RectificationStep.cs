using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>A step that was taken: the history of a rectification, never changed.</summary>
[Kept(DataArea.Rectifications)]
public sealed class RectificationStep
{
    /// <summary>Longest reason or remark.</summary>
    public const int ReasonLength = 500;

    /// <summary>Key; rises with time in one rectification.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int RectificationId { get; set; }

    /// <summary>Whose.</summary>
    public Rectification Rectification { get; set; } = null!;

    /// <summary>What was done.</summary>
    public RectificationAction Action { get; set; }

    /// <summary>State before.</summary>
    public RectificationState From { get; set; }

    /// <summary>State after.</summary>
    public RectificationState To { get; set; }

    /// <summary>整改期限 after the step.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>回头看日期 after the step; null where none is set.</summary>
    public DateOnly? LookBackOn { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>By whom.</summary>
    public int ById { get; set; }

    /// <summary>By whom.</summary>
    public PortalUser By { get; set; } = null!;

    /// <summary>Why, or what was seen (核验情况); required where the workflow says so.</summary>
    public string? Reason { get; set; }

    /// <summary>The visit on which it was verified; null where files show it, and on other steps.</summary>
    public int? VisitId { get; set; }

    /// <summary>The visit on which it was verified.</summary>
    public Inspection? Visit { get; set; }

    /// <summary>整改措施 as they stood, on the section's steps.</summary>
    public string? Measures { get; set; }

    /// <summary>整改情况 as it stood, on the section's steps.</summary>
    public string? Feedback { get; set; }

    /// <summary>The section that had it before, on the step that handed it over; null else.</summary>
    public int? HandedFromId { get; set; }

    /// <summary>The section that had it before.</summary>
    public Section? HandedFrom { get; set; }
}
