using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Plans;

/// <summary>A figure with its card, as somebody fills it in.</summary>
public sealed record SaveIndicator
{
    /// <summary>The plan's year.</summary>
    public required int Year { get; init; }

    /// <summary>The task.</summary>
    public required int Number { get; init; }

    /// <summary>The version of the task that the form was made from.</summary>
    public required int Version { get; init; }

    /// <summary>The figure; null for a new one.</summary>
    public int? Id { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Number, rate or zero-clearing form.</summary>
    public IndicatorShape Shape { get; init; }

    /// <summary>Unit; % for a rate.</summary>
    public string? Unit { get; init; }

    /// <summary>The section that enters it, one of the task's.</summary>
    public int OwnerSectionId { get; init; }

    /// <summary>How often.</summary>
    public IndicatorFrequency Frequency { get; init; }

    /// <summary>Which way is better.</summary>
    public IndicatorDirection Direction { get; init; }

    /// <summary>统计范围.</summary>
    public string? Population { get; init; }

    /// <summary>时点.</summary>
    public string? AsOf { get; init; }

    /// <summary>数据来源.</summary>
    public string? Source { get; init; }

    /// <summary>What a rate's numerator counts.</summary>
    public string? NumeratorLabel { get; init; }

    /// <summary>What a rate's denominator counts.</summary>
    public string? DenominatorLabel { get; init; }

    /// <summary>How the target is meant; null for none.</summary>
    public TargetOperator? TargetOperator { get; init; }

    /// <summary>The target; null for none.</summary>
    public decimal? TargetValue { get; init; }

    /// <summary>The day on which a hard target is judged; null: it is not hard.</summary>
    public DateOnly? EvaluatedOn { get; init; }

    /// <summary>Why; required where the plan is in force.</summary>
    public string? Reason { get; init; }
}

/// <summary>Keeps the figures of a plan. In a plan in force each change is an amendment; one with values is not removed.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">Now.</param>
/// <param name="reported">What reports say.</param>
public sealed class IndicatorService(RuralEduDbContext db, BusinessClock clock, IReportedParts reported)
{
    /// <summary>Adds a figure, or changes one.</summary>
    public async Task<Result> SaveAsync(SaveIndicator command, Actor actor, CancellationToken cancellationToken)
    {
        if (await LoadAsync(command.Year, command.Number, actor, cancellationToken) is var (task, stop) && task is null)
            return stop!;
        var indicator = command.Id is null ? null : task.Indicators.SingleOrDefault(i => i.Id == command.Id);
        if (command.Id is not null && indicator is null)
            return Result.NotFound();
        if (task.Version != command.Version)
            return Overtaken();
        if (Check(command, task).ToList() is { Count: > 0 } problems)
            return Result.Refused(problems);
        var before = indicator is null ? null : Described(indicator);
        if (indicator is null)
        {
            var code = Enumerable.Range(1, task.Indicators.Count + 1).Select(n => $"figure-{n}").First(c => task.Indicators.All(i => i.Code != c));
            indicator = new Indicator { Code = code, Name = "", Unit = "", Population = "", AsOf = "", Source = "", Order = task.Indicators.Select(i => i.Order).DefaultIfEmpty().Max() + 1 };
            task.Indicators.Add(indicator);
        }

        Apply(command, indicator, task);
        return await WriteAsync(task, indicator, before, Described(indicator), command.Version, command.Reason, actor, cancellationToken);
    }

    /// <summary>Takes a figure out.</summary>
    public async Task<Result> RemoveAsync(int year, int number, int id, int version, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        if (await LoadAsync(year, number, actor, cancellationToken) is var (task, stop) && task is null)
            return stop!;
        if (task.Indicators.SingleOrDefault(i => i.Id == id) is not { } indicator)
            return Result.NotFound();
        if (task.Version != version)
            return Overtaken();
        if (task.WorkPlan.State == PlanState.InForce && AmendmentRules.Reason(reason, nameof(SaveIndicator.Reason)) is { } refusal)
            return refusal;
        if (await reported.HasValuesAsync(indicator, task.Id, cancellationToken))
            return Result.Refused("这个指标已有月报填报数据，不能移除。");
        task.Indicators.Remove(indicator);
        db.Remove(indicator);
        return await WriteAsync(task, indicator, Described(indicator), null, version, reason, actor, cancellationToken);
    }

