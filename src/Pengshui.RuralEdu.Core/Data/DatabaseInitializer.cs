using Microsoft.EntityFrameworkCore;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>Why the portal cannot start, in one sentence for whoever started it; the process ends with a non-zero code.</summary>
/// <param name="message">The sentence, in Chinese.</param>
/// <param name="inner">What lay behind it.</param>
public sealed class StartupRefusalException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Brings a database to this program's schema.</summary>
/// <param name="db">The database.</param>
public sealed class DatabaseInitializer(RuralEduDbContext db)
{
    /// <summary>Applies the missing migrations; none where the database is as new as the program.</summary>
    /// <exception cref="StartupRefusalException">The database is newer than the program.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await RefuseNewerAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Whether every migration of this program is applied.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken) =>
        !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();

    private async Task RefuseNewerAsync(CancellationToken cancellationToken)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return;
        var known = db.Database.GetMigrations().ToHashSet();
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Where(m => !known.Contains(m)).ToList();
        if (unknown.Count > 0)
            throw new StartupRefusalException($"数据库比程序新（{unknown[^1]}），请换用新版程序，或恢复与本程序同版的数据备份。");
    }
}
