using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Audit;

/// <summary>What somebody does who may write the database and has no key, each checked with the key, without it, and against the anchors.</summary>
public sealed class AuditKeyTests
{
    private const int Entries = 12;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What is done to the trail; where it is found with the key; where without key and anchors; where by the last anchor, which left at entry 12.</summary>
    public static TheoryData<string, long?, long?, long?> Forgeries { get; } = new()
    {
        { "nothing", null, null, null },
        { "cut the end", 9, null, 10 },
        { "cut the end and forge its signature", 9, null, 10 },
        { "rehash from 5", 5, null, 12 },
        { "rehash all", 1, null, 12 },
        { "replace the whole without signatures", 1, null, 12 },
        { "replace the whole by a longer one without signatures", 1, null, 12 },
        { "replace the whole, signed with another key", 1, null, 12 },
        { "empty it", 1, null, 1 },
        { "strip the signature of 5", 5, 5, 5 },
        { "strip all from 5 on", 5, 5, 5 },
        { "strip all", 1, null, 12 },
        { "strip the head", 12, 12, 12 },
        { "swap the key's name at 5", 5, null, null },
        { "swap the signatures of 5 and 6", 5, null, null },
        { "take an entry's signature for the head", 12, null, null },
    };

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_forgery_is_found(string forgery, long? withKey, long? withoutAny, long? byAnchor)
    {
        await using var database = await TrailAsync();
        await using var db = database.Open();
        var head = await db.AuditHeads.AsNoTracking().SingleAsync(Cancel);
        var nowhere = new AuditAnchors(Path.Combine(database.Directory, "nowhere.txt"), database.Keys, database.Time);
        Assert.True(database.Anchors.Leave(head));

        await ForgeAsync(db, head, forgery);

        Assert.Equal(withKey, (await new AuditVerifier(db, database.Keys, nowhere).CheckAsync(null, Cancel)).BrokenAt);
        Assert.Equal(withoutAny, (await new AuditVerifier(db, AuditKeys.None, nowhere).CheckAsync(null, Cancel)).BrokenAt);
        var anchored = await new AuditVerifier(db, AuditKeys.None, database.Anchors).CheckAsync(null, Cancel);
        Assert.Equal(byAnchor, anchored.BrokenAt);
        Assert.Contains("没有密钥，只核对了校验值。", anchored.Remarks);
        Assert.Contains(anchored.Remarks, r => r.Contains($"{head.Sequence}:{head.Hash}", StringComparison.Ordinal));

        // What is written later signs the end anew and does not cover it up.
        db.ChangeTracker.Clear();
        if (forgery == "replace the whole, signed with another key")
        {
            await Assert.ThrowsAsync<AuditKeyMissingException>(() => WriteAsync(database, 1));
            return;
        }

        await WriteAsync(database, 1);
        var later = await new AuditVerifier(db, database.Keys, nowhere).CheckAsync(null, Cancel);
        Assert.True(later.Holds == (withKey is null || forgery == "empty it"), later.Sentence);
        if (byAnchor is not null)
            Assert.False((await new AuditVerifier(db, AuditKeys.None, database.Anchors).CheckAsync(null, Cancel)).Holds);
    }

    /// <summary>Who cuts the end and lets the portal write on has the portal note it.</summary>
    [Fact]
    public async Task The_next_writer_notes_that_the_end_was_moved()
    {
        await using var database = await TrailAsync();
        await using var db = database.Open();
        await ForgeAsync(db, await db.AuditHeads.AsNoTracking().SingleAsync(Cancel), "cut the end");
        await WriteAsync(database, 3);

        Assert.Equal(
            [TrailAudit.FindChangedEnd, ReportAudit.SaveDraft, ReportAudit.SaveDraft, ReportAudit.SaveDraft],
            await db.AuditEntries.AsNoTracking().Where(e => e.Sequence > 9).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Cancel));
        var verdict = await CheckAsync(database);
        Assert.Equal(10, verdict.BrokenAt);
        Assert.Contains("链尾的签名已经不对", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_without_a_key_stands_and_what_comes_after_the_first_signature_is_signed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var keys = database.Keys;
        database.Keys = AuditKeys.None;
        await WriteAsync(database, 3);
        database.Keys = keys;
        await WriteAsync(database, 3);

        await using var db = database.Open();
        var entries = await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Cancel);
        Assert.Equal([false, false, false, true, true, true, true], entries.Select(e => e.Mac is not null));
        Assert.Equal(TrailAudit.RotateAuditKey, entries[3].Action);
        Assert.True((await CheckAsync(database)).Holds);

