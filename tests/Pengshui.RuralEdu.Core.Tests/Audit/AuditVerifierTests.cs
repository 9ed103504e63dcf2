using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Audit;

public sealed class AuditVerifierTests
{
    private const int Entries = 12;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task An_untouched_trail_holds_and_yields_the_hash_of_its_end(DatabaseProvider engine)
    {
        await using var database = await TrailAsync(engine);
        await using var db = database.Open();
        var verdict = await database.Verifier(db).CheckAsync(null, Cancel);
        Assert.True(verdict.Holds, verdict.Sentence);
        Assert.Equal(Entries, verdict.Checked);
        Assert.Equal((await db.AuditHeads.SingleAsync(Cancel)).Hash, verdict.LastHash);
    }

    [Fact]
    public async Task An_empty_trail_holds()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        Assert.True((await database.Verifier(db).CheckAsync(null, Cancel)).Holds);
    }

    public static TheoryData<string> Fields => new(typeof(AuditEntry).GetProperties().Where(p => p.CanWrite).Select(p => p.Name));

    /// <summary>Every field of an entry is under the hash: whichever is changed, the check finds the entry.</summary>
    [Theory, MemberData(nameof(Fields))]
    public async Task A_change_of_any_field_is_found_at_its_entry(string field)
    {
        await using var database = await TrailAsync();
        await using (var db = database.Open())
        {
            var entry = await db.AuditEntries.SingleAsync(e => e.Sequence == 5, Cancel);
            if (field == nameof(AuditEntry.Sequence))
                await db.AuditEntries.Where(e => e.Sequence == 5).ExecuteUpdateAsync(s => s.SetProperty(e => e.Sequence, 500L), Cancel);
            else
                Change(db, entry, field);
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(5, (await CheckAsync(database)).BrokenAt);
    }

    [Fact]
    public async Task An_entry_rewritten_with_a_fitting_hash_is_found_at_the_next_one()
    {
        await using var database = await TrailAsync(keys: AuditKeys.None);
        await using (var db = database.Open())
        {
            var entry = await db.AuditEntries.SingleAsync(e => e.Sequence == 5, Cancel);
            entry.Reason = "改过的理由";
            entry.Hash = AuditChain.HashOf(entry);
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(6, (await CheckAsync(database)).BrokenAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(Entries)]
    public async Task A_missing_entry_is_found(long sequence)
    {
        await using var database = await TrailAsync();
        await using (var db = database.Open())
            await db.AuditEntries.Where(e => e.Sequence == sequence).ExecuteDeleteAsync(Cancel);
        Assert.Equal(sequence, (await CheckAsync(database)).BrokenAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Entries + 1)]
    [InlineData(Entries + 50)]
    public async Task An_extra_entry_is_found(long sequence)
    {
        await using var database = await TrailAsync();
        await using (var db = database.Open())
        {
            db.AuditEntries.Add(new AuditEntry { Sequence = sequence, At = database.Clock.UtcNow, ActorName = "x", Action = AccountAudit.SignIn, Result = AuditResult.Succeeded });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.False((await CheckAsync(database)).Holds);
    }

    [Fact]
    public async Task A_head_that_does_not_fit_the_last_entry_is_found()
    {
        await using var database = await TrailAsync();
        await using (var db = database.Open())
            await db.AuditHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Hash, AuditChain.Genesis), Cancel);
        Assert.Equal(Entries, (await CheckAsync(database)).BrokenAt);
    }

    /// <summary>Who may write the database may also rebuild a chain without signatures; only what was kept elsewhere shows that.</summary>
    [Fact]
    public async Task A_trail_cut_short_together_with_its_head_is_found_by_a_hash_kept_elsewhere()
    {
        await using var database = await TrailAsync(keys: AuditKeys.None);
        AuditAnchor anchor;
        await using (var db = database.Open())
        {
            var kept = await CheckAsync(database);
            anchor = new AuditAnchor(kept.Checked, kept.LastHash);
            await db.AuditEntries.Where(e => e.Sequence > 9).ExecuteDeleteAsync(Cancel);
            var last = await db.AuditEntries.SingleAsync(e => e.Sequence == 9, Cancel);
            await db.AuditHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Hash, last.Hash).SetProperty(h => h.Sequence, 9L), Cancel);
        }

        Assert.True((await CheckAsync(database)).Holds);
        Assert.Equal(10, (await CheckAsync(database, anchor)).BrokenAt);
    }

    [Fact]
    public async Task An_anchor_of_an_untouched_trail_fits_also_after_more_entries()
    {
        await using var database = await TrailAsync();
        var kept = await CheckAsync(database);
        await WriteAsync(database, 3);
        var anchor = AuditAnchor.Parse(new AuditAnchor(kept.Checked, kept.LastHash).ToString());
        Assert.True((await CheckAsync(database, anchor)).Holds);
        Assert.Equal(Entries, (await CheckAsync(database, new AuditAnchor(Entries, AuditChain.Genesis))).BrokenAt);
    }

    [Theory]
    [InlineData(true, AuditResult.Succeeded)]
    [InlineData(false, AuditResult.Failed)]
    public async Task A_check_leaves_an_entry_that_says_how_it_ended(bool intact, AuditResult expected)
    {
        await using var database = await TrailAsync();
        await using var db = database.Open();
        if (!intact)
            await db.AuditEntries.Where(e => e.Sequence == 3).ExecuteUpdateAsync(s => s.SetProperty(e => e.Reason, "x"), Cancel);
        var verdict = await database.Verifier(db).VerifyAsync(Actor.System(), null, Cancel);
        var entry = await db.AuditEntries.OrderBy(e => e.Sequence).LastAsync(Cancel);
        Assert.Equal((TrailAudit.VerifyAudit, expected, verdict.Sentence), (entry.Action, entry.Result, entry.ObjectTitle));
    }

    private static void Change(RuralEduDbContext db, AuditEntry entry, string field)
    {
        var property = db.Entry(entry).Property(field);
        property.CurrentValue = property.CurrentValue switch
        {
            DateTime at => at.AddTicks(10),
            int number => number + 1,
            AuditResult.Succeeded => AuditResult.Refused,
            string text => "x" + (text.Length > 0 ? text[1..] : ""),
            var other => throw new InvalidOperationException($"{field} is {other}: the test does not know how to change it."),
        };
    }

    private static async Task<AuditVerdict> CheckAsync(TestDatabase database, AuditAnchor? anchor = null)
    {
        await using var db = database.Open();
        return await database.Verifier(db).CheckAsync(anchor, Cancel);
    }

    private static async Task<TestDatabase> TrailAsync(DatabaseProvider engine = DatabaseProvider.Sqlite, AuditKeys? keys = null)
    {
        var database = await TestDatabase.CreateAsync(engine);
        database.Keys = keys ?? database.Keys;
        await WriteAsync(database, Entries);
        return database;
    }

    private static async Task WriteAsync(TestDatabase database, int count)
    {
        var actor = new Actor
        {
            UserId = 7, UserName = "jyk-staff", DisplayName = "教育科 填报员", Roles = new HashSet<Role> { Role.Reporter }, Address = "10.0.0.1", RequestId = "r1",
        };
        for (var i = 0; i < count; i++)
        {
            await using var db = database.Open();
            db.Note(new AuditNote(actor, ReportAudit.SaveDraft)
            {
                ObjectType = "MonthlyReport", ObjectId = "4", Title = $"第{i}次", Reason = "理由", Details = """{"Progress":["甲","乙"]}""",
            });
            await db.SaveChangesAsync(Cancel);
            database.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
