using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>Bytes on the wire of a first visit to the published portal: a page, and every asset that it names.</summary>
internal static partial class SizeBenchmark
{
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ruraledu-publish-").FullName;
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", StartBenchmark.WebFolder(), "-c", "Release", "-o", folder, "-v", "quiet", "-nologo"]))!;
        await publish.WaitForExitAsync();
        var (portal, _, _) = await StartBenchmark.StartAsync(Path.Combine(folder, "Pengshui.RuralEdu.Web.dll"), folder, Path.Combine(folder, "data"));
        using var process = portal.Process;
        using var signedIn = await BenchmarkPortal.SignInAsync(portal.Address, "leader");
        Console.WriteLine("| first visit | requests | KB, compressed, without charts | charts, KB |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var page in new[] { "/", "/tasks/1", "/dashboard" })
        {
            var html = await signedIn.GetStringAsync(new Uri(page, UriKind.Relative));
            var assets = Asset().Matches(html).Select(m => m.Groups[1].Value.Split('#')[0]).Where(a => a.StartsWith("/dist/", StringComparison.Ordinal)).Distinct().ToList();
            var (bytes, charts) = (0L, 0L);
            foreach (var address in assets.Prepend(page))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
                request.Headers.Add("Accept-Encoding", "br, gzip");
                using var answer = await signedIn.SendAsync(request);
                if (answer.StatusCode != HttpStatusCode.OK)
                    throw new InvalidOperationException($"{address}: {answer.StatusCode}");
                var length = (await answer.Content.ReadAsByteArrayAsync()).LongLength;
                if (address.StartsWith("/dist/dashboard", StringComparison.Ordinal))
                    charts += length;
                else
                    bytes += length;
            }

            Console.WriteLine($"| `{page}` | {assets.Count + 1} | {bytes / 1024.0:0.0} | {charts / 1024.0:0.0} |");
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("""(?:href|src)="([^"]+)""")]
    private static partial Regex Asset();
}
