namespace Pengshui.RuralEdu.Notices;

/// <summary>How a line is numbered.</summary>
internal enum LabelStyle
{
    /// <summary>第一章, 第二部分.</summary>
    Part,

    /// <summary>一、.</summary>
    Ideograph,

    /// <summary>（一）, ㈠.</summary>
    IdeographBracket,

    /// <summary>第一项, 任务一.</summary>
    Ordinal,

    /// <summary>1. 1、 ⒈.</summary>
    Decimal,

    /// <summary>1.1.</summary>
    Dotted,

    /// <summary>（1） 1） ⑴.</summary>
    DecimalBracket,

    /// <summary>①.</summary>
    Circle,

    /// <summary>一是.</summary>
    Listing,

    /// <summary>第一，.</summary>
    First,

    /// <summary>A short line without a number that heads numbered lines.</summary>
    Heading,
}

/// <summary>The number at the start of a line.</summary>
/// <param name="Style">How it is written.</param>
/// <param name="Number">Its value.</param>
/// <param name="Length">Characters up to the first word.</param>
/// <param name="Major">For 2.1 the 2, otherwise 0.</param>
internal readonly record struct Label(LabelStyle Style, int Number, int Length, int Major = 0);

/// <summary>Reads the number at the start of a line. Reads forward only, at most a few characters.</summary>
internal static class Labels
{
    private const int MostDigits = 3;
    private const int LongestSpacedHeading = 40;
    private static readonly string[] Fractions = ["万", "亿", "千", "%", "‰", "公里", "千米", "米", "平方", "公斤", "吨", "升", "亩", "元", "倍", "小时", "个百分点", "百分点"];
    private static readonly string[] Classes = ["年级", "月", "季度", "岁"];
    private const string DateOrUnit = "月日年号%‰万亿千百个所名人次件项处间座户元米公里亩届期批轮家种类条倍分";

    /// <summary>The label at <paramref name="start"/>, or null. 1.8月19日 is item 1; 1.1 needs words that no date or unit begins.</summary>
    public static Label? Read(string text, int start, int end)
    {
        if (start >= end)
            return null;
        var c = text[start];
        if (c is >= '①' and <= '⑳')
            return Made(LabelStyle.Circle, c - '①' + 1, text, start, start + 1, end);
        if (c is >= '❶' and <= '❿')
            return Made(LabelStyle.Circle, c - '❶' + 1, text, start, start + 1, end);
        if (c is >= '⑴' and <= '⒇')
            return Made(LabelStyle.DecimalBracket, c - '⑴' + 1, text, start, start + 1, end);
        if (c is >= '⒈' and <= '⒛')
            return Made(LabelStyle.Decimal, c - '⒈' + 1, text, start, start + 1, end);
        if (c is >= '㈠' and <= '㈩')
            return Made(LabelStyle.IdeographBracket, c - '㈠' + 1, text, start, start + 1, end);
        if (char.IsAsciiDigit(c))
            return Digits(text, start, end);
        if (c == '(')
            return Bracketed(text, start, end);
        if (c is '第')
            return Counted(text, start, end);
        if (Numerals.IsChinese(c))
            return Ideograph(text, start, end);
        return Named(text, start, end);
    }

    /// <summary>
    /// The label with 8.1 read as the number 8 before words that begin with a digit (8.1对1核实). Which of the two it is only the running
    /// number tells.
    /// </summary>
    public static Label? ReadPlain(string text, int start, int end)
    {
        if (Read(text, start, end) is not { Style: LabelStyle.Dotted } dotted)
            return Read(text, start, end);
        var at = start;
        while (text[at] != '.')
            at++;
        return Made(LabelStyle.Decimal, dotted.Major, text, start, at + 1, end);
    }

    /// <summary>Whether the words behind a label begin with a numeral, so that both may be one number: 3.5万册, 三、四年级.</summary>
    public static bool IsBeforeNumeral(string text, int start, int end, Label label)
    {
        var word = start + label.Length;
        return word < end && (char.IsAsciiDigit(text[word]) || Numerals.IsChinese(text[word]));
    }

    /// <summary>Whether label and words read best as one number: a fraction of 万, 亿, %, 公里, or classes and months (3、4年级).</summary>
    public static bool IsOneNumber(string text, int start, int end, Label label)
    {
        var word = start + label.Length;
        if (Numerals.Read(text, end, ref word) is null)
            return false;
        word = Skip(text, word, end);
        var isFraction = text[start + label.Length - 1] == '.';
        foreach (var unit in isFraction ? Fractions : Classes)
        {
            if (string.CompareOrdinal(text, word, unit, 0, unit.Length) == 0 && word + unit.Length <= end)
                return true;
        }

        return false;
    }

    private static Label Made(LabelStyle style, int number, string text, int start, int after, int end, int major = 0)
    {
        while (after < end && (Characters.IsSpace(text[after]) || (text[after] is '.' or '、' && style is not LabelStyle.Dotted)))
            after++;
        return new Label(style, number, after - start, major);
    }

