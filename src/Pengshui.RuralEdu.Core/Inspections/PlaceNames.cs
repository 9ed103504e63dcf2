using Pengshui.RuralEdu.Core.Common;

namespace Pengshui.RuralEdu.Core.Inspections;

/// <summary>Places are typed by hand: what differs only in spaces, width or case is the same place.</summary>
public static class PlaceNames
{
    /// <summary>A name to compare by; empty for nothing.</summary>
    public static string Plain(string? name) =>
        string.Concat(TypedText.Fold(name ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    /// <summary>Whether both name one place. A town counts only where both say it; nothing is no place.</summary>
    public static bool AreSame(string? town, string? place, string? otherTown, string? otherPlace)
    {
        var name = Plain(place);
        return name.Length > 0 && name == Plain(otherPlace)
            && (Plain(town) is not { Length: > 0 } one || Plain(otherTown) is not { Length: > 0 } other || one == other);
    }
}
