namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>Recognises the lines at the edges of a notice: signature, date, annex, copy list.</summary>
internal static class Signature
{
    private const int LongestBody = 50;

    private static readonly string[] BodyEnds = ["委员会", "教委", "教育局", "教育和体育局", "教体局", "人民政府", "领导小组", "领导小组办公室", "委员会办公室", "教育局办公室", "政府办公室", "党组", "党委", "工委"];
    private static readonly string[] Starts = ["附件", "附表", "附:", "抄送", "抄报", "主送", "(此件", "联系人", "联系电话", "信息公开", "公开方式"];

    /// <summary>Whether the line ends the item before it.</summary>
    public static bool Ends(string text, Line line) =>
        Array.Exists(Starts, s => string.CompareOrdinal(text, line.Start, s, 0, s.Length) == 0 && (s is not "附件" || line.End - line.Start < 60))
        || DateOf(text, line) is not null
        || BodyOf(text, line) is not null;

    /// <summary>The issuing body, where the line is nothing but its name; several bodies are joined by spaces as the line has them.</summary>
    public static string? BodyOf(string text, Line line)
    {
        if (line.End - line.Start > LongestBody)
            return null;
        var name = Characters.Squeeze(text[line.Start..line.End]);
        if (name.EndsWith("文件", StringComparison.Ordinal))
            name = name[..^2];
        return name.Length >= 4 && name.All(Characters.IsHan)
            && (Array.Exists(BodyEnds, e => name.EndsWith(e, StringComparison.Ordinal)) || (name.EndsWith('局') && name.Contains("教育", StringComparison.Ordinal))) ? name : null;
    }

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
        if (start > 0 && (start < 4 || !words[..start].All(Characters.IsHan)))
            return null;
        if (Day(words, start) is not { } day)
            return null;
        return (day, start > 0 && !print ? words[..start] : null, print);
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
