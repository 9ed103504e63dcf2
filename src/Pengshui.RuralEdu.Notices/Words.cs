using System.Text;

namespace Pengshui.RuralEdu.Notices;

/// <summary>A stretch of an item's words.</summary>
/// <param name="Place">Where.</param>
/// <param name="IsInline">Whether it goes on in the paragraph before.</param>
internal readonly record struct Stretch(TextSpan Place, bool IsInline);

/// <summary>Puts an item's words together and divides them into clauses.</summary>
internal static class Words
{
    /// <summary>The line without the clauses that name sections.</summary>
    /// <param name="line">The line.</param>
    /// <param name="clauses">Clauses in the text's order; those elsewhere do not matter.</param>
    public static IEnumerable<TextSpan> Without(TextSpan line, IReadOnlyList<Clause> clauses)
    {
        var from = line.Start;
        for (var i = FirstFrom(line.Start, clauses); i < clauses.Count && clauses[i].Place.Start < line.End; i++)
        {
            var clause = clauses[i];
            if (clause.Place.Start > from)
                yield return TextSpan.Between(from, clause.Place.Start);
            from = Math.Max(from, clause.Place.End);
        }

        if (from < line.End)
            yield return TextSpan.Between(from, line.End);
    }

    /// <summary>The words as one text, paragraphs divided by line feeds.</summary>
    public static string Join(string source, IEnumerable<Stretch> stretches)
    {
        var joined = new StringBuilder();
        foreach (var (place, isInline) in stretches)
        {
            var words = source.AsSpan(place.Start, place.Length).Trim();
            if (words.IsEmpty)
                continue;
            if (joined.Length > 0 && !isInline)
                joined.Append('\n');
            joined.Append(words);
        }

        return joined.ToString();
    }

    /// <summary>
    /// The clauses of a stretch: each ends with ； 。 ！ ？ or the paragraph, but not within quotation marks or brackets.
    /// </summary>
    public static IEnumerable<TextSpan> Clauses(string text, TextSpan place)
    {
        var nests = IsBalanced(text, place);
        var depth = 0;
        var from = place.Start;
        for (var i = place.Start; i < place.End; i++)
        {
            if (nests && text[i] is '“' or '(' or '《' or '‘')
                depth++;
            else if (nests && text[i] is '”' or ')' or '》' or '’')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0 && text[i] is '。' or ';' or '!' or '?')
            {
                if (Trimmed(text, from, i) is { Length: > 0 } clause)
                    yield return clause;
                from = i + 1;
            }
        }

        if (Trimmed(text, from, place.End) is { Length: > 0 } rest)
            yield return rest;
    }

    /// <summary>The place without spaces and stops at its edges.</summary>
    public static TextSpan Trimmed(string text, int start, int end)
    {
        while (start < end && (Characters.IsSpace(text[start]) || text[start] is '。' or ';' or ',' or '、' or ':' or '.'))
            start++;
        while (end > start && (Characters.IsSpace(text[end - 1]) || text[end - 1] is '。' or ';' or ',' or '、' or '.'))
            end--;
        return TextSpan.Between(start, end);
    }

    private static int FirstFrom(int start, IReadOnlyList<Clause> clauses)
    {
        var (low, high) = (0, clauses.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (clauses[middle].Place.Start < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool IsBalanced(string text, TextSpan place)
    {
        var open = 0;
        var close = 0;
        foreach (var c in text.AsSpan(place.Start, place.Length))
        {
            open += c is '“' or '(' or '《' or '‘' ? 1 : 0;
            close += c is '”' or ')' or '》' or '’' ? 1 : 0;
        }

        return open == close;
    }
}
