namespace Pengshui.RuralEdu.Notices;

/// <summary>What stands around the tasks: the plan's title, 发文字号, issuing body, date and year.</summary>
internal sealed record FrontMatter(int? Year, string? Title, string? DocumentNumber, string? IssuingBody, DateOnly? IssuedOn)
{
    /// <summary>Where the titles of letter and plan stand.</summary>
    public IReadOnlyList<TextSpan> Titles { get; private init; } = [];

    private const int LongestTitleLine = 80;

    private static readonly string[] PlanEnds = ["方案", "计划", "要点", "安排", "清单", "行动", "分工", "意见", "措施", "规划", "任务书", "任务", "分解", "实事", "台账", "表"];

    /// <summary>Reads it.</summary>
    /// <param name="source">The notice.</param>
    /// <param name="text">Its text, normalised.</param>
    /// <param name="lines">The lines that belong to no item, in order.</param>
    /// <param name="tasksStart">Where the first task begins.</param>
    /// <param name="warnings">Takes what was guessed.</param>
    public static FrontMatter Read(NoticeSource source, string text, IReadOnlyList<Line> lines, int tasksStart, List<ParseWarning> warnings)
    {
        var front = lines.Where(l => l.Start < tasksStart).ToList();
        var (letterPlace, plan) = TitlesOf(text, front);
        var letter = Words(source, letterPlace);
        var quoted = Quoted(text, front);
        var (body, day) = Signed(text, lines, warnings);
        var title = Words(source, plan) ?? Words(source, quoted) ?? Subject(letter);
        var published = lines.Select(l => WebPage.PublishedIn(text, l)).FirstOrDefault(d => d is not null);
        var head = front.Take(6).Select(l => Signature.BodyOf(text, l)).FirstOrDefault(b => b is not null);
        var named = BodyIn(letter) ?? (title is null ? null : Signature.BodyBefore(title));

        // A signature may have lost its date; the first lines of a web page are the site's.
        body ??= lines.Where(l => l.Start >= tasksStart).Select(l => Signature.BodyOf(text, l)).FirstOrDefault(b => b is not null);
        body ??= published is null ? head ?? named : named ?? head;
        if (day is null && published is not null)
        {
            day = published;
            warnings.Add(new ParseWarning($"没有找到成文日期，按网页的发布日期 {published:yyyy-MM-dd} 填写，请核对。", lines.First(l => WebPage.PublishedIn(text, l) is not null).Span) { Kind = WarningKind.Front });
        }

        if (title is null)
            warnings.Add(new ParseWarning("没有找到方案标题，请填写。") { Kind = WarningKind.Front });
        if (body is null)
            warnings.Add(new ParseWarning("没有找到发文机关，请填写。") { Kind = WarningKind.Front });
        if (day is null)
            warnings.Add(new ParseWarning("没有找到成文日期，请填写。") { Kind = WarningKind.Front });
        var year = YearIn(title) ?? YearIn(letter);
        if (year is null && day is { } issued)
        {
            year = issued.Year;
            warnings.Add(new ParseWarning($"标题没有写年份，按成文日期作为 {year} 年的方案，请核对。") { Kind = WarningKind.Front });
        }

        return new FrontMatter(year, title, Number(source, text, front), body, day)
        {
            Titles = [.. new[] { letterPlace, plan }.OfType<TextSpan>()],
        };
    }

    private static string? Words(NoticeSource source, TextSpan? span)
    {
        if (span is not { } place)
            return null;
        var words = WebPage.WithoutRemark(Characters.Squeeze(place.Of(source.Text)));
        return words.Length == 0 ? null : Characters.NarrowDigits(words);
    }

    // Runs of bare lines are titles over several lines; the last one that ends as plans do is the plan's, the one of 通知 the letter's.
    private static (TextSpan? Letter, TextSpan? Plan) TitlesOf(string text, List<Line> front)
    {
        TextSpan? letter = null;
        TextSpan? plan = null;
        var from = 0;
        for (var i = 0; i <= front.Count; i++)
        {
            if (i < front.Count && IsBare(text, front[i]) && (i == from || IsNext(text, front[i - 1], front[i])))
                continue;
            if (i > from)
            {
                var span = TextSpan.Between(front[from].Start, front[i - 1].End);
                var words = Characters.Squeeze(span.Of(text));
                var bare = WithoutRemark(WebPage.WithoutRemark(words));
                if (Array.Exists(PlanEnds, e => bare.EndsWith(e, StringComparison.Ordinal)))
                    plan = PlanPart(text, front, from, i - 1);
                else if (bare.EndsWith("通知", StringComparison.Ordinal))
                    letter ??= span;
            }

            from = i < front.Count && IsBare(text, front[i]) ? i : i + 1;
        }

        return (letter, plan);
    }

    // 表一, 附表2, 续表
    private static bool IsCaption(ReadOnlySpan<char> words) => words.Length <= 6 && (words.StartsWith("表") || words.StartsWith("附表") || words.StartsWith("续表"));

    private static bool IsNext(string text, Line before, Line line) => !text.AsSpan(before.End, line.Start - before.End).ContainsAnyExcept(" \n\t");

    private static TextSpan PlanPart(string text, List<Line> front, int from, int last)
    {
        while (from < last && Signature.BodyOf(text, front[from]) is not null)
            from++;
        return TextSpan.Between(front[from].Start, front[last].End);
    }

