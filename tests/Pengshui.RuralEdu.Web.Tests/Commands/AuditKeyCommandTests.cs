using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Web.Tests.Commands;

/// <summary><c>audit verify</c> and <c>audit rotate-key</c> as an operator runs them, on a trail that somebody forged who has no key.</summary>
/// <remarks>Some take 20 s or more on a busy machine: several processes, one after the other.</remarks>
public sealed class AuditKeyCommandTests : IDisposable
{
    private const string WithoutKey = "没有密钥，只核对了校验值。";

    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    [Fact]
    public async Task The_end_cut_off_with_its_head_is_found_by_the_key_and_without_it_by_the_last_anchor_that_left()
    {
        var head = await PrepareAsync();
        await using (var db = Open())
        {
            await db.AuditEntries.Where(e => e.Sequence > head.Sequence - 2).ExecuteDeleteAsync(Cancel);
            var last = await db.AuditEntries.AsNoTracking().OrderByDescending(e => e.Sequence).FirstAsync(Cancel);
            await db.AuditHeads.ExecuteUpdateAsync(
                s => s.SetProperty(h => h.Sequence, last.Sequence).SetProperty(h => h.Hash, last.Hash).SetProperty(h => h.KeyId, last.KeyId).SetProperty(h => h.Mac, last.Mac), Cancel);
        }

        AssertBroken(await RunAsync(), "末尾的记录被删除过", $"{head.Sequence}:{head.Hash}");
        File.Delete(AnchorFile);
        AssertBroken(await RunAsync(), $"第 {head.Sequence - 1} 条断开", "链尾的签名已经不对");
    }

    [Fact]
    public async Task A_change_with_everything_after_it_hashed_anew_is_found_by_the_key_and_without_it_by_the_last_anchor()
    {
        await PrepareAsync();
        await using (var db = Open())
        {
            var entries = await db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync(Cancel);
            entries[1].Reason = "改过的理由";
            var hash = AuditChain.Genesis;
            foreach (var entry in entries)
            {
                entry.PreviousHash = hash;
                hash = entry.Hash = AuditChain.HashOf(entry);
            }

            (await db.AuditHeads.SingleAsync(Cancel)).Hash = hash;
            await db.SaveChangesAsync(Cancel);
        }

        AssertBroken(await RunWithoutKeyAsync(), "留痕被整体改写过", WithoutKey);
        File.Delete(AnchorFile);
        var blind = await RunWithoutKeyAsync();
        Assert.True(blind.Code == 0, blind.ToString());
        Assert.Contains(WithoutKey, blind.Output, StringComparison.Ordinal);
        Assert.Contains("还没有自动锚点", blind.Output, StringComparison.Ordinal);
        AssertBroken(await RunAsync(), "第 2 条断开", "没有密钥的人写的");
    }

    [Fact]
    public async Task A_whole_new_trail_is_found_by_the_key_and_without_it_by_the_last_anchor()
    {
        await PrepareAsync();
        await using (var db = Open())
        {
            var count = await db.AuditEntries.ExecuteDeleteAsync(Cancel);
            var head = await db.AuditHeads.SingleAsync(Cancel);
            (head.Sequence, head.Hash, head.KeyId, head.Mac) = (0, AuditChain.Genesis, null, null);
            for (var i = 0; i < count; i++)
            {
                var entry = new AuditEntry { At = DateTime.UnixEpoch.AddYears(56), ActorName = "命令行", Action = PlanAudit.LoadPlan, Result = AuditResult.Succeeded };
                AuditChain.Append(head, entry);
                db.Add(entry);
            }

            await db.SaveChangesAsync(Cancel);
        }

        AssertBroken(await RunAsync(), "第 1 条断开", "没有密钥签名");
        AssertBroken(await RunWithoutKeyAsync(), "留痕被整体改写过", WithoutKey);
    }

    [Fact]
    public async Task A_key_is_changed_and_both_check()
    {
        var head = await PrepareAsync();
        var rotated = await PortalProcess.RunAsync(directory["data"], ["audit", "rotate-key"]);
        Assert.True(rotated.Code == 0, rotated.ToString());
        Assert.Contains("请备份密钥文件", rotated.Output, StringComparison.Ordinal);
        var verified = await RunAsync();
        Assert.True(verified.Code == 0, verified.ToString());
        Assert.Contains($"用密钥核对了 {head.Sequence + 1} 条的签名。", verified.Output, StringComparison.Ordinal);
        Assert.Contains("用自动锚点 1 个核对，最后一个是 ", verified.Output, StringComparison.Ordinal);
        await using var db = Open();
        Assert.Equal(TrailAudit.RotateAuditKey, await db.AuditEntries.Where(e => e.Sequence == head.Sequence + 1).Select(e => e.Action).SingleAsync(Cancel));
    }

    [Fact]
    public async Task Without_the_key_of_a_signed_trail_nothing_is_written_and_the_portal_does_not_start()
    {
        await PrepareAsync();
        foreach (var arguments in new string[][] { ["plan", "load"], ["users", "create", "--name", "gly", "--display", "管理员", "--role", "SystemAdministrator"], ["--urls", "http://127.0.0.1:0"] })
        {
            var ended = await PortalProcess.RunAsync(directory["data"], arguments, null, (AuditKeys.Setting, directory["other.keys"]));
            if (arguments[0] == "plan")
                continue; // All is there already: nothing to write.
            Assert.True(ended.Code == 1, ended.ToString());
            Assert.Contains("密钥文件", ended.Error, StringComparison.Ordinal);
            Assert.Single(ended.Error.Trim().Split('\n'));
        }
    }

    private string AnchorFile => directory["data/anchors/anchors-ruraledu.txt"];

    /// <summary>A database with a trail, whose end left to the anchors.</summary>
    private async Task<AuditHead> PrepareAsync()
    {
        foreach (var arguments in new string[][] { ["database", "migrate"], ["plan", "load"], ["users", "create", "--name", "sjgly", "--display", "审计管理员", "--role", "Auditor"] })
        {
            var ended = await PortalProcess.RunAsync(directory["data"], arguments);
            Assert.True(ended.Code == 0, ended.ToString());
        }

        await using var db = Open();
        var head = await db.AuditHeads.AsNoTracking().SingleAsync(Cancel);
        Assert.True(head.Sequence >= 3);
        Assert.True(new AuditAnchors(AnchorFile, new AuditKeys(directory["data/keys/audit.keys"]), TimeProvider.System).Leave(head));
        return head;
    }

    private Task<Ended> RunAsync() => PortalProcess.RunAsync(directory["data"], ["audit", "verify"]);

    private Task<Ended> RunWithoutKeyAsync() => PortalProcess.RunAsync(directory["data"], ["audit", "verify"], null, (AuditKeys.Setting, directory["none.keys"]));

    private RuralEduDbContext Open() => new(
        (DbContextOptions<RuralEduDbContext>)new DbContextOptionsBuilder<RuralEduDbContext>()
            .UseEngine(DatabaseProvider.Sqlite, $"Data Source={directory["data/ruraledu.db"]}").Options,
        new BusinessClock(TimeProvider.System));

    private static void AssertBroken(Ended ended, params string[] words)
    {
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.All(words, word => Assert.Contains(word, ended.Output, StringComparison.Ordinal));
    }
}
