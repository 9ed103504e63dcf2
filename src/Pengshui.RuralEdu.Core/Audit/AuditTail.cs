using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Audit;

/// <summary>
/// The end of the audit chain: where writers of all nodes meet. It is locked last and shortly: one statement that locks and
/// reads it, one that writes the entries and moves it on, the commit. The portal's only SQL of its own, since EF Core has
/// neither an update that returns the row nor an insert beside the changes that it tracks.
/// </summary>
/// <param name="db">In a transaction, with everything else written.</param>
internal sealed class AuditTail(RuralEduDbContext db)
{
    /// <summary>Entries in one statement: 18 parameters each, and SQL Server takes 2100.</summary>
    private const int Batch = 100;

    private static readonly PerModel<Tables> Known = new(db => new Tables(new Columns(db, typeof(AuditHead)), new Columns(db, typeof(AuditEntry))));

    /// <summary>How long a writer waits for those before it, at the tail and for a turn.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits for the end of the chain, holds it until the transaction ends, and reads it.</summary>
    public async Task<AuditHead> LockAsync(CancellationToken cancellationToken)
    {
        var lockSql = LockSql(db);
        return await PatientlyAsync(async () => (await db.AuditHeads.FromSqlRaw(lockSql).AsNoTracking().ToListAsync(cancellationToken)).Single());
    }

    /// <summary>Chains the entries to the end and counts the change of each kind of data.</summary>
    public async Task AppendAsync(IReadOnlyList<AuditEntry> entries, IReadOnlyCollection<DataArea> touched, CancellationToken cancellationToken)
    {
        var head = await LockAsync(cancellationToken);
        if (entries.Count > 0)
        {
            var key = db.AuditKeys.SignerAfter(head);
            if (key is not null)
                entries = [.. AuditKeyService.NotesBefore(entries[0], head, db.AuditKeys.Ring, key), .. entries];
            foreach (var entry in entries)
                AuditChain.Append(head, entry, key);
        }

        head.Changes = head.Changes.Raise(touched);
        var isMoved = false;
        foreach (var batch in entries.Chunk(Batch).DefaultIfEmpty([]))
        {
            await WriteAsync(isMoved ? null : head, batch, cancellationToken);
            isMoved = true;
        }
    }

    /// <summary>Waits as long as a writer waits for others, whatever time other statements have.</summary>
    public async Task<T> PatientlyAsync<T>(Func<Task<T>> wait)
    {
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(Patience);
        try
        {
            return await wait();
        }
        finally
        {
            db.Database.SetCommandTimeout(usual);
        }
    }

    /// <summary>The statement that locks the end and reads it.</summary>
    internal static string LockSql(DbContext db)
    {
        var head = Known.Of(db).Head;
        var set = $"UPDATE {head.Table} SET {head[nameof(AuditHead.Sequence)]} = {head[nameof(AuditHead.Sequence)]}";
        return db.Database.IsSqlServer()
            ? $"{set} OUTPUT {string.Join(", ", head.Names.Select(n => $"inserted.{n}"))}"
            : $"{set} RETURNING {string.Join(", ", head.Names)}";
    }

    /// <summary>The statements that move the end on and add so many entries; parameters are p0, p1, … in their order.</summary>
    internal static string WriteSql(DbContext db, bool movesHead, int entries)
    {
        var p = 0;
        var sql = "";
        if (movesHead)
        {
            var head = Known.Of(db).Head;
            sql = $"UPDATE {head.Table} SET {string.Join(", ", head.Names.Select(n => $"{n} = @p{p++}"))};\n";
        }

        if (entries == 0)
            return sql;
        var entry = Known.Of(db).Entry;
        var rows = Enumerable.Range(0, entries).Select(_ => $"({string.Join(", ", entry.Names.Select(_ => $"@p{p++}"))})");
        return $"{sql}INSERT INTO {entry.Table} ({string.Join(", ", entry.Names)}) VALUES {string.Join(", ", rows)};";
    }

    private async Task WriteAsync(AuditHead? head, AuditEntry[] entries, CancellationToken cancellationToken)
    {
        var sql = WriteSql(db, head is not null, entries.Length);
        await using var maker = db.Database.GetDbConnection().CreateCommand();
        var parameters = new List<DbParameter>();
        if (head is not null)
            Add(parameters, maker, Known.Of(db).Head, head);
        var columns = Known.Of(db).Entry;
        foreach (var entry in entries)
            Add(parameters, maker, columns, entry);
        await db.Database.ExecuteSqlRawAsync(sql, parameters, cancellationToken);
    }

    private static void Add(List<DbParameter> parameters, DbCommand maker, Columns columns, object row)
    {
        foreach (var property in columns.Properties)
        {
            parameters.Add(property.GetRelationalTypeMapping().CreateParameter(
                maker, $"@p{parameters.Count}", property.GetGetter().GetClrValue(row), property.IsNullable));
        }
    }

    private sealed record Tables(Columns Head, Columns Entry);

    /// <summary>A table's columns in the model's order, quoted for the engine.</summary>
    private sealed class Columns
    {
        private readonly Dictionary<string, string> names;

        public Columns(DbContext db, Type entity)
        {
            var quoting = db.GetService<ISqlGenerationHelper>();
            var type = db.Model.FindEntityType(entity)!;
            var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
            Properties = [.. type.GetProperties()];
            names = Properties.ToDictionary(p => p.Name, p => quoting.DelimitIdentifier(p.GetColumnName(table)!));
            Names = [.. Properties.Select(p => names[p.Name])];
            Table = quoting.DelimitIdentifier(table.Name);
        }

        public IReadOnlyList<IProperty> Properties { get; }

        public IReadOnlyList<string> Names { get; }

        public string Table { get; }

        public string this[string property] => names[property];
    }
}
