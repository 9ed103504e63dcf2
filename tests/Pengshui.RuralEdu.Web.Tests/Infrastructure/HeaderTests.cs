using System.Net;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

public sealed class HeaderTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/no-such-page")]
    [InlineData("/dist/site.css")]
    [InlineData("/healthz/live")]
    public async Task Every_answer_carries_the_security_headers(string address)
    {
        using var answer = await portal.Stranger().GetAsync(address, Cancel);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account/login")]
    [InlineData("/healthz/live")]
    [InlineData("/dist/site.css")]
    public async Task TRACE_sends_nothing_back(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Trace, address);
        request.Headers.Add("X-Secret", "only-the-client-knows");
        using var answer = await portal.ClientOf("auditor").SendAsync(request, Cancel);
        Assert.NotEqual("message/http", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("only-the-client-knows", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/no-such-page")]
    public async Task A_page_is_kept_nowhere(string address)
    {
        using var answer = await portal.ClientOf("auditor").GetAsync(address, Cancel);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task An_asset_under_its_fingerprint_may_be_kept_for_good()
    {
        var page = await portal.Stranger().GetDocumentAsync("/account/login");
        var snapshot = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var answer = await portal.Stranger().GetAsync(snapshot, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("no-store", $"{answer.Headers.CacheControl}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_whose_database_lacks_a_migration_is_alive_but_not_ready()
    {
        await using var own = await PortalFactory.CreateAsync();
        using var client = own.Stranger();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/ready", Cancel)).StatusCode);
        await using (var db = own.Open())
            await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsHistory", Cancel);
        using var ready = await client.GetAsync("/healthz/ready", Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(Cancel)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/live", Cancel)).StatusCode);
    }
}
