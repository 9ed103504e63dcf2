using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Demonstration;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>
/// The dashboard of one plan with one plan and with many, each time after data of every kind changed, so that all of it is read anew; the two
/// in turn, so that a machine whose speed drifts gives a fair ratio. Then a ledger of all reports, with the memory it takes.
/// </summary>
internal static class PlansBenchmark
{
    private const int Plans = 400;
    private const int LedgerPlans = 510;
    private const int Rounds = 60;

    public static async Task RunAsync()
    {
        using var big = new BenchmarkPortal();
        await GrowAsync(big, Plans);
        using (var small = new BenchmarkPortal())
            await DashboardsAsync(small, big);

        await GrowAsync(big, LedgerPlans);
        Console.WriteLine();
        Console.WriteLine("| ledger of all reports | rows | MB | seconds | managed memory before, MB | most while writing, MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var format in new[] { LedgerFormat.Xlsx, LedgerFormat.Csv, LedgerFormat.Xlsx })
            await LedgerAsync(big, format);
    }

    private static async Task DashboardsAsync(BenchmarkPortal small, BenchmarkPortal big)
    {
        using var few = await small.SignInAsync("leader");
        using var many = await big.SignInAsync("leader");
        var rounds = new List<(double Few, double Many)>();
        for (var round = -5; round < Rounds; round++)
        {
            var pair = (await AnewAsync(small, few), await AnewAsync(big, many));
            if (round >= 0)
                rounds.Add(pair);
        }

        var ratios = rounds.Select(r => r.Many / r.Few).Order().ToList();
        Console.WriteLine("| plans | dashboard with nothing kept, ms, median | ratio, median of pairs | middle half of the ratios |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Console.WriteLine($"| 1 | {Median(rounds.Select(r => r.Few)):0.0} | | |");
        Console.WriteLine($"| {Plans} | {Median(rounds.Select(r => r.Many)):0.0} | {Median(ratios):0.00} | {ratios[Rounds / 4]:0.00}–{ratios[Rounds * 3 / 4]:0.00} |");
    }

    private static async Task<double> AnewAsync(BenchmarkPortal portal, HttpClient client)
    {
        await WithAsync(portal, async services =>
        {
            var db = services.GetRequiredService<RuralEduDbContext>();
            var head = await db.AuditHeads.SingleAsync();
            head.Changes = head.Changes.Raise(DataAreas.All);
            await db.SaveChangesAsync();
        });
        return await TimeAsync(client);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task<double> TimeAsync(HttpClient client)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync(new Uri("/dashboard", UriKind.Relative));
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static Task GrowAsync(BenchmarkPortal portal, int plans) =>
        WithAsync(portal, services => services.GetRequiredService<DemonstrationPlans>().GrowAsync(plans, null, CancellationToken.None));

    private static Task LedgerAsync(BenchmarkPortal portal, LedgerFormat format) => WithAsync(portal, async services =>
    {
        var ledgers = services.GetRequiredService<LedgerService>();
        var leader = new Actor { UserName = "leader", DisplayName = "leader", Roles = new HashSet<Role> { Role.Leader } };
        var export = (await ledgers.PrepareAsync(new LedgerOrder(LedgerKind.Reports, null, null, format), leader, CancellationToken.None)).Value;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        using var counted = new Counter();
        var watch = Stopwatch.StartNew();
        var rows = await ledgers.WriteAsync(export, counted, _ =>
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            return ValueTask.CompletedTask;
        }, CancellationToken.None);
        Console.WriteLine($"| {format} | {rows} | {counted.Written / 1048576.0:0.0} | {watch.Elapsed.TotalSeconds:0.0} | {before / 1048576.0:0} | {most / 1048576.0:0} |");
    });

    private static async Task WithAsync(BenchmarkPortal portal, Func<IServiceProvider, Task> act)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    /// <summary>Counts bytes and throws them away.</summary>
    private sealed class Counter : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position
        {
            get => Written;
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
            // Nothing is kept.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