    private static string WithoutRemark(string words) =>
        words.EndsWith(')') && words.LastIndexOf('(') is > 0 and var open ? words[..open] : words;

    private static bool IsBare(string text, Line line)
    {
        if (line.IsInline || line.End - line.Start > LongestTitleLine || Signature.DateOf(text, line) is not null || NumberIn(text, line) is not null
            || WebPage.IsFurniture(text, line) || Signature.IsBareDate(text, line))
            return false;
        var words = text.AsSpan(line.Start, line.End - line.Start);
        return !WebPage.IsRemark(text, line) && !IsCaption(words) && !words.StartsWith("附件") && !words.StartsWith("附:") && !words.ContainsAny("。;:!?") && words[^1] != ',';
    }

    // 《…》 in 关于印发《…》的通知 and 现将《…》印发给你们; not what the notice cites (按照《…》要求).
    private static TextSpan? Quoted(string text, List<Line> front)
    {
        foreach (var line in front)
        {
            var open = text.IndexOf('《', line.Start, line.End - line.Start);
            if (open < 0)
                continue;
            var before = text.AsSpan(line.Start, open - line.Start);
            if (!before.Contains("印发", StringComparison.Ordinal) && !before.Contains("现将", StringComparison.Ordinal) && !before.Contains("制定", StringComparison.Ordinal) && !before.Contains("制订", StringComparison.Ordinal))
                continue;
            if (before.Contains("按照", StringComparison.Ordinal) || before.Contains("根据", StringComparison.Ordinal))
                continue;
            var close = text.IndexOf('》', open, line.End - open);
            if (close > open + 1)
                return TextSpan.Between(open + 1, close);
        }

        return null;
    }

    private static string? Subject(string? letter)
    {
        if (letter is null)
            return null;
        var about = letter.IndexOf("关于", StringComparison.Ordinal);
        var subject = about < 0 ? letter : letter[about..];
        var issued = subject.IndexOf("印发", StringComparison.Ordinal);
        if (issued < 0)
            return subject;
        subject = subject[(issued + 2)..].Trim('《', '》');
        return subject.EndsWith("的通知", StringComparison.Ordinal) ? subject[..^3].TrimEnd('》') : subject;
    }

    private static string? BodyIn(string? letter)
    {
        var about = letter?.IndexOf("关于", StringComparison.Ordinal) ?? -1;
        return about >= 4 ? letter![..about] : null;
    }

    private static (string? Body, DateOnly? Day) Signed(string text, IReadOnlyList<Line> lines, List<ParseWarning> warnings)
    {
        (string? Body, DateOnly Day)? best = null;
        DateOnly? printed = null;
        for (var i = 0; i < lines.Count; i++)
        {
            if (Signature.DateOf(text, lines[i]) is not { } date)
                continue;
            if (date.IsPrint)
            {
                printed ??= date.Day;
                continue;
            }

            var body = date.Body ?? (i > 0 ? Signature.BodyOf(text, lines[i - 1]) : null);
            if (best is null || (best.Value.Body is null && body is not null))
                best = (body, date.Day);
        }

        if (best is { } found)
            return (found.Body, found.Day);
        if (printed is not null)
            warnings.Add(new ParseWarning("没有找到成文日期，按印发日期填写，请核对。") { Kind = WarningKind.Front });
        return (null, printed);
    }

    private static int? YearIn(string? words)
    {
        for (var at = 0; words is not null && at < words.Length; at++)
        {
            var end = at;
            if (Numerals.Read(words, words.Length, ref end) is >= 1990 and <= 2099 and var year && end - at == 4 && end < words.Length && words[end] is '年' or '-')
                return year;
            if (end > at)
                at = end;
        }

        return null;
    }

    private static string? Number(NoticeSource source, string text, List<Line> front) =>
        front.Select(l => NumberIn(text, l)).FirstOrDefault(n => n is not null) is { } place ? Words(source, place) : null;

    // 彭教发〔2024〕5号, on a line of its own, with or without brackets around it and 签发人 behind it.
    private static TextSpan? NumberIn(string text, Line line)
    {
        if (line.End - line.Start > 60)
            return null;
        var start = text[line.Start] == '(' ? line.Start + 1 : line.Start;
        var at = start;
        while (at < line.End && (Characters.IsHan(text[at]) || text[at] == ' '))
            at++;
        if (at - start is < 2 or > 20 || at >= line.End || text[at] != '(')
            return null;
        at = Skip(text, at + 1, line.End);
        if (Numerals.ReadArabic(text, line.End, ref at) is not (>= 1990 and <= 2099))
            return null;
        at = Skip(text, at, line.End);
        if (at >= line.End || text[at] != ')')
            return null;
        at = Skip(text, at + 1, line.End);
        if (at < line.End && text[at] == '第')
            at = Skip(text, at + 1, line.End);
        if (Numerals.ReadArabic(text, line.End, ref at) is null)
            return null;
        at = Skip(text, at, line.End);
        if (at >= line.End || text[at] != '号')
            return null;
        var rest = text.AsSpan(at + 1, line.End - at - 1).Trim(" )");
        return rest.IsEmpty || rest.StartsWith("签发") ? TextSpan.Between(start, at + 1) : null;
    }

    private static int Skip(string text, int at, int end)
    {
        while (at < end && text[at] == ' ')
            at++;
        return at;
    }
}
