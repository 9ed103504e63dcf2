using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Rectifications;

/// <summary>What a form of a rectification must hold. Inspections ask the same of the rectifications in their own form.</summary>
public static class RectificationRules
{
    /// <summary>存在的问题.</summary>
    public static IEnumerable<Problem> OfProblem(string? problem, string field) =>
        problem is null
            ? [new Problem("请写明存在的问题，科室要照着整改。", field)]
            : ReportRules.Text(problem, "存在的问题", field, Rectification.ProblemLength);

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
