using Pengshui.RuralEdu.Core.Files;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>
/// Clears away, once a day, uploaded contents that no row has named for a day: what a broken save or a removed photo left. Several nodes may
/// do it at once. It goes by the machine's own time, as files do.
/// </summary>
/// <param name="scopes">Make a database for each run.</param>
/// <param name="log">Says what was cleared away.</param>
internal sealed class UploadSweep(IServiceScopeFactory scopes, ILogger<UploadSweep> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = AfterStart; ; wait = Rest)
        {
            await Task.Delay(wait, stoppingToken);
            await SweepAsync(stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var count = await scope.ServiceProvider.GetRequiredService<StoredFiles>().SweepAsync(stoppingToken);
            if (count > 0)
                log.LogInformation("{Count} uploaded contents without a row were cleared away", count);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database or the disk may be away for a while; tomorrow is another day.
            log.LogError(exception, "Uploaded contents without a row could not be cleared away");
        }
    }
}
