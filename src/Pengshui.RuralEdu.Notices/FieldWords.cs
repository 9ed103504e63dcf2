using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Notices;

/// <summary>What a labelled line, a label in a clause or the head of a column tells of a task beside its sections.</summary>
internal enum FieldKind
{
    /// <summary>责任领导.</summary>
    Leader,

    /// <summary>责任人.</summary>
    Person,

    /// <summary>完成时限.</summary>
    Due,

    /// <summary>备注.</summary>
    Remark,

    /// <summary>任务内容: its words are the task's own.</summary>
    Content,

    /// <summary>Another label; its words name no sections.</summary>
    Other,
}

/// <summary>What a label says.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Value">Where its words stand.</param>
internal readonly record struct Field(FieldKind Kind, TextSpan Value);

/// <summary>The labels that are no section's. They are known by how they end, since each office has its own.</summary>
internal static class FieldWords
{
    private const int LongestLabel = 10;

    private static readonly string[] PersonEnds = ["责任人", "负责人", "牵头人", "承办人", "经办人", "落实人", "包保人", "责任人员", "负责人员", "负责同志", "联络员", "具体人员"];
    private static readonly string[] DueEnds = ["时限", "时间", "期限", "节点", "时限要求", "时间要求", "时间安排", "完成日期", "进度要求", "进度安排"];
    private static readonly Regex Contents = new(
        "^(?:工作|任务|具体|主要|重点|推进|年度|实施|改革|总体|目标|落实|完成|阶段)?(?:工作|任务|目标)?(?:内容|举措|措施|要求|目标|任务|指标|做法|要点|步骤|成效)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>What a label or the head of a column means.</summary>
    public static FieldKind KindOf(string label)
    {
        if (label.EndsWith("领导", StringComparison.Ordinal))
            return FieldKind.Leader;
        if (Array.Exists(PersonEnds, e => label.EndsWith(e, StringComparison.Ordinal)))
            return FieldKind.Person;
        if (Array.Exists(DueEnds, e => label.EndsWith(e, StringComparison.Ordinal)))
            return FieldKind.Due;
        return label is "备注" or "说明" ? FieldKind.Remark : Contents.IsMatch(label) ? FieldKind.Content : FieldKind.Other;
    }

    // Before a space instead of a colon only what is nothing else.
    private static readonly string[] Whole =
        ["责任领导", "分管领导", "牵头领导", "包抓领导", "包保领导", "责任人", "负责人", "牵头人", "完成时限", "完成时间", "完成期限", "时限要求", "时间要求", "时间节点", "办结时限", "工作时限", "备注"];

    /// <summary>Reads a label and its colon, or the space instead of it; null where there is none. The letters of a label may be spaced: 责 任 人：.</summary>
    public static (FieldKind Kind, int Length)? Read(string text, int start, int end)
    {
        if (start < end && text[start] == '(')
            return Bracketed(text, start, end);
        var (letters, spaces) = (0, 0);
        for (var at = start; at < end && letters <= LongestLabel; at++)
        {
            if (text[at] == ':')
                return letters >= 2 ? (KindOf(spaces == 0 ? text[start..at] : Characters.Squeeze(text[start..at])), at + 1 - start) : null;
            if (Characters.IsHan(text[at]))
                letters++;
            else if (letters == 0 || text[at] is not (' ' or '\t'))
                return null;
            else if (text[at - 1] is ' ' or '\t')
                continue;
            else if (Whole.Contains(Characters.Squeeze(text[start..at])) && WithoutColon(text, at, end) is { } value)
                return (KindOf(Characters.Squeeze(text[start..at])), value - start);
            else if (++spaces > letters)
                return null;
            if (spaces > 0 && letters - spaces > 1)
                return null;
        }

        return null;
    }

    // 【完成时限】, with or without a colon behind it.
    private static (FieldKind Kind, int Length)? Bracketed(string text, int start, int end)
    {
        var close = text.IndexOf(')', start, Math.Min(end - start, LongestLabel + 2));
        if (close < 0 || KindOf(Characters.Squeeze(text[(start + 1)..close])) is var kind && kind == FieldKind.Other)
            return null;
        var after = close + 1;
        while (after < end && text[after] is ' ' or ':')
            after++;
        return (kind, after - start);
    }

    // Where the value begins, if no colon stands between.
    private static int? WithoutColon(string text, int at, int end)
    {
        while (at < end && text[at] is ' ' or '\t')
            at++;
        return at < end && text[at] != ':' ? at : null;
    }

    /// <summary>Whether a leader, a person, a date or a remark follows.</summary>
    public static bool IsAside(string text, int start, int end) => Read(text, start, end) is { Kind: not (FieldKind.Other or FieldKind.Content) };
}
