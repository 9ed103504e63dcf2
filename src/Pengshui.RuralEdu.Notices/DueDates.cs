using System.Globalization;
using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Finds by when or how often a thing is to be done (6月底前, 每季度末, 每月25日). A date that is only mentioned — 9月开学, 截至2023年底 — is none.
/// </summary>
public static partial class DueDates
{
    /// <summary>Longest phrase that is taken for a date.</summary>
    public const int Longest = 60;

    private const int MostInAClause = 6;
    private const int LongestVerb = 12;
    private const string N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?";
    private const string Y = "(?:(?:20[0-9]{2}|今|当|次|明) ?年 ?)?";
    private const string Before = "(?:之前|以前|前)";
    private const string From = $"(?:{N}月(?: ?{N}[日号])?(?:至|到|-))?";
    private const string Point = $"(?: ?{N}[日号]|底|末|初|[上中下]旬)";
    private const string Again = $"每个?(?:学年|学期|季度|季|半年|两个月|年|月|周|旬)度?(?:{N}月)?{Point}{Before}?";
    private const string ByMonth = $"{Y}{From}{N}月(?:{Point}?{Before}|底|末)";
    private const string ByPeriod = $"(?:20[0-9]{{2}} ?)?年(?:(?:底|末){Before}?|内)|{Y}(?:(?:本|上|下|春季|秋季)?学期|第?[一二三四1-4]季度|[上下]半年)(?:(?:底|末){Before}?|{Before})";
    private const string Full = $"{Y}{From}{N}月 ?{N}[日号]|20[0-9]{{2}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}";
    private const string Always = "(?:全年|长期|常年|常态化|持续)(?:坚持|推进|开展|实施)?|立即|即时|即知即改";

    private static readonly string[] Verbs = ["完成", "报送", "上报", "报告", "落实", "到位", "办结", "整改", "建成", "竣工", "结束", "启动", "印发", "公布", "实施", "开展", "取得", "基本", "全面", "组织"];
    private static readonly Regex Anywhere = new($"{Again}|{ByMonth}|{ByPeriod}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex Here = new($"^(?:{Again}|{ByMonth}|{ByPeriod}|{Full}|{Always})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The phrases in a clause of normalised text, in order.</summary>
    internal static IEnumerable<TextSpan> In(string text, TextSpan clause)
    {
        var found = new List<TextSpan>();
        foreach (var match in Anywhere.EnumerateMatches(text.AsSpan(clause.Start, clause.Length)))
        {
            var place = new TextSpan(clause.Start + match.Index, match.Length);
            if (!IsMention(text, place, clause))
                found.Add(place);
            if (found.Count == MostInAClause)
                break;
        }

        return found;
    }

    /// <summary>The phrases in a measure's text, one after the other as many as fit; null where there are none.</summary>
    public static string? Of(string text)
    {
        var plain = Characters.Normalize(text);
        return new TaskFields(text, plain).Due(In(plain, new TextSpan(0, text.Length)))?.Words;
    }

    /// <summary>Length of a phrase of a clause that names sections, its verb included (每季度末报送进展); 0 where there is none.</summary>
    internal static (int Words, int Length) At(string text, int start, int end)
    {
        var words = Phrases.LengthAt(Here, text, start, end);
        if (words == 0)
            return default;
        var at = start + words;
        while (at < end && at - start - words <= LongestVerb && text[at] is not (',' or '、' or ';' or '。' or ' ' or '\t' or '\n' or ')' or '('))
            at++;
        var verb = text[(start + words)..at];
        return (words, Array.Exists(Verbs, v => verb.StartsWith(v, StringComparison.Ordinal)) ? at - start : words);
    }

    /// <summary>The day that the words mean in a plan of a year, or null where they name several, a recurrence or none to the day (6月, 3月中旬).</summary>
    public static DateOnly? DayOf(string words, int? year)
    {
        var plain = Characters.Squeeze(Characters.Normalize(words));
        if (plain.Contains('每') || year is null)
            return null;
        var matches = Day().Matches(plain.Length > Longest ? "" : plain);
        return matches.Count == 1 ? DayOf(matches[0], year.Value) : null;
    }

    private static bool IsMention(string text, TextSpan place, TextSpan clause)
    {
        var before = text.AsSpan(clause.Start, place.Start - clause.Start);
        return before.EndsWith("截至") || before.EndsWith("截止") || before.EndsWith("自") || (before.Length > 0 && char.IsAsciiDigit(before[^1]))
            || (place.End < clause.End && text[place.End] is '起' or '的');
    }

    private static DateOnly? DayOf(Match match, int year)
    {
        if (match.Groups["other"].Success)
            return null;
        if (Number(match.Groups["year"]) is { } own)
            year = own;
        if (match.Groups["quarter"] is { Success: true, Value: var quarter })
            return LastOf(year, 3 * ("一二三四".IndexOf(quarter[0]) is >= 0 and var at ? at + 1 : quarter[0] - '0'));
        if (match.Groups["half"].Success)
            return LastOf(year, match.Groups["half"].Value == "上" ? 6 : 12);
        if (match.Groups["end"].Success)
            return LastOf(year, 12);
        if (Number(match.Groups["month"]) is not (>= 1 and <= 12 and var month))
            return null;
        if (Number(match.Groups["day"]) is { } day)
            return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
        return match.Groups["last"].Success ? LastOf(year, month) : null;
    }

    private static int? Number(Group group)
    {
        var at = 0;
        return group.Success ? Numerals.Read(group.Value, group.Value.Length, ref at) : null;
    }

    private static DateOnly LastOf(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    [GeneratedRegex(
        "(?:(?<year>20[0-9]{2})[年./-]|(?<other>[次明]年))?(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:[0-9]{1,2}[日号])?(?:至|到|-))?"
        + "(?:(?<month>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:月|[./-](?=[0-9]))(?:(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?|(?<last>底|末))?"
        + "|第?(?<quarter>[一二三四1-4])季度(?:底|末)|(?<half>[上下])半年[底末内]?|(?<end>年底|年末|年内|(?<=年)[底末内]))",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Day();
}
