using System.Security.Authentication;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>What lies behind a refusal of the database that is no bug of the program's.</summary>
public enum DatabaseFault
{
    /// <summary>Another writer stands in the way: a deadlock, a time-out, a lock. The same again may succeed.</summary>
    Busy,

    /// <summary>The database does not answer, the connection broke, or it is just being moved. The same again may succeed.</summary>
    Unreachable,

    /// <summary>The server answers and lets nobody in: account, password, name of the database.</summary>
    Refused,

    /// <summary>The server's certificate is not trusted here.</summary>
    Untrusted,

    /// <summary>A unique index has the text, number or day already.</summary>
    Taken,

    /// <summary>The disk of the database is full.</summary>
    Full,
}

/// <summary>The one place that reads what either engine says of itself.</summary>
public static class DatabaseFaults
{
    private static readonly Dictionary<DatabaseFault, int[]> SqlServerNumbers = new()
    {
        // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors; the small and
        // the negative ones are SqlClient's own or the operating system's.
        [DatabaseFault.Busy] =
        [
            -2, // the command's time-out
            1204, 1205, 1222, // no locks left, deadlock victim, lock time-out
            3960, 3935, 41301, 41302, 41305, 41325, 41839, // snapshots and memory-optimised tables that collide
            8628, 8645, 8651, // no memory for the query in time
            10928, 10929, 10936, 49918, 49919, 49920, // limits of a hosted server
        ],
        [DatabaseFault.Unreachable] =
        [
            -1, 2, 20, 26, 35, 40, 53, 64, 121, 233, 258, 1225, 10053, 10054, 10060, 10061, 10065, 11001, 11002,
            596, 617, 921, 997, 1203, 4221, 6005, 9515, 14355, 17142, 17197, 20041, // being stopped, started or moved
            40143, 40197, 40501, 40540, 40613, 42108, 42109, // the same of a hosted server
        ],
        [DatabaseFault.Refused] = [911, 916, 4060, 4062, 4064, 18452, 18456, 18470, 18486, 18487, 18488, 40532, 40615],
        [DatabaseFault.Untrusted] = [-2146893019, -2146893022, -2146762487, -2146762481], // unknown root, wrong name; elsewhere than on Windows without a number
        [DatabaseFault.Taken] = [2601, 2627],
        [DatabaseFault.Full] = FullDisk.Numbers,
    };

    /// <summary>The fault behind an exception or behind one inside it; null where it is something else.</summary>
    public static DatabaseFault? Of(Exception? exception) => exception switch
    {
        null => null,
        SqlException sql => Of(sql),
        SqliteException sqlite => Of(sqlite),

        // What SqlClient says where its pool has no connection left.
        InvalidOperationException { Source: "Microsoft.Data.SqlClient", InnerException: null } => DatabaseFault.Busy,
        TimeoutException => DatabaseFault.Busy,
        AggregateException several => several.InnerExceptions.Select(Of).FirstOrDefault(f => f is not null),
        _ => Of(exception.InnerException),
    };

    /// <summary>What an operator is told about a server, and what to do; null where no server said anything.</summary>
    public static string? Sentence(Exception? exception)
    {
        if (ServersOwn(exception) is not { } server)
            return null;
        var answer = $"数据库的答复：{string.Join(' ', server.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";
        return Of(server) switch
        {
            DatabaseFault.Untrusted =>
                $"数据库服务器的证书不受本机信任。请把签发它的根证书装进本机；只在自己的测试环境里，可以在连接字符串里写 TrustServerCertificate=true。{answer}",
            DatabaseFault.Refused =>
                $"数据库服务器不让登录，请检查连接字符串 ConnectionStrings:RuralEdu 里的库名、账号和密码；还没有建库的，先执行命令 {DatabaseInitializer.MigrateCommand}。{answer}",
            DatabaseFault.Full => $"数据库的磁盘或日志满了，请腾出空间。{answer}",
            DatabaseFault.Busy => $"数据库太忙，没有在限定时间内答复，请稍后再试。{answer}",
            DatabaseFault.Unreachable =>
                $"连不上数据库，请检查连接字符串 ConnectionStrings:RuralEdu 里的服务器名和端口、网络和防火墙；还没有建库的，先执行命令 {DatabaseInitializer.MigrateCommand}。{answer}",
            _ => $"数据库没有办成。{answer}",
        };
    }

    private static SqlException? ServersOwn(Exception? exception) => exception switch
    {
        null => null,
        SqlException sql => sql,
        AggregateException several => several.InnerExceptions.Select(ServersOwn).FirstOrDefault(e => e is not null),
        _ => ServersOwn(exception.InnerException),
    };

    /// <summary>Whether the same may succeed when it is done again.</summary>
    public static bool IsPassing(Exception? exception) => Of(exception) is DatabaseFault.Busy or DatabaseFault.Unreachable;

    private static DatabaseFault? Of(SqlException exception)
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
                return DatabaseFault.Untrusted;
        }

        if (exception.Data.Contains(ConnectingFailures.Mark))
            return SqlServerNumbers[DatabaseFault.Refused].Contains(exception.Number) ? DatabaseFault.Refused : DatabaseFault.Unreachable;
        foreach (SqlError error in exception.Errors)
        {
            foreach (var (fault, numbers) in SqlServerNumbers)
            {
                if (numbers.Contains(error.Number))
                    return fault;
            }
        }

        // From 20 on the connection is gone (https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities).
        return exception.Class >= 20 ? DatabaseFault.Unreachable : null;
    }

    // https://www.sqlite.org/rescode.html
    private static DatabaseFault? Of(SqliteException exception) => exception switch
    {
        { SqliteErrorCode: 5 or 6 } => DatabaseFault.Busy,
        { SqliteExtendedErrorCode: 2067 or 1555 or 2579 } => DatabaseFault.Taken,
        var full when FullDisk.Says(full) => DatabaseFault.Full,
        _ => null,
    };
}

/// <summary>
/// What a save wanted to take is another's already: a unique index refused it although it was asked for before. Like a stale
/// version, it means that somebody was faster.
/// </summary>
/// <param name="inner">What the engine said.</param>
public sealed class TakenException(DbUpdateException inner) : DbUpdateConcurrencyException(Sentence, inner)
{
    /// <summary>For whoever was slower.</summary>
    public const string Sentence = "刚有人登记了相同的名称、编号或日期，这次没有保存。请看过最新内容后，换一个或不再重复登记。";
}
