using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>A disk that takes nothing more, as the operating system and both engines say it. No bug of anybody's: somebody must make room.</summary>
public static class FullDisk
{
    /// <summary>Said to whoever wanted to save.</summary>
    public const string Sentence = "服务器磁盘已满，这次没有保存。请联系系统管理员清理磁盘，再重新提交。";

    /// <summary>Error numbers of SQL Server's: no room in a filegroup (1101, 1105), in the log (9002), in the version store (3967), for growing (5149).</summary>
    internal static readonly int[] Numbers = [1101, 1105, 3967, 5149, 9002];

    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnUnix = 122;
    private const int HandleDiskFull = unchecked((int)0x80070027);
    private const int DiskFull = unchecked((int)0x80070070);

    // SQLITE_FULL; of I/O errors those of growing a file: SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE.
    private const int SqliteFull = 13;
    private static readonly int[] SqliteWriting = [778, 4874];

    /// <summary>Whether an exception, or one that it was made of, says so.</summary>
    public static bool Says(Exception? exception) => exception switch
    {
        null => false,
        AggregateException many => many.InnerExceptions.Any(Says),
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull || SqliteWriting.Contains(sqlite.SqliteExtendedErrorCode),
        SqlException sql => sql.Errors.Cast<SqlError>().Any(e => Numbers.Contains(e.Number)),
        IOException { HResult: NoSpaceOnUnix or QuotaOnUnix or HandleDiskFull or DiskFull } => true,
        _ => Says(exception.InnerException),
    };

    /// <summary>Said of one file.</summary>
    public static string OfFile(string name) => $"服务器磁盘已满，“{name}”没有保存。请联系系统管理员清理磁盘，再重新上传。";
}
