using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

/// <summary>
/// Walks every state × action × person through the service, with leaders who sign and without. What is expected is written
/// here once more, so that the table in the code is not held against itself alone.
/// </summary>
public sealed class BulletinWorkflowTests
{
    /// <summary>A leader who coordinates, too: may not sign what they sent.</summary>
    private const string Both = "both";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly string[] People = ["coordinator", "leader", Both, "jyk-head", "jyk-staff", "supervisor", "sysadmin", "secadmin", "auditor"];

    private static bool Coordinates(string who) => who is "coordinator" or Both;

    private static bool Leads(string who) => who is "leader" or Both;

    /// <summary>The state after, or null where the rule has no such step.</summary>
    private static BulletinState? Expected(BulletinState from, BulletinAction action, string who, bool isSender, bool signs) => (from, action) switch
    {
        (BulletinState.Draft, BulletinAction.Edit) when Coordinates(who) => BulletinState.Draft,
        (BulletinState.Draft, BulletinAction.Publish) when Coordinates(who) && !signs => BulletinState.Published,
        (BulletinState.Draft, BulletinAction.Send) when Coordinates(who) && signs => BulletinState.AwaitingSignature,
        (BulletinState.AwaitingSignature, BulletinAction.Recall) when Coordinates(who) => BulletinState.Draft,
        (BulletinState.AwaitingSignature, BulletinAction.Sign) when Leads(who) && !isSender => BulletinState.SignedOff,
        (BulletinState.AwaitingSignature, BulletinAction.SendBack) when Leads(who) => BulletinState.Draft,
        (BulletinState.SignedOff, BulletinAction.Publish) when Coordinates(who) => BulletinState.Published,
        (BulletinState.SignedOff, BulletinAction.Recall) when Coordinates(who) => BulletinState.Draft,
        _ => null,
    };

    private static bool Reads(BulletinState state, string who) =>
        state == BulletinState.Published || Coordinates(who) || (Leads(who) && state is BulletinState.AwaitingSignature or BulletinState.SignedOff);

