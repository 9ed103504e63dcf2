namespace Pengshui.RuralEdu.Web.Tests.Accounts;

/// <summary>
/// The world of the routes behind the real server, which refuses in headers what the server of the other tests lets pass.
/// </summary>
public sealed class HostileFactory : RouteFactory
{
    public HostileFactory() => UseKestrel(0);

    public override async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        StartServer();
        await FurnishAsync();
    }

    public override HttpClient Stranger() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = ClientOptions.BaseAddress };
}
