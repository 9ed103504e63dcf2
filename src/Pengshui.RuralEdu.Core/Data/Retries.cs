using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>How long and how often what may pass is done again, the same on both engines. A person is waiting meanwhile.</summary>
internal static class Retries
{
    /// <summary>Most attempts after the first.</summary>
    public const int Most = 6;

    /// <summary>Longest pause between two.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>After this no attempt is begun: whoever waits behind a proxy gets an answer of ours.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>The same where the database does not answer at all.</summary>
    public static readonly TimeSpan PatienceWithSilence = TimeSpan.FromSeconds(2);

    /// <summary>How long a connection may take to come about, where the connection string says nothing.</summary>
    public const int ConnectSeconds = 4;

    /// <summary>Whether another attempt may be begun.</summary>
    public static bool IsTimeLeft(Exception fault, long begun) =>
        Stopwatch.GetElapsedTime(begun) < (DatabaseFaults.Of(fault) == DatabaseFault.Unreachable ? PatienceWithSilence : Patience);
}

/// <summary>Retries on SQL Server; queries too.</summary>
/// <param name="dependencies">EF Core's.</param>
internal sealed class SqlServerRetries(ExecutionStrategyDependencies dependencies)
    : SqlServerRetryingExecutionStrategy(dependencies, Retries.Most, Retries.LongestPause, errorNumbersToAdd: null)
{
    private long begun;

    protected override void OnFirstExecution()
    {
        base.OnFirstExecution();
        begun = Stopwatch.GetTimestamp();
    }

    protected override bool ShouldRetryOn(Exception exception) => DatabaseFaults.IsPassing(exception);

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        Retries.IsTimeLeft(lastException, begun) ? base.GetNextDelay(lastException) : null;
}

/// <summary>Retries of writes on SQLite, which says that it is busy once its own patience is over. Its readers never wait.</summary>
/// <param name="db">The context.</param>
internal sealed class SqliteRetries(DbContext db) : ExecutionStrategy(db, Retries.Most, Retries.LongestPause)
{
    private long begun;

    protected override void OnFirstExecution()
    {
        base.OnFirstExecution();
        begun = Stopwatch.GetTimestamp();
    }

    protected override bool ShouldRetryOn(Exception exception) => DatabaseFaults.IsPassing(exception);

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        Retries.IsTimeLeft(lastException, begun) ? base.GetNextDelay(lastException) : null;
}