    public static TheoryData<BulletinState, bool> States()
    {
        var rows = new TheoryData<BulletinState, bool>();
        foreach (var state in Enum.GetValues<BulletinState>())
        {
            rows.Add(state, false);
            rows.Add(state, true);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Only_the_steps_of_the_rule_can_be_taken(BulletinState state, bool signs)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var world = await TestWorld.CreateAsync(database);
        var id = (await WithAsync(database, s => s.DraftAsync(new Month(2023, 10), world.Actor("coordinator"), Cancel))).Value;
        await SetAsync(database, signs);
        foreach (var action in Enum.GetValues<BulletinAction>())
        {
            foreach (var (who, isSender) in People.SelectMany(p => new[] { (p, true), (p, false) }))
            {
                var actor = Who(world, who);
                var before = await PutAsync(database, id, state, isSender ? actor.UserId!.Value : world.Users["supervisor"].Id);
                var entries = await CountAsync(database);

                var result = await TryAsync(database, id, before.Version, action, actor);

                var after = await GetAsync(database, id);
                var label = $"{state} {action} by {who}, the sender: {isSender}, signed: {signs}: {result.Outcome} {result.Message}";
                if (Expected(state, action, who, isSender, signs) is { } expected)
                {
                    Assert.True(result.Succeeded, label);
                    Assert.True(expected == after.State && after.Version == before.Version + 1, label);
                    Assert.True(await CountAsync(database) == entries + 1, label);
                }
                else
                {
                    Assert.False(result.Succeeded, label);
                    Assert.True((state, before.Version, before.ContentJson) == (after.State, after.Version, after.ContentJson), label);
                    var ever = Enum.GetValues<BulletinState>().Any(s => Expected(s, action, who, false, true) is not null || Expected(s, action, who, false, false) is not null);
                    Assert.True(result.Outcome == (!ever ? Outcome.Forbidden : Reads(state, who) ? Outcome.Refused : Outcome.NotFound), label);
                    if (result.Outcome == Outcome.Refused && state != BulletinState.Published && !(action == BulletinAction.Sign && isSender))
                        Assert.Contains($"这期通报是“{state.Label()}”", result.Message);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task The_buttons_offer_exactly_what_works(BulletinState state, bool signs)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var world = await TestWorld.CreateAsync(database);
        foreach (var (who, isSender) in People.SelectMany(p => new[] { (p, true), (p, false) }))
        {
            var actor = Who(world, who);
            var offered = BulletinWorkflow.ActionsOf(state, actor, isSender ? actor.UserId : null, signs).ToHashSet();
            Assert.True(
                offered.SetEquals(Enum.GetValues<BulletinAction>().Where(a => Expected(state, a, who, isSender, signs) is not null)),
                $"{state} by {who}, the sender: {isSender}, signed: {signs}: {string.Join(' ', offered)}");
        }
    }

    [Theory, Engines]
    public async Task A_bulletin_goes_to_the_leader_and_is_published_as_it_was_signed(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var (coordinator, leader) = (world.Actor("coordinator"), world.Actor("leader"));
        await SetAsync(database, true);
        var id = (await WithAsync(database, s => s.DraftAsync(new Month(2023, 10), coordinator, Cancel))).Value;

        Assert.True((await WithAsync(database, s => s.SendAsync(id, 1, coordinator, Cancel))).Succeeded);
        Assert.Equal(BulletinService.ReasonField, Assert.Single((await WithAsync(database, s => s.SendBackAsync(id, 2, " ", leader, Cancel))).Errors).Field);
        Assert.True((await WithAsync(database, s => s.SendBackAsync(id, 2, "第二段写得不清楚。", leader, Cancel))).Succeeded);
        var back = await GetAsync(database, id);
        Assert.Equal(("第二段写得不清楚。", null), (back.SentBackFor, back.SentAt));

        Assert.True((await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 3, "标题", Text("改好了。")), coordinator, Cancel))).Succeeded);
        Assert.True((await WithAsync(database, s => s.SendAsync(id, 4, coordinator, Cancel))).Succeeded);
        Assert.Null((await GetAsync(database, id)).SentBackFor);
        Assert.True((await WithAsync(database, s => s.SignAsync(id, 5, leader, Cancel))).Succeeded);
        Assert.Equal(Outcome.Refused, (await WithAsync(database, s => s.SaveAsync(new SaveBulletin(id, 6, "标题", Text("又改。")), coordinator, Cancel))).Outcome);

        // Whoever changes the text past the service does not get it published as signed.
        await using (var db = database.Open())
            await db.Bulletins.ExecuteUpdateAsync(s => s.SetProperty(b => b.Title, "偷偷改过"), Cancel);
        Assert.Contains("与领导审签时不一致", (await WithAsync(database, s => s.PublishAsync(id, 6, coordinator, Cancel))).Message, StringComparison.Ordinal);
        await using (var db = database.Open())
            await db.Bulletins.ExecuteUpdateAsync(s => s.SetProperty(b => b.Title, "标题"), Cancel);
        Assert.True((await WithAsync(database, s => s.PublishAsync(id, 6, coordinator, Cancel))).Succeeded);

        await using var read = database.Open();
        var page = (await new BulletinBench(database, read).Queries.FindAsync(id, world.Actor("jyk-staff"), Cancel))!;
        Assert.Equal((world.Users["coordinator"].DisplayName, world.Users["leader"].DisplayName), (page.Signature!.SentBy, page.Signature.SignedBy));
        Assert.Equal(
            [BulletinAudit.DraftBulletin, BulletinAudit.SendBulletin, BulletinAudit.SendBackBulletin, BulletinAudit.SaveBulletin, BulletinAudit.SendBulletin, BulletinAudit.SignBulletin, BulletinAudit.PublishBulletin],
            (await read.AuditEntries.OrderBy(e => e.Sequence).ToListAsync(Cancel)).Select(e => e.Action).Where(a => a.StartsWith("bulletin.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_recalled_after_it_was_signed_needs_a_signature_again()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var world = await TestWorld.CreateAsync(database);
        var (coordinator, leader) = (world.Actor("coordinator"), world.Actor("leader"));
        await SetAsync(database, true);
        var id = (await WithAsync(database, s => s.DraftAsync(new Month(2023, 10), coordinator, Cancel))).Value;
        await WithAsync(database, s => s.SendAsync(id, 1, coordinator, Cancel));
        await WithAsync(database, s => s.SignAsync(id, 2, leader, Cancel));
        Assert.True((await WithAsync(database, s => s.RecallAsync(id, 3, coordinator, Cancel))).Succeeded);
        var row = await GetAsync(database, id);
        Assert.Equal((BulletinState.Draft, null, null, null), (row.State, row.SignedAt, row.SignedById, row.SignedHash));
        Assert.Equal(Outcome.Refused, (await WithAsync(database, s => s.PublishAsync(id, 4, coordinator, Cancel))).Outcome);
    }

    [Fact]
    public async Task Both_desks_are_told_what_waits_for_them_and_nothing_where_nobody_signs()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var world = await TestWorld.CreateAsync(database);
        var (coordinator, leader) = (world.Actor("coordinator"), world.Actor("leader"));
        await SetAsync(database, true);
        var id = (await WithAsync(database, s => s.DraftAsync(new Month(2023, 10), coordinator, Cancel))).Value;
        Assert.Empty(await UnderwayAsync(database, coordinator));
        await WithAsync(database, s => s.SendAsync(id, 1, coordinator, Cancel));
        Assert.Equal(BulletinState.AwaitingSignature, Assert.Single(await UnderwayAsync(database, leader)).State);
        await WithAsync(database, s => s.SendBackAsync(id, 2, "改。", leader, Cancel));
        Assert.Empty(await UnderwayAsync(database, leader));
        Assert.Equal(BulletinState.Draft, Assert.Single(await UnderwayAsync(database, coordinator)).State);
        await SetAsync(database, false);
        Assert.Empty(await UnderwayAsync(database, coordinator));
    }

    [Fact]
    public void The_document_has_the_rows_of_the_table()
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryRoot(), "docs", "workflow.md"))
            .SkipWhile(l => l != "# The way of a bulletin").Skip(1).TakeWhile(l => !l.StartsWith("# ", StringComparison.Ordinal))
            .Where(l => l.StartsWith('|')).Skip(2).ToList();
        var rows = BulletinWorkflow.Steps.Select(s =>
            $"| {s.From.Label()} | {s.Action.Label()} | {s.To.Label()} | {s.Role} | {(s.Condition == StepCondition.NotTheAuthor ? "not who sent it" : "anyone")} | "
            + $"{s.Signing switch { BulletinSigning.On => "a leader signs", BulletinSigning.Off => "nobody signs", _ => "always" }} | {(s.ReasonRequired ? "required " : "")}|");
        Assert.Equal(rows, lines);
    }

