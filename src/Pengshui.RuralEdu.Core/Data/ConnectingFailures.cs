using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// Marks what SQL Server's client throws while it connects: it gives a connection that does not come about the number of a
/// statement that takes too long, and only the first means that nobody is there.
/// </summary>
internal sealed class ConnectingFailures : DbConnectionInterceptor
{
    /// <summary>The mark in the exception's data.</summary>
    public const string Mark = "ruraledu.connecting";

    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => eventData.Exception.Data[Mark] = true;

    public override Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionFailed(connection, eventData);
        return Task.CompletedTask;
    }
}
