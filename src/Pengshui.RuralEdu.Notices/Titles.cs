namespace Pengshui.RuralEdu.Notices;

/// <summary>Divides an item's first paragraph into its title and its words.</summary>
internal static class Titles
{
    private const int Longest = 60;
    private const int LongestBeforeColon = 40;
    private const int LongestGuess = 30;

    /// <summary>The title and where the words after it begin; <c>IsGuess</c> where the paragraph has no title of its own.</summary>
    /// <param name="text">Normalised text.</param>
    /// <param name="line">The paragraph without its number and without the clause that names sections.</param>
    /// <param name="hasMore">Whether more paragraphs follow, so that this one may be a heading alone.</param>
    public static (TextSpan Title, int BodyStart, bool IsGuess) Split(string text, TextSpan line, bool hasMore)
    {
        var (start, end) = (line.Start, Trimmed(text, line.Start, line.End));
        if (start >= end)
            return (TextSpan.Between(start, start), line.End, true);
        if (text[start] == '(' && text.IndexOf(')', start, Math.Min(Longest, end - start)) is > 0 and var bracket && bracket > start + 1 && bracket + 1 < end)
            return (TextSpan.Between(start + 1, bracket), bracket + 1, false);

        var mark = FirstMark(text, start, end);
        var stop = mark < end ? mark : end;
        if (stop == end)
            return Alone(text, start, end, line.End, hasMore);
        if (text[stop] == ' ' || stop - start <= (text[stop] == ':' ? LongestBeforeColon : Longest))
            return (TextSpan.Between(start, stop), stop + 1, false);
        return Guess(text, start, end);
    }

    // One sentence and nothing behind it: a heading where more follows; otherwise the sentence is title and words at once.
    private static (TextSpan Title, int BodyStart, bool IsGuess) Alone(string text, int start, int end, int lineEnd, bool hasMore)
    {
        if (end - start > Longest)
            return Guess(text, start, end);
        return (TextSpan.Between(start, end), hasMore ? lineEnd : start, false);
    }

    private static (TextSpan Title, int BodyStart, bool IsGuess) Guess(string text, int start, int end)
    {
        var stop = start;
        while (stop < end && text[stop] is not (',' or ';' or '。' or ':'))
            stop++;
        if (stop - start > Longest)
            stop = start + LongestGuess;
        return (TextSpan.Between(start, stop), start, true);
    }

    private static int Trimmed(string text, int start, int end)
    {
        while (end > start && text[end - 1] is '。' or ';' or ':' or ' ' or ',')
            end--;
        return end;
    }

    // The first full stop; or before any other mark a colon or a space between Chinese words.
    private static int FirstMark(string text, int start, int end)
    {
        var depth = 0;
        var marked = false;
        for (var i = start; i < end; i++)
        {
            switch (text[i])
            {
                case '“' or '(' or '《':
                    depth++;
                    break;
                case '”' or ')' or '》':
                    depth = Math.Max(0, depth - 1);
                    break;
                case '。' or '!' when depth == 0:
                    return i;
                case ':' when depth == 0 && !marked && i - start <= LongestBeforeColon:
                    return i;
                case ' ' or '\t' when depth == 0 && !marked && IsDivider(text, start, i, end):
                    return i;
                case ',' or ';':
                    marked = true;
                    break;
            }
        }

        return end;
    }

    private static bool IsDivider(string text, int start, int at, int end)
    {
        if (at - start is < 4 or > LongestBeforeColon || !Characters.IsHan(text[at - 1]) || end - at < 12)
            return false;
        var after = at;
        while (after < end && Characters.IsSpace(text[after]))
            after++;
        return after + 1 < end && Characters.IsHan(text[after]) && Characters.IsHan(text[after + 1]) && text.AsSpan(after, end - after).ContainsAny(",。;");
    }
}
