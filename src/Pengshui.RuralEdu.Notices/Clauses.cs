namespace Pengshui.RuralEdu.Notices;

/// <summary>A name in a clause.</summary>
/// <param name="Name">Without spaces.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mark">How its part is marked.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Named(string Name, NameKind Kind, PartMark Mark, TextSpan Place);

/// <summary>A clause that names the responsible sections, or tells something else of the task.</summary>
/// <param name="Place">Where it stands, brackets included.</param>
/// <param name="Names">The names in order.</param>
/// <param name="Fields">What else it tells, in order: 责任领导, 完成时限.</param>
/// <param name="IsGuess">Whether neither 责任科室 nor 牵头 said what it is.</param>
/// <param name="IsAside">Whether it names no sections at all: 完成时限：6月底前.</param>
internal sealed record Clause(TextSpan Place, IReadOnlyList<Named> Names, IReadOnlyList<Field> Fields, bool IsGuess = false, bool IsAside = false);

/// <summary>
/// Finds clauses in a line: in brackets anywhere; after a label at the start of a sentence; or as a last sentence that
/// consists of names and 牵头, 配合, 负责 alone. Prose that happens to say 牵头 is none of these.
/// </summary>
internal static class Clauses
{
    private const int LongestClause = 400;
    private const int LongestNote = 120;

    /// <summary>The clauses of an item's lines, in order. A label that stands alone on its line goes with the names on the next.</summary>
    public static IEnumerable<Clause> Of(string text, IReadOnlyList<Line> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Span;
            if (IsLabelAlone(text, line) is { } mark && i + 1 < lines.Count
                && Names(text, lines[i + 1].Span, mark) is { AreAllBodies: true } names)
            {
                yield return new Clause(line, [], []);
                yield return new Clause(lines[++i].Span, names.Names, names.Fields);
                continue;
            }

            foreach (var clause in In(text, line))
                yield return clause;
        }
    }

    /// <summary>How the label marks, where the line is nothing else; null where it is no such line.</summary>
    public static PartMark? IsLabelAlone(string text, TextSpan line)
    {
        var label = ClauseWords.ReadBracketedLabel(text, line.Start, line.End) ?? ClauseWords.ReadLabel(text, line.Start, line.End);
        return label is { HasNoun: true } found && found.Length == line.Length ? found.Mark : null;
    }

    public static List<Clause> In(string text, TextSpan line)
    {
        if (IsNoteOnLead(text, line))
            return [new Clause(line, [], [], IsAside: true)];
        var aside = FirstField(text, line);
        var found = Bracketed(text, TextSpan.Between(line.Start, aside));
        if (Labelled(text, TextSpan.Between(line.Start, found.Count > 0 ? found[0].Place.Start : aside), line) is { } labelled)
            found.Add(labelled);
        if (found.Count == 0 && Last(text, TextSpan.Between(line.Start, aside)) is { } last)
            found.Add(last);
        found.AddRange(Fields(text, TextSpan.Between(aside, line.End)));
        if (FieldWords.Read(text, line.Start, line.End) is { Kind: FieldKind.Content } content)
            found.Add(new Clause(new TextSpan(line.Start, content.Length), [], [], IsAside: true));
        found.Sort((a, b) => a.Place.Start.CompareTo(b.Place.Start));
        return found;
    }

    // 注：排在首位的为牵头科室。
    private static bool IsNoteOnLead(string text, TextSpan line)
    {
        var words = text.AsSpan(line.Start, line.Length).TrimStart("( *");
        return line.Length <= LongestNote && (words.StartsWith("注") || words.StartsWith("说明") || words.StartsWith("备注") || words.StartsWith("以上")) && LeadRule.IsIn(words);
    }

    private static ClauseNames? Names(string text, TextSpan place, PartMark mark)
    {
        var names = new ClauseNames(text, place.Start, place.End, mark);
        return names.Read() ? names : null;
    }

    // Brackets behind 责任人： and its like belong to a person — 王某（分管教育科） —, so names are looked for before it only.
    private static int FirstField(string text, TextSpan line)
    {
        var depth = 0;
        for (var at = line.Start; at < line.End; at++)
        {
            if (depth == 0 && Begins(text, at, line) && FieldWords.IsAside(text, at, line.End))
                return at;
            if (text[at] is '(' or ')')
                depth = Math.Max(0, depth + (text[at] == '(' ? 1 : -1));
        }

        return line.End;
    }

    private static bool Begins(string text, int at, TextSpan line) =>
        at == line.Start || text[at] == '(' || text[at - 1] is ' ' or '\t' || Characters.EndsSentence(text, at);

    // From the first label that is no section's to the end of the line, a sentence at a time.
    private static IEnumerable<Clause> Fields(string text, TextSpan place)
    {
        for (var at = place.Start; at < place.End;)
        {
            if (!Begins(text, at, place) || !FieldWords.IsAside(text, at, place.End))
            {
                at++;
                continue;
            }

            var stop = text.IndexOf('。', at, place.End - at);
            var end = stop < 0 ? place.End : stop + 1;
            var names = new ClauseNames(text, at, end);
            if (end - at <= LongestClause && names.Read() && Fit(names))
                yield return new Clause(TextSpan.Between(at, end), names.Names, names.Fields, IsAside: !names.HasLabel && names.Names.Count == 0);
            at = end;
        }
    }

    // A date that tells a story is none, and stays among the words.
    private static bool Fit(ClauseNames names) => names.Fields.All(f => f.Kind != FieldKind.Due || f.Value.Length <= DueDates.Longest);

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
            if (!names.Read() || ClauseWords.ReadBracketedLabel(text, open, line.End) is not null)
                continue;
            var isAside = names.Names.Count == 0 && !names.HasLabel;
            if (isAside ? !(names.HasFieldLabel && Fit(names)) : !(names.HasLabel || (names.AreAllBodies && (names.HasVerb || IsLast(text, end, line.End))) || (names.HasVerb && names.AreBodies)))
                continue;
            done = AfterStop(text, open, end, line);
            found.Add(new Clause(TextSpan.Between(open, done), names.Names, names.Fields, !isAside && !names.HasLabel && !names.HasVerb, isAside));
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

    private static Clause? Labelled(string text, TextSpan place, TextSpan line)
    {
        for (var at = place.Start; at < place.End; at++)
        {
            var isBehindComma = at > line.Start && text[at - 1] == ',';
            if (!(isBehindComma || Begins(text, at, line)) || (ClauseWords.ReadBracketedLabel(text, at, place.End) ?? ClauseWords.ReadLabel(text, at, place.End)) is not { } label
                || (isBehindComma && !(label.HasNoun && text[at + label.Length - 1] == ':')))
                continue;
            var limit = Math.Min(place.End, at + LongestClause);
            var stop = text.IndexOf('。', at, limit - at);
            if (stop < 0 && limit < place.End)
                continue;
            var names = new ClauseNames(text, at, stop < 0 ? place.End : stop);
            if (names.Read() && (names.AreAllBodies || (label.HasNoun && names.AreBelievable)))
                return new Clause(TextSpan.Between(at, stop < 0 ? place.End : stop + 1), names.Names, names.Fields);
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
                return new Clause(TextSpan.Between(start, line.End), names.Names, names.Fields);
        }

        return null;
    }
}
