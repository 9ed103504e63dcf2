using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>The shape of an indicator's figure.</summary>
public enum IndicatorShape
{
    /// <summary>One number.</summary>
    Number = 1,

    /// <summary>A rate in percent, computed from a numerator and a denominator.</summary>
    Rate = 2,

    /// <summary>The zero-clearing monthly form (清零月报), by school stage.</summary>
    Clearance = 3,
}

/// <summary>Which way is better.</summary>
public enum IndicatorDirection
{
    /// <summary>Neither: the figure informs.</summary>
    None = 0,

    /// <summary>More is better.</summary>
    Up = 1,

    /// <summary>Less is better.</summary>
    Down = 2,
}

/// <summary>How often a figure is due.</summary>
public enum IndicatorFrequency
{
    /// <summary>每月.</summary>
    Monthly = 1,

    /// <summary>每季度: in March, June, September and December.</summary>
    Quarterly = 2,

    /// <summary>每学期: in January, June, September and December.</summary>
    Termly = 3,
}

/// <summary>How a value is held against its target.</summary>
public enum TargetOperator
{
    /// <summary>≥.</summary>
    AtLeast = 1,

    /// <summary>≤.</summary>
    AtMost = 2,

    /// <summary>=.</summary>
    Exactly = 3,
}

/// <summary>A target, and which way is better.</summary>
/// <param name="Operator">How it is meant.</param>
/// <param name="Value">The target, in the indicator's unit.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record IndicatorTarget(TargetOperator Operator, decimal Value, IndicatorDirection Direction)
{
    /// <summary>
    /// How far a value falls short of the target, 0 where it reaches it. An exact target (100%) is not missed by a value
    /// beyond it on the better side: other counties' children make a rate of 101%.
    /// </summary>
    /// <param name="value">The exact value: a rounded rate may seem to reach what it misses.</param>
    public decimal Shortfall(decimal value) => (Operator, Direction) switch
    {
        (TargetOperator.AtLeast, _) or (TargetOperator.Exactly, IndicatorDirection.Up) => Math.Max(0, Value - value),
        (TargetOperator.AtMost, _) or (TargetOperator.Exactly, IndicatorDirection.Down) => Math.Max(0, value - Value),
        _ => Math.Abs(value - Value),
    };

    /// <summary>Whether a value falls short of it.</summary>
    /// <param name="value">The exact value.</param>
    public bool IsMissedBy(decimal value) => Shortfall(value) > 0;
}

/// <summary>A figure with its definition (指标, 口径卡).</summary>
[Kept(DataArea.Plans)]
public sealed class Indicator
{
    /// <summary>Longest code.</summary>
    public const int CodeLength = 40;

    /// <summary>Longest name.</summary>
    public const int NameLength = 100;

    /// <summary>Longest unit.</summary>
    public const int UnitLength = 20;

    /// <summary>Longest definition text.</summary>
    public const int DefinitionLength = 300;

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public int PlanTaskId { get; set; }

    /// <summary>The task.</summary>
    public PlanTask PlanTask { get; set; } = null!;

    /// <summary>The section that enters it (one figure, one source).</summary>
    public int OwnerSectionId { get; set; }

    /// <summary>The owner.</summary>
    public Section OwnerSection { get; set; } = null!;

    /// <summary>Unique in the task; stable over the years, so that a trend can be drawn.</summary>
    public required string Code { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Order in the task, from 1.</summary>
    public int Order { get; set; }

    /// <summary>One number, a rate, or the zero-clearing form.</summary>
    public IndicatorShape Shape { get; set; }

    /// <summary>人, 所, 人次, % …</summary>
    public required string Unit { get; set; }

    /// <summary>统计范围: who or what is counted. Empty, like the rest of the card, while an imported figure waits for its definition in a draft.</summary>
    public required string Population { get; set; }

    /// <summary>时点: as of which day.</summary>
    public required string AsOf { get; set; }

    /// <summary>数据来源: the register it comes from.</summary>
    public required string Source { get; set; }

    /// <summary>What the numerator counts, for a rate.</summary>
    public string? NumeratorLabel { get; set; }

    /// <summary>What the denominator counts, for a rate.</summary>
    public string? DenominatorLabel { get; set; }

    /// <summary>The notice's sentence that the target comes from, where it was proposed by an import.</summary>
    public string? NoticeSentence { get; set; }

    /// <summary>Which way is better.</summary>
    public IndicatorDirection Direction { get; set; }

    /// <summary>How often it is due.</summary>
    public IndicatorFrequency Frequency { get; set; }

    /// <summary>How the target is meant; null where the notice sets none. A target is never invented.</summary>
    public TargetOperator? TargetOperator { get; set; }

    /// <summary>The target, in the indicator's unit (percent for a rate).</summary>
    public decimal? TargetValue { get; set; }

    /// <summary>The day a hard target is judged; null: it is not hard.</summary>
    public DateOnly? EvaluatedOn { get; set; }
}
