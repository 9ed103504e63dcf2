using System.Globalization;
using System.Text;

namespace Pengshui.RuralEdu.Notices;

/// <summary>
/// The one place where ways of writing become one. <see cref="Clean"/> runs once when a file is read and may change the
/// length; <see cref="Normalize(string)"/> keeps it, so that a place in the normalised text is a place in the notice.
/// </summary>
public static class Characters
{
    private const int MostBlanks = 200;
    private const int MostClosing = 10;

    // PDF fonts often name these radicals where the character is meant, and Unicode folds them not at all, or to another form (⼾ to 戶).
    private const string Radicals = "⼾⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳";
    private const string RadicalsAsCharacters = "户母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟";

    /// <summary>The text that grammar rules are applied to: half-width signs, round brackets, plain spaces, one dash, one 〇.</summary>
    public static string Normalize(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = Normalize(source[i]);

        // A half-width point between Chinese words is a full stop, but not one behind a number: 一.总体要求.
        for (var i = 1; i + 1 < target.Length; i++)
        {
            if (target[i] == '.' && IsHan(target[i - 1]) && !Numerals.IsChinese(target[i - 1]) && IsHan(target[i + 1]))
                target[i] = '。';
        }
    });

    /// <summary>Full-width digits as half-width ones; everything else stays.</summary>
    internal static string NarrowDigits(string text) =>
        string.Concat(text.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));

    /// <summary>
    /// Line feeds between lines, nothing invisible, no broken surrogates, radicals as characters. Of blanks in a row those count that a page is wide:
    /// the rules look over blanks to what stands before and behind them.
    /// </summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var blanks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            blanks = c is not ('\n' or '\r' or '\t') && char.IsWhiteSpace(c) ? blanks + 1 : 0;
            if (blanks > MostBlanks)
                continue;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                clean.Append('\uFFFD');
            else if (c == '\r')
                clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (c is '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')
                clean.Append('\n');
            else if (c is '\n' or '\t' || !IsInvisible(c))
                clean.Append(Character(c));
        }

        return clean.ToString();
    }

    /// <summary>The words without spaces beside Chinese characters: 教 育 科 → 教育科.</summary>
    public static string Squeeze(string text)
    {
        var squeezed = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsSpace(text[i]))
                squeezed.Append(text[i]);
            else if (squeezed.Length > 0 && char.IsAsciiLetterOrDigit(squeezed[^1]) && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i + 1]))
                squeezed.Append(' ');
        }

        return squeezed.ToString();
    }

    internal static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '　' || char.IsWhiteSpace(c);

    internal static bool IsHan(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or '〇';

    /// <summary>
    /// Whether a sentence or clause ends before a place of normalised text. A closing quotation mark ends none by itself
    /// (继续实施“国培计划”), only where the sentence within it ended.
    /// </summary>
    internal static bool EndsSentence(string text, int end)
    {
        var at = end - 1;
        while (at > 0 && end - at <= MostClosing && text[at] is '”' or '’' or '》')
            at--;
        return at >= 0 && (text[at] is '。' or ';' or '!' or '?' or ':' or '…' || (at == end - 1 && text[at] == ')'));
    }

    private static bool IsInvisible(char c) =>
        char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '\uFFFE' or '\uFFFF';

    private static char Character(char c)
    {
        if (c is < '\u2E80' or > '\u2FDF')
            return c;
        var radical = Radicals.IndexOf(c);
        if (radical >= 0)
            return RadicalsAsCharacters[radical];
        var folded = c.ToString().Normalize(NormalizationForm.FormKC);
        return folded.Length == 1 ? folded[0] : c;
    }

    private static char Normalize(char c) => c switch
    {
        '［' or '｛' or '〔' or '【' or '〖' or '〘' or '﹝' or '[' or '{' => '(',
        '］' or '｝' or '〕' or '】' or '〗' or '〙' or '﹞' or ']' or '}' => ')',
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        '　' or '\u00A0' or '\u202F' or (>= '\u2000' and <= '\u200A') => ' ',
        '﹕' or '∶' or '꞉' => ':',
        '﹔' => ';',
        '﹐' => ',',
        '﹒' or '․' => '.',
        '﹪' => '%',
        '､' => '、',
        '｡' => '。',
        '—' or '–' or '―' or '−' or '‐' or '‑' => '-',
        '○' or '◯' => '〇',
        '≧' or '⩾' => '≥',
        '≦' or '⩽' => '≤',
        _ => c,
    };
}
