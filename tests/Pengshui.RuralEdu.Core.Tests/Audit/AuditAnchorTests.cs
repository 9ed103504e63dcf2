using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Audit;

public sealed class AuditAnchorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_end_leaves_once_a_day_of_Beijing_whichever_node_does_it()
    {
        await using var database = await AuditKeyTests.TrailAsync();
        var other = new AuditAnchors(database.Anchors.Path, database.Keys, database.Time);

        Assert.True(database.Anchors.Leave(await HeadAsync(database)));
        await AuditKeyTests.WriteAsync(database, 1);
        Assert.False(other.Leave(await HeadAsync(database)));
        database.Time.Advance(TimeSpan.FromHours(15)); // 00:13 of the next day
        Assert.True(other.Leave(await HeadAsync(database)));
        Assert.False(database.Anchors.Leave(await HeadAsync(database)));

        var left = database.Anchors.Read();
        Assert.Equal([12L, 13L], left.Anchors.Select(a => a.Anchor.Sequence));
        Assert.Equal(0, left.Unreadable);
        Assert.All(left.Anchors, a => Assert.Equal(database.Keys.Ring.Newest!.Sign(a.Anchor, a.At), a.Mac));
        Assert.Equal(2, (await File.ReadAllLinesAsync(database.Anchors.Path, Cancel)).Length);
        var verdict = await CheckAsync(database);
        Assert.True(verdict.Holds, verdict.Sentence);
        Assert.Contains(verdict.Remarks, r => r.StartsWith("用自动锚点 2 个核对", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_at_once_leave_one_line()
    {
        await using var database = await AuditKeyTests.TrailAsync();
        var head = await HeadAsync(database);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            try
            {
                new AuditAnchors(database.Anchors.Path, database.Keys, database.Time).Leave(head);
            }
            catch (IOException)
            {
                // Somebody else is just at it; the next hour tries again.
            }
        })));
        Assert.Single(database.Anchors.Read().Anchors);
    }

    [Fact]
    public async Task A_line_that_a_power_failure_cut_off_stays_alone()
    {
        await using var database = await AuditKeyTests.TrailAsync();
        database.Anchors.Leave(await HeadAsync(database));
        var whole = await File.ReadAllTextAsync(database.Anchors.Path, Cancel);
        await File.AppendAllTextAsync(database.Anchors.Path, "2023-10-21T01:00:00Z 13:ab", Cancel);
        database.Time.Advance(TimeSpan.FromDays(1));

        Assert.True(database.Anchors.Leave(await HeadAsync(database)));

        Assert.StartsWith(whole, await File.ReadAllTextAsync(database.Anchors.Path, Cancel), StringComparison.Ordinal);
        Assert.Equal((2, 1), (database.Anchors.Read().Anchors.Count, database.Anchors.Read().Unreadable));
        var verdict = await CheckAsync(database);
        Assert.True(verdict.Holds, verdict.Sentence);
        Assert.Contains(verdict.Remarks, r => r.Contains("有 1 行读不懂", StringComparison.Ordinal));
    }

    /// <summary>A line that somebody changed in the file is found by its signature.</summary>
    [Fact]
    public async Task An_anchor_that_was_changed_is_found()
    {
        await using var database = await AuditKeyTests.TrailAsync();
        database.Anchors.Leave(await HeadAsync(database));
        await using var db = database.Open();
        var eighth = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Sequence == 8, Cancel);
        var text = await File.ReadAllTextAsync(database.Anchors.Path, Cancel);
        var left = database.Anchors.Read().Anchors.Single();
        await File.WriteAllTextAsync(database.Anchors.Path, text.Replace($"{left.Anchor}", $"8:{eighth.Hash}", StringComparison.Ordinal), Cancel);

        var verdict = await CheckAsync(database);
        Assert.Equal(8, verdict.BrokenAt);
        Assert.Contains("锚点文件", verdict.Sentence, StringComparison.Ordinal);
    }

    /// <summary>A backup that is older than the last anchor is checked by the anchors up to the one that is named.</summary>
    [Fact]
    public async Task An_anchor_that_is_given_takes_the_place_of_the_later_ones()
    {
        await using var database = await AuditKeyTests.TrailAsync();
        database.Keys = AuditKeys.None;
        var head = await HeadAsync(database);
        database.Anchors.Leave(head);
        await using var db = database.Open();
        await db.AuditEntries.Where(e => e.Sequence > 9).ExecuteDeleteAsync(Cancel);
        var last = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Sequence == 9, Cancel);
        await db.AuditHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Sequence, 9L).SetProperty(h => h.Hash, last.Hash), Cancel);

        Assert.Equal(10, (await CheckAsync(database)).BrokenAt);
        Assert.True((await CheckAsync(database, new AuditAnchor(9, last.Hash))).Holds);
        Assert.Equal(9, (await CheckAsync(database, new AuditAnchor(9, head.Hash))).BrokenAt);
    }

    [Fact]
    public async Task Where_it_cannot_be_written_the_page_can_say_so()
    {
        await using var database = await AuditKeyTests.TrailAsync();
        var occupied = Path.Combine(database.Directory, "occupied");
        await File.WriteAllTextAsync(occupied, "a file, no folder", Cancel);
        var anchors = new AuditAnchors(Path.Combine(occupied, "anchors.txt"), database.Keys, database.Time);
        var head = await HeadAsync(database);

        Assert.ThrowsAny<IOException>(() => anchors.Leave(head));

        var protection = new AuditProtectionQuery(database.Keys, anchors, database.Time).Read();
        Assert.Equal($"锚点写不进 {anchors.Path}，请检查目录、权限和磁盘空间。", protection.Problem);
        Assert.Null(protection.Last);
    }

    [Fact]
    public async Task After_two_days_without_one_it_is_overdue()
    {
        await using var database = await AuditKeyTests.TrailAsync();
        database.Anchors.Leave(await HeadAsync(database));
        var query = new AuditProtectionQuery(database.Keys, database.Anchors, database.Time);
        Assert.False(query.Read().IsOverdue);
        database.Time.Advance(TimeSpan.FromHours(49));
        Assert.True(query.Read().IsOverdue);
    }

    [Fact]
    public async Task Nothing_leaves_of_an_empty_trail()
    {
        await using var database = await TestDatabase.CreateAsync();
        Assert.False(database.Anchors.Leave(await HeadAsync(database)));
        Assert.False(File.Exists(database.Anchors.Path));
    }

    private static async Task<AuditHead> HeadAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.AuditHeads.AsNoTracking().SingleAsync(Cancel);
    }

    private static async Task<AuditVerdict> CheckAsync(TestDatabase database, AuditAnchor? kept = null)
    {
        await using var db = database.Open();
        return await database.Verifier(db).CheckAsync(kept, Cancel);
    }
}
