using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Pengshui.RuralEdu.Core.Audit;

namespace Pengshui.RuralEdu.Core.Data;

public sealed partial class RuralEduDbContext
{
    /// <summary>
    /// All that is written together, in one transaction that can be run again as a whole. The transaction begins with the first
    /// write, the end of the audit chain is locked last, and where the commit's answer is lost the trail is asked whether it came
    /// about. Whoever begins another unit inside one becomes a part of it.
    /// </summary>
    /// <param name="db">The context, which has one unit under way at most.</param>
    private sealed class UnitOfWork(RuralEduDbContext db)
    {
        private readonly List<AuditEntry> entries = [];
        private readonly HashSet<DataArea> touched = [];

        private IDbContextTransaction? transaction;
        private IDisposable? place;
        private bool hasWritten;
        private bool isRefused;
        private AuditEntry? witness;

        /// <summary>Whether one is under way.</summary>
        public bool IsUnderWay { get; private set; }

        /// <summary>Runs it, again where the database says something that may pass.</summary>
        /// <param name="act">All of it; it must not lean on anything that an earlier run left behind.</param>
        /// <param name="cancellationToken">Ends it.</param>
        public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
        {
            if (IsUnderWay)
                return await act(cancellationToken);
            T? done = default;
            var strategy = db.Database.IsSqlite() ? new SqliteRetries(db) : db.Database.CreateExecutionStrategy();
            return await strategy.ExecuteAsync(
                act,
                async (run, token) =>
                {
                    try
                    {
                        Begin();
                        done = await run(token);
                        await CommitAsync(token);
                        return done;
                    }
                    finally
                    {
                        await EndAsync();
                    }
                },
                async (_, token) => new ExecutionResult<T>(await IsWrittenAsync(token), done!),
                cancellationToken);
        }

        /// <summary>Makes sure of the transaction.</summary>
        /// <exception cref="InvalidOperationException">No unit is under way, which would end it.</exception>
        public async Task OpenAsync(CancellationToken cancellationToken)
        {
            if (!IsUnderWay)
                throw new InvalidOperationException("Turns are taken and rows are held inside of ActAsync.");
            if (transaction is not null)
                return;
            if (db.Database.IsSqlite())
                place = await SqliteQueue.EnterAsync(db, AuditTail.Patience, cancellationToken);
            db.Database.AutoSavepointsEnabled = false; // what fails undoes the whole unit
            transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        }

        /// <summary>Takes along what a save of this unit has to tell; nothing, where it only wrote.</summary>
        public void Add(IEnumerable<AuditEntry> written, IEnumerable<DataArea> areas)
        {
            hasWritten = true;
            entries.AddRange(written);
            touched.UnionWith(areas);
        }

        /// <summary>A save was refused: whatever else happens, nothing of the unit is kept.</summary>
        public void Refuse() => isRefused = true;

        private void Begin()
        {
            IsUnderWay = true;
            hasWritten = isRefused = false;
            witness = null;
            entries.Clear();
            touched.Clear();
        }

        private async Task CommitAsync(CancellationToken cancellationToken)
        {
            if (transaction is null || isRefused || !hasWritten)
                return;
            if (entries.Count > 0 || touched.Count > 0)
                await new AuditTail(db).AppendAsync(entries, touched, cancellationToken);
            witness = entries.LastOrDefault();
            await transaction.CommitAsync(cancellationToken);
        }

        private async Task EndAsync()
        {
            IsUnderWay = false;
            var (ended, left) = (transaction, place);
            (transaction, place) = (null, null);
            try
            {
                if (ended is not null)
                    await ended.DisposeAsync();
            }
            finally
            {
                left?.Dispose();
            }
        }

        private async Task<bool> IsWrittenAsync(CancellationToken cancellationToken) =>
            witness is not null && await db.AuditEntries.AnyAsync(e => e.Sequence == witness.Sequence && e.Hash == witness.Hash, cancellationToken);
    }
}
