using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Web.Features.Admin.Settings;

public sealed class SettingsForm
{
    public List<SettingField> Settings { get; set; } = [];

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<SettingGroup> Groups { get; set; } = [];

    [BindNever]
    [ValidateNever]
    public ScannerState Scanner { get; set; } = new(null, true);

    /// <summary>A form with every setting of these groups as it stands.</summary>
    public static SettingsForm Of(IReadOnlyList<SettingGroup> groups) => new()
    {
        Groups = groups,
        Settings = [.. groups.SelectMany(g => g.Settings).Select(s => new SettingField { Key = s.Definition.Key, Value = s.Value, Version = s.Version })],
    };

    public ChangeSettings ToCommand() => new([.. Settings.Select(s => new SettingChange(s.Key ?? "", s.Value, s.Version))]);
}

/// <summary>Whether uploads are scanned.</summary>
/// <param name="Address">Where the scanner is; null where there is none.</param>
/// <param name="Answers">Whether it answers now.</param>
public sealed record ScannerState(string? Address, bool Answers);

public sealed class SettingField
{
    public string? Key { get; set; }

    [Display(Name = "这一项")]
    public int? Value { get; set; }

    public int Version { get; set; }
}
