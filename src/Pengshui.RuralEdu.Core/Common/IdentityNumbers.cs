using System.Globalization;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>
/// Keeps citizens' identity numbers out of the portal (Personal Information Protection Law; the ledgers here are aggregates), and warns of
/// mobile numbers. A number is seen however it is grouped: with blanks, hyphens, points, line ends or characters that nobody sees between its
/// digits, and in full-width digits. The text is gone through once.
/// </summary>
public static class IdentityNumbers
{
    /// <summary>Said to whoever typed one.</summary>
    public const string Refusal = "这里像是写了身份证号。平台只记汇总情况，不记个人信息，请删去后再保存。";

    /// <summary>Said to whoever typed what may be somebody's mobile number; nothing is refused for it.</summary>
    public const string MobileWarning = "内容里像是有手机号码：平台不记个人信息，如果不是公开的办公电话，请删去。";

    private const int OldLength = 15;
    private const int FullLength = 18;
    private const int MobileLength = 11;

    // GB 11643-1999: the weights of the first 17 digits, and what the remainder of their sum by 11 stands for.
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string CheckCharacters = "10X98765432";

    /// <summary>
    /// Whether a text holds what looks like an identity number: 18 characters with a plausible region and day of birth (GB 11643-1999), or the
    /// 15 digits of before 1999. Where its groups are not those in which people write it, as in a list of figures, the check character decides.
    /// </summary>
    public static bool AppearIn(string? text) => DigitGroups.Of(text).Any(IsIdentity);

    /// <summary>Whether a text holds what looks like a mobile number: 11 digits that begin with 13 to 19, alone or behind +86.</summary>
    public static bool MobileAppearsIn(string? text) => DigitGroups.Of(text).Any(IsMobile);

    private static bool IsIdentity(DigitRun run) => run.Digits.Length switch
    {
        FullLength => IsRegion(run.Digits) && IsBirth(run.Digits[6..14]) && ((!run.IsAmount && run.IsGroupedBy(6, 10, 14)) || IsChecked(run.Digits)),
        OldLength => !run.IsAmount && run.IsGroupedBy(6, 12) && !run.Digits.EndsWith('X') && IsRegion(run.Digits) && IsBirth("19" + run.Digits[6..12]),
        _ => false,
    };

    private static bool IsMobile(DigitRun run)
    {
        var digits = run.Digits;
        if (run.IsAmount || digits.EndsWith('X'))
            return false;
        return digits.Length == MobileLength ? IsMobile(digits) && run.IsGroupedBy(3, 7)
            : digits.Length == MobileLength + 2 && digits.StartsWith("86", StringComparison.Ordinal) && IsMobile(digits[2..]) && run.IsGroupedBy(2, 5, 9);
    }

    private static bool IsMobile(string digits) => digits[0] == '1' && digits[1] is >= '3' and <= '9';

    // GB/T 2260: the first two digits are a province's, or Taiwan's, Hong Kong's, Macao's.
    private static bool IsRegion(string digits) => int.Parse(digits.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture) is (>= 11 and <= 65) or 71 or (>= 81 and <= 83);

    private static bool IsBirth(string day) =>
        DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth) && birth.Year is >= 1800 and < 2100;

    private static bool IsChecked(string digits) => CheckCharacters[Weights.Select((weight, i) => weight * (digits[i] - '0')).Sum() % 11] == digits[^1];
}
