using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>The portal on a real port, with a year of demonstration data and the empty page beside its own.</summary>
public sealed partial class BenchmarkPortal : WebApplicationFactory<Program>
{
    private readonly string directory = Directory.CreateTempSubdirectory("ruraledu-benchmark-").FullName;

    /// <summary>Starts it.</summary>
    public BenchmarkPortal()
    {
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>A client that is signed in.</summary>
    public Task<HttpClient> SignInAsync(string userName) => SignInAsync(Address, userName);

    /// <summary>A client that is signed in to the portal at an address.</summary>
    public static async Task<HttpClient> SignInAsync(Uri address, string userName, CookieContainer? cookies = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies ?? new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = address };
        var page = await client.GetStringAsync(new Uri("/account/login", UriKind.Relative));
        var token = Token().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["UserName"] = userName,
            ["Password"] = "Demo#2023-ps",
            ["__RequestVerificationToken"] = token,
        });
        var answer = await client.PostAsync(new Uri("/account/login", UriKind.Relative), form);
        var home = await answer.Content.ReadAsStringAsync();
        return home.Contains("退出登录", StringComparison.Ordinal)
            ? client
            : throw new InvalidOperationException($"sign-in of {userName} failed");
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(StartBenchmark.WebFolder());
        builder.UseEnvironment("Production");
        builder.UseSetting("DataDirectory", directory);
        builder.UseSetting("Database:Provider", "Sqlite");
        builder.UseSetting("Demo:Enabled", "true");
        builder.UseSetting("Demo:Database", Path.GetFullPath(Path.Combine(directory, DatabaseOptions.SqliteFileName)));
        builder.ConfigureServices(services => services.AddControllersWithViews().AddApplicationPart(typeof(BenchmarkPortal).Assembly));
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (disposing && Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();
}
