using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

/// <summary>Every service of Core as the portal registers it, over a small county whose database can be made to fail.</summary>
internal sealed class WriteBench : IAsyncDisposable
{
    public const string Password = "Lan-Tian-7391";

    // As slow as it is meant to be, so that it is made once.
    private static readonly Lazy<string> Hash = new(() =>
    {
        using var services = new ServiceCollection().AddLogging().AddAccounts().BuildServiceProvider();
        return services.GetRequiredService<IPasswordHasher<PortalUser>>().HashPassword(null!, Password);
    });

    private readonly ServiceProvider services;

    private WriteBench(TestDatabase database, TestWorld world, ServiceProvider services)
    {
        Database = database;
        World = world;
        this.services = services;
    }

    public static SignInDevice Device { get; } = new("Windows 电脑 · Edge");

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    public TestWorld World { get; }

    public static async Task<WriteBench> CreateAsync(DatabaseProvider engine = DatabaseProvider.Sqlite)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = engine.ToString(), ["ConnectionStrings:RuralEdu"] = database.ConnectionString, ["DataDirectory"] = database.Directory,
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(database.Time)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()).AddCore(configuration, database.Directory)
            .ConfigureDbContext<RuralEduDbContext>(o => database.Watch(o));
        var bench = new WriteBench(database, world, services.BuildServiceProvider(validateScopes: true));
        await using var db = database.Open();
        await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, Hash.Value), Token);
        return bench;
    }

    public Actor Actor(string userName) => World.Actor(userName);

    /// <summary>Does something in a scope of its own, as one request would.</summary>
    public async Task<T> DoAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task<List<AuditEntry>> TrailAsync()
    {
        await using var db = Database.Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Token);
    }

    /// <summary>Table → rows in it.</summary>
    public async Task<Dictionary<string, int>> RowsAsync()
    {
        await using var db = Database.Open();
        var rows = new Dictionary<string, int>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
            var count = $"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"";
            rows[table] = (await db.Database.SqlQueryRaw<int>(count).ToListAsync(Token)).Single();
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
