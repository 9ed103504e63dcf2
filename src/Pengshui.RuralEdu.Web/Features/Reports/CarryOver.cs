using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Web.Features.Reports;

/// <summary>沿用上月.</summary>
public static class CarryOver
{
    /// <summary>Without a script: empty texts are filled, to others last month's is added. Figures are never carried over.</summary>
    public static ReportContent Into(ReportContent content, ReportSnapshot last, string field)
    {
        return field switch
        {
            nameof(ReportContent.Progress) => content with { Progress = Text(content.Progress, last.Progress) },
            nameof(ReportContent.Problems) => content with { Problems = Text(content.Problems, last.Problems) },
            nameof(ReportContent.NextSteps) => content with { NextSteps = Text(content.NextSteps, last.NextSteps) },
            nameof(ReportContent.Measures) => content with { Measures = [.. content.Measures.Select(Measure)] },
            _ => content,
        };

        static string? Text(string? typed, string? before) =>
            string.IsNullOrWhiteSpace(typed) ? before : before is null || typed.Contains(before, StringComparison.Ordinal) ? typed : $"{typed}\n{before}";

        MeasureEntry Measure(MeasureEntry typed) => last.Measures.FirstOrDefault(m => m.MeasureId == typed.MeasureId) is { } before
            ? typed with { State = before.State ?? typed.State, Note = string.IsNullOrWhiteSpace(typed.Note) ? before.Note : typed.Note }
            : typed;
    }
}
