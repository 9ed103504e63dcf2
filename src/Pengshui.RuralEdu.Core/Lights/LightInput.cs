using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Lights;

/// <summary>
/// All that the computed light of a task in one month depends on. <see cref="LightRules"/> reads nothing else. Input that
/// further kinds of findings bring become further properties, each with its rule.
/// </summary>
public sealed record LightInput
{
    /// <summary>The month.</summary>
    public required Month Month { get; init; }

    /// <summary>Today in Beijing.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What the plan's schedule asks by the end of the month, percent.</summary>
    public required decimal RequiredPercent { get; init; }

    /// <summary>Whether the task rests this month: it pauses in school holidays, and the lead's due day lies in one.</summary>
    public bool Pauses { get; init; }

    /// <summary>The lead's report.</summary>
    public required ReportInput Lead { get; init; }

    /// <summary>The supporting sections' reports.</summary>
    public IReadOnlyList<ReportInput> Supporting { get; init; } = [];

    /// <summary>The task's indicators that have a target, with what was confirmed of them.</summary>
    public IReadOnlyList<IndicatorInput> Indicators { get; init; } = [];

    /// <summary>The task's rectifications that the sections had in hand at the end of the month, or have today while it lasts.</summary>
    public IReadOnlyList<RectificationInput> Rectifications { get; init; } = [];

    /// <summary>The task's coordination needs that were open at the end of the month, or are today while it lasts.</summary>
    public IReadOnlyList<NeedInput> Needs { get; init; } = [];

    /// <summary>Lead and supporting sections' reports together.</summary>
    public IEnumerable<ReportInput> Reports => Supporting.Prepend(Lead);
}

/// <summary>What a section has handed in for a month: whether in time by its submission, what it says by its last confirmation.</summary>
public sealed record ReportInput
{
    /// <summary>The section's name.</summary>
    public required string Section { get; init; }

    /// <summary>Last day to submit, included.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Beijing day of the first submission; null where nothing was submitted.</summary>
    public DateOnly? FirstSubmittedOn { get; init; }

    /// <summary>Working days from the due day to the first submission, or to today where there is none; 0 where it is not late.</summary>
    public int LateByWorkingDays { get; init; }

    /// <summary>When a returned report is due again; null unless it is returned now.</summary>
    public DateOnly? ReturnDueOn { get; init; }

    /// <summary>Whether it is no longer asked for (不再补报): it stays missing and late.</summary>
    public bool IsWaived { get; init; }

    /// <summary>Whether it was ever confirmed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>
    /// 完成率 as last confirmed, percent; only the lead's counts. Of a report that is past its day and was never confirmed
    /// that of an earlier month: what is held up makes nothing better.
    /// </summary>
    public decimal? Completion { get; init; }

    /// <summary>The earlier month that it is of; null where it is this month's.</summary>
    public Month? CompletionOf { get; init; }

    /// <summary>待确认 52%: a completion in review or returned, which does not count; null where there is none.</summary>
    public string? Pending { get; init; }

    /// <summary>Whether anything was submitted.</summary>
    public bool IsIn => FirstSubmittedOn is not null;

    /// <summary>Whether it was returned, and the day to submit it again passed more than so many days ago.</summary>
    public bool IsReturnOver(DateOnly today, int days) => ReturnDueOn is { } due && today.DayNumber - due.DayNumber > days;
}

/// <summary>An indicator's figure in a month, held against its target.</summary>
public sealed record IndicatorInput
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Shape, for the way values are written.</summary>
    public required IndicatorShape Shape { get; init; }

    /// <summary>Unit, for the way values are written.</summary>
    public required string Unit { get; init; }

    /// <summary>Which way is better.</summary>
    public IndicatorDirection Direction { get; init; }

    /// <summary>How the target is meant.</summary>
    public required TargetOperator Operator { get; init; }

    /// <summary>The target.</summary>
    public required decimal Target { get; init; }

    /// <summary>The day the target is judged; null: it is not hard.</summary>
    public DateOnly? EvaluatedOn { get; init; }

    /// <summary>This month's value as last confirmed, a rate in full precision; null where there is none.</summary>
    public decimal? Value { get; init; }

    /// <summary>The last value before it; null where there is none.</summary>
    public decimal? Previous { get; init; }

    /// <summary>The target with its sense.</summary>
    public IndicatorTarget Aim => new(Operator, Target, Direction);

    /// <summary>How far a value falls short of the target, 0 where it reaches it.</summary>
    public decimal Shortfall(decimal value) => Aim.Shortfall(value);

    /// <summary>Whether the value misses the target, which was judged by now and by the month's end.</summary>
    public bool IsMissed(Month month, DateOnly today) => EvaluatedOn <= today && EvaluatedOn <= month.LastDay && Value is { } value && Aim.IsMissedBy(value);

    /// <summary>Whether the value is further from the target than the last one.</summary>
    public bool IsWorse => Value is { } value && Previous is { } previous && Shortfall(value) > Shortfall(previous);

    /// <summary>A value in the indicator's unit.</summary>
    public string Write(decimal value) => IndicatorFormat.Value(value, Shape, Unit, Aim);
}

/// <summary>A coordination need that is open.</summary>
/// <param name="Section">Who asks.</param>
/// <param name="Whom">Whom it needs.</param>
/// <param name="What">What for.</param>
/// <param name="Since">Beijing day on which it was raised.</param>
/// <param name="Days">Days since, 0 or more.</param>
public sealed record NeedInput(string Section, string Whom, string What, DateOnly Since, int Days);

/// <summary>A rectification that a section has in hand.</summary>
/// <param name="Label">整改〔2023〕第3号.</param>
/// <param name="Section">Whose.</param>
/// <param name="DueOn">整改期限, last day included.</param>
/// <param name="AsOf">The day on which it is looked at.</param>
public sealed record RectificationInput(string Label, string Section, DateOnly DueOn, DateOnly AsOf)
{
    /// <summary>Days past the deadline; 0 up to it.</summary>
    public int DaysOver => Math.Max(0, AsOf.DayNumber - DueOn.DayNumber);
}
