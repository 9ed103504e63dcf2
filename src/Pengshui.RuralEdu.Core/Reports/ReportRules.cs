using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>
/// What a report's content must be. Two levels, as product.md has it: the impossible is refused at any time, the
/// incomplete only at submission. What is merely unusual is said by <see cref="ReportChecks"/> and never blocks.
/// </summary>
public static class ReportRules
{
    /// <summary>Largest figure that is taken; the column holds 16 digits before the point.</summary>
    public const decimal LargestFigure = 999_999_999_999m;

    /// <summary>Largest number of children that is taken.</summary>
    public const int LargestCount = 10_000_000;

    /// <summary>Most other bodies that a matter may need.</summary>
    public const int MaxOthers = 10;

    /// <summary>Most new matters in a report.</summary>
    public const int MaxNeeds = 5;

    /// <summary>What cannot be, in a draft or a submission.</summary>
    /// <param name="typed">As it came from the form, for rows that the definition does not have.</param>
    /// <param name="content">The same, aligned: row numbers of the fields are those of the definition.</param>
    /// <param name="definition">What the form asks for.</param>
    public static IEnumerable<Problem> Impossible(ReportContent typed, ReportContent content, ReportFormDefinition definition) =>
        Strangers(typed, definition)
            .Concat(Texts(content, definition).SelectMany(t => Text(t.Value, t.Label, t.Field, t.Length)))
            .Concat(Completion(content))
            .Concat(Coordination(content, definition))
            .Concat(definition.Figures.SelectMany((f, i) => Figure(f, content.Figures[i], $"Figures[{i}]")))
            .Concat(content.Clearance.SelectMany((line, i) => ClearanceRules.Impossible(line, $"Clearance[{i}]")))
            .Concat(content.ClearanceComparedOn > definition.Today ? [new Problem("比对日期不能晚于今天，请核对。", nameof(ReportContent.ClearanceComparedOn))] : []);

    /// <summary>What a submission lacks. A zero report needs its reason and the figures that are due, nothing else.</summary>
    /// <param name="content">Aligned.</param>
    /// <param name="definition">What the form asks for.</param>
    public static IEnumerable<Problem> Missing(ReportContent content, ReportFormDefinition definition)
    {
        var figures = definition.Figures.SelectMany((f, i) => MissingFigure(f, content.Figures[i], $"Figures[{i}]"))
            .Concat(ClearanceRules.Missing(content, definition));
        var needs = MissingOfNeeds(content);
        return content.IsZeroReport
            ? MissingOfZeroReport(content).Concat(figures).Concat(needs)
            : MissingMeasures(content, definition).Concat(figures).Concat(MissingTexts(content)).Concat(needs).Concat(MissingJudgements(content, definition));
    }

    /// <summary>What a submission says of a need that is not asked any more: somebody else said meanwhile that it is solved.</summary>
    /// <param name="typed">As it came from the form.</param>
    /// <param name="definition">What the form asks for now.</param>
    public static IEnumerable<Problem> Overtaken(ReportContent typed, ReportFormDefinition definition) =>
        typed.Answers.Any(a => a.IsSolved is not null && definition.OpenNeeds.All(n => n.NeedId != a.NeedId))
            ? [new Problem("有协调事项刚被标为已解决，不用再答；还需要协调的，请作为新的事项写明，再提交。", nameof(ReportContent.Answers))]
            : [];

    /// <summary>Whether a text says that there is no problem.</summary>
    public static bool SaysNone(string? problems) => problems?.TrimEnd('。', '.') is "无" or "没有" or "暂无" or "没有问题";

    private static IEnumerable<Problem> Strangers(ReportContent typed, ReportFormDefinition definition)
    {
        const string sentence = "任务内容已经调整，请刷新页面后再填。";
        if (typed.Measures.Any(m => definition.Measures.All(f => f.MeasureId != m.MeasureId)))
            yield return new Problem(sentence, nameof(ReportContent.Measures));
        if (typed.Figures.Any(v => definition.Figures.All(f => f.IndicatorId != v.IndicatorId)))
            yield return new Problem(sentence, nameof(ReportContent.Figures));
        if (typed.Clearance.Any(c => !definition.HasClearance || !ReportFormDefinition.Stages.Contains(c.Stage)))
            yield return new Problem(sentence, nameof(ReportContent.Clearance));
    }

