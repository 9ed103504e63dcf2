using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>What changed between two contents, for the audit trail: label, before, after.</summary>
internal static class InspectionChanges
{
    /// <summary>The fields that differ, in the form's order.</summary>
    /// <param name="before">What stood there; null of a new draft.</param>
    /// <param name="after">What stands there now.</param>
    /// <param name="parts">Names of the tasks' sections by key.</param>
    /// <param name="verified">Numbers of the rectifications by key.</param>
    public static IEnumerable<(string Label, string? Before, string? After)> Between(
        InspectionContent? before, InspectionContent after, IReadOnlyDictionary<string, string> parts, IReadOnlyDictionary<int, string> verified)
    {
        var old = Fields(before ?? new InspectionContent(), parts, verified).ToDictionary(f => f.Label, f => f.Text);
        var now = Fields(after, parts, verified).ToDictionary(f => f.Label, f => f.Text);
        return old.Keys.Union(now.Keys)
            .Select(label => (Label: label, Before: old.GetValueOrDefault(label), After: now.GetValueOrDefault(label)))
            .Where(c => c.Before != c.After);
    }

    private static IEnumerable<(string Label, string? Text)> Fields(
        InspectionContent content, IReadOnlyDictionary<string, string> parts, IReadOnlyDictionary<int, string> verified)
    {
        yield return ("日期", content.VisitedOn?.ToString("yyyy-MM-dd"));
        yield return ("乡镇（街道）", content.Town);
        yield return ("学校或单位", content.Place);
        yield return ("方式", content.Kind?.Label());
        yield return ("督查维度", content.Dimensions == InspectionDimensions.None ? null : content.Dimensions.Label());
        yield return ("发现的情况", content.Findings);
        foreach (var item in content.Items)
            yield return (parts.GetValueOrDefault(item.Key, item.Key), Text(item));
        foreach (var verification in content.Verifications)
            yield return ("本次核验 " + verified.GetValueOrDefault(verification.RectificationId, $"{verification.RectificationId}"), verification.Seen);
        foreach (var (rectification, index) in content.Rectifications.Where(r => r.Problem is not null).Select((r, i) => (r, i)))
            yield return ($"整改 {index + 1}", $"{rectification.DueOn:yyyy-MM-dd} 前，{parts.GetValueOrDefault(rectification.Whose ?? "", "")}：{rectification.Problem}");
    }

    private static string Text(InspectionItemEntry item)
    {
        var figures = item.Figures.Select(f => $"{f.Name ?? f.Source} 现场 {(f.Seen is { } seen ? ChineseFormat.Number(seen) : "未核")}");
        return string.Join("；", figures.Append(item.Light?.Label()).Append(item.Seen).Where(t => !string.IsNullOrEmpty(t)).DefaultIfEmpty("已添加"));
    }
}
