using System.Globalization;
using System.Text;

namespace Pengshui.RuralEdu.Web.Infrastructure.Binding;

/// <summary>Reads numbers as people type and paste them: full-width digits, thousands separators, spaces, a percent sign at the end.</summary>
public static class Numerals
{
    /// <summary>A number, or false where the text is none. The invariant point is the decimal mark.</summary>
    public static bool TryRead(string text, out decimal number)
    {
        var plain = new StringBuilder(text.Length);
        // FormKC turns full-width digits, commas, points and signs into the plain ones.
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsWhiteSpace(c) || c is ',' or '\'')
                continue;
            plain.Append(c is '−' or '–' ? '-' : c);
        }

        if (plain is [.., '%'])
            plain.Length--;
        return decimal.TryParse(
            plain.ToString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A whole number, or false.</summary>
    public static bool TryRead(string text, out int number)
    {
        number = 0;
        if (!TryRead(text, out decimal exact) || exact != decimal.Truncate(exact) || exact is < int.MinValue or > int.MaxValue)
            return false;
        number = (int)exact;
        return true;
    }
}
