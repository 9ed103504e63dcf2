using Microsoft.EntityFrameworkCore;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// One process at a time migrates a SQLite file. EF Core's own lock is a row in the database, which a killed process
/// leaves behind and for which the next one would wait for ever; the operating system frees this one's file in any case.
/// </summary>
internal sealed class SqliteMigrationTurn : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream file;

    private SqliteMigrationTurn(FileStream file) => this.file = file;

    /// <summary>Waits for the turn.</summary>
    /// <exception cref="StartupRefusalException">Another process has it and does not come to an end.</exception>
    public static async Task<SqliteMigrationTurn> TakeAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, "migration.lock");
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new SqliteMigrationTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (waited < Patience)
            {
                await Task.Delay(Pause, cancellationToken);
            }
            catch (IOException exception)
            {
                throw new StartupRefusalException("另一个程序正在迁移同一个数据库，请等它结束后再启动。", exception);
            }
        }
    }

    /// <summary>Drops EF Core's lock of a process that did not live to do so: whoever has the turn knows that nobody migrates.</summary>
#pragma warning disable CA1822 // Only who holds the turn may call it.
    public async Task ForgetAbandonedAsync(RuralEduDbContext db, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
#pragma warning restore CA1822

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();
}