    private static IEnumerable<(string? Value, string Label, string Field, int Length)> Texts(ReportContent c, ReportFormDefinition definition) =>
    [
        (c.ZeroReason, "零报告原因", nameof(c.ZeroReason), MonthlyReport.ReasonLength),
        (c.Progress, "本月进展", nameof(c.Progress), MonthlyReport.TextLength),
        (c.Problems, "存在问题", nameof(c.Problems), MonthlyReport.TextLength),
        (c.NextSteps, "下月打算", nameof(c.NextSteps), MonthlyReport.TextLength),
        (c.CompletionReason, "完成率说明", nameof(c.CompletionReason), MonthlyReport.ReasonLength),
        (c.SelfLightReason, "自评原因", nameof(c.SelfLightReason), MonthlyReport.ReasonLength),
        (c.ClearanceGapReason, "差额原因", nameof(c.ClearanceGapReason), MonthlyReport.ReasonLength),
        .. c.Measures.Select((m, i) => (m.Note, $"举措{definition.Measures[i].Number}的说明", $"Measures[{i}].Note", MeasureProgress.NoteLength)),
        .. c.Figures.Select((f, i) => (f.Note, $"{definition.Figures[i].Name}的说明", $"Figures[{i}].Note", IndicatorValue.NoteLength)),
        .. c.Needs.SelectMany((n, i) => n.Others.Select(o => ((string?)o, "其他单位", $"Needs[{i}].Others", CoordinationNeed.WhomLength))),
        .. c.Needs.Select((n, i) => (n.What, "需要协调什么", $"Needs[{i}].What", CoordinationNeed.WhatLength)),
    ];

    internal static IEnumerable<Problem> Text(string? value, string label, string field, int length)
    {
        if (value?.Length > length)
            yield return new Problem($"{label}最多 {length} 字，现在 {value.Length} 字，请删减。", field);
        if (IdentityNumbers.AppearIn(value))
            yield return new Problem(IdentityNumbers.Refusal, field);
    }

    private static IEnumerable<Problem> Completion(ReportContent content)
    {
        if (content.CompletionRate is < 0 or > 100)
            yield return new Problem("完成率要在 0 到 100 之间，请核对。", nameof(content.CompletionRate));
        else if (content.CompletionRate is { } rate && decimal.Round(rate, 1) != rate)
            yield return new Problem("完成率最多保留一位小数。", nameof(content.CompletionRate));
        if (content.SelfLight is { } light && light is not (Light.Green or Light.Yellow or Light.Red))
            yield return new Problem("自评请从绿灯、黄灯、红灯中选一个。", nameof(content.SelfLight));
        for (var i = 0; i < content.Measures.Count; i++)
        {
            if (content.Measures[i].State is { } state && !Enum.IsDefined(state))
                yield return new Problem("请从列出的进度中选一个。", $"Measures[{i}].State");
        }
    }

    private static IEnumerable<Problem> Coordination(ReportContent content, ReportFormDefinition definition)
    {
        if (content.Needs.Count > MaxNeeds)
            yield return new Problem($"一个月最多提出 {MaxNeeds} 件协调事项，请合并。", nameof(content.Needs));
        for (var i = 0; i < content.Needs.Count; i++)
        {
            if (content.Needs[i].SectionIds.Any(id => definition.Sections.All(s => s.Id != id)))
                yield return new Problem("所选科室已经停用，请重新选择。", $"Needs[{i}].SectionIds");
            if (content.Needs[i].Others.Count > MaxOthers)
                yield return new Problem($"其他单位最多写 {MaxOthers} 个。", $"Needs[{i}].Others");
        }
    }

    private static IEnumerable<Problem> Figure(FormFigure figure, FigureEntry entry, string field) => figure.Shape == IndicatorShape.Rate
        ? Number(entry.Numerator, figure.NumeratorLabel ?? "分子", field + ".Numerator")
            .Concat(Number(entry.Denominator, figure.DenominatorLabel ?? "分母", field + ".Denominator"))
            .Concat(Fraction(figure, entry, field))
        : Number(entry.Value, figure.Name, field + ".Value");

    private static IEnumerable<Problem> Fraction(FormFigure figure, FigureEntry entry, string field)
    {
        if (entry.Denominator == 0)
            yield return new Problem($"{figure.DenominatorLabel ?? "分母"}是 0，算不出{figure.Name}，请核对。", field + ".Denominator");
        else if (entry is { Numerator: not null, Denominator: null })
            yield return new Problem($"填了{figure.NumeratorLabel ?? "分子"}，还要填{figure.DenominatorLabel ?? "分母"}，才能算出{figure.Name}。", field + ".Denominator");
    }

    internal static IEnumerable<Problem> Number(decimal? value, string label, string field)
    {
        if (value < 0)
            yield return new Problem($"{label}不能是负数，请核对。", field);
        else if (value > LargestFigure)
            yield return new Problem($"{label}太大，请核对单位。", field);
        else if (value is { } number && decimal.Round(number, 2) != number)
            yield return new Problem($"{label}最多保留两位小数。", field);
    }

