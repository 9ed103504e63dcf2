using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>What must be put right by a section until a day (整改), until verified and closed (销号).</summary>
[Kept(DataArea.Rectifications)]
public sealed class Rectification : IVersioned
{
    /// <summary>Longest 存在的问题.</summary>
    public const int ProblemLength = RectificationEntry.ProblemLength;

    /// <summary>Longest 整改措施, 整改情况.</summary>
    public const int TextLength = 2000;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Made by the form, unique: the same form that arrives twice is taken once.</summary>
    public Guid FormKey { get; set; } = Guid.NewGuid();

    /// <summary>The year of its number: Beijing's year when it was issued; of a draft, when it was begun.</summary>
    public int Year { get; set; }

    /// <summary>From 1 in each year, without gaps, taken when it is issued (unique index with the year); null while a draft.</summary>
    public int? Number { get; set; }

    /// <summary>The inspection it came from; null where it stands alone.</summary>
    public int? InspectionId { get; set; }

    /// <summary>The inspection it came from.</summary>
    public Inspection? Inspection { get; set; }

    /// <summary>The task.</summary>
    public int PlanTaskId { get; set; }

    /// <summary>The task.</summary>
    public PlanTask PlanTask { get; set; } = null!;

    /// <summary>The section that must put it right, one of the task's.</summary>
    public int SectionId { get; set; }

    /// <summary>The section.</summary>
    public Section Section { get; set; } = null!;

    /// <summary>存在的问题.</summary>
    public required string Problem { get; set; }

    /// <summary>整改期限, last day included.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>The working day after <see cref="DueOn"/> to which the coordinator would not move it when it became a day off; null where nobody was asked.</summary>
    public DateOnly? DeclinedDueOn { get; set; }

    /// <summary>Where it stands. Only the workflow changes it.</summary>
    public RectificationState State { get; set; }

    /// <summary>整改措施, the section's.</summary>
    public string? Measures { get; set; }

    /// <summary>整改情况, the section's feedback.</summary>
    public string? Feedback { get; set; }

    /// <summary>Who raised it.</summary>
    public int RaisedById { get; set; }

    /// <summary>Who raised it.</summary>
    public PortalUser RaisedBy { get; set; } = null!;

    /// <summary>When it was issued, UTC; null while a draft.</summary>
    public DateTime? IssuedAt { get; set; }

    /// <summary>When the section last submitted it for verification, UTC.</summary>
    public DateTime? SubmittedAt { get; set; }

    /// <summary>Who submitted it, and may therefore not close it.</summary>
    public int? SubmittedById { get; set; }

    /// <summary>Who submitted it.</summary>
    public PortalUser? SubmittedBy { get; set; }

    /// <summary>When it was closed, UTC; null unless closed.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>回头看日期; null where none is set.</summary>
    public DateOnly? LookBackOn { get; set; }

    /// <summary>When the look-back found it still right, UTC.</summary>
    public DateTime? LookedBackAt { get; set; }

    /// <summary>核验情况: what was seen when it was last closed or looked back at; null while it is not closed.</summary>
    public string? Seen { get; set; }

    /// <summary>The visit on which that was seen; null where files show it.</summary>
    public int? VisitId { get; set; }

    /// <summary>The visit on which that was seen.</summary>
    public Inspection? Visit { get; set; }

    /// <summary>The section's files and the supervisor's, removed ones too.</summary>
    public ICollection<RectificationFile> Files { get; } = [];

    /// <summary>Every step, oldest first by key.</summary>
    public ICollection<RectificationStep> Steps { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>整改〔2023〕第3号; 整改（草稿） before it is issued.</summary>
    public static string Label(int year, int? number) => number is null ? "整改（草稿）" : $"整改〔{year}〕第{number}号";
}