        database.Keys = AuditKeys.None;
        var refused = await Assert.ThrowsAsync<AuditKeyMissingException>(() => WriteAsync(database, 1));
        Assert.StartsWith("留痕是用密钥", refused.Message, StringComparison.Ordinal);
        Assert.Equal(7, await db.AuditEntries.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_key_file_is_its_owners_alone_and_lies_beside_the_database()
    {
        await using var database = await TrailAsync();
        Assert.NotEqual(Path.GetDirectoryName(database.KeyFile), database.Directory);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.KeyFile));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(database.KeyFile)!));
    }

    /// <summary>A running node that has the old keys reads the file again; the note is the first entry of the new key, and both check.</summary>
    [Fact]
    public async Task A_key_is_changed_with_an_entry_and_the_nodes_follow()
    {
        await using var database = await TrailAsync();
        var old = database.Keys.Ring.Newest!.Id;
        var command = new AuditKeys(database.KeyFile);
        string made;
        await using (var db = new RuralEduDbContext(database.Options(), database.Clock, command))
            made = (await new AuditKeyService(db, command).RotateAsync(isLost: false, Actor.System(), Cancel)).Value;
        await WriteAsync(database, 2);

        await using var read = database.Open();
        var entries = await read.AuditEntries.AsNoTracking().Where(e => e.Sequence > Entries).OrderBy(e => e.Sequence).ToListAsync(Cancel);
        Assert.Equal((3, TrailAudit.RotateAuditKey), (entries.Count, entries[0].Action));
        Assert.All(entries, e => Assert.Equal(made, e.KeyId));
        Assert.Equal($$"""{"密钥编号":["{{old}}","{{made}}"]}""", entries[0].Details);
        var verdict = await CheckAsync(database);
        Assert.True(verdict.Holds, verdict.Sentence);
        Assert.Contains($"用密钥核对了 {Entries + 3} 条的签名。", verdict.Remarks);
    }

    /// <summary>A key that somebody put into the file is noted by whoever writes next.</summary>
    [Fact]
    public async Task A_newer_key_in_the_file_is_noted_by_the_next_writer()
    {
        await using var database = await TrailAsync();
        await File.AppendAllTextAsync(database.KeyFile, new string('7', 64) + "\n", Cancel);
        database.Keys = new AuditKeys(database.KeyFile);
        await WriteAsync(database, 1);

        await using var db = database.Open();
        Assert.Equal(
            [TrailAudit.RotateAuditKey, ReportAudit.SaveDraft],
            await db.AuditEntries.Where(e => e.Sequence > Entries).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Cancel));
        Assert.True((await CheckAsync(database)).Holds);
    }

    [Fact]
    public async Task An_entry_signed_with_a_key_that_was_changed_before_is_found()
    {
        await using var database = await TrailAsync();
        var old = database.Keys.Ring.Newest!;
        await RotateAsync(database, database.Keys);
        await WriteAsync(database, 2);
        await using var db = database.Open();
        var head = await db.AuditHeads.SingleAsync(Cancel);
        var last = await db.AuditEntries.SingleAsync(e => e.Sequence == head.Sequence, Cancel);
        (last.KeyId, last.Mac, head.KeyId, head.Mac) = (old.Id, old.Sign(last), old.Id, old.Sign(head));
        await db.SaveChangesAsync(Cancel);

        var verdict = await CheckAsync(database);
        Assert.Equal(head.Sequence, verdict.BrokenAt);
        Assert.Contains("已经换下", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_key_is_replaced_and_what_it_signed_is_held_against_the_hash_of_its_end()
    {
        await using var database = await TrailAsync();
        File.Delete(database.KeyFile);
        var without = new AuditKeys(database.KeyFile);
        await using (var db = new RuralEduDbContext(database.Options(), database.Clock, without))
        {
            var service = new AuditKeyService(db, without);
            Assert.StartsWith("设置 Audit:KeyFile 里的密钥文件", (await Assert.ThrowsAsync<StartupRefusalException>(() => service.RequireAsync(Cancel))).Message, StringComparison.Ordinal);
            var refused = await service.RotateAsync(isLost: false, Actor.System(), Cancel);
            Assert.Contains("--lost", refused.Message, StringComparison.Ordinal);
            Assert.True((await service.RotateAsync(isLost: true, Actor.System(), Cancel)).Succeeded);
            await service.RequireAsync(Cancel);
        }

        database.Keys = new AuditKeys(database.KeyFile);
        await WriteAsync(database, 2);
        var verdict = await CheckAsync(database);
        Assert.True(verdict.Holds, verdict.Sentence);

        await using var forger = database.Open();
        await RehashAsync(forger, 5, database.Keys.Ring.Newest);
        Assert.Equal(Entries, (await CheckAsync(database)).BrokenAt);
    }

    [Fact]
    public async Task Without_the_key_a_check_still_answers_and_says_that_it_left_no_note()
    {
        await using var database = await TrailAsync();
        await using var db = new RuralEduDbContext(database.Options(), database.Clock);
        var verdict = await new AuditVerifier(db, AuditKeys.None, database.Anchors).VerifyAsync(Actor.System(), null, Cancel);
        Assert.True(verdict.Holds, verdict.Sentence);
        Assert.Contains("没有密钥，只核对了校验值。", verdict.Remarks);
        Assert.Contains("没有签名用的密钥，这次核对没有记入留痕。", verdict.Remarks);
        Assert.Equal(Entries, await db.AuditEntries.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("lost 12")]
    [InlineData("7777777777777777777777777777777777777777777777777777777777777777 x")]
    public async Task A_line_that_is_no_key_is_said(string line)
    {
        await using var database = await TestDatabase.CreateAsync();
        var path = Path.Combine(database.Directory, "wrong.keys");
        await File.WriteAllTextAsync(path, $"# a remark\n\n{line}\n", Cancel);
        Assert.Contains("第 3 行", Assert.Throws<StartupRefusalException>(() => new AuditKeys(path).Ring).Message, StringComparison.Ordinal);
    }

    /// <summary>The demonstration is the same each time: the hash of an entry does not depend on the key.</summary>
    [Fact]
    public async Task The_hash_is_the_same_whatever_the_key_is()
    {
        await using var one = await TrailAsync();
        await using var two = await TrailAsync();
        Assert.NotEqual(one.Keys.Ring.Newest!.Id, two.Keys.Ring.Newest!.Id);
        Assert.Equal((await CheckAsync(one)).LastHash, (await CheckAsync(two)).LastHash);
    }

    internal static async Task<TestDatabase> TrailAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await WriteAsync(database, Entries);
        return database;
    }

    internal static async Task WriteAsync(TestDatabase database, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var db = database.Open();
            db.Note(new AuditNote(Actor.System(), ReportAudit.SaveDraft) { ObjectType = "MonthlyReport", ObjectId = "4", Reason = "理由" });
            await db.SaveChangesAsync(Cancel);
            database.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task RotateAsync(TestDatabase database, AuditKeys keys)
    {
        await using var db = new RuralEduDbContext(database.Options(), database.Clock, keys);
        Assert.True((await new AuditKeyService(db, keys).RotateAsync(isLost: false, Actor.System(), Cancel)).Succeeded);
    }

    private static async Task<AuditVerdict> CheckAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await database.Verifier(db).CheckAsync(null, Cancel);
    }

    private static async Task ForgeAsync(RuralEduDbContext db, AuditHead head, string forgery)
    {
        switch (forgery)
        {
            case "cut the end":
                await CutAsync(db, h => (head.KeyId, head.Mac));
                break;
            case "cut the end and forge its signature":
                await CutAsync(db, last => (last.KeyId, last.Mac));
                break;
            case "rehash from 5":
                await RehashAsync(db, 5, null);
                break;
            case "rehash all":
                await RehashAsync(db, 1, null);
                break;
            case "replace the whole without signatures":
                await ReplaceAsync(db, Entries, null);
                break;
            case "replace the whole by a longer one without signatures":
                await ReplaceAsync(db, 2 * Entries, null);
                break;
            case "replace the whole, signed with another key":
                await ReplaceAsync(db, Entries, AuditKey.Make());
                break;
            case "empty it":
                await ReplaceAsync(db, 0, null);
                break;
            case "strip the signature of 5":
                await StripAsync(db, e => e.Sequence == 5);
                break;
            case "strip all from 5 on":
                await StripAsync(db, e => e.Sequence >= 5);
                await StripHeadAsync(db);
                break;
            case "strip all":
                await StripAsync(db, e => true);
                await StripHeadAsync(db);
                break;
            case "strip the head":
                await StripHeadAsync(db);
                break;
            case "swap the key's name at 5":
                await db.AuditEntries.Where(e => e.Sequence == 5).ExecuteUpdateAsync(s => s.SetProperty(e => e.KeyId, new string('0', AuditEntry.KeyIdLength)), Cancel);
                break;
            case "swap the signatures of 5 and 6":
                var two = await db.AuditEntries.Where(e => e.Sequence == 5 || e.Sequence == 6).ToListAsync(Cancel);
                (two[0].Mac, two[1].Mac) = (two[1].Mac, two[0].Mac);
                await db.SaveChangesAsync(Cancel);
                break;
            case "take an entry's signature for the head":
                var mac = await db.AuditEntries.Where(e => e.Sequence == Entries).Select(e => e.Mac).SingleAsync(Cancel);
                await db.AuditHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Mac, mac), Cancel);
                break;
        }
    }

    private static async Task CutAsync(RuralEduDbContext db, Func<AuditEntry, (string? KeyId, string? Mac)> signature)
    {
        await db.AuditEntries.Where(e => e.Sequence > 9).ExecuteDeleteAsync(Cancel);
        var last = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Sequence == 9, Cancel);
        var (keyId, mac) = signature(last);
        await db.AuditHeads.ExecuteUpdateAsync(
            s => s.SetProperty(h => h.Sequence, 9L).SetProperty(h => h.Hash, last.Hash).SetProperty(h => h.KeyId, keyId).SetProperty(h => h.Mac, mac), Cancel);
    }

    /// <summary>Changes an entry and hashes it and everything after it anew, the head with it; the old signatures stay.</summary>
    private static async Task RehashAsync(RuralEduDbContext db, long from, AuditKey? key)
    {
        var entries = await db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync(Cancel);
        var head = await db.AuditHeads.SingleAsync(Cancel);
        entries.Single(e => e.Sequence == from).Reason = "改过的理由";
        var hash = AuditChain.Genesis;
        foreach (var entry in entries)
        {
            entry.PreviousHash = hash;
            hash = entry.Hash = AuditChain.HashOf(entry);
            entry.Mac = entry.KeyId == key?.Id ? key!.Sign(entry) : entry.Mac;
        }

        head.Hash = hash;
        head.Mac = key?.Sign(head) ?? head.Mac;
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task ReplaceAsync(RuralEduDbContext db, int count, AuditKey? key)
    {
        await db.AuditEntries.ExecuteDeleteAsync(Cancel);
        var head = await db.AuditHeads.SingleAsync(Cancel);
        (head.Sequence, head.Hash, head.KeyId, head.Mac) = (0, AuditChain.Genesis, null, null);
        for (var i = 0; i < count; i++)
        {
            var entry = new AuditEntry { At = new DateTime(2023, 10, 20, 1, 0, 0, DateTimeKind.Utc), ActorName = "x", Action = AccountAudit.SignIn, Result = AuditResult.Succeeded };
            AuditChain.Append(head, entry, key);
            db.Add(entry);
        }

        await db.SaveChangesAsync(Cancel);
    }

    private static Task<int> StripAsync(RuralEduDbContext db, System.Linq.Expressions.Expression<Func<AuditEntry, bool>> which) =>
        db.AuditEntries.Where(which).ExecuteUpdateAsync(s => s.SetProperty(e => e.KeyId, (string?)null).SetProperty(e => e.Mac, (string?)null), Cancel);

    private static Task<int> StripHeadAsync(RuralEduDbContext db) =>
        db.AuditHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.KeyId, (string?)null).SetProperty(h => h.Mac, (string?)null), Cancel);
}
