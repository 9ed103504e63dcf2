using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>Where a plan stands.</summary>
public enum PlanState
{
    /// <summary>草稿: being made; no months open.</summary>
    Draft = 1,

    /// <summary>执行中: reported on.</summary>
    InForce = 2,

    /// <summary>已归档: only read.</summary>
    Archived = 3,
}

/// <summary>One year's plan (工作方案).</summary>
[Kept(DataArea.Plans)]
public sealed class WorkPlan : IVersioned
{
    /// <summary>Longest title.</summary>
    public const int TitleLength = 200;

    /// <summary>Longest document number (发文字号).</summary>
    public const int DocumentNumberLength = 50;

    /// <summary>Longest name of an issuing body.</summary>
    public const int IssuingBodyLength = 100;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The year it is for; unique among plans.</summary>
    public int Year { get; set; }

    /// <summary>The document's title.</summary>
    public required string Title { get; set; }

    /// <summary>发文字号, where the document has one.</summary>
    public string? DocumentNumber { get; set; }

    /// <summary>Who issued it.</summary>
    public required string IssuingBody { get; set; }

    /// <summary>Date of issue.</summary>
    public DateOnly IssuedOn { get; set; }

    /// <summary>草稿, 执行中 or 已归档.</summary>
    public PlanState State { get; set; } = PlanState.Draft;

    /// <summary>The groups (一) to (四).</summary>
    public ICollection<TaskGroup> Groups { get; } = [];

    /// <summary>The tasks, over all groups.</summary>
    public ICollection<PlanTask> Tasks { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
