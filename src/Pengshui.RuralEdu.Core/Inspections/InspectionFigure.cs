using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>A figure as it was reported beside what was counted on the spot.</summary>
public sealed class InspectionFigure
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 100;

    /// <summary>Longest unit.</summary>
    public const int UnitLength = Indicator.UnitLength;

    /// <summary>Longest <see cref="Source"/>.</summary>
    public const int SourceLength = 20;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int InspectionItemId { get; set; }

    /// <summary>Order in the item, from 1.</summary>
    public int Order { get; set; }

    /// <summary>
    /// Which figure of the report it is (<c>i12</c> an indicator, <c>i12n</c> and <c>i12d</c> the parts of a rate, <c>ce</c> a
    /// column of the zero-clearing form), or <c>x1</c> for a line that the supervisor added; once in an item (unique index).
    /// </summary>
    public required string Source { get; set; }

    /// <summary>What is counted.</summary>
    public required string Name { get; set; }

    /// <summary>人, 所; null in a line that the supervisor added, whose name says it.</summary>
    public string? Unit { get; set; }

    /// <summary>上报, 0 or more.</summary>
    public decimal? Reported { get; set; }

    /// <summary>现场, 0 or more; null where it was not counted.</summary>
    public decimal? Seen { get; set; }
}