    private static IEnumerable<Problem> MissingOfZeroReport(ReportContent content)
    {
        if (content.ZeroReason is null)
            yield return new Problem("请写明本月为什么没有新进展。", nameof(content.ZeroReason));
        if (content.Progress is not null)
            yield return new Problem("已经写了本月进展，请取消零报告，或删去本月进展。", nameof(content.IsZeroReport));
    }

    private static IEnumerable<Problem> MissingMeasures(ReportContent content, ReportFormDefinition definition)
    {
        for (var i = 0; i < definition.Measures.Count; i++)
        {
            var (entry, number) = (content.Measures[i], definition.Measures[i].Number);
            if (entry.State is null)
                yield return new Problem($"举措{number}还没有选进度，请选择。", $"Measures[{i}].State");
            else if (entry is { State: MeasureState.Blocked, Note: null })
                yield return new Problem($"举措{number}受阻，请用一句话写明卡在哪里。", $"Measures[{i}].Note");
        }
    }

    private static IEnumerable<Problem> MissingFigure(FormFigure figure, FigureEntry entry, string field)
    {
        if (figure.Shape == IndicatorShape.Number && entry.Value is null)
            yield return new Problem($"请填写{figure.Name}，没有请填 0。", field + ".Value");
        if (figure.Shape == IndicatorShape.Rate && entry.Numerator is null)
            yield return new Problem($"请填写{figure.NumeratorLabel ?? figure.Name}。", field + ".Numerator");
        if (figure.Shape == IndicatorShape.Rate && entry is { Denominator: null, Numerator: null })
            yield return new Problem($"请填写{figure.DenominatorLabel ?? figure.Name}。", field + ".Denominator");
        if (figure.Shape == IndicatorShape.Rate && entry is { Value: > 100, Note: null })
            yield return new Problem($"{figure.Name}是 {entry.Value:0.##}%，超过 100%，请在说明里写明原因。", field + ".Note");
    }

    private static IEnumerable<Problem> MissingTexts(ReportContent content)
    {
        if (content.Progress is null)
            yield return new Problem("请填写本月进展；没有新进展的，请选零报告并写明原因。", nameof(content.Progress));
        if (content.Problems is null)
            yield return new Problem("请填写存在问题，没有请写“无”。", nameof(content.Problems));
        else if (!SaysNone(content.Problems) && content.NeedsCoordination is null && content.Answers.All(a => a.IsSolved != false))
            yield return new Problem("请选择需要谁协调；不需要时选“不需要协调”。", nameof(content.NeedsCoordination));
        if (content.NextSteps is null)
            yield return new Problem("请填写下月打算，写清做什么、做到什么程度。", nameof(content.NextSteps));
    }

    private static IEnumerable<Problem> MissingOfNeeds(ReportContent content)
    {
        for (var i = 0; i < content.Answers.Count; i++)
        {
            if (content.Answers[i].IsSolved is null)
                yield return new Problem("请选择这件事已经解决，还是还需要协调。", $"Answers[{i}].IsSolved");
        }

        if (content is { NeedsCoordination: true, Needs.Count: 0 })
            yield return new Problem("请选择需要谁协调，可以选多个。", "Needs[0].SectionIds");
        for (var i = 0; i < content.Needs.Count; i++)
        {
            var need = content.Needs[i];
            if (need.SectionIds.Count + need.Others.Count == 0)
                yield return new Problem("请选择需要谁协调，可以选多个。", $"Needs[{i}].SectionIds");
            if (need.What is null)
                yield return new Problem("请用一句话写明需要协调什么。", $"Needs[{i}].What");
        }
    }

    private static IEnumerable<Problem> MissingJudgements(ReportContent content, ReportFormDefinition definition)
    {
        var computed = CompletionEstimate.Of(content.Measures.Select(m => m.State), definition.RequiredPercent);
        if (content.CompletionRate is not { } rate)
            yield return new Problem("请填写完成率。", nameof(content.CompletionRate));
        else if (computed is { } points && Math.Abs(rate - points) > definition.CompletionGap && content.CompletionReason is null)
            yield return new Problem($"完成率与按举措折算的 {ChineseFormat.Percent(points)} 相差 {Math.Abs(rate - points):0.##} 个百分点，请写明原因。", nameof(content.CompletionReason));
        if (content.SelfLight is null)
            yield return new Problem("请选择自评灯色。", nameof(content.SelfLight));
        else if (content.SelfLight != Light.Green && content.SelfLightReason is null)
            yield return new Problem($"自评选了{content.SelfLight.Value.Label()}，请写明原因。", nameof(content.SelfLightReason));
    }
}
