using System.Text;

namespace Pengshui.RuralEdu.Core.Common;

/// <summary>
/// Compares names as the columns of the production database do: without regard to case, to full or half width (（ and (),
/// and to spaces at the end. What two rows may not both be called is compared by this, on either engine.
/// </summary>
public sealed class ColumnText : IEqualityComparer<string>
{
    private ColumnText()
    {
    }

    /// <summary>The one there is.</summary>
    public static ColumnText Comparer { get; } = new();

    /// <inheritdoc/>
    public bool Equals(string? x, string? y) => x is null || y is null ? x == y : Key(x) == Key(y);

    /// <inheritdoc/>
    public int GetHashCode(string obj) => Key(obj).GetHashCode(StringComparison.Ordinal);

    private static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text.TrimEnd(' ', '\u3000'))
        {
            key.Append(char.ToUpperInvariant(c switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '\u3000' => ' ',
                _ => c,
            }));
        }

        return key.ToString();
    }
}
