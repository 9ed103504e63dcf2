using System.Globalization;
using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>
/// Reads numbers as people type and paste them, and nothing that could be two numbers: full-width digits and signs as a
/// Chinese keyboard types them, separators of thousands, a percent sign at the end of a decimal. Scripts read alike
/// (Assets/scripts/parts/numerals.ts); one table of examples is held against both.
/// </summary>
public static partial class Numerals
{
    /// <summary>Most digits before the point; no figure of a county has as many.</summary>
    public const int MostDigits = 15;

    /// <summary>Most digits behind the point. How many of them a field keeps is the field's own rule.</summary>
    public const int MostDecimals = 8;

    private const int Shown = 20;
    private const int Longest = 100;

    /// <summary>Reads a number: null where it was read, else the sentence that says why not.</summary>
    /// <param name="text">As typed, not empty.</param>
    /// <param name="isWhole">Whether only whole numbers that fit an <see cref="int"/> make sense.</param>
    /// <param name="number">The number, 0 where it was not read.</param>
    public static string? Read(string text, bool isWhole, out decimal number)
    {
        number = 0;
        var typed = TypedText.Line(text) ?? "";
        if (typed.Length > Longest)
            return $"“{Short(typed)}”位数太多，请核对。";
        var plain = string.Concat(typed.Select(Narrow));
        if (Form().Match(plain) is not { Success: true } form || (isWhole && form.Groups["percent"].Success))
            return NotANumber(typed, plain, isWhole);
        var digits = Mark().Replace(form.Groups["digits"].Value, "").TrimStart('0');
        var decimals = form.Groups["decimals"].Value.TrimEnd('0');
        if (digits.Length > MostDigits || decimals.Length > MostDecimals)
            return $"“{Short(typed)}”位数太多，请核对。";
        if (isWhole && decimals.Length > 0)
            return $"“{Short(typed)}”不是整数，请填写整数，例如 61490。";
        var read = decimal.Parse($"0{digits}.{decimals}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        if (isWhole && read > int.MaxValue)
            return $"“{Short(typed)}”太大，请核对。";
        number = form.Groups["minus"].Success ? -read : read;
        return null;
    }

    private static string NotANumber(string typed, string plain, bool isWhole) =>
        Grouped().IsMatch(plain) ? $"“{Short(typed)}”看不出是多少，请只填数字，例如 {(isWhole ? "61490" : "86.5；小数点用“.”")}。"
        : isWhole ? $"“{Short(typed)}”不是整数，请填写整数，例如 61490。"
        : $"“{Short(typed)}”不是数字，请填写数字，例如 86.5。";

    private static string Short(string typed) => typed.Length <= Shown ? typed : TypedText.Cut(typed, Shown) + "…";

    // One character for one, unlike Unicode's compatibility forms, which make a 1 of a circled one and of a raised one.
    private static char Narrow(char c) => c switch
    {
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        '。' or '｡' => '.',
        '−' or '–' or '﹣' => '-',
        _ => char.IsWhiteSpace(c) ? ' ' : c,
    };

    [GeneratedRegex(@"^(?:\+|(?<minus>-))? ?(?:(?<digits>[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+)(?:\.(?<decimals>[0-9]*))?|\.(?<decimals>[0-9]+))(?<percent> ?%)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex("^[+-]?[0-9., ]+%?$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex("[, ]", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
