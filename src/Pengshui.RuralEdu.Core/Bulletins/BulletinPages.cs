using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>A bulletin in the list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Year">The plan's year.</param>
/// <param name="Month">The month it is about.</param>
/// <param name="Number">第几期; null for a draft.</param>
/// <param name="Title">标题.</param>
/// <param name="State">草稿, 待审签, 已审签 or 已发布.</param>
/// <param name="EditedAt">Last saved, UTC.</param>
/// <param name="PublishedAt">UTC; null for a draft.</param>
/// <param name="SentAt">When it was sent to be signed, UTC; null where it was not.</param>
/// <param name="SignedAt">When it was signed, UTC; null where it was not.</param>
public sealed record BulletinLine(
    int Id, int Year, Month Month, int? Number, string Title, BulletinState State, DateTime EditedAt, DateTime? PublishedAt,
    DateTime? SentAt = null, DateTime? SignedAt = null)
{
    /// <summary>How many of its month's reports were reopened after it was published.</summary>
    public int Reopened { get; init; }
}

/// <summary>The list of bulletins.</summary>
/// <param name="Bulletins">The newest month first; drafts are the coordinator's only.</param>
/// <param name="MayDraft">Whether the reader may draft and edit.</param>
/// <param name="Months">Opened months of the plan in force without a bulletin, the newest first; empty where the reader may not draft.</param>
public sealed record BulletinListPage(Page<BulletinLine> Bulletins, bool MayDraft, IReadOnlyList<Month> Months);

/// <summary>A bulletin as it is read, on the page and in the Word file.</summary>
public sealed record BulletinPage
{
    /// <summary>Head.</summary>
    public required BulletinLine Line { get; init; }

    /// <summary>发文机关: who issued the plan.</summary>
    public required string IssuingBody { get; init; }

    /// <summary>The parts that have text, in order.</summary>
    public required IReadOnlyList<BulletinPagePart> Parts { get; init; }

    /// <summary>The seal; null for a draft.</summary>
    public string? Hash { get; init; }

    /// <summary>Whether the seal is that of what is shown.</summary>
    public bool IsIntact { get; init; }

    /// <summary>The day that stands under the text (成文日期): of publication, or today for a draft.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>For the form.</summary>
    public required int Version { get; init; }

    /// <summary>What the reader may do now, in the order of the workflow.</summary>
    public required IReadOnlyList<BulletinAction> Actions { get; init; }

    /// <summary>How far a leader's signature is; null where none was asked for.</summary>
    public BulletinSignature? Signature { get; init; }

    /// <summary>Why a leader sent it back; null unless it is a draft again.</summary>
    public string? SentBackFor { get; init; }

    /// <summary>Sentences that contradict the data, for whoever may sign or publish it.</summary>
    public IReadOnlyList<BulletinDoubt> Doubts { get; init; } = [];

    /// <summary>What happened to its month after it was published.</summary>
    public BulletinAftermath Aftermath { get; init; } = BulletinAftermath.None;

    /// <summary>The month's reports that were not confirmed when the page was made; 0 once it is published.</summary>
    public int Unconfirmed { get; init; }

    /// <summary>2023年第3期; 草稿, 待审签 or 已审签 before it has a number.</summary>
    public string Issue => Line.Number is { } number ? BulletinLabels.Issue(Line.Year, number) : Line.State.Label();

    /// <summary>Whether the reader may do this now.</summary>
    public bool May(BulletinAction action) => Actions.Contains(action);
}

/// <summary>Who sent a bulletin to be signed, and who signed it.</summary>
/// <param name="SentBy">Display name.</param>
/// <param name="SentAt">UTC.</param>
/// <param name="SignedBy">Display name; null before.</param>
/// <param name="SignedAt">UTC; null before.</param>
public sealed record BulletinSignature(string SentBy, DateTime SentAt, string? SignedBy, DateTime? SignedAt);

/// <summary>A part of a bulletin.</summary>
/// <param name="Heading">一、总体情况: numbered over the parts that are there.</param>
/// <param name="Part">Which.</param>
/// <param name="Blocks">Its text.</param>
public sealed record BulletinPagePart(string Heading, BulletinPart Part, IReadOnlyList<BulletinBlock> Blocks);

/// <summary>A draft in its form.</summary>
/// <param name="Line">Head.</param>
/// <param name="Version">For the form.</param>
/// <param name="Content">Its text.</param>
public sealed record BulletinEditPage(BulletinLine Line, int Version, BulletinContent Content);

/// <summary>What drawing a part anew would change.</summary>
/// <param name="Line">Head.</param>
/// <param name="Version">For the form.</param>
/// <param name="Part">Which.</param>
/// <param name="Lost">Lines that would be lost, in order.</param>
/// <param name="Gained">Lines that would come instead.</param>
public sealed record BulletinRedrawPage(BulletinLine Line, int Version, BulletinPart Part, IReadOnlyList<string> Lost, IReadOnlyList<string> Gained);
