using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>A group of tasks (任务分组), such as （一）.</summary>
[Kept(DataArea.Plans)]
public sealed class TaskGroup
{
    /// <summary>Longest title.</summary>
    public const int TitleLength = 100;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int WorkPlanId { get; set; }

    /// <summary>From 1; unique in the plan.</summary>
    public int Number { get; set; }

    /// <summary>Title without the number.</summary>
    public required string Title { get; set; }

    /// <summary>责任领导 of all of it, by post; null where none is named.</summary>
    public string? Leader { get; set; }
}
