using Pengshui.RuralEdu.Core.Files;
using Pengshui.RuralEdu.Core.Plans.Import;

namespace Pengshui.RuralEdu.Web.Infrastructure.Startup;

/// <summary>
/// Clears away once a day what nobody comes back to: uploaded contents that no row has named for a day, which a broken save or a removed photo
/// left, and notices whose import was given up. Several nodes may do it at once. It goes by the machine's own time, as files do.
/// </summary>
/// <param name="scopes">Make a database for each run.</param>
/// <param name="log">Says what was cleared away.</param>
internal sealed class DailySweep(IServiceScopeFactory scopes, ILogger<DailySweep> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = AfterStart; ; wait = Rest)
        {
            await Task.Delay(wait, stoppingToken);
            await SweepAsync("uploaded contents without a row", services => services.GetRequiredService<StoredFiles>().SweepAsync(stoppingToken));
            await SweepAsync("notices whose import was given up", services => services.GetRequiredService<ImportDraftService>().SweepAsync(stoppingToken));
        }
    }

    private async Task SweepAsync(string what, Func<IServiceProvider, Task<int>> sweep)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var count = await sweep(scope.ServiceProvider);
            if (count > 0)
                log.LogInformation("{Count} {What} were cleared away", count, what);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database or the disk may be away for a while; tomorrow is another day.
            log.LogError(exception, "The {What} could not be cleared away", what);
        }
    }
}
