using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Settings;

/// <summary>A setting that was changed from its default; defaults live in <see cref="SettingCatalogue"/>.</summary>
[Kept(DataArea.Settings)]
public sealed class Setting : IVersioned
{
    /// <summary>Longest key.</summary>
    public const int KeyLength = 60;

    /// <summary>Key, such as <c>light.red.late-days</c>.</summary>
    public required string Key { get; set; }

    /// <summary>Whole number.</summary>
    public int Value { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;
}
