using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>What a form of a rectification must hold. Inspections ask the same of the rectifications in their own form.</summary>
public static class RectificationRules
{
    /// <summary>Most days from today to a deadline or a look-back: what lies further away is a slip of the year.</summary>
    public const int MostDays = 366;

    /// <summary>A text as it is kept: no space around, one kind of line end; null where nothing is left.</summary>
    public static string? Clean(string? text) => TypedText.Lines(text);

    /// <summary>存在的问题.</summary>
    public static IEnumerable<Problem> OfProblem(string? problem, string field) =>
        problem is null
            ? [new Problem("请写明存在的问题，科室要照着整改。", field)]
            : ReportRules.Text(problem, "存在的问题", field, Rectification.ProblemLength);

    /// <summary>整改期限 or 回头看日期.</summary>
    /// <param name="day">What was typed.</param>
    /// <param name="label">What the field is called.</param>
    /// <param name="field">The field.</param>
    /// <param name="today">Beijing's day.</param>
    public static IEnumerable<Problem> OfDay(DateOnly? day, string label, string field, DateOnly today)
    {
        if (day is null)
            yield return new Problem($"请选择{label}。", field);
        else if (day < today)
            yield return new Problem($"{label}不能早于今天，请重新选择。", field);
        else if (day > today.AddDays(MostDays))
            yield return new Problem($"{label}最长一年，请核对年份。", field);
    }

    /// <summary>What the section wrote. Measures come first; a submission says what came of them as well. Files are never asked for.</summary>
    public static IEnumerable<Problem> OfAnswer(string? measures, string? feedback, RectificationAction action)
    {
        var problems = ReportRules.Text(measures, "整改措施", nameof(AnswerRectification.Measures), Rectification.TextLength)
            .Concat(ReportRules.Text(feedback, "整改情况", nameof(AnswerRectification.Feedback), Rectification.TextLength));
        if (measures is null)
            problems = problems.Append(new Problem("请填写整改措施，写明打算怎么改、由谁改。", nameof(AnswerRectification.Measures)));
        if (feedback is null && action == RectificationAction.Submit)
            problems = problems.Append(new Problem("请填写整改情况，写明改到了什么程度。", nameof(AnswerRectification.Feedback)));
        return problems;
    }
}
