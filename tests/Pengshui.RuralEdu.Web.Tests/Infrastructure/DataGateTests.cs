using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Moq;
using Pengshui.RuralEdu.Demonstration;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

public sealed class DataGateTests : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly DataGate gate;

    public DataGateTests()
    {
        var lifetime = new Mock<IHostApplicationLifetime>();
        lifetime.SetupGet(l => l.ApplicationStopping).Returns(stopping.Token);
        gate = new DataGate(lifetime.Object);
    }

    [Theory]
    [InlineData("GET", false, true)]
    [InlineData("HEAD", false, true)]
    [InlineData("POST", false, false)]
    [InlineData("GET", true, false)]
    [InlineData("POST", true, false)]
    public async Task Before_the_data_is_there_only_a_stranger_who_looks_passes(string method, bool isSignedIn, bool passes)
    {
        var (request, passed) = Send(method, isSignedIn);
        Assert.Equal(passes, request.IsCompleted);
        gate.Open();
        await request;
        Assert.True(passed());
        var (later, through) = Send(method, isSignedIn);
        Assert.True(later.IsCompleted);
        Assert.True(through());
    }

    [Fact]
    public async Task A_portal_that_stops_lets_nobody_wait()
    {
        var context = Context("POST", isSignedIn: true);
        var request = gate.InvokeAsync(context, _ => throw new InvalidOperationException("It passed."));
        await stopping.CancelAsync();
        await request;
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, context.Response.StatusCode);
    }

    public void Dispose() => stopping.Dispose();

    private (Task Request, Func<bool> Passed) Send(string method, bool isSignedIn)
    {
        var passed = false;
        var request = gate.InvokeAsync(Context(method, isSignedIn), _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        return (request, () => passed);
    }

    private static DefaultHttpContext Context(string method, bool isSignedIn) => new()
    {
        Request = { Method = method },
        User = new ClaimsPrincipal(new ClaimsIdentity(isSignedIn ? "test" : null)),
    };
}

/// <summary>The first start of a demonstration, as whoever tries the portal sees it.</summary>
/// <remarks>Some take 20 s on a busy machine: a whole first start with the demonstration.</remarks>
[Collection(ProcessCollection.Name)]
public sealed class FirstStartTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sign_in_page_is_there_before_the_demonstration_and_whoever_signs_in_waits_for_it()
    {
        using (var empty = await PortalProcess.StartAsync(directory["data"]))
            await empty.ReadyAsync();

        // Another writer keeps the filling waiting for as long as the test wants.
        await using var other = new SqliteConnection($"Data Source={directory["data/ruraledu.db"]}");
        await other.OpenAsync(Cancel);
        await using var writing = await other.BeginTransactionAsync(Cancel);
        using var portal = await StartAsync();
        using var client = Client(portal);
        using var home = await client.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
        using var page = await client.GetAsync(home.Headers.Location, Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var early = await client.GetAsync("/healthz/ready", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        var signIn = client.SignInAsync("leader", DemonstrationAccounts.Password);
        await Task.Delay(TimeSpan.FromMilliseconds(200), Cancel);
        Assert.False(signIn.IsCompleted);

        await writing.RollbackAsync(Cancel);
        Assert.Equal("/", (await signIn).LocationOf());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/dashboard", Cancel)).StatusCode);
        await portal.ReadyAsync();
    }

    [Fact]
    public async Task A_portal_that_is_stopped_while_it_is_filled_ends_well_and_fills_itself_at_the_next_start()
    {
        using (var portal = await StartAsync())
            Assert.Equal(0, await portal.StopAsync());
        using var again = await StartAsync();
        using var client = Client(again);
        Assert.Equal("/", (await client.SignInAsync("leader", DemonstrationAccounts.Password)).LocationOf());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/dashboard", Cancel)).StatusCode);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    private Task<PortalProcess> StartAsync() => PortalProcess.StartAsync(directory["data"], PortalProcess.DemonstrationIn(directory["data"]));

    private static HttpClient Client(PortalProcess portal) => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(portal.Address) };
}
