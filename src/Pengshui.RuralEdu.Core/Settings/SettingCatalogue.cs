namespace Pengshui.RuralEdu.Core.Settings;

/// <summary>A setting: what it is, its default and its range. All are whole numbers.</summary>
/// <param name="Key">Key in the database.</param>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Label">What the settings page calls it.</param>
/// <param name="Unit">Unit of the number.</param>
/// <param name="Default">Value unless changed.</param>
/// <param name="Min">Smallest allowed.</param>
/// <param name="Max">Largest allowed.</param>
public sealed record SettingDefinition(string Key, string Group, string Label, string Unit, int Default, int Min, int Max)
{
    /// <summary>Whether only the security administrator changes it.</summary>
    public bool IsOfSecurity { get; init; }

    /// <summary>The setting whose value this one must exceed; null where there is none.</summary>
    public SettingDefinition? MoreThan { get; init; }

    /// <summary>Said where it does not.</summary>
    public string? MoreThanSentence { get; init; }
}

/// <summary>The settings of a room.</summary>
/// <param name="Place">Where they stand on the settings page, from the top.</param>
/// <param name="Definitions">In their order there.</param>
public sealed record RoomSettings(int Place, IReadOnlyList<SettingDefinition> Definitions);

/// <summary>Every setting there is, as the rooms register them.</summary>
/// <param name="rooms">Each room's own.</param>
public sealed class SettingCatalogue(IEnumerable<RoomSettings> rooms)
{
    /// <summary>All, in the order of the settings page.</summary>
    public IReadOnlyList<SettingDefinition> All { get; } = [.. rooms.OrderBy(r => r.Place).SelectMany(r => r.Definitions)];
}
