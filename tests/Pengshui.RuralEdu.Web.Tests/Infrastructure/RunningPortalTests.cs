using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>One portal as in production, behind a proxy on this machine.</summary>
public sealed class RunningPortal : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private PortalProcess? process;

    public string Address => process!.Address;

    public string Log
    {
        get
        {
            var file = Directory.GetFiles(directory["data/logs"]).Single();
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }
    }

    public async ValueTask InitializeAsync()
    {
        process = await PortalProcess.StartAsync(directory["data"], ("ForwardedHeaders:KnownProxies:0", "127.0.0.1"));
        await process.ReadyAsync();
    }

    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };

    public RuralEduDbContext Open() => new(
        (DbContextOptions<RuralEduDbContext>)new DbContextOptionsBuilder<RuralEduDbContext>()
            .UseEngine(DatabaseProvider.Sqlite, $"Data Source={directory["data/ruraledu.db"]}").Options, new BusinessClock(TimeProvider.System));

    public ValueTask DisposeAsync()
    {
        process?.Dispose();
        SqliteConnection.ClearAllPools();
        directory.Dispose();
        return ValueTask.CompletedTask;
    }
}

[Collection(ProcessCollection.Name)]
public sealed class RunningPortalTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task Health_says_one_word_and_no_more(string address)
    {
        using var client = portal.Client();
        using var answer = await client.GetAsync(address, Cancel);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
        Assert.False(answer.Headers.Contains("Server"));
    }

    /// <summary>The client's address is the proxy's word only where the proxy is a known one; the trail keeps it with the request's id.</summary>
    [Fact]
    public async Task The_trail_names_the_client_behind_a_known_proxy()
    {
        using var client = portal.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9, 198.51.100.7");
        await client.PostFormAsync("/account/login", [new("UserName", "nobody-here"), new("Password", "wrong")]);
        await using var db = portal.Open();
        var entry = await db.AuditEntries.AsNoTracking().Where(e => e.ActorName == "nobody-here").OrderBy(e => e.Sequence).LastAsync(Cancel);
        Assert.Equal((AccountAudit.SignIn, AuditResult.Failed), (entry.Action, entry.Result));
        Assert.Equal("198.51.100.7", entry.Address);
        Assert.Contains(entry.RequestId!, portal.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_with_https_the_browser_is_told_to_stay_with_it()
    {
        using var client = portal.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/login");
        request.Headers.Host = "portal.example";
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        using var plain = await client.GetAsync("/account/login", Cancel);
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_log_names_requests_but_neither_search_words_nor_names_nor_what_was_typed()
    {
        using var client = portal.Client();
        await client.GetAsync("/tasks?q=secret-search", Cancel);
        await client.PostFormAsync("/account/login", [new("UserName", "secret-user"), new("Password", "secret-password")]);
        var log = portal.Log;
        Assert.Contains("GET /tasks 302", log, StringComparison.Ordinal);
        Assert.Contains("POST /account/login 200", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_compressed_and_the_answer_to_a_post_is_not()
    {
        using var client = portal.Client();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        using var page = await client.GetAsync("/account/login", Cancel);
        Assert.Equal(["br"], page.Content.Headers.ContentEncoding);
        using var form = new FormUrlEncodedContent([]);
        using var posted = await client.PostAsync("/account/login", form, Cancel);
        Assert.Empty(posted.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        using var client = portal.Client();
        using var content = new ByteArrayContent(new byte[3 * 1024 * 1024]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var answer = await client.PostAsync("/account/login", content, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("文件太大", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
