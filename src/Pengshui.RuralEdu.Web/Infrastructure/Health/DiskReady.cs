using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Health;

/// <summary>Whether there is room to write: in the data directory, where a SQLite file lies, and where uploads wait to be taken in.</summary>
/// <param name="options">Where they are.</param>
/// <param name="configuration">Holds <see cref="Key"/>.</param>
/// <param name="log">Says it once, until there is room again.</param>
internal sealed class DiskReady(DatabaseOptions options, IConfiguration configuration, ILogger<DiskReady> log) : IHealthCheck
{
    /// <summary>Configuration key: free megabytes below which this node is not ready.</summary>
    public const string Key = "Storage:LeastFreeMegabytes";

    /// <summary>Room for a few uploads and for the database's own writing.</summary>
    public const int Default = 200;

    private readonly long least = configuration.GetValue(Key, Default) * 1024L * 1024;
    private readonly string[] folders = [.. Folders(options).Distinct()];
    private string? full;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = folders.FirstOrDefault(f => FreeAt(f) < least);
        if (now is not null && full is null)
            log.LogError("Less than {Least} MB are free at {Folder}", least / 1024 / 1024, now);
        full = now;
        return Task.FromResult(now is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }

    private static IEnumerable<string> Folders(DatabaseOptions options)
    {
        yield return options.DataDirectory;
        yield return Path.GetTempPath();
        if (options.Provider == DatabaseProvider.Sqlite
            && Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource)) is { } folder)
            yield return folder;
    }

    // A share that is named \\server\share has no drive to ask.
    private static long FreeAt(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
