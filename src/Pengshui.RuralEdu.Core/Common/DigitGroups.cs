using System.Globalization;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>Groups of digits that may be one number.</summary>
/// <param name="Digits">The digits of all, half-width; the last may be an X.</param>
/// <param name="Bounds">How many digits stand before each gap, ascending.</param>
/// <param name="HasLineEnd">Whether a gap is a line end or a tab, as between the figures of a table.</param>
/// <param name="IsAmount">Whether decimals or a unit of money follow.</param>
internal sealed record DigitRun(string Digits, IReadOnlyList<int> Bounds, bool HasLineEnd, bool IsAmount)
{
    /// <summary>Whether gaps stand only where people put them in such a number.</summary>
    public bool IsGroupedBy(params ReadOnlySpan<int> bounds)
    {
        foreach (var bound in Bounds)
        {
            if (!bounds.Contains(bound))
                return false;
        }

        return !HasLineEnd;
    }
}

/// <summary>
/// Finds groups of digits that follow each other with no more than blanks, hyphens, points or line ends between them. Only what is as long as a
/// number of a person is put together, so that the work grows with the text alone.
/// </summary>
internal static class DigitGroups
{
    private const int Longest = 18;
    private const int LongestGap = 4;

    /// <summary>All runs of 11 to 18 digits that begin and end with a group.</summary>
    public static IEnumerable<DigitRun> Of(string? text)
    {
        var groups = new List<Group>();
        for (var at = 0; at < (text?.Length ?? 0);)
        {
            var isCheck = groups.Count > 0 && IsCheck(text!, at);
            if (!isCheck && Digit(text![at]) is null)
            {
                at++;
                continue;
            }

            if (groups.Count > 0 && !IsGap(text!, groups[^1].End, at))
            {
                groups.Clear();
                if (isCheck)
                    continue;
            }

            var group = isCheck ? new Group(at, at + 1, 1, "X") : Read(text!, at);
            groups.Add(group);
            if (groups.Count > Longest)
                groups.RemoveAt(0);
            foreach (var run in EndingHere(text!, groups))
                yield return run;
            at = group.End;
            if (group.Digits.EndsWith('X'))
                groups.Clear();
        }
    }

    private static IEnumerable<DigitRun> EndingHere(string text, List<Group> groups)
    {
        var digits = "";
        var bounds = new List<int>();
        var hasLineEnd = false;
        for (var first = groups.Count - 1; first >= 0; first--)
        {
            if (digits.Length > 0)
            {
                bounds = [groups[first].Length, .. bounds.Select(b => b + groups[first].Length)];
                hasLineEnd |= text.AsSpan(groups[first].End, groups[first + 1].Start - groups[first].End).ContainsAny("\r\n\t");
            }

            if (digits.Length + groups[first].Length > Longest)
                yield break;
            digits = groups[first].Digits + digits;
            if (digits.Length >= 11)
                yield return new DigitRun(digits, bounds, hasLineEnd, IsAmount(text, groups[^1].End));
        }
    }

    // Digits that are only too many are counted and not kept.
    private static Group Read(string text, int start)
    {
        var digits = new System.Text.StringBuilder(Longest);
        var (at, length) = (start, 0);
        var end = start;
        for (; at < text.Length; at++)
        {
            if (Digit(text[at]) is { } digit)
            {
                length++;
                if (length <= Longest)
                    digits.Append(digit);
                end = at + 1;
            }
            else if (!IsUnseen(text[at]))
            {
                break;
            }
        }

        if (at < text.Length && IsCheck(text, at))
        {
            length++;
            if (length <= Longest)
                digits.Append('X');
            end = at + 1;
        }

        return new Group(start, end, length, digits.ToString());
    }

    private static bool IsGap(string text, int from, int to)
    {
        var seen = 0;
        for (var at = from; at < to; at++)
        {
            if (IsUnseen(text[at]))
                continue;
            if (++seen > LongestGap || !(char.IsWhiteSpace(text[at]) || text[at] is '-' or '–' or '—' or '－' or '.' or '．' or '·' or '・' or '_'))
                return false;
        }

        return true;
    }

    // 1234.56, 12元, 3 万元.
    private static bool IsAmount(string text, int at)
    {
        if (at + 1 < text.Length && text[at] is '.' or '．' && Digit(text[at + 1]) is not null)
        {
            var decimals = at + 1;
            while (decimals < text.Length && decimals <= at + 3 && Digit(text[decimals]) is not null)
                decimals++;
            return decimals <= at + 3;
        }

        if (at < text.Length && text[at] == ' ')
            at++;
        return at < text.Length && text[at] is '元' or '万' or '亿' or '%' or '％';
    }

    // 10 as a check character.
    private static bool IsCheck(string text, int at) =>
        text[at] is 'X' or 'x' or 'Ｘ' or 'ｘ' && !(at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]));

    private static char? Digit(char c) => c is >= '0' and <= '9' ? c : c is >= '０' and <= '９' ? (char)(c - '０' + '0') : null;

    private static bool IsUnseen(char c) =>
        c > '\u007F' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark || c is '\uFFFE' or '\uFFFF';

    private readonly record struct Group(int Start, int End, int Length, string Digits);
}
