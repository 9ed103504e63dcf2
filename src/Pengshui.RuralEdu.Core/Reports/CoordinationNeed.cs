using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// 协调事项: somebody whose help a section needs, and what for. It begins with the first submission that names it and stays
/// open over the months until a later report, or the coordinator, says that it is solved; its age is its own.
/// </summary>
[Kept(DataArea.Needs)]
public sealed class CoordinationNeed : IVersioned
{
    /// <summary>Longest name of whom is needed.</summary>
    public const int WhomLength = 50;

    /// <summary>Longest text of what is needed.</summary>
    public const int WhatLength = 100;

    /// <summary>Longest sentence of how it was solved.</summary>
    public const int ReasonLength = 200;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose reports are asked about it, in which task: the part that raised it, or the one that took over from it.</summary>
    public int ResponsibilityId { get; set; }

    /// <summary>Whose reports are asked about it, in which task.</summary>
    public Responsibility Responsibility { get; set; } = null!;

    /// <summary>The report that named it first.</summary>
    public int RaisedInId { get; set; }

    /// <summary>The report that named it first.</summary>
    public MonthlyReport RaisedIn { get; set; } = null!;

    /// <summary>Beijing day of the first submission that named it. Set once.</summary>
    public DateOnly RaisedOn { get; set; }

    /// <summary>Whom it needs, as they were called then: a section, or another body (乡镇（街道）).</summary>
    public required string Whom { get; set; }

    /// <summary>The section that is needed; null where it is another body. Where it was dissolved, its successor is asked.</summary>
    public int? SectionId { get; set; }

    /// <summary>The section that is needed.</summary>
    public Section? Section { get; set; }

    /// <summary>What is needed of them.</summary>
    public required string What { get; set; }

    /// <summary>When the report that named it was submitted again without it, UTC: then it counts nowhere. Null else.</summary>
    public DateTime? DroppedAt { get; set; }

    /// <summary>What later reports say of it.</summary>
    public ICollection<NeedAnswer> Answers { get; } = [];

    /// <summary>When the coordinator said that it is solved, UTC; null while that was not said.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary>Which coordinator.</summary>
    public int? SettledById { get; set; }

    /// <summary>Which coordinator.</summary>
    public PortalUser? SettledBy { get; set; }

    /// <summary>How it was solved, in the coordinator's words.</summary>
    public string? SettledReason { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
