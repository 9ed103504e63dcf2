namespace Pengshui.RuralEdu.Core.Plans.Import;

/// <summary>A name in a clause.</summary>
/// <param name="Name">Without spaces.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mark">How its part is marked.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Named(string Name, NameKind Kind, PartMark Mark, TextSpan Place);

/// <summary>A clause that names the responsible sections.</summary>
/// <param name="Place">Where it stands, brackets included.</param>
/// <param name="Names">The names in order.</param>
/// <param name="IsGuess">Whether neither 责任科室 nor 牵头 said what it is.</param>
internal sealed record Clause(TextSpan Place, IReadOnlyList<Named> Names, bool IsGuess);

/// <summary>
/// Finds clauses in a line: in brackets anywhere; after a label at the start of a sentence; or as a last sentence that
/// consists of names and 牵头, 配合, 负责 alone. Prose that happens to say 牵头 is none of these.
/// </summary>
internal static class Clauses
{
    private const int LongestClause = 400;

    public static List<Clause> In(string text, TextSpan line)
    {
        var found = Bracketed(text, line);
        if (Labelled(text, line, found) is { } labelled)
            found.Add(labelled);
        if (found.Count == 0 && Last(text, line) is { } last)
            found.Add(last);
        found.Sort((a, b) => a.Place.Start.CompareTo(b.Place.Start));
        return found;
    }

    private static List<Clause> Bracketed(string text, TextSpan line)
    {
        var found = new List<Clause>();
        var done = line.Start;
        foreach (var (open, close) in Brackets(text, line))
        {
            if (open < done)
                continue;
            var names = new ClauseNames(text, open + 1, close);
            var end = Math.Min(close + 1, line.End);
            if (!names.Read() || !(names.HasLabel || (names.AreAllBodies && (names.HasVerb || IsLast(text, end, line.End)))))
                continue;
            done = AfterStop(text, open, end, line);
            found.Add(new Clause(TextSpan.Between(open, done), names.Names, !names.HasLabel && !names.HasVerb));
        }

        return found;
    }

    // Pairs in the order of their opening; brackets nobody closed are left out, but for a labelled last one, which goes on to the end.
    private static List<(int Open, int Close)> Brackets(string text, TextSpan line)
    {
        var pairs = new List<(int Open, int Close)>();
        var open = new Stack<int>();
        for (var i = line.Start; i < line.End; i++)
        {
            if (text[i] == '(')
                open.Push(i);
            else if (text[i] == ')' && open.TryPop(out var start) && i - start <= LongestClause)
                pairs.Add((start, i));
        }

        if (open.TryPop(out var last) && line.End - last <= LongestClause && ClauseWords.ReadLabel(text, last + 1, line.End) is not null)
            pairs.Add((last, line.End));
        pairs.Sort();
        return pairs;
    }

    private static bool IsLast(string text, int at, int end)
    {
        while (at < end && text[at] is '。' or ';' or ' ' or '.')
            at++;
        return at >= end;
    }

    // "…落实。（责任科室：教育科）。": the second full stop belongs to the clause.
    private static int AfterStop(string text, int open, int end, TextSpan line) =>
        end < line.End && text[end] is '。' or ';' && open > line.Start && text[open - 1] is '。' or ';' ? end + 1 : end;

    private static Clause? Labelled(string text, TextSpan line, List<Clause> found)
    {
        var bound = found.Count > 0 ? found[0].Place.Start : line.End;
        for (var at = line.Start; at < bound; at++)
        {
            if (at > line.Start && text[at - 1] is not ('。' or ';' or '!' or ')' or ' ' or '”' or '\t'))
                continue;
            if (ClauseWords.ReadLabel(text, at, bound) is not { } label)
                continue;
            var limit = Math.Min(bound, at + LongestClause);
            var stop = text.IndexOf('。', at, limit - at);
            if (stop < 0 && limit < bound)
                continue;
            var names = new ClauseNames(text, at, stop < 0 ? bound : stop);
            if (names.Read() && (names.AreAllBodies || (label.HasNoun && names.AreBelievable)))
                return new Clause(TextSpan.Between(at, stop < 0 ? bound : stop + 1), names.Names, false);
            at += label.Length - 1;
        }

        return null;
    }

    private static Clause? Last(string text, TextSpan line)
    {
        var end = line.End;
        while (end > line.Start && text[end - 1] is '。' or ';' or ' ')
            end--;
        if (end <= line.Start)
            return null;
        foreach (var stop in (ReadOnlySpan<char>)['。', ';'])
        {
            var before = text.LastIndexOf(stop, end - 1, end - line.Start);
            var start = before < 0 ? line.Start : before + 1;
            if (end - start > LongestClause)
                continue;
            var names = new ClauseNames(text, start, end);
            if (names.Read() && names.HasVerb && names.AreAllBodies)
                return new Clause(TextSpan.Between(start, line.End), names.Names, false);
        }

        return null;
    }
}
