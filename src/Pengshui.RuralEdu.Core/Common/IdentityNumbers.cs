using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>
/// Keeps citizens' identity numbers out of the portal (Personal Information Protection Law; the ledgers here are
/// aggregates). The form of a number is GB 11643-1999: 17 digits and a check character.
/// </summary>
public static partial class IdentityNumbers
{
    /// <summary>Said to whoever typed one.</summary>
    public const string Refusal = "这里像是写了身份证号。平台只记汇总情况，不记个人信息，请删去后再保存。";

    /// <summary>Whether a text holds what looks like an identity number, also in full-width digits, with spaces or invisible characters between.</summary>
    public static bool AppearIn(string? text) =>
        !string.IsNullOrEmpty(text) && Pattern().IsMatch(TypedText.Fold(text));

    [GeneratedRegex(@"(?<![0-9])[1-9][0-9]{5}[ \-]?(?:18|19|20)[0-9]{2}[ \-]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ \-]?[0-9]{3}[0-9Xx](?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
