using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Ledgers;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>
/// The dashboard of one plan with one plan and with many, each time after a write, so that its model is read anew; then a
/// ledger of all reports, with the memory that it takes.
/// </summary>
internal static class PlansBenchmark
{
    private const int Plans = 400;
    private const int LedgerPlans = 510;
    private const int Rounds = 60;

    public static async Task RunAsync()
    {
        using var portal = new BenchmarkPortal();
        using var client = await portal.SignInAsync("leader");
        Console.WriteLine("| plans | dashboard after a write, ms, median | 90 of 100 below | kept dashboard, ms, median |");
        Console.WriteLine("| --- | --- | --- | --- |");
        await DashboardAsync(portal, client, 1);
        await GrowAsync(portal, Plans);
        await DashboardAsync(portal, client, Plans);

        await GrowAsync(portal, LedgerPlans);
        Console.WriteLine();
        Console.WriteLine("| ledger of all reports | rows | MB | seconds | managed memory before, MB | most while writing, MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var format in new[] { LedgerFormat.Xlsx, LedgerFormat.Csv, LedgerFormat.Xlsx })
            await LedgerAsync(portal, format);
    }

    private static async Task DashboardAsync(BenchmarkPortal portal, HttpClient client, int plans)
    {
        var cold = new List<double>();
        var kept = new List<double>();
        for (var round = -5; round < Rounds; round++)
        {
            await WithAsync(portal, async services =>
            {
                var db = services.GetRequiredService<RuralEduDbContext>();
                db.Note(new AuditNote(Actor.System(), AuditActions.VerifyAudit));
                await db.SaveChangesAsync();
            });
            var first = await TimeAsync(client);
            var second = await TimeAsync(client);
            if (round < 0)
                continue;
            cold.Add(first);
            kept.Add(second);
        }

        cold.Sort();
        kept.Sort();
        Console.WriteLine($"| {plans} | {cold[Rounds / 2]:0.0} | {cold[Rounds * 9 / 10]:0.0} | {kept[Rounds / 2]:0.0} |");
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
