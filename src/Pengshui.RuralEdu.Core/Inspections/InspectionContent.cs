using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>What a supervisor writes into an inspection, as the form carries it. Field names of refusals are these names.</summary>
public sealed record InspectionContent
{
    /// <summary>日期; a draft without one is of today.</summary>
    public DateOnly? VisitedOn { get; init; }

    /// <summary>乡镇（街道）.</summary>
    public string? Town { get; init; }

    /// <summary>学校、村或单位.</summary>
    public string? Place { get; init; }

    /// <summary>方式.</summary>
    public InspectionKind? Kind { get; init; }

    /// <summary>督查维度.</summary>
    public InspectionDimensions Dimensions { get; init; }

    /// <summary>发现的情况.</summary>
    public string? Findings { get; init; }

    /// <summary>The tasks and sections.</summary>
    public IReadOnlyList<InspectionItemEntry> Items { get; init; } = [];

    /// <summary>What was seen of rectifications that are open there.</summary>
    public IReadOnlyList<VerificationEntry> Verifications { get; init; } = [];

    /// <summary>What is to be put right.</summary>
    public IReadOnlyList<RectificationEntry> Rectifications { get; init; } = [];
}

/// <summary>A task and section, as typed. Its field is <c>Items[</c><see cref="Key"/><c>]</c>.</summary>
public sealed record InspectionItemEntry
{
    /// <summary>The task.</summary>
    public int TaskId { get; init; }

    /// <summary>The section.</summary>
    public int SectionId { get; init; }

    /// <summary>The submitted report that the form showed; null where it showed none.</summary>
    public int? RevisionId { get; init; }

    /// <summary>现场, in words.</summary>
    public string? Seen { get; init; }

    /// <summary>督查员判定: green, yellow or red.</summary>
    public Light? Light { get; init; }

    /// <summary>The figures.</summary>
    public IReadOnlyList<InspectionFigureEntry> Figures { get; init; } = [];

    /// <summary>Names it in the form: 12-3.</summary>
    public string Key => KeyOf(TaskId, SectionId);

    /// <summary>Names a task's section in forms.</summary>
    public static string KeyOf(int taskId, int sectionId) => $"{taskId}-{sectionId}";
}

/// <summary>A figure, as typed. Its field is <c>Figures[</c><see cref="Source"/><c>]</c> of its item.</summary>
public sealed record InspectionFigureEntry
{
    /// <summary>As <see cref="InspectionFigure.Source"/>.</summary>
    public string? Source { get; init; }

    /// <summary>What is counted; only of a line that the supervisor added.</summary>
    public string? Name { get; init; }

    /// <summary>上报; only of a line that the supervisor added, of others the report says it.</summary>
    public decimal? Reported { get; init; }

    /// <summary>现场.</summary>
    public decimal? Seen { get; init; }

    /// <summary>Whether the supervisor added the line.</summary>
    public bool IsOwn => Source is ['x', ..];
}

/// <summary>Something to be put right, as typed. Its field is <c>Rectifications[</c><see cref="Key"/><c>]</c>.</summary>
public sealed record RectificationEntry
{
    /// <summary>Longest 整改要求, characters.</summary>
    public const int ProblemLength = 1000;

    /// <summary>Made by the form; the same one is the same rectification.</summary>
    public Guid Key { get; init; }

    /// <summary>The task and the section that must put it right, as <see cref="InspectionItemEntry.Key"/> writes them.</summary>
    public string? Whose { get; init; }

    /// <summary>整改要求: what is wrong and what is asked.</summary>
    public string? Problem { get; init; }

    /// <summary>整改期限.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>本次核验 of a rectification, as typed. Its field is <c>Verifications[</c><see cref="RectificationId"/><c>].Seen</c>; nothing typed: not looked at.</summary>
public sealed record VerificationEntry
{
    /// <summary>The rectification.</summary>
    public int RectificationId { get; init; }

    /// <summary>What was seen.</summary>
    public string? Seen { get; init; }
}

/// <summary>Saves or issues an inspection.</summary>
/// <param name="DraftKey">Which; one that the server does not know begins a draft.</param>
/// <param name="FormKey">The open form, for saves whose answers were lost.</param>
/// <param name="Version">The version that the form was made from; 0 for a new one.</param>
/// <param name="Content">What was typed.</param>
public sealed record SaveInspection(Guid DraftKey, Guid FormKey, int Version, InspectionContent Content);

/// <summary>What came of a save.</summary>
/// <param name="Id">The inspection.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reference">Its number, or 草稿.</param>
public sealed record InspectionSaved(int Id, int Version, string Reference);
