using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>
/// Eight pictures of 50 MB at once, by the heads of the sections into their reports of the open month, into the built portal as a
/// process of its own: how far its resident memory rises above what it was before.
/// </summary>
internal static partial class UploadsBenchmark
{
    private const int Pictures = 8;
    private const int Rounds = 2;
    private const int Length = 50 * 1024 * 1024;
    private static readonly string[] Sections = ["jyk", "jjk", "jzzx", "rsk", "fwzx", "cwk", "dgw", "jxx"];

    public static async Task RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("ruraledu-uploads-").FullName;
        var (portal, _, _) = await StartBenchmark.StartAsync(StartBenchmark.WebAssembly(), StartBenchmark.WebFolder(), directory);
        using var process = portal.Process;
        var reports = new List<(HttpClient Client, int Report)>();
        foreach (var section in Sections)
        {
            var client = await BenchmarkPortal.SignInAsync(portal.Address, $"{section}-head");
            reports.AddRange((await ReportsAsync(client)).Select(id => (client, id)));
        }

        // A report takes 300 MB: five of these pictures beside the first.
        if (reports.Count * 5 < Pictures * Rounds)
            throw new InvalidOperationException($"Only {reports.Count} reports take files.");
        (HttpClient Client, int Report) PlaceOf(int n) => reports[n % reports.Count];

        // Once small, so that code and caches are there before anything is counted.
        foreach (var (client, report) in reports)
            await SendAsync(client, report, Picture(64 * 1024, 1000 + report), "先.png");
        Console.WriteLine("| round | seconds | resident before, MB | peak meanwhile, MB | rise, MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        for (var round = 1; round <= Rounds; round++)
        {
            var pictures = Enumerable.Range(0, Pictures).Select(i => Picture(Length, (round * Pictures) + i)).ToList();
            var before = Resident(process);
            using var ended = new CancellationTokenSource();
            var watching = PeakAsync(process, ended.Token);
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(pictures.Select((picture, i) =>
            {
                var (client, report) = PlaceOf((round * Pictures) + i);
                return SendAsync(client, report, picture, $"照片{round}-{i}.png");
            }));
            var seconds = watch.Elapsed.TotalSeconds;
            await ended.CancelAsync();
            var peak = await watching;
            Console.WriteLine($"| {round} | {seconds:0.0} | {before / 1048576.0:0} | {peak / 1048576.0:0} | {(peak - before) / 1048576.0:0} |");
        }

        foreach (var client in reports.Select(r => r.Client).Distinct())
            client.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>A whole PNG, as long as wanted by a chunk of random noise.</summary>
    private static byte[] Picture(int length, int seed)
    {
        using var bitmap = new SKBitmap(100, 100);
        bitmap.Erase(new SKColor((uint)seed | 0xFF000000));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var small = data.ToArray();
        var noise = new byte[length - small.Length - 12];
        new Random(seed).NextBytes(noise);

        // Before the last chunk (IEND, 12 bytes) one more, of a private kind that PNG readers pass over.
        var picture = new byte[length];
        small.AsSpan(0, small.Length - 12).CopyTo(picture);
        var at = small.Length - 12;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(at), noise.Length);
        "prVt"u8.CopyTo(picture.AsSpan(at + 4));
        noise.CopyTo(picture.AsSpan(at + 8));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(picture.AsSpan(at + 8 + noise.Length), Crc(picture.AsSpan(at + 4, noise.Length + 4)));
        small.AsSpan(small.Length - 12).CopyTo(picture.AsSpan(length - 12));
        return picture;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }

    /// <summary>The section's reports of the open month that still take files.</summary>
    private static async Task<List<int>> ReportsAsync(HttpClient client)
    {
        var list = await client.GetStringAsync(new Uri("/reports", UriKind.Relative));
        var reports = new List<int>();
        foreach (var id in Report().Matches(list).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct())
        {
            using var form = await client.GetAsync(new Uri($"/reports/{id}/edit", UriKind.Relative));
            if (form.StatusCode == HttpStatusCode.OK && (await form.Content.ReadAsStringAsync()).Contains("id=\"report-form\"", StringComparison.Ordinal))
                reports.Add(id);
        }

        return reports;
    }

    private static async Task SendAsync(HttpClient client, int report, byte[] picture, string name)
    {
        var page = await client.GetStringAsync(new Uri($"/reports/{report}/edit", UriKind.Relative));
        using var body = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(page).Groups[1].Value), "__RequestVerificationToken" },
            { new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "file", name },
        };
        using var answer = await client.PostAsync(new Uri($"/reports/{report}/evidence", UriKind.Relative), body);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static long Resident(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    private static async Task<long> PeakAsync(Process process, CancellationToken ended)
    {
        var peak = Resident(process);
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(20, CancellationToken.None);
            peak = Math.Max(peak, Resident(process));
        }

        return peak;
    }

    [GeneratedRegex("""/reports/([0-9]+)""")]
    private static partial Regex Report();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();
}
