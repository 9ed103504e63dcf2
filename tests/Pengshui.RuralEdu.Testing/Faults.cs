using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pengshui.RuralEdu.Testing;

/// <summary>Where in a write the database says that it is busy.</summary>
public enum FaultPlace
{
    /// <summary>Before a statement that writes.</summary>
    Statement,

    /// <summary>Before the commit, which does not come about.</summary>
    Commit,

    /// <summary>After the commit, whose answer is lost.</summary>
    Answer,

    /// <summary>Before a statement that only reads.</summary>
    Query,
}

/// <summary>Lets the n-th statement that writes, or the n-th commit, fail as a busy database does; once, or from then on.</summary>
public sealed class Faults : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly Lock turn = new();
    private FaultPlace place;
    private int left;
    private bool isForGood;
    private int code = 5;
    private int extendedCode = 5;

    /// <summary>Whether a fault that was armed has not struck yet.</summary>
    public bool IsArmed { get; private set; }

    /// <summary>Lets the fault strike at the <paramref name="nth"/> such place from now on.</summary>
    public void Arm(FaultPlace where, int nth)
    {
        lock (turn)
            (place, left, IsArmed, isForGood, code, extendedCode) = (where, nth, true, false, 5, 5);
    }

    /// <summary>Lets every such place fail from now on, as SQLite's codes say.</summary>
    public void Break(FaultPlace where, int errorCode = 5, int extended = 5)
    {
        lock (turn)
            (place, left, IsArmed, isForGood, code, extendedCode) = (where, 1, true, true, errorCode, extended);
    }

    /// <summary>Lets none strike.</summary>
    public void Disarm()
    {
        lock (turn)
            IsArmed = false;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        StrikeAt(command);
        return new(result);
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        StrikeAt(command);
        return new(result);
    }

    /// <inheritdoc/>
    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Strike(FaultPlace.Commit);
        return new(result);
    }

    /// <inheritdoc/>
    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Strike(FaultPlace.Answer);
        return Task.CompletedTask;
    }

    private void StrikeAt(DbCommand command)
    {
        if (command.CommandText.Contains("INSERT ", StringComparison.Ordinal) || command.CommandText.Contains("UPDATE ", StringComparison.Ordinal)
            || command.CommandText.Contains("DELETE ", StringComparison.Ordinal))
            Strike(FaultPlace.Statement);
        else
            Strike(FaultPlace.Query);
    }

    private void Strike(FaultPlace where)
    {
        lock (turn)
        {
            if (!IsArmed || place != where || --left > 0)
                return;
            IsArmed = isForGood;
        }

        throw new SqliteException($"SQLite Error {code}.", code, extendedCode);
    }
}
