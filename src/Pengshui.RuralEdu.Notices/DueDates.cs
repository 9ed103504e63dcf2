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
    private const string Full = $"{Y}{From}{N}月 ?{N}[日号]|20[0-9]{{2}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}{Before}?";
    private const string Often = "每个?(?:学年|学期|季度|季|半年|年|月|周|旬)度?(?:不少于|至少)?(?:[0-9一二三四五六]次)?";
    private const string Season = $"{Y}[春秋新本下上]?季?(?:学期)?(?:(?:开学|放假|高考|中考|国庆节?|春节|教师节|元旦|清明节?|汛期|招生|学期)(?:(?:期间|结束|初|末|中|后){Before}?|{Before})|(?:暑假|寒假|暑期)(?:期间|结束|初|末|中|后)?{Before}?)";
    private const string Loose = $"{Y}{From}{N}月份?(?:[上中下]旬|初|中旬)?|{Y}(?:第?[一二三四1-4]季度|[上下]半年|[春秋]季学期|[上下本]学期)|20[0-9]{{2}} ?年度?";
    private const string Lead = "(?:力争|确保|计划|预计|原则上|须|应|要|于|在)*(?:(?:完成|办结)?(?:时限|时间|期限))?(?:为|:)? ?";
    private const string Always = "(?:全年|长期|常年|常态化|持续)(?:坚持|推进|开展|实施)?|立即|即时|即知即改";

    private static readonly string[] Verbs = ["完成", "报送", "上报", "报告", "落实", "到位", "办结", "整改", "建成", "竣工", "结束", "启动", "印发", "公布", "实施", "开展", "取得", "基本", "全面", "组织"];
    private static readonly string[] Names = ["负责", "牵头", "配合", "科", "股", "室", "办", "中心", "局", "校"];
    private static readonly Regex Anywhere = new($"{Again}|{ByMonth}|{ByPeriod}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex Prefix = new($"^{Lead}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex Here = new($"^(?:{Again}|{ByMonth}|{ByPeriod}|{Full}|{Always}|{Often}|{Season}|{Loose})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

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

    /// <summary>
    /// A phrase of a clause that names sections, and its length with what leads to it and its verb (于6月底前完成, 每季度末报送进展); 0 where there is none.
    /// </summary>
    internal static (TextSpan Words, int Length) At(string text, int start, int end)
    {
        var from = start + Phrases.LengthAt(Prefix, text, start, end);
        var words = Phrases.LengthAt(Here, text, from, end);
        if (words == 0)
            return default;
        var at = from + words;
        while (at < end && at - from - words <= LongestVerb && text[at] is not (',' or '、' or ';' or '。' or ' ' or '\t' or '\n' or ')' or '('))
            at++;
        var verb = text[(from + words)..at];
        var isVerb = Array.Exists(Verbs, v => verb.StartsWith(v, StringComparison.Ordinal)) || (verb.Length is > 0 and <= LongestVerb && !Array.Exists(Names, n => verb.Contains(n, StringComparison.Ordinal)));
        return (new TextSpan(from, words), (isVerb ? at : from + words) - start);
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

    /// <summary>
    /// How often the words of a date mean (每月25日, 每季度末), or null where they mean no or several recurrences, or one to a time that is not its period's end:
    /// 每月初, 每年6月底前.
    /// </summary>
    public static Recurrence? RecurrenceOf(string words)
    {
        var plain = Characters.Squeeze(Characters.Normalize(words));
        var matches = Recurring().Matches(plain.Length > Longest ? "" : plain);
        if (matches.Count != 1 || matches[0] is not { Groups: var groups } || groups["other"].Success)
            return null;
        var period = groups["period"].Value switch
        {
            "周" or "星期" => RecurrencePeriod.Week,
            "旬" => RecurrencePeriod.TenDays,
            "月" => RecurrencePeriod.Month,
            "季" or "季度" => RecurrencePeriod.Quarter,
            "学期" => RecurrencePeriod.Term,
            "半年" => RecurrencePeriod.HalfYear,
            _ => RecurrencePeriod.Year,
        };
        var day = Number(groups["day"]);
        if (day is not null && (period != RecurrencePeriod.Month || day is < 1 or > 31))
            return null;
        return new Recurrence(period, day);
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
        "[每按逐]个?(?<period>学年|学期|季度|季|半年|年|月|旬|周|星期)度?(?<other>初|上旬|中旬|[0-9一二三四五六七八九十]{1,3}月|开学|[0-9一二三四五六七八九十]{1,3}[日号]?(?:、|和|及|,|;))?"
        + "(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?(?:至|到|-))?(?:(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号])?",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Recurring();

    [GeneratedRegex(
        "(?:(?<year>20[0-9]{2})[年./-]|(?<other>[次明]年))?(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:[0-9]{1,2}[日号])?(?:至|到|-))?"
        + "(?:(?<month>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:月|[./-](?=[0-9]))(?:(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?|(?<last>底|末))?"
        + "|第?(?<quarter>[一二三四1-4])季度(?:底|末)|(?<half>[上下])半年[底末内]?|(?<end>年底|年末|年内|(?<=年)[底末内]))",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Day();
}
