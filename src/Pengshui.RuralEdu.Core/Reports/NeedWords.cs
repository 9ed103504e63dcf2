namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>How coordination needs are said, the same on every page, in the bulletin and in the audit trail.</summary>
public static class NeedWords
{
    /// <summary>已解决 or 还需要.</summary>
    public static string Answer(bool isSolved) => isSolved ? "已解决" : "还需要";

    /// <summary>请基建科、县规划自然资源局协调：用地批复.</summary>
    /// <param name="whom">Everybody it needs.</param>
    /// <param name="what">What for; null in what was written before needs said it.</param>
    public static string Ask(IEnumerable<string> whom, string? what) => $"请{string.Join("、", whom)}协调{(what is null ? null : $"：{what}")}";
}
