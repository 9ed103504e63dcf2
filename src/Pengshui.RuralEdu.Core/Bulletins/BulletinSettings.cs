using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Bulletins;

/// <summary>How bulletins are published.</summary>
public static class BulletinSettings
{
    private const string Group = "通报";

    /// <summary>1: a leader signs a bulletin before it is published (送审 → 审签 → 发布).</summary>
    public static readonly SettingDefinition BulletinSigned = new("bulletin.signed", Group, "通报发布前须经领导审签（1 是，0 否）", "", 0, 0, 1);

    /// <summary>All, in the order of the settings page.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } = [BulletinSigned];
}
