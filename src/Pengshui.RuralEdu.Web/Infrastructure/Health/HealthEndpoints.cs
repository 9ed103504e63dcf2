using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Pengshui.RuralEdu.Web.Infrastructure.Health;

/// <summary>What a load balancer or a supervisor asks. Open to anyone, and says nothing but Healthy, Degraded (200, uploads are refused) or Unhealthy.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        // Alive: the process answers. It does not look at the database, so that a node is not killed for the database's sake.
        endpoints.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        endpoints.MapHealthChecks("/healthz/ready").AllowAnonymous();
    }
}
