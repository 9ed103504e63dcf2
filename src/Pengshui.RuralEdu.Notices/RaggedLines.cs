namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// Tells text whose lines were broken unevenly, as it comes out of a PDF by copying, and which of its lines go on. A break within brackets, before a closing mark or
/// behind a comma is no author's; where there are several, all lines are judged by their words.
/// </summary>
internal static class RaggedLines
{
    private const int FewestBreaks = 2;
    private const int LongestBracket = 200;
    private const double HeadingWidth = 0.6;
    private const string Closings = "，。、；：？！”’）》〕］】,.;:?!)]}";

    private static readonly string[] TitleEnds = ["通知", "方案", "计划", "要点", "安排", "清单", "表", "意见", "措施"];

    /// <summary>Whether the lines were broken so.</summary>
    public static bool Are(string[] lines)
    {
        var breaks = 0;
        for (var i = 0; i + 1 < lines.Length && breaks < FewestBreaks; i++)
        {
            var (line, next) = (lines[i].TrimEnd(), lines[i + 1].TrimStart());
            if (line.Length > 0 && next.Length > 0 && IsOpen(line, next))
                breaks++;
        }

        return breaks >= FewestBreaks;
    }

    /// <summary>The lines without those that are page numbers alone.</summary>
    public static string[] WithoutPageNumbers(string[] lines) =>
        [.. lines.Where(l => l.Length == 0 || !Lines.IsPageNumber(Characters.Normalize(l.Trim()), 0, l.Trim().Length))];

    /// <summary>Whether a line goes on in the next.</summary>
    /// <param name="paragraph">The paragraph up to the line's end.</param>
    /// <param name="line">The line.</param>
    /// <param name="next">The next one.</param>
    /// <param name="width">Width of the widest line.</param>
    public static bool GoesOn(string paragraph, string line, string next, int width)
    {
        if (next.Length == 0 || line.Length == 0 || Characters.IsSpace(next[0]) || line.Contains('\t', StringComparison.Ordinal) || next.Contains('\t', StringComparison.Ordinal))
            return false;
        if (IsOpen(paragraph.Length > LongestBracket ? paragraph[^LongestBracket..] : paragraph, next))
            return true;
        var (ended, words) = (Characters.Normalize(line.TrimEnd()), Characters.Normalize(next));
        if (Characters.EndsSentence(ended, ended.Length) || Labels.Read(words, 0, words.Length) is not null || IsOwn(words) || IsOwn(ended))
            return false;
        return paragraph.AsSpan().ContainsAny("。；，") || (NoticeText.Width(line) >= HeadingWidth * width && !Array.Exists(TitleEnds, e => ended.EndsWith(e, StringComparison.Ordinal)));
    }

    // A bracket or a quotation is open, a comma stands last, or a closing mark first.
    private static bool IsOpen(string before, string next)
    {
        if (Closings.Contains(next[0]) || before[^1] is '，' or '、')
            return !Characters.IsSpace(next[0]) && !before.Contains('\t', StringComparison.Ordinal);
        var last = before.AsSpan().LastIndexOfAny("（(《“〔");
        return last >= 0 && !before.AsSpan(last).ContainsAny("）)》”〕") && before.Length - last < LongestBracket && next.AsSpan().ContainsAny("）)》”〕");
    }

    // A line that stands by itself: a signature, a date, a label with its colon.
    private static bool IsOwn(string words)
    {
        var line = new Line(0, words.Length, false);
        return words.Length == 0 || Signature.Ends(words, line) || FieldWords.Read(words, 0, words.Length) is not null
            || (ClauseWords.ReadLabel(words, 0, words.Length) ?? ClauseWords.ReadBracketedLabel(words, 0, words.Length)) is not null;
    }
}
