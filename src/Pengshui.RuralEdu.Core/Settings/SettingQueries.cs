using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Settings;

/// <summary>The settings under one heading.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Settings">In the catalogue's order.</param>
public sealed record SettingGroup(string Name, IReadOnlyList<SettingRow> Settings);

/// <summary>A setting as the page shows it.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Value">In force.</param>
/// <param name="Version">For the next save; 0 where it stands at its default.</param>
public sealed record SettingRow(SettingDefinition Definition, int Value, int Version);

/// <summary>Reads the settings for their page.</summary>
/// <param name="db">The database.</param>
/// <param name="catalogue">Every setting.</param>
public sealed class SettingQueries(RuralEduDbContext db, SettingCatalogue catalogue)
{
    /// <summary>The groups that this actor may change; one statement.</summary>
    public async Task<IReadOnlyList<SettingGroup>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var stored = await db.Settings.AsNoTracking().ToDictionaryAsync(s => s.Key, cancellationToken);
        return
        [
            .. catalogue.All.Where(s => actor.May(SettingService.PermissionOf(s))).GroupBy(s => s.Group).Select(g => new SettingGroup(
                g.Key,
                [.. g.Select(s => new SettingRow(s, stored.GetValueOrDefault(s.Key)?.Value ?? s.Default, stored.GetValueOrDefault(s.Key)?.Version ?? 0))])),
        ];
    }
}
