using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Notices;

namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>
/// A notice that somebody looks through before it becomes a plan: its text, and what was understood and corrected. It is its
/// author's own; nothing of a plan is written until it is confirmed, and then it stays as what the plan was made from.
/// </summary>
public sealed class ImportDraft : IVersioned
{
    /// <summary>Longest name of a file.</summary>
    public const int FileNameLength = 200;

    /// <summary>Days for which one that was given up is kept.</summary>
    public const int DaysKept = 7;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose it is.</summary>
    public int AuthorId { get; set; }

    /// <summary>The file's name, or what stands for pasted text.</summary>
    public required string FileName { get; set; }

    /// <summary>The notice's text, as read; at most <see cref="NoticeReader.LongestText"/> characters.</summary>
    public required string SourceText { get; set; }

    /// <summary>What was understood and corrected, as JSON.</summary>
    public required string ContentJson { get; set; }

    /// <summary>The tables of the text as <see cref="SourceTables"/> keeps them; null where it has none.</summary>
    public string? TablesJson { get; set; }

    /// <summary>What can be undone, as <see cref="ProposalSteps"/> keeps it; null where nothing was done.</summary>
    public string? Steps { get; set; }

    /// <summary>When the notice was read, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When it was last corrected, UTC.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>When it was given up, UTC; it can be taken up again for <see cref="DaysKept"/> days. Null where it was not.</summary>
    public DateTime? AbandonedAt { get; set; }

    /// <summary>The plan that it became or amended; null before it is confirmed.</summary>
    public int? WorkPlanId { get; set; }

    /// <summary>That plan.</summary>
    public WorkPlan? WorkPlan { get; set; }

    /// <summary>When it was confirmed, UTC; null before.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
