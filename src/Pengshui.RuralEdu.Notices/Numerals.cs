namespace Pengshui.RuralEdu.Notices;

/// <summary>Reads numbers, written 12 or 十二 or 二〇二四, from normalised text.</summary>
internal static class Numerals
{
    private const string Digits = "〇一二三四五六七八九";

    public static bool IsChinese(char c) => Digits.Contains(c) || c is '零' or '十' or '百' or '两';

    /// <summary>Reads a Chinese number of at most 999, or four digits of a year; moves behind it.</summary>
    public static int? ReadChinese(string text, int end, ref int position)
    {
        var start = position;
        var total = 0;
        var digit = -1;
        var plain = true;
        var count = 0;
        var at = position;
        for (; at < end && count < 7 && IsChinese(text[at]); at++, count++)
        {
            switch (text[at])
            {
                case '百':
                    total += Math.Max(digit, 1) * 100;
                    digit = -1;
                    plain = false;
                    break;
                case '十':
                    total += (digit < 0 ? 1 : digit) * 10;
                    digit = -1;
                    plain = false;
                    break;
                default:
                    var value = text[at] switch { '两' => 2, '零' => 0, var c => Digits.IndexOf(c) };
                    digit = plain && digit >= 0 ? (digit * 10) + value : value;
                    break;
            }
        }

        if (at == start)
            return null;
        position = at;
        return total + Math.Max(digit, 0);
    }

    /// <summary>Reads up to nine Arabic digits; moves behind them.</summary>
    public static int? ReadArabic(string text, int end, ref int position)
    {
        var at = position;
        var value = 0;
        for (; at < end && char.IsAsciiDigit(text[at]); at++)
        {
            if (at - position == 9)
                return null;
            value = (value * 10) + (text[at] - '0');
        }

        if (at == position)
            return null;
        position = at;
        return value;
    }

    /// <summary>Reads either.</summary>
    public static int? Read(string text, int end, ref int position) =>
        position < end && char.IsAsciiDigit(text[position]) ? ReadArabic(text, end, ref position) : ReadChinese(text, end, ref position);
}
