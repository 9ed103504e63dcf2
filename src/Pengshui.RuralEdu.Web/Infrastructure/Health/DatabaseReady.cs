using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Web.Infrastructure.Startup;

namespace Pengshui.RuralEdu.Web.Infrastructure.Health;

/// <summary>Whether this node can serve: the database answers, has the program's schema, and has been filled.</summary>
/// <param name="gate">Open once it is filled.</param>
/// <param name="initializer">Knows the schema.</param>
/// <param name="log">Where the reason goes; the answer itself says only yes or no.</param>
internal sealed class DatabaseReady(DataGate gate, DatabaseInitializer initializer, ILogger<DatabaseReady> log) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Before that somebody else is just at work on the database, and whether it answers is found out there.
            return gate.IsOpen && await initializer.IsCurrentAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
#pragma warning disable CA1031 // Whatever is wrong with the database, the answer is that the node is not ready.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The database does not answer");
            return HealthCheckResult.Unhealthy();
        }
    }
}
