using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Pengshui.RuralEdu.Web.Infrastructure.Logging;

/// <summary>
/// An exception as the log tells it: types, numbers and the way through the code. Its message is told only where no typed text
/// can be in it: SQL Server quotes the value that an index refused, a parser the text that it could not read.
/// </summary>
/// <param name="exception">What was caught.</param>
#pragma warning disable CA1032, CA1064 // It is written, never thrown.
internal sealed class ToldException(Exception exception) : Exception
#pragma warning restore CA1032, CA1064
{
    public override string ToString() => Tell(new StringBuilder(), exception).ToString();

    private static StringBuilder Tell(StringBuilder text, Exception exception)
    {
        text.Append(exception.GetType().FullName).Append(Number(exception));
        if (exception is IOException or UnauthorizedAccessException or TimeoutException or NullReferenceException or Core.Data.StartupRefusalException)
            text.Append(": ").Append(exception.Message);
        foreach (var inner in Inside(exception))
            Tell(text.AppendLine().Append(" ---> "), inner).AppendLine().Append("   ---");
        if (exception.StackTrace is { } way)
            text.AppendLine().Append(way);
        return text;
    }

    private static Exception[] Inside(Exception exception) =>
        exception is AggregateException several ? [.. several.InnerExceptions]
        : exception.InnerException is { } inner ? [inner]
        : [];

    private static string Number(Exception exception) => exception switch
    {
        SqlException sql => string.Create(CultureInfo.InvariantCulture, $" ({sql.Number})"),
        SqliteException sqlite => string.Create(CultureInfo.InvariantCulture, $" ({sqlite.SqliteExtendedErrorCode})"),
        _ => "",
    };
}
