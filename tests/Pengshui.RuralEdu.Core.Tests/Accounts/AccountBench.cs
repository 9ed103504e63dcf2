using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Accounts;

/// <summary>The services of accounts as the portal registers them, over a test database with a test world.</summary>
internal sealed class AccountBench : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private AccountBench(TestDatabase database, TestWorld world, ServiceProvider services)
    {
        Database = database;
        World = world;
        this.services = services;
    }

    public TestDatabase Database { get; }

    public TestWorld World { get; }

    public Actor System => World.Actor("sysadmin");

    public Actor Security => World.Actor("secadmin");

    public static async Task<AccountBench> CreateAsync(DatabaseProvider engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = engine.ToString(), ["ConnectionStrings:RuralEdu"] = database.ConnectionString, ["DataDirectory"] = database.Directory,
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(database.Time)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()).AddCore(configuration, database.Directory);
        return new AccountBench(database, world, services.BuildServiceProvider(validateScopes: true));
    }

    /// <summary>Does something in a scope of its own, as one request would.</summary>
    public async Task<T> DoAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public int Id(string userName) => World.Users[userName].Id;

    public async Task<PortalUser> UserAsync(int id)
    {
        await using var db = Database.Open();
        return await db.Users.AsNoTracking().Include(u => u.UserRoles).Include(u => u.Sections).SingleAsync(u => u.Id == id, TestContext.Current.CancellationToken);
    }

    public async Task<List<AuditEntry>> TrailAsync()
    {
        await using var db = Database.Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
