using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>Where an inspection note stands.</summary>
public enum InspectionState
{
    /// <summary>草稿: its author's alone.</summary>
    Draft = 1,

    /// <summary>已签发: numbered, read by every business role; only supplemented, never changed.</summary>
    Issued = 2,
}

/// <summary>How it was looked at (督查方式).</summary>
public enum InspectionKind
{
    /// <summary>实地走访.</summary>
    Visit = 1,

    /// <summary>过程督导.</summary>
    Process = 2,

    /// <summary>专项督查.</summary>
    Special = 3,

    /// <summary>资料核查.</summary>
    Papers = 4,
}

/// <summary>What it was held against: the notice's own three (督查维度). Several may hold.</summary>
[Flags]
public enum InspectionDimensions
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>责任落实.</summary>
    Responsibility = 1,

    /// <summary>政策落实.</summary>
    Policy = 2,

    /// <summary>工作落实.</summary>
    Work = 4,
}

/// <summary>A supervisor's note about a visit or a check of papers (督查记录).</summary>
[Kept(DataArea.Inspections)]
public sealed class Inspection : IVersioned
{
    /// <summary>Longest name of a town.</summary>
    public const int TownLength = 30;

    /// <summary>Longest name of a school, village or office.</summary>
    public const int PlaceLength = 100;

    /// <summary>Longest findings.</summary>
    public const int FindingsLength = 4000;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The plan whose tasks were looked at.</summary>
    public int WorkPlanId { get; set; }

    /// <summary>The plan.</summary>
    public WorkPlan WorkPlan { get; set; } = null!;

    /// <summary>Made by the form, unique: a draft that arrives twice (the network broke before the answer came) is taken once.</summary>
    public Guid DraftKey { get; set; }

    /// <summary>The open form that saved last. Its next save needs no version: where the network broke before an answer came, nobody else was between.</summary>
    public Guid FormKey { get; set; }

    /// <summary>草稿 or 已签发. Only the workflow changes it.</summary>
    public InspectionState State { get; set; } = InspectionState.Draft;

    /// <summary>The year of its number: Beijing's year when it was issued; of a draft, when it was begun.</summary>
    public int Year { get; set; }

    /// <summary>From 1 in each year, without gaps, taken when it is issued (unique index with the year); null while a draft.</summary>
    public int? Number { get; set; }

    /// <summary>日期 of the visit, not after the day it is issued.</summary>
    public DateOnly VisitedOn { get; set; }

    /// <summary>乡镇（街道）; null where a draft does not say yet, or papers were checked at the commission.</summary>
    public string? Town { get; set; }

    /// <summary>学校、村或单位.</summary>
    public string? Place { get; set; }

    /// <summary>方式.</summary>
    public InspectionKind Kind { get; set; } = InspectionKind.Visit;

    /// <summary>督查维度; at least one once issued.</summary>
    public InspectionDimensions Dimensions { get; set; }

    /// <summary>发现的情况; required once issued.</summary>
    public string? Findings { get; set; }

    /// <summary>The tasks and sections it concerns; at least one once issued.</summary>
    public ICollection<InspectionItem> Items { get; } = [];

    /// <summary>What of earlier rectifications was looked at again (本次核验).</summary>
    public ICollection<InspectionVerification> Verifications { get; } = [];

    /// <summary>Photos; optional.</summary>
    public ICollection<InspectionPhoto> Photos { get; } = [];

    /// <summary>What was added after it was issued, oldest first.</summary>
    public ICollection<InspectionSupplement> Supplements { get; } = [];

    /// <summary>Who wrote it.</summary>
    public int AuthorId { get; set; }

    /// <summary>Who wrote it.</summary>
    public PortalUser Author { get; set; } = null!;

    /// <summary>When the draft reached the server first, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When the draft was last saved, UTC.</summary>
    public DateTime EditedAt { get; set; }

    /// <summary>When it was issued, UTC; null while a draft.</summary>
    public DateTime? IssuedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
