using System.Globalization;

namespace Pengshui.RuralEdu.Notices;

/// <summary>Finds figures with a target in a clause. A figure without a word that makes it a target (达到, 不少于, 以上) is none.</summary>
internal static class Targets
{
    // A clause with more is a list of figures that no indicator stands for.
    private const int MostInAClause = 12;

    private static readonly string[] AtLeast =
        ["不低于", "不少于", "不小于", "达到", "提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "增长到", "扩大到", "保持在", "稳定在", "巩固在", "超过", "突破", "大于", "高于", "增至", "升至", "≥", ">=", ">", "达"];

    private static readonly string[] AtMost =
        ["不超过", "不高于", "不多于", "不大于", "控制在", "控制到", "压减到", "压缩到", "减少到", "下降到", "下降至", "降低到", "降低至", "降到", "降至", "低于", "少于", "小于", "≤", "<=", "<"];

    private static readonly string[] Units =
        ["平方米", "万元", "亿元", "人次", "场次", "户次", "课时", "学时", "公里", "人", "名", "所", "个", "件", "次", "场", "户", "元", "亩", "间", "套", "台", "项", "节", "家", "处", "份", "册", "门", "篇", "支", "对", "位", "条", "本", "期", "批", "辆", "盘"];

    private static readonly string[] NoUnits = ["个月", "个百分点", "百分点", "年", "月", "日", "岁", "周", "天", "时", "分", "级", "点", "号", "倍", "折", "期间", "个小时", "个工作日"];

    /// <summary>The targets in a clause, in order.</summary>
    /// <param name="source">The notice's text.</param>
    /// <param name="text">The same, normalised.</param>
    /// <param name="clause">Where the clause stands.</param>
    public static IEnumerable<ParsedTarget> In(string source, string text, TextSpan clause)
    {
        string? words = null;
        var count = 0;
        for (var i = clause.Start; i < clause.End && count < MostInAClause; i++)
        {
            if (Word(text, i, clause.End) is { } word)
            {
                count++;
                yield return Made(TargetBound.Exactly, word.Value, word.Unit, i, i + word.Length);
                i += word.Length - 1;
            }
            else if (Number(text, i, clause) is { } number)
            {
                if (Judge(text, i, number.End, number.Value, clause) is { } target)
                {
                    count++;
                    yield return Made(target.Operator, target.Value, target.Unit, target.Start, target.End);
                }

                i = number.End - 1;
            }
        }

        ParsedTarget Made(TargetBound @operator, decimal value, string? unit, int start, int end) =>
            new(words ??= clause.Of(source), source[start..end], @operator, value, unit, TextSpan.Between(start, end));
    }

    // 清零 and 全覆盖 are targets where they close a phrase; 清零月报制度 and 全覆盖检查 are not.
    private static (decimal Value, string? Unit, int Length)? Word(string text, int at, int end)
    {
        foreach (var (word, value, unit) in (ReadOnlySpan<(string, decimal, string?)>)[("清零", 0, null), ("全覆盖", 100, "%")])
        {
            if (at + word.Length <= end && string.CompareOrdinal(text, at, word, 0, word.Length) == 0 && IsPhraseEnd(text, at + word.Length, end))
                return (value, unit, word.Length);
        }

        return null;
    }

    private static bool IsPhraseEnd(string text, int at, int end) =>
        at >= end || text[at] is ',' or '、' or '。' or ';' or '”' or ')' or ' ' or '!' or '\n'
        || (at + 2 <= end && (Is(text, at, "目标") || Is(text, at, "的目标")));

    private static bool Is(string text, int at, string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    private static (decimal Value, int End)? Number(string text, int at, TextSpan clause)
    {
        if (Is(text, at, "百分之"))
        {
            var words = at + 3;
            return Numerals.Read(text, clause.End, ref words) is { } percent ? (percent, words) : null;
        }

        if (!char.IsAsciiDigit(text[at]) || (at > clause.Start && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '-' or '+')))
            return null;
        var end = at;
        while (end < clause.End && end - at < 16 && (char.IsAsciiDigit(text[end]) || (text[end] == '.' && end + 1 < clause.End && char.IsAsciiDigit(text[end + 1]))))
            end++;
        return decimal.TryParse(text.AsSpan(at, end - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? (value, end) : null;
    }

    private static (TargetBound Operator, decimal Value, string? Unit, int Start, int End)? Judge(string text, int start, int numberEnd, decimal value, TextSpan clause)
    {
        var at = Skip(text, numberEnd, clause.End);
        string? unit = null;
        if (text[start] == '百')
            unit = "%";
        else if (at < clause.End && text[at] is '%' or '‰')
            unit = text[at++].ToString();
        else
            at = Unit(text, at, clause.End, ref value, out unit);
        if (unit is null)
            return null;

        var (before, length) = Before(text, start, clause.Start);
        var isRate = length == 0 && unit == "%" && start > clause.Start && text[start - 1] is '率' or '例' or '为';
        var after = Skip(text, at, clause.End);
        var suffix = after + 2 > clause.End ? null : text.Substring(after, 2);
        TargetBound? judged = suffix switch
        {
            "以上" => TargetBound.AtLeast,
            "以内" or "以下" or "之内" => TargetBound.AtMost,
            _ => before is TargetBound.AtLeast || (before is null && isRate) ? (unit == "%" && value == 100 ? TargetBound.Exactly : TargetBound.AtLeast) : before,
        };
        if (judged is not { } found)
            return null;
        return (found, value, unit, start - length, suffix is "以上" or "以内" or "以下" or "之内" ? after + 2 : at);
    }

    private static int Unit(string text, int at, int end, ref decimal value, out string? unit)
    {
        unit = null;
        if (Array.Exists(NoUnits, u => at + u.Length <= end && Is(text, at, u)))
            return at;
        if (at + 1 < end && text[at] == '万' && text[at + 1] != '元')
        {
            value *= 10_000;
            at++;
        }

        unit = Array.Find(Units, u => at + u.Length <= end && Is(text, at, u));
        return at + (unit?.Length ?? 0);
    }

    private static (TargetBound? Operator, int Length) Before(string text, int start, int bound)
    {
        var end = start;
        while (end > bound && text[end - 1] is ' ' or '为')
            end--;
        var most = Longest(AtMost, text, bound, end);
        var least = Longest(AtLeast, text, bound, end);

        // 不低于 holds 低于: the longer word is the one that is meant.
        if (most > 0 || least > 0)
            return (most > least ? TargetBound.AtMost : TargetBound.AtLeast, start - end + Math.Max(most, least));
        return (null, 0);
    }

    private static int Longest(string[] words, string text, int bound, int end) =>
        words.Where(w => end - w.Length >= bound && Is(text, end - w.Length, w)).Select(w => w.Length).DefaultIfEmpty().Max();

    private static int Skip(string text, int at, int end)
    {
        while (at < end && text[at] == ' ')
            at++;
        return at;
    }
}