    private async Task<(PlanTask? Task, Refusal? Stop)> LoadAsync(int year, int number, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.ManagePlans))
            return (null, Result.Forbidden());
        var task = await db.PlanTasks.Include(t => t.WorkPlan).Include(t => t.Responsibilities).ThenInclude(r => r.Section)
            .Include(t => t.Indicators).ThenInclude(i => i.OwnerSection).AsSplitQuery()
            .SingleOrDefaultAsync(t => t.WorkPlan.Year == year && t.Number == number, cancellationToken);
        if (task is null)
            return (null, Result.NotFound());
        return ArchivedPlan.Refuse(task.WorkPlan.State) is { } archived ? (null, archived) : (task, null);
    }

    private async Task<Result> WriteAsync(
        PlanTask task, Indicator indicator, string? before, string? after, int version, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        if (before == after)
        {
            db.Forget();
            return Result.Success();
        }

        if (task.WorkPlan.State == PlanState.InForce)
        {
            db.Amend(task, task.WorkPlan, AmendmentKind.Indicators, before, after, reason!, actor, clock);
        }
        else
        {
            db.Entry(task).Property(t => t.Version).IsModified = true;
            db.Note(new AuditNote(actor, PlanAudit.ChangePlan) { Subject = indicator, Title = $"{task.WorkPlan.Year}年方案草稿 任务{task.Number} 指标 {indicator.Name}" });
        }

        db.Expect(task, version);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Result.Success();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Overtaken();
        }
    }

    private static void Apply(SaveIndicator command, Indicator indicator, PlanTask task)
    {
        var isRate = command.Shape == IndicatorShape.Rate;
        indicator.Name = TypedText.Line(command.Name)!;
        indicator.Shape = command.Shape;
        indicator.Unit = isRate ? "%" : TypedText.Line(command.Unit)!;
        indicator.OwnerSection = task.Responsibilities.GoingOn().Single(r => r.SectionId == command.OwnerSectionId).Section;
        indicator.Frequency = command.Frequency;
        indicator.Direction = command.Direction;
        indicator.Population = TypedText.Line(command.Population)!;
        indicator.AsOf = TypedText.Line(command.AsOf)!;
        indicator.Source = TypedText.Line(command.Source)!;
        indicator.NumeratorLabel = isRate ? TypedText.Line(command.NumeratorLabel)! : null;
        indicator.DenominatorLabel = isRate ? TypedText.Line(command.DenominatorLabel)! : null;
        indicator.TargetOperator = command.TargetOperator;
        indicator.TargetValue = command.TargetValue;
        indicator.EvaluatedOn = command.TargetOperator is null ? null : command.EvaluatedOn;
    }

    private static IEnumerable<Problem> Check(SaveIndicator c, PlanTask task)
    {
        var isRate = c.Shape == IndicatorShape.Rate;
        List<(string? Text, string Label, int Most, string Field, bool Required)> words =
        [
            (c.Name, "名称", Indicator.NameLength, nameof(c.Name), true), (c.Unit, "单位", Indicator.UnitLength, nameof(c.Unit), !isRate),
            (c.Population, "统计范围", Indicator.DefinitionLength, nameof(c.Population), true), (c.AsOf, "时点", Indicator.DefinitionLength, nameof(c.AsOf), true),
            (c.Source, "数据来源", Indicator.DefinitionLength, nameof(c.Source), true),
            (c.NumeratorLabel, "分子", Indicator.NameLength, nameof(c.NumeratorLabel), isRate), (c.DenominatorLabel, "分母", Indicator.NameLength, nameof(c.DenominatorLabel), isRate),
        ];
        foreach (var (typed, label, most, field, required) in words)
        {
            var text = TypedText.Line(typed);
            if (required && text is null)
                yield return new Problem($"请填写{label}。", field);
            if (text?.Length > most)
                yield return new Problem($"{label}有 {text.Length} 个字，最多 {most} 个字。", field);
            if (IdentityNumbers.AppearIn(text))
                yield return new Problem(IdentityNumbers.Refusal, field);
        }

        if (!Enum.IsDefined(c.Shape) || !Enum.IsDefined(c.Frequency) || !Enum.IsDefined(c.Direction) || (c.TargetOperator is { } o && !Enum.IsDefined(o)))
            yield return new Problem("请从列出的选项里选择。", nameof(c.Shape));
        if (task.Responsibilities.GoingOn().All(r => r.SectionId != c.OwnerSectionId))
            yield return new Problem("请从本任务的责任科室里选填报科室。", nameof(c.OwnerSectionId));
        if (c.Shape == IndicatorShape.Clearance && task.Indicators.Any(i => i.Shape == IndicatorShape.Clearance && i.Id != c.Id))
            yield return new Problem("一项任务只能有一张清零月报。", nameof(c.Shape));
        if ((c.TargetOperator is null) != (c.TargetValue is null))
            yield return new Problem("目标要同时写明比较方式和数值；没有目标的都不填。", nameof(c.TargetValue));
        if (c.TargetValue is < 0 or > 1_000_000_000_000m)
            yield return new Problem("目标请写 0 或更大的数。", nameof(c.TargetValue));
        else if (c.TargetValue is { } target && decimal.Round(target, Percentages.Decimals) != target)
            yield return new Problem("目标最多保留两位小数。", nameof(c.TargetValue));
        if (task.WorkPlan.State == PlanState.InForce && AmendmentRules.Reason(c.Reason, nameof(c.Reason)) is { } refusal)
            yield return refusal.Errors[0];
    }

    private static string Described(Indicator i) =>
        $"{i.Name}，{i.Unit}，{i.OwnerSection.Name}填报；统计范围：{i.Population}；时点：{i.AsOf}；数据来源：{i.Source}"
        + (i.Shape == IndicatorShape.Rate ? $"；{i.NumeratorLabel} ÷ {i.DenominatorLabel}" : "")
        + (i is { TargetOperator: { } comparison, TargetValue: { } value } ? $"；目标 {IndicatorFormat.Target(comparison, value, i.Shape, i.Unit)}{(i.EvaluatedOn is { } day ? $"，{day:yyyy-MM-dd} 考核" : "")}" : "；没有目标")
        + $"；{i.Frequency.Label()}，{i.Direction.Label()}{(i.Shape == IndicatorShape.Clearance ? "，清零月报" : "")}";

    private static Refusal Overtaken() => Result.Conflict("这项任务刚被别人改过，请看过最新内容再改，刚才填写的还在下面。");
}