    private static int Skip(string text, int at, int end)
    {
        while (at < end && Characters.IsSpace(text[at]))
            at++;
        return at;
    }

    private static Label? Digits(string text, int start, int end)
    {
        var at = start;
        if (Numerals.ReadArabic(text, end, ref at) is not { } number || at - start > MostDigits || number == 0)
            return null;
        var mark = Skip(text, at, end);
        if (mark >= end)
            return null;
        if (text[mark] == ')')
            return Made(LabelStyle.DecimalBracket, number, text, start, mark + 1, end);
        if (text[mark] == '.' && Dotted(text, start, mark, end, number) is { } dotted)
            return dotted;
        if (text[mark] is '.' or '、')
            return Made(LabelStyle.Decimal, number, text, start, mark + 1, end);

        // "1 标题": only a short line, and never a figure with its unit.
        return mark > at && end - mark <= LongestSpacedHeading && Characters.IsHan(text[mark]) && !DateOrUnit.Contains(text[mark])
            ? Made(LabelStyle.Decimal, number, text, start, mark, end)
            : null;
    }

    private static Label? Dotted(string text, int start, int point, int end, int major)
    {
        var at = point + 1;
        if (Numerals.ReadArabic(text, end, ref at) is not { } minor || at - point > MostDigits || minor == 0 || at >= end)
            return null;
        var word = text[at] == '.' ? at + 1 : Skip(text, at, end);
        return word < end && Characters.IsHan(text[word]) && !DateOrUnit.Contains(text[word])
            ? Made(LabelStyle.Dotted, minor, text, start, word, end, major)
            : null;
    }

    private static Label? Bracketed(string text, int start, int end)
    {
        var at = Skip(text, start + 1, end);
        var chinese = at < end && !char.IsAsciiDigit(text[at]);
        var digits = at;
        if (Numerals.Read(text, end, ref at) is not { } number || number == 0 || at - digits > MostDigits)
            return null;
        at = Skip(text, at, end);
        return at < end && text[at] == ')'
            ? Made(chinese ? LabelStyle.IdeographBracket : LabelStyle.DecimalBracket, number, text, start, at + 1, end)
            : null;
    }

    private static Label? Counted(string text, int start, int end)
    {
        var at = Skip(text, start + 1, end);
        if (Numerals.Read(text, end, ref at) is not { } number || number == 0)
            return null;
        at = Skip(text, at, end);
        if (at >= end)
            return null;
        if (text[at] is '章' or '篇' || (text[at] == '部' && at + 1 < end && text[at + 1] == '分'))
            return Made(LabelStyle.Part, number, text, start, Mark(text, text[at] == '部' ? at + 2 : at + 1, end), end);
        if (text[at] is '项' or '条' or '节' && IsWordAfterOrdinal(text, at + 1, end))
            return Made(LabelStyle.Ordinal, number, text, start, Mark(text, at + 1, end), end);
        return text[at] is ',' or '、' or ':' ? Made(LabelStyle.First, number, text, start, at + 1, end) : null;
    }

    // "第一项工作是…" is prose.
    private static bool IsWordAfterOrdinal(string text, int at, int end) =>
        at >= end || text[at] is ' ' or '\t' or ':' or ',' or '、' or '.' || (Characters.IsHan(text[at]) && !"工任是重内".Contains(text[at]));

    private static int Mark(string text, int at, int end)
    {
        at = Skip(text, at, end);
        return at < end && text[at] is ':' or ',' or '、' or '.' ? at + 1 : at;
    }

    private static Label? Ideograph(string text, int start, int end)
    {
        var at = start;
        if (Numerals.ReadChinese(text, end, ref at) is not { } number || number == 0)
            return null;
        if (at < end && text[at] == '是')
            return Made(LabelStyle.Listing, number, text, start, at + 1 < end && text[at + 1] is ',' or ':' ? at + 2 : at + 1, end);
        var mark = Skip(text, at, end);
        if (mark >= end)
            return null;
        if (text[mark] is '、' or '.' or ':')
            return Made(LabelStyle.Ideograph, number, text, start, mark + 1, end);
        return mark > at && end - mark <= LongestSpacedHeading && Characters.IsHan(text[mark])
            ? Made(LabelStyle.Ideograph, number, text, start, mark, end)
            : null;
    }

    private static Label? Named(string text, int start, int end)
    {
        foreach (var name in (ReadOnlySpan<string>)["重点任务", "主要任务", "任务"])
        {
            if (string.CompareOrdinal(text, start, name, 0, name.Length) != 0 || start + name.Length >= end)
                continue;
            var at = Skip(text, start + name.Length, end);
            if (Numerals.Read(text, end, ref at) is not { } number || number == 0)
                return null;
            at = Skip(text, at, end);
            return at < end && text[at] is ':' or '.' or '、' or ' ' ? Made(LabelStyle.Ordinal, number, text, start, at + 1, end) : null;
        }

        return null;
    }
}
