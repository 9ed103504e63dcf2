using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>Where a bulletin stands.</summary>
public enum BulletinState
{
    /// <summary>草稿: the coordinator's; nobody else reads it.</summary>
    Draft = 1,

    /// <summary>已发布: everybody signed in reads it; nothing in it changes any more.</summary>
    Published = 2,

    /// <summary>待审签: sent to the leaders, who read it; its text stands still.</summary>
    AwaitingSignature = 3,

    /// <summary>已审签: signed by a leader; its text stands still until it is published.</summary>
    SignedOff = 4,
}

/// <summary>The month's published summary (通报): one for each month of a plan.</summary>
public sealed class Bulletin : IVersioned
{
    /// <summary>Longest title.</summary>
    public const int TitleLength = 100;

    /// <summary>Longest reason of a leader who sends it back.</summary>
    public const int ReasonLength = 500;

    /// <summary>A SHA-256 in hexadecimal.</summary>
    public const int HashLength = 64;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int WorkPlanId { get; set; }

    /// <summary>The plan.</summary>
    public WorkPlan WorkPlan { get; set; } = null!;

    /// <summary>The month it is about; once in a plan (unique index).</summary>
    public Month Month { get; set; }

    /// <summary>草稿 or 已发布.</summary>
    public BulletinState State { get; set; } = BulletinState.Draft;

    /// <summary>第几期: from 1 in a plan, without gaps (unique index), taken at publication; null before.</summary>
    public int? Number { get; set; }

    /// <summary>标题.</summary>
    public required string Title { get; set; }

    /// <summary>What it says, as JSON (<see cref="BulletinContent"/>).</summary>
    public required string ContentJson { get; set; }

    /// <summary>SHA-256 of the published copy (<see cref="BulletinSeal"/>), lower-case hexadecimal; null before.</summary>
    public string? ContentHash { get; set; }

    /// <summary>When the draft was last saved, UTC.</summary>
    public DateTime EditedAt { get; set; }

    /// <summary>When it was sent to be signed, UTC; null while it is a draft, or where it was published unsigned.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>Who sent it, and may therefore not sign it.</summary>
    public int? SentById { get; set; }

    /// <summary>Who sent it.</summary>
    public PortalUser? SentBy { get; set; }

    /// <summary>When a leader signed it, UTC; null before.</summary>
    public DateTime? SignedAt { get; set; }

    /// <summary>Who signed it.</summary>
    public int? SignedById { get; set; }

    /// <summary>Who signed it.</summary>
    public PortalUser? SignedBy { get; set; }

    /// <summary>SHA-256 of title and text as they were signed (<see cref="BulletinSeal.OfText"/>); null before.</summary>
    public string? SignedHash { get; set; }

    /// <summary>Why a leader sent it back last; null once it is sent again.</summary>
    public string? SentBackFor { get; set; }

    /// <summary>When it was published, UTC; null before.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>Who published it.</summary>
    public int? PublishedById { get; set; }

    /// <summary>Who published it.</summary>
    public PortalUser? PublishedBy { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
