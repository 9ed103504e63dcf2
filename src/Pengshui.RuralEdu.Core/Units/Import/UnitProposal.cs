using System.Security.Cryptography;
using System.Text.Json;

namespace Pengshui.RuralEdu.Core.Units.Import;

/// <summary>What comes of a row of a list.</summary>
public enum UnitRowEffect
{
    /// <summary>新增.</summary>
    New,

    /// <summary>有改动.</summary>
    Changed,

    /// <summary>一致.</summary>
    Same,

    /// <summary>不能读入.</summary>
    Refused,
}

/// <summary>A row of a list and what comes of it.</summary>
/// <param name="Row">Its number in the sheet.</param>
/// <param name="Effect">What comes of it.</param>
/// <param name="Name">The name as it stands in the row; empty where there is none.</param>
/// <param name="Kind">What it is, where that is clear.</param>
/// <param name="Township">The township, where that is clear.</param>
/// <param name="UnitId">The unit that it means; null for a new one and where none was found.</param>
/// <param name="Changes">For a changed one what changes, for a new one what it will be.</param>
/// <param name="Problems">Why it cannot be taken in, each a sentence.</param>
public sealed record UnitRowLine(
    int Row, UnitRowEffect Effect, string Name, UnitKind? Kind, string? Township, int? UnitId, IReadOnlyList<UnitChange> Changes, IReadOnlyList<string> Problems);

/// <summary>A unit in use of a kind that the list has, and that the list does not name.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">标识码, or null.</param>
/// <param name="Township">Its township, or null.</param>
public sealed record UnnamedUnit(int UnitId, UnitKind Kind, string Name, string? Code, string? Township);

/// <summary>What a list would do to the units as they are now.</summary>
/// <param name="Lines">A line for each row, in the rows' order.</param>
/// <param name="Unnamed">Units that the list does not name; nothing happens to them unless somebody says so.</param>
public sealed record UnitProposal(IReadOnlyList<UnitRowLine> Lines, IReadOnlyList<UnnamedUnit> Unnamed)
{
    /// <summary>The lines of one effect.</summary>
    public IEnumerable<UnitRowLine> Of(UnitRowEffect effect) => Lines.Where(l => l.Effect == effect);

    /// <summary>Whether it changes anything by itself.</summary>
    public bool HasEffect => Lines.Any(l => l.Effect is UnitRowEffect.New or UnitRowEffect.Changed);

    /// <summary>Two proposals with the same stamp do the same: what was shown is what is written.</summary>
    public string Stamp() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}
