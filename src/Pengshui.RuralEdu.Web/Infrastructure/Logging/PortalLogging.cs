using Microsoft.AspNetCore.Http.Features;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;

namespace Pengshui.RuralEdu.Web.Infrastructure.Logging;

/// <summary>
/// The program's log, a JSON object a line, on the console and in files of a day each. It names requests and account numbers,
/// never persons, search words or what was typed; who did what stands in the audit trail.
/// </summary>
internal static class PortalLogging
{
    /// <summary>The Cybersecurity Law (网络安全法 §21) asks for six months of logs.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(190);

    private const long LargestFile = 100L * 1024 * 1024;

    public static void AddPortalLogging(this IServiceCollection services, string dataDirectory) =>
        services.AddSerilog(
            logger => logger
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning)

                // What these two log is thrown as well, and said in a sentence by whoever catches it.
                .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Connection", LogEventLevel.Fatal)

                // A node that is not ready yet is no error; why one stays so is logged by the check itself.
                .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LogEventLevel.Fatal)

                // That keys lie in the database unencrypted is known and said in docs/security.md.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogEventLevel.Error)
                .Enrich.FromLogContext()
                .Filter.ByExcluding(TellsAnExceptionTwice)
                .WriteTo.Console(new LogLine())
                .WriteTo.Sink(LoggerSinkConfiguration.Wrap(file => new FullDiskSink(file), to => to.File(
                    new LogLine(),
                    Path.Combine(dataDirectory, "logs", $"portal-{Environment.MachineName}-.log"), // one file a node: the folder may be shared
                    rollingInterval: RollingInterval.Day,
                    rollOnFileSizeLimit: true,
                    fileSizeLimitBytes: LargestFile,
                    retainedFileCountLimit: null,
                    retainedFileTimeLimit: Kept,
                    shared: true))),
            preserveStaticLogger: true);

    /// <summary>One line a request: method, path without its query, status, duration, request id, account number.</summary>
    public static void UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{RequestMethod:l} {RequestPath:l} {StatusCode} {Elapsed:0} ms";
        options.IncludeQueryInRequestPath = false;
        // As it came: a decoded path could look like another one.
        options.GetMessageTemplateProperties = (http, _, elapsed, status) =>
        [
            new("RequestMethod", new ScalarValue(http.Request.Method)),
            new("RequestPath", new ScalarValue(http.Request.Path.ToUriComponent())),
            new("StatusCode", new ScalarValue(status)),
            new("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = Level;
        options.EnrichDiagnosticContext = (diagnostics, http) =>
        {
            diagnostics.Set("RequestId", http.TraceIdentifier);
            if (UserIdLog.Of(http.User) is { } user)
                diagnostics.Set("UserId", user);
        };
    });

    /// <summary>
    /// EF Core puts the text of what it throws into its own message, where a value that the database refused may stand. Whoever
    /// catches the exception logs it.
    /// </summary>
    private static bool TellsAnExceptionTwice(LogEvent line) =>
        line.Exception is not null
        && line.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: "Microsoft.EntityFrameworkCore.Update" or "Microsoft.EntityFrameworkCore.Query" };

    private static LogEventLevel Level(HttpContext http, double elapsed, Exception? exception) =>
        exception is not null ? LogEventLevel.Error
        : IsNoise(http) ? LogEventLevel.Debug
        : http.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogEventLevel.Error
        : LogEventLevel.Information;

    /// <summary>Assets and health probes would drown the rest.</summary>
    private static bool IsNoise(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal)
        || http.Features.Get<IEndpointFeature>()?.Endpoint?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
}
