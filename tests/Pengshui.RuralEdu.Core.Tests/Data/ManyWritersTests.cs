using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

/// <summary>Fifty people who save at the same moment.</summary>
public sealed class ManyWritersTests
{
    private const int Writers = 50;

    [Theory, Engines]
    public async Task Nobody_waits_in_vain_numbers_have_no_gap_and_the_chain_holds(DatabaseProvider engine)
    {
        await using var bench = await WriteBench.CreateAsync(engine);
        var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(n => Task.Run<Result>(async () => (n % 3) switch
        {
            0 => await bench.DoAsync<RectificationService, Result<int>>(s => s.RaiseAsync(
                new RaiseRectification(Guid.NewGuid(), bench.World.Alone.Id, $"第{n}个问题。", new DateOnly(2023, 10, 31), null), bench.Actor("supervisor"), WriteBench.Token)),
            1 => await bench.DoAsync<SectionService, Result<int>>(s => s.CreateAsync(new SectionCommand($"ke{n}", $"第{n}科", 5, true, []), bench.Actor("sysadmin"), WriteBench.Token)),
            _ => await bench.DoAsync<SignInService, Result<BegunSignIn>>(s => s.BeginAsync("leader", WriteBench.Password, bench.Actor("leader"), WriteBench.Device)),
        })));

        Assert.All(results, r => Assert.True(r.Succeeded, r.Message));
        await using var db = bench.Database.Open();
        Assert.Equal(Enumerable.Range(1, 17).Select(n => (int?)n), await db.Rectifications.OrderBy(r => r.Number).Select(r => r.Number).ToListAsync(WriteBench.Token));
        Assert.Equal(Writers, (await bench.TrailAsync()).Count);
        var verdict = await bench.Database.Verifier(db).CheckAsync(null, WriteBench.Token);
        Assert.True(verdict.Holds, verdict.Sentence);
    }

    /// <summary>A right password is not taken while wrong ones lock the account, and says a sentence whatever happens.</summary>
    [Theory, Engines]
    public async Task Right_and_wrong_passwords_at_once_lock_or_let_in_and_nothing_else(DatabaseProvider engine)
    {
        await using var bench = await WriteBench.CreateAsync(engine);
        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => Task.Run(() => bench.DoAsync<SignInService, Result<BegunSignIn>>(s =>
            s.BeginAsync("leader", n % 4 == 0 ? WriteBench.Password : "falsch", bench.Actor("leader"), WriteBench.Device)))));

        Assert.All(results, r => Assert.True(r.Succeeded || r.Message.Length > 0));
        var trail = await bench.TrailAsync();
        Assert.Equal(results.Count(r => r.Succeeded), trail.Count(e => e is { Action: AccountAudit.SignIn, Result: AuditResult.Succeeded }));
        Assert.Equal(results.Count(r => !r.Succeeded), trail.Count(e => e is { Action: AccountAudit.SignIn, Result: AuditResult.Failed }));
        await using var db = bench.Database.Open();
        var holds = await bench.Database.Verifier(db).CheckAsync(null, WriteBench.Token);
        Assert.True(holds.Holds, holds.Sentence);
    }

    [Theory, Engines]
    public async Task What_a_unique_index_refuses_is_a_conflict_and_leaves_nothing_tracked(DatabaseProvider engine)
    {
        await using var bench = await WriteBench.CreateAsync(engine);
        await using var db = bench.Database.Open();
        foreach (var twice in new object[]
        {
            new Section { Code = "other", Name = bench.World.Jyk.Name },
            new Section { Code = bench.World.Jyk.Code, Name = "另一科" },
            new PortalUser { UserName = "leader", NormalizedUserName = "LEADER", DisplayName = "另一位", PasswordChangedAt = bench.Database.Clock.UtcNow },
        })
        {
            db.Add(twice);
            db.Note(new AuditNote(bench.Actor("sysadmin"), SectionAudit.CreateSection));
            var taken = await Assert.ThrowsAsync<TakenException>(() => db.SaveChangesAsync(WriteBench.Token));
            Assert.Equal(TakenException.Sentence, taken.Message);
            Assert.Empty(db.ChangeTracker.Entries());
        }

        var runs = 0;
        var result = await db.ActAsync(
            async () =>
            {
                runs++;
                db.Add(new Section { Code = "other", Name = bench.World.Jyk.Name });
                await db.SaveChangesAsync(WriteBench.Token);
                return Result.Success();
            },
            WriteBench.Token);
        Assert.Equal((Outcome.Conflict, TakenException.Sentence, 2), (result.Outcome, result.Message, runs));
        Assert.Empty(await bench.TrailAsync());
    }

    /// <summary>After a refusal the same context saves what comes next, and nothing of before.</summary>
    [Theory, Engines]
    public async Task A_save_after_one_that_failed_writes_only_its_own(DatabaseProvider engine)
    {
        await using var bench = await WriteBench.CreateAsync(engine);
        await using var db = bench.Database.Open();
        var section = await db.Sections.SingleAsync(s => s.Code == "jyk", WriteBench.Token);
        section.Name = "改名科";
        db.Expect(section, 0 - 1);
        db.Note(new AuditNote(bench.Actor("sysadmin"), SectionAudit.ChangeSection) { Subject = section });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(WriteBench.Token));

        db.Note(new AuditNote(bench.Actor("sysadmin"), SettingAudit.ChangeSetting) { Title = ReportSettings.DueDay.Label });
        await db.SaveChangesAsync(WriteBench.Token);
        Assert.Equal([SettingAudit.ChangeSetting], (await bench.TrailAsync()).Select(e => e.Action));
        await using var check = bench.Database.Open();
        Assert.Equal("教育科", await check.Sections.Where(s => s.Code == "jyk").Select(s => s.Name).SingleAsync(WriteBench.Token));
    }

    [Theory, Engines]
    public async Task Entries_keep_their_moment_to_the_microsecond(DatabaseProvider engine)
    {
        await using var bench = await WriteBench.CreateAsync(engine);
        bench.Database.Time.Advance(TimeSpan.FromTicks(7));
        await using var db = bench.Database.Open();
        db.Note(new AuditNote(bench.Actor("sysadmin"), SettingAudit.ChangeSetting));
        await db.SaveChangesAsync(WriteBench.Token);
        var entry = Assert.Single(await bench.TrailAsync());
        Assert.Equal(0, entry.At.Ticks % TimeSpan.TicksPerMicrosecond);
        Assert.Equal(AuditChain.HashOf(entry), entry.Hash);
    }

    /// <summary>Characters beyond the first 65,536, from every block that GB 18030-2022 asks for at its second level and beyond.</summary>
    [Theory, Engines]
    public async Task Rare_characters_are_kept_found_and_told_apart(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, SqlServerAdvice.Collation);
        await TestWorld.CreateAsync(database);
        string[] names = ["𠮷科", "𠀀科", "𪜀科", "𫝀科", "𫠠科", "𬺰科", "𰀀科", "𱍐科"]; // Ext B, B, C, D, E, F, G, H
        await using (var db = database.Open())
        {
            db.AddRange(names.Select((name, n) => new Section { Code = $"rare{n}", Name = name, SortOrder = 100 + n }));
            await db.SaveChangesAsync(WriteBench.Token);
        }

        await using var check = database.Open();
        Assert.Equal(names, await check.Sections.Where(s => s.SortOrder >= 100).OrderBy(s => s.SortOrder).Select(s => s.Name).ToListAsync(WriteBench.Token));
        foreach (var name in names)
            Assert.Equal(1, await check.Sections.CountAsync(s => s.Name == name, WriteBench.Token));
    }
}
