using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>
/// The built portal as a process of its own: seconds from start to the first page and until all data is there, with an
/// empty data directory (the demonstration is made) and with a full one, and its memory after a load.
/// </summary>
internal static class StartBenchmark
{
    private const int Rounds = 3;
    private const int Requests = 4000;
    private const int Clients = 8;
    private static readonly string[] Pages = ["/", "/tasks", "/tasks/1", "/reports", "/dashboard"];

    public static async Task RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("ruraledu-start-").FullName;
        Console.WriteLine("| start | seconds to the first page | until all data is there |");
        Console.WriteLine("| --- | --- | --- |");
        for (var round = 0; round < Rounds; round++)
        {
            var (first, seconds, filled) = await StartAsync(WebAssembly(), WebFolder(), directory);
            Console.WriteLine($"| {(round == 0 ? "empty data directory" : "existing data")} | {seconds:0.00} | {filled:0.00} |");
            if (round == Rounds - 1)
                await LoadAsync(first.Address);
            if (round == Rounds - 1)
                Report(first.Process);
            first.Process.Kill(entireProcessTree: true);
            await first.Process.WaitForExitAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Starts a built portal with the demonstration in a data directory and waits for its first page and for its data.</summary>
    public static async Task<((Process Process, Uri Address) Portal, double Seconds, double Filled)> StartAsync(string assembly, string folder, string directory)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var info = new ProcessStartInfo("dotnet", [assembly])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
            Environment =
            {
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DataDirectory"] = directory,
                ["Demo__Enabled"] = "true",
            },
        };
        using var client = new HttpClient { BaseAddress = address };
        var watch = Stopwatch.StartNew();
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await AnsweredAsync("/account/login");
        var first = watch.Elapsed.TotalSeconds;
        await AnsweredAsync("/healthz/ready");
        return ((process, address), first, watch.Elapsed.TotalSeconds);

        async Task AnsweredAsync(string path)
        {
            while (true)
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                    if (answer.StatusCode == HttpStatusCode.OK)
                        return;
                }
                catch (HttpRequestException) when (!process.HasExited && watch.Elapsed < TimeSpan.FromMinutes(1))
                {
                    // It does not listen yet.
                }

                await Task.Delay(20);
            }
        }
    }

    private static async Task LoadAsync(Uri address)
    {
        using var client = await BenchmarkPortal.SignInAsync(address, "leader");
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (var n = Interlocked.Increment(ref next); n <= Requests; n = Interlocked.Increment(ref next))
                (await client.GetAsync(new Uri(Pages[n % Pages.Length], UriKind.Relative))).Dispose();
        }));
    }

    private static void Report(Process process)
    {
        process.Refresh();
        Console.WriteLine();
        Console.WriteLine($"| after {Requests} pages by {Clients} clients | MB |");
        Console.WriteLine("| --- | --- |");
        Console.WriteLine($"| resident | {process.WorkingSet64 / 1048576.0:0} |");
        Console.WriteLine($"| peak resident | {process.PeakWorkingSet64 / 1048576.0:0} |");
    }

    /// <summary>The portal's sources, which its static files come from.</summary>
    public static string WebFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var web = Path.Combine(folder.FullName, "src", "Pengshui.RuralEdu.Web");
            if (Directory.Exists(web))
                return web;
        }

        throw new DirectoryNotFoundException("src/Pengshui.RuralEdu.Web");
    }

    /// <summary>The portal as a Release build leaves it.</summary>
    public static string WebAssembly() => Path.Combine(WebFolder(), "bin", "Release", "net10.0", "Pengshui.RuralEdu.Web.dll");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
