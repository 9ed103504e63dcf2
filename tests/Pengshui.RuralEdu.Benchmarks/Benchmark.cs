using System.Globalization;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/Pengshui.RuralEdu.Benchmarks -- [notice|pages|processor|size|start|plans|writes|uploads] …</c>: each part prints a
/// table for docs/performance.md; nothing here passes or fails.
/// </summary>
internal static class Benchmark
{
    private static async Task Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var parts = args.Length > 0 ? args : ["notice", "pages", "processor", "size", "start", "plans", "writes", "uploads"];
        if (parts.Contains("notice"))
            await NoticeBenchmark.RunAsync();
        if (parts.Contains("pages"))
            await PagesBenchmark.RunAsync();
        if (parts.Contains("processor"))
            await ProcessorBenchmark.RunAsync();
        if (parts.Contains("serve"))
            await ProcessorBenchmark.ServeAsync();
        if (parts.Contains("size"))
            await SizeBenchmark.RunAsync();
        if (parts.Contains("start"))
            await StartBenchmark.RunAsync();
        if (parts.Contains("plans"))
            await PlansBenchmark.RunAsync();
        if (parts.Contains("writes"))
            await WritesBenchmark.RunAsync();
        if (parts.Contains("uploads"))
            await UploadsBenchmark.RunAsync();
    }
}
