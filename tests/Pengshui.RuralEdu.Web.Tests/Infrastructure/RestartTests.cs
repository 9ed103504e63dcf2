using System.Net;
using Pengshui.RuralEdu.Demonstration;

namespace Pengshui.RuralEdu.Web.Tests.Infrastructure;

/// <summary>What a load balancer relies on after a node was started again on the data that it had.</summary>
[Collection(ProcessCollection.Name)]
public sealed class RestartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_health_check_after_a_restart_is_right()
    {
        using var directory = new TemporaryDirectory();
        var data = directory["data"];
        using (var first = await PortalProcess.StartAsync(data, PortalProcess.DemonstrationIn(data)))
        {
            await first.ReadyAsync();
            await first.KillAsync();
        }

        using var again = await PortalProcess.StartAsync(data, PortalProcess.DemonstrationIn(data));
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(again.Address) };

        // From the first moment on it lives; whether it is ready it may deny, but once it says so, whoever comes is served.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/live", Cancel)).StatusCode);
        HttpStatusCode ready;
        while ((ready = (await client.GetAsync("/healthz/ready", Cancel)).StatusCode) != HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
            await Task.Delay(20, Cancel);
        }

        Assert.Equal("/", (await client.SignInAsync("leader", DemonstrationAccounts.Password)).LocationOf());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/dashboard", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/ready", Cancel)).StatusCode);
    }
}
