using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>
/// Has the end of the audit trail leave the database once a day. Every node looks each hour whether somebody did it today; the
/// file lets one of them. Until it has worked, the page of the trail and the log say so.
/// </summary>
/// <param name="scopes">Make a database for each run.</param>
/// <param name="anchors">Where the end goes.</param>
/// <param name="log">Says what came of it.</param>
public sealed class AnchorLeaving(IServiceScopeFactory scopes, AuditAnchors anchors, ILogger<AnchorLeaving> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>Leaves today's anchor where nobody has yet.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var head = await scope.ServiceProvider.GetRequiredService<RuralEduDbContext>().AuditHeads.AsNoTracking().SingleAsync(cancellationToken);
            if (anchors.Leave(head))
                log.LogInformation("The end of the audit trail, entry {Sequence}, has left to {Path}", head.Sequence, anchors.Path);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database or the share may be away for a while; the next hour tries again.
            log.LogWarning(exception, "The end of the audit trail could not leave to {Path}", anchors.Path);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = AfterStart; ; wait = Rest)
        {
            await Task.Delay(wait, stoppingToken);
            await LeaveAsync(stoppingToken);
        }
    }
}
