using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Audit;

public sealed class AuditSaveTests
{
    [Theory, Engines]
    public async Task A_change_and_its_entry_are_written_together_and_chained(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await using (var db = database.Open())
        {
            var section = new Section { Code = "new", Name = "新科" };
            db.Add(section);
            db.Note(new AuditNote(world.Actor("sysadmin"), SectionAudit.CreateSection) { Subject = section, Title = "新科" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            section.Name = "改名科";
            db.Note(new AuditNote(world.Actor("sysadmin"), SectionAudit.ChangeSection) { Subject = section, Title = "改名科" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var check = database.Open();
        var entries = await check.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, 2], entries.Select(e => e.Sequence));
        Assert.Equal(AuditChain.Genesis, entries[0].PreviousHash);
        Assert.Equal(entries[0].Hash, entries[1].PreviousHash);
        Assert.All(entries, e => Assert.Equal(AuditChain.HashOf(e), e.Hash));
        Assert.Equal(entries[0].ObjectId, entries[1].ObjectId);
        Assert.Contains("改名科", entries[1].Details);
    }

    [Theory, Engines]
    public async Task Writers_on_many_connections_leave_no_gap(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var actor = world.Actor("sysadmin");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(async () =>
        {
            await using var db = database.Open();
            db.Note(new AuditNote(actor, AccountAudit.SignIn) { Title = $"第{n}次" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        })));

        await using var check = database.Open();
        var entries = await check.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), entries.Select(e => e.Sequence));
        for (var i = 1; i < entries.Count; i++)
            Assert.Equal(entries[i - 1].Hash, entries[i].PreviousHash);
    }

    [Theory, Engines]
    public async Task A_save_on_an_old_version_fails_and_leaves_no_entry(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await using (var db = database.Open())
        {
            var section = await db.Sections.SingleAsync(s => s.Code == "jyk", TestContext.Current.CancellationToken);
            section.Name = "甲";
            db.Expect(section, 0);
            db.Note(new AuditNote(world.Actor("sysadmin"), SectionAudit.ChangeSection) { Subject = section });
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
        }

        await using var check = database.Open();
        Assert.False(await check.AuditEntries.AnyAsync(TestContext.Current.CancellationToken));
        Assert.Equal("教育科", (await check.Sections.SingleAsync(s => s.Code == "jyk", TestContext.Current.CancellationToken)).Name);
    }
}
