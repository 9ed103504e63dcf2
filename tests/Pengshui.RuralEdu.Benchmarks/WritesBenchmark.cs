using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Benchmarks;

/// <summary>
/// How many rectifications are raised and numbered a second by 1, 8 and 50 writers at once, and how long the slowest of a
/// hundred wait: the write that waits longest, since it takes a number before the end of the audit chain. SQLite, and SQL
/// Server where the environment names one.
/// </summary>
internal static class WritesBenchmark
{
    private const int Writes = 400;

    public static async Task RunAsync()
    {
        Console.WriteLine("| engine | writers | writes/s | median, ms | p99, ms |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var engine in Enum.GetValues<DatabaseProvider>().Where(e => e == DatabaseProvider.Sqlite || EnginesAttribute.SqlServer is not null))
        {
            foreach (var writers in new[] { 1, 8, 50 })
                await RunAsync(engine, writers);
        }
    }

    private static async Task RunAsync(DatabaseProvider engine, int writers)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var options = (DbContextOptions<RuralEduDbContext>)new DbContextOptionsBuilder<RuralEduDbContext>().UseEngine(engine, database.ConnectionString).Options;
        var supervisor = world.Actor("supervisor");
        for (var warm = 0; warm < 20; warm++)
            await RaiseAsync(database, options, world, supervisor);

        var left = Writes;
        var times = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var begun = Stopwatch.GetTimestamp();
                await RaiseAsync(database, options, world, supervisor);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        var sorted = times.Order().ToList();
        Console.WriteLine($"| {engine} | {writers} | {Writes / seconds:0} | {sorted[sorted.Count / 2]:0} | {sorted[sorted.Count * 99 / 100]:0} |");
        await using var db = database.Open();
        var verdict = await database.Verifier(db).CheckAsync(null, CancellationToken.None);
        if (!verdict.Holds || await db.Rectifications.MaxAsync(r => r.Number) != Writes + 20)
            throw new InvalidOperationException($"Something was lost: {verdict.Sentence}");
    }

    private static async Task RaiseAsync(TestDatabase database, DbContextOptions<RuralEduDbContext> options, TestWorld world, Actor supervisor)
    {
        await using var db = new RuralEduDbContext(options, database.Clock, database.Keys);
        var service = db.Service<RectificationService>(new CalendarReader(db, new StampedCache(), new DataStamp(db)), database.Clock);
        var result = await service.RaiseAsync(new RaiseRectification(Guid.NewGuid(), world.Alone.Id, "台账缺九月的票据。", new DateOnly(2023, 10, 31), null), supervisor);
        if (result.Outcome != Outcome.Success)
            throw new InvalidOperationException(result.Message);
    }
}
