using System.Net;
using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>Bytes on the wire of a first visit: the sign-in page or a page behind it, and every asset that it names.</summary>
internal static partial class SizeBenchmark
{
    public static async Task RunAsync()
    {
        using var portal = new BenchmarkPortal();
        using var signedIn = await portal.SignInAsync("leader");
        Console.WriteLine("| first visit | requests | KB, compressed |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var page in new[] { "/", "/tasks/1", "/dashboard" })
        {
            var html = await signedIn.GetStringAsync(new Uri(page, UriKind.Relative));
            var assets = Asset().Matches(html).Select(m => m.Groups[1].Value.Split('#')[0]).Where(a => a.StartsWith("/dist/", StringComparison.Ordinal)).Distinct().ToList();
            var bytes = 0L;
            foreach (var address in assets.Prepend(page))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
                request.Headers.Add("Accept-Encoding", "br, gzip");
                using var answer = await signedIn.SendAsync(request);
                if (answer.StatusCode != HttpStatusCode.OK)
                    throw new InvalidOperationException($"{address}: {answer.StatusCode}");
                bytes += (await answer.Content.ReadAsByteArrayAsync()).LongLength;
            }

            Console.WriteLine($"| `{page}` | {assets.Count + 1} | {bytes / 1024.0:0.0} |");
        }
    }

    [GeneratedRegex("""(?:href|src)="([^"]+)""")]
    private static partial Regex Asset();
}
