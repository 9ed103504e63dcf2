using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>Turns what an operator can put right into one sentence on the error output, instead of a stack trace.</summary>
internal static class StartupRefusals
{
    /// <summary>Exit code of a refusal.</summary>
    public const int ExitCode = 1;

    /// <summary>Runs the program or a command of it; a refusal is said and ends it with <see cref="ExitCode"/>.</summary>
    public static async Task<int> SayAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCode;
        }
    }

    /// <summary>The sentence for an exception or for what lies inside it, or null where it is a bug and its trace is wanted.</summary>
    public static string? Explain(Exception? exception) => exception switch
    {
        null => null,
        StartupRefusalException refusal => refusal.Message,
        AuditKeyMissingException missing => missing.Message,
        IOException { InnerException: AddressInUseException } used =>
            $"端口已被别的程序占用（{used.Message}），请关闭那个程序，或用 --urls 换一个端口。",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            "端口已被别的程序占用，请关闭那个程序，或用 --urls 换一个端口。",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "没有使用这个端口的权限，请用 --urls 换一个 1024 以上的端口。",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "本机没有要监听的地址，请检查 --urls。",
        SqlException => DatabaseFaults.Sentence(exception),
        SqliteException sqlite => $"打不开数据库文件：{sqlite.Message}。请检查文件是否完好、磁盘是否已满、有无读写权限。",
        InvalidDataException { InnerException: FormatException } settings => $"配置文件读不懂：{settings.Message}",
        _ => DatabaseFaults.Sentence(exception) ?? Explain(exception.InnerException),
    };
}