    private static Actor Who(TestWorld world, string who) => who != Both
        ? world.Actor(who)
        : world.Actor("coordinator") with { UserName = Both, Roles = new HashSet<Role> { Role.Coordinator, Role.Leader } };

    private static BulletinContent Text(string text) => new([new(BulletinPart.Overview, text)]);

    private static Task<Result> TryAsync(TestDatabase database, int id, int version, BulletinAction action, Actor actor) => WithAsync(database, s => action switch
    {
        BulletinAction.Edit => s.SaveAsync(new SaveBulletin(id, version, "标题", Text($"第 {version} 稿")), actor, Cancel),
        BulletinAction.Send => s.SendAsync(id, version, actor, Cancel),
        BulletinAction.Recall => s.RecallAsync(id, version, actor, Cancel),
        BulletinAction.Sign => s.SignAsync(id, version, actor, Cancel),
        BulletinAction.SendBack => s.SendBackAsync(id, version, "理由", actor, Cancel),
        _ => s.PublishAsync(id, version, actor, Cancel),
    });

    /// <summary>Brings it into a state without the service, so that the walk does not lean on itself.</summary>
    private static async Task<Bulletin> PutAsync(TestDatabase database, int id, BulletinState state, int sentById)
    {
        await using var db = database.Open();
        var row = await db.Bulletins.SingleAsync(b => b.Id == id, Cancel);
        row.State = state;
        row.Number = state == BulletinState.Published ? 1 : null;
        row.PublishedAt = state == BulletinState.Published ? database.Clock.UtcNow : null;
        var isSent = state is BulletinState.AwaitingSignature or BulletinState.SignedOff;
        row.SentAt = isSent ? database.Clock.UtcNow : null;
        row.SentById = isSent ? sentById : null;
        row.SignedHash = state == BulletinState.SignedOff ? BulletinSeal.OfText(row) : null;
        row.SentBackFor = null;
        await db.SaveChangesAsync(Cancel);
        return row;
    }

    private static async Task SetAsync(TestDatabase database, bool signs)
    {
        await using var db = database.Open();
        if (await db.Settings.SingleOrDefaultAsync(s => s.Key == BulletinSettings.BulletinSigned.Key, Cancel) is { } row)
            row.Value = signs ? 1 : 0;
        else
            db.Add(new Setting { Key = BulletinSettings.BulletinSigned.Key, Value = signs ? 1 : 0 });
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task<Bulletin> GetAsync(TestDatabase database, int id)
    {
        await using var db = database.Open();
        return await db.Bulletins.AsNoTracking().SingleAsync(b => b.Id == id, Cancel);
    }

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.AuditEntries.CountAsync(Cancel);
    }

    private static async Task<IReadOnlyList<BulletinLine>> UnderwayAsync(TestDatabase database, Actor actor)
    {
        await using var db = database.Open();
        return await new BulletinBench(database, db).Queries.UnderwayAsync(actor, Cancel);
    }

    private static async Task<T> WithAsync<T>(TestDatabase database, Func<BulletinService, Task<T>> act)
    {
        await using var db = database.Open();
        return await act(new BulletinBench(database, db).Service);
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Pengshui.RuralEdu.sln")))
            directory = directory.Parent;
        return directory.FullName;
    }
}
