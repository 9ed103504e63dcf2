using System.Diagnostics;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>
/// Pages a second of each page for somebody signed in, in turn with the empty page, so that a machine whose speed drifts
/// gives a fair ratio. Four clients at once, on the embedded default.
/// </summary>
internal static class PagesBenchmark
{
    private const int Clients = 4;
    private const int Rounds = 5;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);
    private static readonly string[] Pages = ["/", "/tasks", "/tasks/1", "/reports", "/dashboard"];

    public static async Task RunAsync()
    {
        using var portal = new BenchmarkPortal();
        using var client = await portal.SignInAsync("leader");
        foreach (var page in Pages.Append("/benchmark/empty"))
            await MeasureAsync(client, page);

        Console.WriteLine("| page | pages/s, median of 5 | empty page/s | ratio | min–max of the ratio |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var page in Pages)
        {
            var pairs = new List<(double Page, double Empty)>();
            for (var round = 0; round < Rounds; round++)
                pairs.Add((await MeasureAsync(client, page), await MeasureAsync(client, "/benchmark/empty")));
            var ratios = pairs.Select(p => p.Page / p.Empty).Order().ToList();
            Console.WriteLine($"| `{page}` | {Median(pairs.Select(p => p.Page)):0} | {Median(pairs.Select(p => p.Empty)):0} | {Median(ratios):0.00} | {ratios[0]:0.00}–{ratios[^1]:0.00} |");
        }
    }

    private static async Task<double> MeasureAsync(HttpClient client, string page)
    {
        var address = new Uri(page, UriKind.Relative);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var count = 0;
            while (watch.Elapsed < Slice)
            {
                using var answer = await client.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                count++;
            }

            return count;
        }));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
