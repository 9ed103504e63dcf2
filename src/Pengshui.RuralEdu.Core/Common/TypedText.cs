using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>
/// Text as people type and paste it, made clean in one way before it is judged, counted or kept. Copies out of PDF and Word
/// files bring characters along that nobody sees and that databases, XML and <see cref="string.Normalize()"/> do not bear.
/// The counters of the pages count by the same rules (Assets/scripts/parts/typed-text.ts); one table of examples is held
/// against both.
/// </summary>
public static class TypedText
{
    private const int MostMarks = 30;

    /// <summary>
    /// The text without what cannot be meant: halves of surrogate pairs, Unicode's non-characters (U+FFFE), control
    /// characters and invisible formatting (zero-width spaces, byte order marks, marks of direction). Every kind of line end
    /// becomes a line feed. Tabs stay, as do joiners and variation selectors, which belong to rare characters and emoji.
    /// </summary>
    public static string Clean(string text)
    {
        var first = 0;
        while (first < text.Length && IsPlain(text[first]))
            first++;
        if (first == text.Length)
            return text;

        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                if (!IsDropped(new Rune(c, text[i + 1])))
                    clean.Append(c).Append(text[i + 1]);
                i++;
            }
            else if (IsLineEnd(c))
            {
                clean.Append('\n');
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
            }
            else if (IsPlain(c) || (!char.IsSurrogate(c) && !IsDropped(new Rune(c))))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>Text of several lines as it is kept: clean, without space around it; null where nothing that can be seen is left.</summary>
    public static string? Lines(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var clean = Clean(text).Trim();
        return clean.EnumerateRunes().Any(IsSeen) ? clean : null;
    }

    /// <summary>The same for a name, a title or whatever else stands in one line: line ends and tabs become spaces.</summary>
    public static string? Line(string? text) => Lines(text)?.Replace('\n', ' ').Replace('\t', ' ');

    /// <summary>Whether nothing that can be seen was typed.</summary>
    public static bool IsEmpty([NotNullWhen(false)] string? text) => Lines(text) is null;

    /// <summary>How many characters count against a limit: those of <see cref="Lines"/>, a rare character outside the basic plane as the two that the column keeps.</summary>
    public static int Length(string? text) => Lines(text)?.Length ?? 0;

    /// <summary>
    /// The text for comparing: clean, without joiners, full-width letters and digits as plain ones. Unlike <see cref="string.Normalize()"/> it never
    /// throws. Of marks upon a letter 30 count (Unicode Standard Annex 15, Stream-Safe Text): putting more of them in order takes the square of their number.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var c in Clean(text))
        {
            marks = c > '\u02FF' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                ? marks + 1 : 0;
            if (marks <= MostMarks && c is not ('\u200C' or '\u200D'))
                folded.Append(c);
        }

        return folded.ToString().Normalize(NormalizationForm.FormKC);
    }

    /// <summary>At most so many characters of a text, without half a character at the end.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static bool IsPlain(char c) => c is '\n' or '\t' or (>= ' ' and < '\u007F') or (> '\u2FFF' and < '\uD800') or (>= '\uFF01' and <= '\uFFEE');

    private static bool IsLineEnd(char c) => c is '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsDropped(Rune rune) => rune.Value is not (0x200C or 0x200D)
        && (IsNonCharacter(rune.Value) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);

    private static bool IsNonCharacter(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;

    // Marks that combine with nothing and fillers leave a field as empty as spaces do.
    private static bool IsSeen(Rune rune) => rune.Value is not (0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0)
        && !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
