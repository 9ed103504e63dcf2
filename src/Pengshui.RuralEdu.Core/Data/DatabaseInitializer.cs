using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>Why the portal cannot start, in one sentence for whoever started it; the process ends with a non-zero code.</summary>
/// <param name="message">The sentence, in Chinese.</param>
/// <param name="inner">What lay behind it.</param>
public sealed class StartupRefusalException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Brings a database to this program's schema, or says what is in the way.</summary>
/// <param name="db">The database.</param>
/// <param name="options">Where it is.</param>
public sealed class DatabaseInitializer(RuralEduDbContext db, DatabaseOptions options)
{
    /// <summary>The command that brings a database to the program's schema.</summary>
    public const string MigrateCommand = "database migrate";

    /// <summary>Applies the missing migrations, and makes the database where there is none.</summary>
    /// <returns>The migrations that were applied; none where the database is as new as the program.</returns>
    /// <exception cref="StartupRefusalException">The database is newer than the program, or another process is migrating it.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await RefuseNewerAsync(cancellationToken);
        if (await IsCurrentAsync(cancellationToken))
            return [];
        if (options.Provider != DatabaseProvider.Sqlite)
            return await MigrateMissingAsync(cancellationToken);

        await using var turn = await SqliteMigrationTurn.TakeAsync(options.DataDirectory, cancellationToken);
        if (await db.Database.CanConnectAsync(cancellationToken))
            await turn.ForgetAbandonedAsync(db, cancellationToken);
        return await MigrateMissingAsync(cancellationToken);
    }

    /// <summary>Whether every migration of this program is applied. Throws what the engine throws where it cannot be reached.</summary>
    /// <remarks>A connection that broke since it was last used is made anew and says nothing about the database.</remarks>
    public Task<bool> IsCurrentAsync(CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async token => !(await db.Database.GetPendingMigrationsAsync(token)).Any(), cancellationToken);

    /// <summary>Demands a reachable database of exactly this program's schema; changes nothing.</summary>
    /// <exception cref="StartupRefusalException">It is not reachable, older, or newer.</exception>
    public async Task RequireCurrentAsync(CancellationToken cancellationToken)
    {
        await RequireConnectionAsync(cancellationToken);
        await RefuseNewerAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
            throw new StartupRefusalException(
                $"数据库比程序旧，还差 {pending.Count} 步迁移（{pending[^1]}）。请先备份，再执行命令 {MigrateCommand}，或由数据库管理员执行 database script 生成的脚本。");
    }

    private async Task<IReadOnlyList<string>> MigrateMissingAsync(CancellationToken cancellationToken)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
            await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }

    private async Task RequireConnectionAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.CloseConnectionAsync();
        }
        catch (Exception exception) when (options.Provider == DatabaseProvider.Sqlite ? exception is DbException : DatabaseFaults.Sentence(exception) is not null)
        {
            throw new StartupRefusalException(
                DatabaseFaults.Sentence(exception) ?? $"连不上数据库，请检查数据目录 {options.DataDirectory}；还没有建库的，先执行命令 {MigrateCommand}。数据库的答复：{exception.Message}", exception);
        }
    }

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
