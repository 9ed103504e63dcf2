using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Web.Infrastructure.Health;

/// <summary>
/// Whether the scanner of uploads answers, where one is configured. Without it uploads are refused and everything else works, so
/// that the node stays in service: Degraded, which answers 200.
/// </summary>
/// <param name="scanner">The scanner.</param>
/// <param name="log">Says it once, until it answers again.</param>
internal sealed class ScannerReady(IUploadScanner scanner, ILogger<ScannerReady> log) : IHealthCheck
{
    private volatile bool isAway;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var answers = await scanner.AnswersAsync(cancellationToken);
        if (!answers && !isAway)
            log.LogError("The scanner at {Address} does not answer; uploads are refused", scanner.Address);
        isAway = !answers;
        return answers ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded();
    }
}
