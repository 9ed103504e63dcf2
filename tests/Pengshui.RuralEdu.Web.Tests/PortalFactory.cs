using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Tests;

/// <summary>
/// The whole portal in memory, on a database of its own, of the engine that the environment names, with a <see cref="TestWorld"/> in it and a clock that stands
/// until a test moves it. Use it as a class fixture where tests only read or do not mind each other, else make one a test.
/// </summary>
public class PortalFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    private TestDatabase? database;
    private TestWorld? world;

    public TestDatabase Database => database!;

    public TestWorld World => world!;

    /// <summary>The clock of business and of sign-ins alike.</summary>
    public FakeTimeProvider Time => Database.Time;

    /// <summary>Further settings, such as <c>Security:SignInsPerMinute</c>, before the first request.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["Security:SignInsPerMinute"] = "10000" };

    public static async Task<PortalFactory> CreateAsync()
    {
        var portal = new PortalFactory();
        await portal.InitializeAsync();
        return portal;
    }

    public virtual async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(EnginesAttribute.Named);
        world = await TestWorld.CreateAsync(database);
        await FillAsync(world);
    }

    /// <summary>Signed in as an account of the world by the tests' own scheme, without a cookie. Redirects are not followed.</summary>
    public HttpClient ClientOf(string userName)
    {
        var client = Stranger();
        client.DefaultRequestHeaders.Add(TestSignIn.Header, World.Users[userName].Id.ToString(CultureInfo.InvariantCulture));
        return client;
    }

    /// <summary>Nobody, with a cookie jar. Redirects are not followed.</summary>
    public virtual HttpClient Stranger() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>A fresh context, as another request would have.</summary>
    public RuralEduDbContext Open() => Database.Open();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>More rows, where a test class needs them.</summary>
    protected virtual Task FillAsync(TestWorld world) => Task.CompletedTask;

    /// <summary>Started once its data is in place, so that what a test counts is the test's own.</summary>
    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        host.Services.GetRequiredService<DataGate>().WaitAsync(CancellationToken.None).GetAwaiter().GetResult();
        return host;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Database:Provider", Database.Provider.ToString());
        builder.UseSetting("ConnectionStrings:RuralEdu", Database.ConnectionString);
        builder.UseSetting("DataDirectory", Database.Directory);
        builder.UseSetting("Demo:Enabled", "false");
        if (Database.Provider != DatabaseProvider.Sqlite)
            builder.UseSetting(AuditKeys.Setting, Database.KeyFile);
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.ConfigureDbContext<RuralEduDbContext>(o => Database.Watch(o));
            services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestSignIn>(TestSignIn.Scheme, null);
            services.PostConfigure<AuthenticationOptions>(o => o.DefaultAuthenticateScheme = TestSignIn.Scheme);
        });
    }
}
