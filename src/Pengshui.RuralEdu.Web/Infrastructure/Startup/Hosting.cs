using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Logging;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>What concerns the process and its surroundings: limits, proxies, logs, health, the end.</summary>
internal static class Hosting
{
    /// <summary>
    /// Largest request body, bytes. Forms are far smaller; an action that takes files says its own limit with
    /// <c>[RequestSizeLimit]</c>.
    /// </summary>
    public const long MaxRequestBody = 2 * 1024 * 1024;

    /// <summary>How long a stopping node lets running requests finish.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        var options = DatabaseOptions.Read(builder.Configuration, builder.Environment.ContentRootPath);
        DemonstrationGate.Require(builder.Configuration, builder.Environment, options);
        DataDirectory.Require(options.DataDirectory);
        builder.Services.AddPortalLogging(options.DataDirectory);

        // Also outside of Development: dotnet run without publishing serves wwwroot/dist from the sources.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBody;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = false;
        });
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.AddSingleton<DataGate>();
        builder.Services.AddHostedService<DailySweep>();
        builder.Services.AddHostedService<AnchorLeaving>();
        builder.Services.AddHealthChecks().AddCheck<Health.DatabaseReady>("database").AddCheck<Health.DiskReady>("disk").AddCheck<Health.ScannerReady>("scanner");
        builder.Services.AddSingleton<Health.DiskReady>();
        builder.Services.AddSingleton<Health.ScannerReady>();
        AddForwardedHeaders(builder);
    }

    /// <summary>Whether a proxy is configured whose word about the client is taken.</summary>
    public static bool HasKnownProxy(IConfiguration configuration) =>
        Listed(configuration, "KnownProxies").Length + Listed(configuration, "KnownNetworks").Length > 0;

    private static void AddForwardedHeaders(WebApplicationBuilder builder)
    {
        var proxies = Listed(builder.Configuration, "KnownProxies").Select(text => IPAddress.TryParse(text, out var address)
            ? address
            : throw new StartupRefusalException($"设置 ForwardedHeaders:KnownProxies 里的“{text}”不是 IP 地址。")).ToList();
        var networks = Listed(builder.Configuration, "KnownNetworks").Select(text => System.Net.IPNetwork.TryParse(text, out var network)
            ? network
            : throw new StartupRefusalException($"设置 ForwardedHeaders:KnownNetworks 里的“{text}”不是网段，要写成 10.0.0.0/24 的样子。")).ToList();
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

            // A chain of proxies is followed as far as each of them is known, and no further.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            proxies.ForEach(forwarded.KnownProxies.Add);
            networks.ForEach(forwarded.KnownIPNetworks.Add);
        });
    }

    private static string[] Listed(IConfiguration configuration, string name) =>
        configuration.GetSection("ForwardedHeaders").GetSection(name).Get<string[]>() ?? [];
}
