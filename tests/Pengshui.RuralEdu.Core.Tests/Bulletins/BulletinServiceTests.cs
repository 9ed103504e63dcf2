using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

public sealed class BulletinServiceTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task A_month_gets_one_draft_and_only_from_the_coordinator(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        foreach (var other in new[] { "leader", "jyk-head", "supervisor", "sysadmin" })
            Assert.Equal(Outcome.Forbidden, (await WithAsync(database, s => s.DraftAsync(October, world.Actor(other), Cancel))).Outcome);
        Assert.True((await WithAsync(database, s => s.DraftAsync(October, world.Actor("coordinator"), Cancel))).Succeeded);
        var again = await WithAsync(database, s => s.DraftAsync(October, world.Actor("coordinator"), Cancel));
        var never = await WithAsync(database, s => s.DraftAsync(new Month(2023, 5), world.Actor("coordinator"), Cancel));

        Assert.Equal("2023年10月的通报已经起草过。", again.Message);
        Assert.Equal("2023年5月没有开启过月报期，不能起草通报。", never.Message);
        await using var db = database.Open();
        Assert.Equal(BulletinState.Draft, (await db.Bulletins.SingleAsync(Cancel)).State);
        Assert.Single(await db.AuditEntries.Where(e => e.Action == BulletinAudit.DraftBulletin).ToListAsync(Cancel));
    }

    [Theory, Engines]
    public async Task A_draft_keeps_what_was_typed_and_says_what_cannot_be(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var id = await DraftAsync(database, world, October);
        var typed = new BulletinContent([new(BulletinPart.Overview, "第一段\r\n第二段  "), new(BulletinPart.Tasks, new string('字', 10_000))]);

        Assert.True((await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 1, " 标题 ", typed), world.Actor("coordinator"), Cancel))).Succeeded);
        var refused = await WithAsync(database, s => s.SaveAsync(
            new SaveBulletin(id, 2, " ", typed.With(BulletinPart.Problems, "学生 500243201001011234 辍学").With(BulletinPart.NextSteps, new string('字', BulletinService.TextLength + 1))),
            world.Actor("coordinator"), Cancel));

        Assert.Equal(["Title", "Problems", "NextSteps"], refused.Errors.Select(e => e.Field));
        await using var db = database.Open();
        var kept = await db.Bulletins.SingleAsync(Cancel);
        Assert.Equal(("标题", "第一段\n第二段", 10_000, 2), (kept.Title, Content(kept)[BulletinPart.Overview], Content(kept)[BulletinPart.Tasks].Length, kept.Version));
    }

    [Theory, Engines]
    public async Task Whoever_saves_second_changes_nothing_and_a_save_without_a_change_writes_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var id = await DraftAsync(database, world, October);
        var typed = new BulletinContent([new(BulletinPart.Overview, "甲")]);
        Assert.True((await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 1, "标题", typed), world.Actor("coordinator"), Cancel))).Succeeded);

        var second = await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 1, "标题", typed.With(BulletinPart.Overview, "乙")), world.Actor("coordinator"), Cancel));
        Assert.True((await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 2, "标题", typed), world.Actor("coordinator"), Cancel))).Succeeded);

        Assert.Equal(Outcome.Conflict, second.Outcome);
        await using var db = database.Open();
        var kept = await db.Bulletins.SingleAsync(Cancel);
        Assert.Equal(("甲", 2), (Content(kept)[BulletinPart.Overview], kept.Version));
        Assert.Single(await db.AuditEntries.Where(e => e.Action == BulletinAudit.SaveBulletin).ToListAsync(Cancel));
    }

    [Theory, Engines]
    public async Task A_part_is_drawn_anew_alone_and_the_page_before_says_what_would_be_lost(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var id = await DraftAsync(database, world, October);
        var mine = new BulletinContent([new(BulletinPart.Overview, "我写的情况。"), new(BulletinPart.Problems, "我写的问题。")]);
        await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 1, "标题", mine), world.Actor("coordinator"), Cancel));

        await using var db = database.Open();
        var before = await new BulletinBench(database, db).Queries.RedrawAsync(id, BulletinPart.Problems, world.Actor("coordinator"), Cancel);
        Assert.Equal(["我写的问题。"], before!.Lost);
        Assert.Equal(["本月还没有已确认的月报。"], before.Gained);
        Assert.True((await WithAsync(database, s => s.RedrawAsync(id, 2, BulletinPart.Problems, world.Actor("coordinator"), Cancel))).Succeeded);

        var kept = await db.Bulletins.SingleAsync(Cancel);
        Assert.Equal(("我写的情况。", "本月还没有已确认的月报。"), (Content(kept)[BulletinPart.Overview], Content(kept)[BulletinPart.Problems]));
    }

    [Theory, Engines]
    public async Task What_is_published_is_numbered_and_sealed_and_nothing_in_it_changes_again(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var id = await DraftAsync(database, world, October);
        var coordinator = world.Actor("coordinator");
        Assert.Equal(Outcome.Forbidden, (await WithAsync(database, s => s.PublishAsync(id, 1, world.Actor("leader"), Cancel))).Outcome);
        Assert.Equal(Outcome.Conflict, (await WithAsync(database, s => s.PublishAsync(id, 7, coordinator, Cancel))).Outcome);
        Assert.True((await WithAsync(database, s => s.PublishAsync(id, 1, coordinator, Cancel))).Succeeded);

        Result[] later =
        [
            await WithAsync(database, s => s.PublishAsync(id, 2, coordinator, Cancel)),
            await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 2, "改", new BulletinContent([])), coordinator, Cancel)),
            await WithAsync(database, s => s.RedrawAsync(id, 2, BulletinPart.Overview, coordinator, Cancel)),
        ];

        Assert.All(later, r => Assert.Equal("这期通报已经发布，不能再改。有变动请写进下一期。", r.Message));
        await using var db = database.Open();
        var page = await new BulletinBench(database, db).Queries.FindAsync(id, world.Actor("auditor"), Cancel);
        Assert.Equal(("2023年第1期", true, 0), (page!.Issue, page.IsIntact, page.Actions.Count));
        await db.Bulletins.ExecuteUpdateAsync(s => s.SetProperty(b => b.Title, "偷偷改过"), Cancel);
        Assert.False((await new BulletinBench(database, db).Queries.FindAsync(id, world.Actor("auditor"), Cancel))!.IsIntact);
        Assert.Single(await db.AuditEntries.Where(e => e.Action == BulletinAudit.PublishBulletin).ToListAsync(Cancel));
    }

    [Theory, Engines]
    public async Task An_empty_bulletin_is_not_published(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var id = await DraftAsync(database, world, October);
        await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 1, "标题", new BulletinContent([])), world.Actor("coordinator"), Cancel));

        var refused = await WithAsync(database, s => s.PublishAsync(id, 2, world.Actor("coordinator"), Cancel));

        Assert.Equal("通报还没有内容，不能发布。", refused.Message);
        await using var db = database.Open();
        Assert.Equal((BulletinState.Draft, (int?)null), await db.Bulletins.Select(b => new ValueTuple<BulletinState, int?>(b.State, b.Number)).SingleAsync(Cancel));
    }

    [Theory, Engines]
    public async Task Numbers_have_no_gap_and_no_double_when_many_are_published_at_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var ids = new List<int> { await DraftAsync(database, world, October) };
        for (var month = 4; month < 10; month++)
        {
            await world.AddMonthAsync(new Month(2023, month));
            ids.Add(await DraftAsync(database, world, new Month(2023, month)));
        }

        await Task.WhenAll(ids.Select(id => Task.Run(() => WithAsync(database, s => s.PublishAsync(id, 1, world.Actor("coordinator"), Cancel)), Cancel)));

        await using var db = database.Open();
        Assert.Equal(Enumerable.Range(1, ids.Count), (await db.Bulletins.Select(b => b.Number!.Value).ToListAsync(Cancel)).Order());
    }

    [Theory, Engines]
    public async Task A_draft_is_the_coordinators_and_everybody_signed_in_reads_what_is_published(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var id = await DraftAsync(database, world, October);

        Assert.Equal(["coordinator"], await ReadersAsync(database, world, id));
        await WithAsync(database, s => s.PublishAsync(id, 1, world.Actor("coordinator"), Cancel));
        Assert.Equal(world.Users.Keys.Order(), await ReadersAsync(database, world, id));
    }

    private static async Task<IEnumerable<string>> ReadersAsync(TestDatabase database, TestWorld world, int id)
    {
        var readers = new List<string>();
        foreach (var user in world.Users.Keys)
        {
            await using var db = database.Open();
            var queries = new BulletinBench(database, db).Queries;
            var page = await queries.FindAsync(id, world.Actor(user), Cancel);
            Assert.Equal(page is null ? 0 : 1, (await queries.ListAsync(1, world.Actor(user), Cancel)).Bulletins.Total);
            if (page is not null)
                readers.Add(user);
        }

        return readers.Order();
    }

    private static BulletinContent Content(Bulletin bulletin) => BulletinContent.Parse(bulletin.ContentJson);

    private static async Task<int> DraftAsync(TestDatabase database, TestWorld world, Month month) =>
        (await WithAsync(database, s => s.DraftAsync(month, world.Actor("coordinator"), Cancel))).Value;

    private static async Task<T> WithAsync<T>(TestDatabase database, Func<BulletinService, Task<T>> act)
    {
        await using var db = database.Open();
        return await act(new BulletinBench(database, db).Service);
    }
}
