using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Testing;

/// <summary>A fresh, migrated database of its own for one test, and the test's clock.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static string? template;

    private readonly string directory;

    private TestDatabase(DatabaseProvider provider, string connectionString, string directory)
    {
        Provider = provider;
        ConnectionString = connectionString;
        this.directory = directory;
        Clock = new BusinessClock(Time);
        Keys = new AuditKeys(KeyFile, isMadeByItself: true);
        Anchors = new AuditAnchors(Path.Combine(directory, "anchors", "anchors-test.txt"), Keys, Time);
    }

    /// <summary>The engine.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>Where it is.</summary>
    public string ConnectionString { get; }

    /// <summary>Stands at 2023-10-20 09:00 in Beijing until a test moves it.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2023, 10, 20, 9, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>The business clock over <see cref="Time"/>.</summary>
    public BusinessClock Clock { get; }

    /// <summary>Counts the statements that EF sends, on all contexts of this database.</summary>
    public StatementCounter Statements { get; } = new();

    /// <summary>Lets statements and commits fail, on all contexts of this database.</summary>
    public Faults Faults { get; } = new();

    /// <summary>A folder of the test's own, for files.</summary>
    public string Directory => directory;

    /// <summary>The key file of its audit trail, which the first writer makes.</summary>
    public string KeyFile => Path.Combine(directory, "keys", "audit.keys");

    /// <summary>What signs its audit trail.</summary>
    public AuditKeys Keys { get; set; }

    /// <summary>Where the ends of its audit trail go.</summary>
    public AuditAnchors Anchors { get; }

    /// <summary>Makes a database; SQLite copies one that was migrated once in this process.</summary>
    /// <param name="provider">The engine.</param>
    /// <param name="collation">The collation on SQL Server; null for the server's own.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, string? collation = null)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("ruraledu-test-").FullName;
        if (provider == DatabaseProvider.Sqlite)
        {
            var file = Path.Combine(directory, "test.db");
            File.Copy(await TemplateAsync(), file);
            return new TestDatabase(provider, $"Data Source={file}", directory);
        }

        var server = EnginesAttribute.SqlServer ?? throw new InvalidOperationException($"{EnginesAttribute.Variable} is not set.");
        var name = $"ruraledu_{Guid.NewGuid():N}";
        if (collation is not null)
            await MakeAsync(server, name, collation);
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString;
        var database = new TestDatabase(provider, connection, directory);
        await using var db = database.Open();
        await db.Database.MigrateAsync();
        return database;
    }

    /// <summary>A new context on it, as one request would have.</summary>
    public RuralEduDbContext Open() => new(Options(), Clock, Keys);

    /// <summary>A new context on it under another clock.</summary>
    public RuralEduDbContext Open(BusinessClock clock) => new(Options(), clock, Keys);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.SqlServer)
        {
            await using var db = Open();
            await db.Database.EnsureDeletedAsync();
        }
        else
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        System.IO.Directory.Delete(directory, recursive: true);
    }

    /// <summary>Checks the audit trail by a context, with the keys and the anchors of this database.</summary>
    public AuditVerifier Verifier(RuralEduDbContext db) => new(db, Keys, Anchors);

    /// <summary>Options for a context on it.</summary>
    public DbContextOptions<RuralEduDbContext> Options() =>
        (DbContextOptions<RuralEduDbContext>)Watch(new DbContextOptionsBuilder<RuralEduDbContext>().UseEngine(Provider, ConnectionString))
            .EnableSensitiveDataLogging().Options;

    /// <summary>Counts the statements of a context's options, and holds its queries and saves against the other engine.</summary>
    public DbContextOptionsBuilder Watch(DbContextOptionsBuilder builder)
    {
        builder.AddInterceptors(Statements, Faults);
        return Provider == DatabaseProvider.Sqlite ? builder.MirrorOnSqlServer().AddInterceptors(new SqlServerSaves()) : builder;
    }

    private static async Task MakeAsync(string server, string name, string collation)
    {
        await using var connection = new SqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE [{name}] COLLATE {collation}";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> TemplateAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (template is null)
            {
                var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("ruraledu-template-").FullName, "template.db");
                var options = new DbContextOptionsBuilder<RuralEduDbContext>()
                    .UseEngine(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False").Options;
                await using var db = new RuralEduDbContext((DbContextOptions<RuralEduDbContext>)options, new BusinessClock(TimeProvider.System));
                await db.Database.MigrateAsync();
                await db.Database.CloseConnectionAsync();
                template = file;
            }

            return template;
        }
        finally
        {
            Gate.Release();
        }
    }
}

/// <summary>Counts SQL statements.</summary>
public sealed class StatementCounter : DbCommandInterceptor
{
    private readonly List<string> texts = [];

    /// <summary>How many since the last <see cref="Reset"/>.</summary>
    public int Count
    {
        get
        {
            lock (texts)
                return texts.Count;
        }
    }

    /// <summary>Their texts, for the message of a failing assertion.</summary>
    public string Text => string.Join("\n---\n", Texts);

    /// <summary>Each one's text, in the order in which they were sent.</summary>
    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (texts)
                return [.. texts];
        }
    }

    /// <summary>Starts anew.</summary>
    public void Reset()
    {
        lock (texts)
            texts.Clear();
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(Add(command, result));

    /// <inheritdoc/>
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Add(command, result);

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(Add(command, result));

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        new(Add(command, result));

    private T Add<T>(DbCommand command, T result)
    {
        lock (texts)
            texts.Add(command.CommandText);
        return result;
    }
}
