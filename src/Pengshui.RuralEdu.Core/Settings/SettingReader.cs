using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Settings;

/// <summary>The settings in force: what was changed, else the default.</summary>
/// <param name="changed">Key → value.</param>
public sealed class SettingValues(IReadOnlyDictionary<string, int> changed)
{
    /// <summary>All at their defaults.</summary>
    public static SettingValues Defaults { get; } = new(new Dictionary<string, int>());

    /// <summary>The value in force.</summary>
    public int this[SettingDefinition setting] => changed.GetValueOrDefault(setting.Key, setting.Default);
}

/// <summary>Reads the settings in force.</summary>
/// <param name="db">The database.</param>
/// <param name="cache">Keeps them until something changes.</param>
/// <param name="stamp">What this request sees.</param>
public sealed class SettingReader(RuralEduDbContext db, StampedCache cache, DataStamp stamp)
{
    private static readonly DataArea[] Areas = [DataArea.Settings];

    /// <summary>All settings; no statement where nothing has changed since they were last read, else one.</summary>
    public async Task<SettingValues> ReadAsync(CancellationToken cancellationToken) =>
        await cache.GetAsync(typeof(SettingValues), await stamp.GetAsync(Areas, cancellationToken), () => LoadAsync(cancellationToken));

    private async Task<SettingValues> LoadAsync(CancellationToken cancellationToken) =>
        new(await db.Settings.AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Value, cancellationToken));
}
