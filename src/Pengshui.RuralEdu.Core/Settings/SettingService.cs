using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Settings;

/// <summary>What a form says of one setting.</summary>
/// <param name="Key">Which.</param>
/// <param name="Value">The number typed; null where it is none.</param>
/// <param name="Version">The version that the form was made from; 0 where the setting stood at its default.</param>
public sealed record SettingChange(string Key, int? Value, int Version);

/// <summary>Changes settings, all or none.</summary>
/// <param name="Settings">What the form says; one that says what is in force changes nothing.</param>
public sealed record ChangeSettings(IReadOnlyList<SettingChange> Settings);

/// <summary>Changes settings. Those of sign-in security are the security administrator's, all others the system administrator's.</summary>
/// <param name="db">The database.</param>
/// <param name="catalogue">Every setting.</param>
public sealed class SettingService(RuralEduDbContext db, SettingCatalogue catalogue)
{
    /// <summary>The permission that changing a setting needs.</summary>
    public static Permission PermissionOf(SettingDefinition setting) =>
        setting.IsOfSecurity ? Permission.ManageSecuritySettings : Permission.ManageSettings;

    /// <summary>Changes the settings whose value differs from the one in force.</summary>
    public Task<Result> ChangeAsync(ChangeSettings command, Actor actor, CancellationToken cancellationToken) =>
        db.ActAsync(() => ChangeOnceAsync(command, actor, cancellationToken), cancellationToken);

    private async Task<Result> ChangeOnceAsync(ChangeSettings command, Actor actor, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Settings, cancellationToken);
        var stored = await db.Settings.ToDictionaryAsync(s => s.Key, cancellationToken);
        var values = stored.ToDictionary(s => s.Key, s => s.Value.Value);
        var problems = new List<Problem>();
        foreach (var (change, index) in command.Settings.Select((c, i) => (c, i)))
        {
            if (catalogue.All.FirstOrDefault(s => s.Key == change.Key) is not { } setting)
                return Result.NotFound();
            if (!actor.May(PermissionOf(setting)))
                return Result.Forbidden();
            if (change.Value is not { } value || value < setting.Min || value > setting.Max)
            {
                problems.Add(new Problem($"“{setting.Label}”请写 {setting.Min} 至 {setting.Max} 的整数。", Field(index)));
                continue;
            }

            var row = stored.GetValueOrDefault(setting.Key);
            var before = row?.Value ?? setting.Default;
            if (value == before)
                continue;
            if ((row?.Version ?? 0) != change.Version)
                return Result.Conflict($"“{setting.Label}”刚被别人改为 {before} {setting.Unit}。请核对后再保存。");

            Write(setting, row, before, value, actor);
            values[setting.Key] = value;
        }

        problems.AddRange(Together(new SettingValues(values), command));
        if (problems.Count > 0)
            return Result.Refused(problems);

        await db.SaveChangesAsync(cancellationToken);
        return Result.Success();
    }

    private void Write(SettingDefinition setting, Setting? row, int before, int value, Actor actor)
    {
        if (row is null)
            db.Add(row = new Setting { Key = setting.Key, Value = value });
        else
            row.Value = value;
        var shown = new Dictionary<string, string[]>
        {
            [nameof(Setting.Value)] = [before.ToString(CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture)],
        };
        db.Note(new AuditNote(actor, SettingAudit.ChangeSetting)
        {
            Subject = row,
            Title = setting.Label,
            Details = JsonSerializer.Serialize(shown, AuditNote.Json),
        });
    }

    private IEnumerable<Problem> Together(SettingValues values, ChangeSettings command)
    {
        foreach (var setting in catalogue.All.Where(s => s.MoreThan is not null && values[s.MoreThan] >= values[s]))
            yield return new Problem(setting.MoreThanSentence!, Field(command.Settings.ToList().FindIndex(s => s.Key == setting.Key)));
    }

    private static string? Field(int index) => index < 0 ? null : $"{nameof(ChangeSettings.Settings)}[{index}].{nameof(SettingChange.Value)}";
}
