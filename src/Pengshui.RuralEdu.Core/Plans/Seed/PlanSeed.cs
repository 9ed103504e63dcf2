namespace Pengshui.RuralEdu.Core.Plans.Seed;

/// <summary>A section as it comes with the program.</summary>
/// <param name="Code">jyk.</param>
/// <param name="Name">教育科.</param>
/// <param name="Aliases">Other names a notice may use; unique over all sections.</param>
public sealed record SectionSeed(string Code, string Name, IReadOnlyList<string> Aliases);

/// <summary>A plan as it comes with the program. It carries the notice's facts; the measures are phrases of our own.</summary>
/// <param name="Year">The year it is for.</param>
/// <param name="Title">The document's title, exactly.</param>
/// <param name="DocumentNumber">发文字号, null where the document carries none.</param>
/// <param name="IssuingBody">Who issued it.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="Groups">The groups, in order.</param>
/// <param name="Tasks">The tasks of all groups, in order.</param>
public sealed record PlanSeed(
    int Year,
    string Title,
    string? DocumentNumber,
    string IssuingBody,
    DateOnly IssuedOn,
    IReadOnlyList<TaskGroupSeed> Groups,
    IReadOnlyList<PlanTaskSeed> Tasks);

/// <summary>A group of tasks.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">Exact title without the number.</param>
public sealed record TaskGroupSeed(int Number, string Title);

/// <summary>A key task.</summary>
/// <param name="Number">From 1 through the whole plan.</param>
/// <param name="Group">Number of its group.</param>
/// <param name="Title">Exact title.</param>
/// <param name="PausesInVacation">Whether it rests in school holidays.</param>
/// <param name="Sections">Codes of the responsible sections in the notice's order; the first one leads.</param>
/// <param name="Measures">The clauses, in order; the first has number 1.</param>
/// <param name="Indicators">The figures, in order.</param>
public sealed record PlanTaskSeed(
    int Number,
    int Group,
    string Title,
    bool PausesInVacation,
    IReadOnlyList<string> Sections,
    IReadOnlyList<MeasureSeed> Measures,
    IReadOnlyList<IndicatorSeed> Indicators);

/// <summary>A clause of a task. The lead works on every one.</summary>
/// <param name="Text">A short phrase of our own.</param>
/// <param name="Supporting">Codes of the supporting sections that work on it too; null for none.</param>
public sealed record MeasureSeed(string Text, IReadOnlyList<string>? Supporting = null);

/// <summary>A figure with its definition (口径卡); see <see cref="Indicator"/> for each part.</summary>
/// <param name="Code">Unique in the whole plan.</param>
/// <param name="Name">Name.</param>
/// <param name="Shape">Number, rate or zero-clearing form.</param>
/// <param name="Unit">人, 所, %.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Frequency">How often it is due.</param>
/// <param name="Owner">Code of the section that enters it; one of the task's.</param>
/// <param name="Population">统计范围.</param>
/// <param name="AsOf">时点.</param>
/// <param name="Source">数据来源.</param>
/// <param name="NumeratorLabel">What a rate's numerator counts; null for another shape.</param>
/// <param name="DenominatorLabel">What a rate's denominator counts; null for another shape.</param>
/// <param name="Target">The target that the notice sets; null where it sets none.</param>
public sealed record IndicatorSeed(
    string Code,
    string Name,
    IndicatorShape Shape,
    string Unit,
    IndicatorDirection Direction,
    IndicatorFrequency Frequency,
    string Owner,
    string Population,
    string AsOf,
    string Source,
    string? NumeratorLabel = null,
    string? DenominatorLabel = null,
    TargetSeed? Target = null);

/// <summary>A target that the notice sets.</summary>
/// <param name="Operator">How the value is held against it.</param>
/// <param name="Value">In the indicator's unit.</param>
/// <param name="EvaluatedOn">The day it is judged: the end of the plan's year, since the notice names no other.</param>
public sealed record TargetSeed(TargetOperator Operator, decimal Value, DateOnly EvaluatedOn);
