using System.Globalization;
using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Notices;

/// <summary>What a web page puts around a notice that was copied from it: where one is, when it was published, what may be clicked.</summary>
internal static class WebPage
{
    private const int LongestLine = 160;

    private const int LongestTrail = 60;

    private static readonly string[] Starts =
    [
        "发布时间", "发布日期", "发文时间", "公布时间", "更新时间", "信息来源", "来源:", "文章来源", "稿件来源", "发布机构", "发布单位", "作者:", "责任编辑", "编辑:", "审核:", "初审:", "终审:", "字体:", "(字体", "字号:",
        "浏览次数", "浏览量", "访问量", "阅读次数", "点击数", "分享到", "扫一扫", "上一篇:", "下一篇:", "相关附件", "附件下载", "相关链接", "当前位置", "您的位置", "您现在的位置", "索引号", "主题分类",
    ];

    private static readonly string[] Buttons = ["打印", "打印本页", "打印此页", "打印正文", "收藏", "收藏本页", "加入收藏", "分享", "关闭", "关闭窗口", "关闭本页", "返回顶部", "大", "中", "小"];

    private static readonly Regex Trail = new("^[^,。;:]*[^0-9%,。;:]>[^0-9,。;:][^,。;:]*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Published = new(
        "(?:发布|发文|公布|更新)(?:时间|日期) ?:? ?(20[0-9]{2}) ?[年./-] ?([0-9]{1,2}) ?[月./-] ?([0-9]{1,2})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Remark = new(
        "\\((?:此件|本件|此文|本文)?(?:主动公开|公开发布|依申请公开|不予公开|不公开|删减后公开|公开)\\)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Whether the line is the page's and not the notice's.</summary>
    public static bool IsFurniture(string text, Line line)
    {
        if (line.End - line.Start > LongestLine)
            return false;
        var written = text[line.Start..line.End];
        var words = Characters.Squeeze(written);
        return Array.Exists(Starts, s => words.StartsWith(s, StringComparison.Ordinal))
            || written.Split([' ', '\t', '(', ')', '|'], StringSplitOptions.RemoveEmptyEntries).All(Buttons.Contains)
            || (words.Length <= LongestTrail && Trail.IsMatch(words));
    }

    /// <summary>Whether the line is nothing but a remark that says whether the notice is public.</summary>
    public static bool IsRemark(string text, Line line) =>
        text[line.Start] == '(' && line.End - line.Start < LongestTrail && WithoutRemark(text[line.Start..line.End]).Length == 0;

    /// <summary>The day of publication that the line gives, or null.</summary>
    public static DateOnly? PublishedIn(string text, Line line)
    {
        if (line.End - line.Start > LongestLine || Published.Match(text[line.Start..line.End]) is not { Success: true } match)
            return null;
        var (year, month, day) = (Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3]));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    /// <summary>The words without the remark that says whether the notice is public: （此件主动公开）.</summary>
    public static string WithoutRemark(string words)
    {
        var normal = Characters.Normalize(words);
        for (var match = Remark.Match(normal); match.Success; match = Remark.Match(normal))
        {
            words = words.Remove(match.Index, match.Length);
            normal = normal.Remove(match.Index, match.Length);
        }

        return words;
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);
}
