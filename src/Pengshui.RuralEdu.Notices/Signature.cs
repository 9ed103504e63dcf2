namespace Pengshui.RuralEdu.Notices;

/// <summary>Recognises the lines at the edges of a notice: signature, date, annex, copy list.</summary>
internal static class Signature
{
    private const int LongestBody = 50;

    private static readonly string[] BodyEnds = ["委员会", "教委", "教育局", "教育和体育局", "教体局", "人民政府", "领导小组", "领导小组办公室", "委员会办公室", "教育局办公室", "政府办公室", "党组", "党委", "工委"];
    private static readonly string[] Starts = ["附件", "附表", "附:", "抄送", "抄报", "主送", "(此件", "联系人", "联系电话", "信息公开", "公开方式"];

    /// <summary>Whether the line ends the item before it.</summary>
    public static bool Ends(string text, Line line) =>
        Array.Exists(Starts, s => string.CompareOrdinal(text, line.Start, s, 0, s.Length) == 0 && (s is not "附件" || line.End - line.Start < 60))
        || WebPage.IsFurniture(text, line)
        || WebPage.IsRemark(text, line)
        || DateOf(text, line) is not null
        || BodyOf(text, line) is not null;

    /// <summary>The issuing body that a title begins with: 某县教育局2024年工作要点, 某县教育局关于印发….</summary>
    public static string? BodyBefore(string title)
    {
        var end = title.IndexOf("关于", StringComparison.Ordinal) is > 0 and var about ? about : title.IndexOfAny(['1', '2', '二', '一']);
        return end >= 4 && IsBody(title[..end]) ? title[..end] : null;
    }

    /// <summary>The issuing body, where the line is nothing but its name; several bodies are joined by spaces as the line has them.</summary>
    public static string? BodyOf(string text, Line line)
    {
        if (line.End - line.Start > LongestBody)
            return null;
        var name = Characters.Squeeze(text[line.Start..line.End]);
        if (name.EndsWith("文件", StringComparison.Ordinal))
            name = name[..^2];
        name = WithoutBareDate(name);
        return IsBody(name) ? name : null;
    }

    private static bool IsBody(string name) => name.Length >= 4 && name.All(Characters.IsHan)
        && (Array.Exists(BodyEnds, e => name.EndsWith(e, StringComparison.Ordinal)) || (name.EndsWith('局') && name.Contains("教育", StringComparison.Ordinal)));

    /// <summary>
    /// The date, where the line is nothing but a date, in brackets or behind the body's name; <c>IsPrint</c> where it says 印发,
    /// which is the day of printing.
    /// </summary>
    public static (DateOnly Day, string? Body, bool IsPrint)? DateOf(string text, Line line)
    {
        if (line.End - line.Start > 2 * LongestBody)
            return null;
        var words = Characters.Squeeze(text[line.Start..line.End]).Trim('(', ')', '。');
        var print = words.EndsWith("印发", StringComparison.Ordinal);
        if (print)
            words = words[..^2];
        var start = 0;
        while (start < words.Length && !char.IsAsciiDigit(words[start]) && !Numerals.IsChinese(words[start]))
            start++;
        if (start > 0 && (start < 4 || !words[..start].All(Characters.IsHan) || words.StartsWith("发布", StringComparison.Ordinal) || words.StartsWith("更新", StringComparison.Ordinal)))
            return null;
        if (Day(words, start) is not { } day)
            return null;
        return (day, start > 0 && !print ? words[..start] : null, print);
    }

    /// <summary>Whether the line is a date that lost its 年月日, alone or behind the body's name: 2024 3 15, 2024315.</summary>
    public static bool IsBareDate(string text, Line line)
    {
        if (line.End - line.Start > LongestBody)
            return false;
        var words = Characters.Squeeze(text[line.Start..line.End]);
        return WithoutBareDate(words) is var rest && rest.Length < words.Length && (rest.Length == 0 || BodyOf(text, line) is not null);
    }

    private static string WithoutBareDate(string words)
    {
        var at = words.Length;
        while (at > 0 && (char.IsAsciiDigit(words[at - 1]) || words[at - 1] == ' '))
            at--;
        return words.Length - at is >= 6 and <= 10 && string.CompareOrdinal(words, at, "20", 0, 2) == 0 ? words[..at] : words;
    }

    private static DateOnly? Day(string words, int at)
    {
        if (Numerals.Read(words, words.Length, ref at) is not { } year || !Mark(words, ref at, '年')
            || Numerals.Read(words, words.Length, ref at) is not { } month || !Mark(words, ref at, '月')
            || Numerals.Read(words, words.Length, ref at) is not { } day)
            return null;
        if (at < words.Length && words[at] is '日' or '号')
            at++;
        return at == words.Length && year is >= 1990 and <= 2099 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static bool Mark(string words, ref int at, char mark)
    {
        if (at >= words.Length || !(words[at] == mark || words[at] is '-' or '.' or '/'))
            return false;
        at++;
        return true;
    }
}
