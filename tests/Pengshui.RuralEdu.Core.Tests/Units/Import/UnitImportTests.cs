using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Core.Units.Import;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Units.Import;

public sealed class UnitImportTests
{
    private const string List = """
        单位名称	类别	标识码	学段	所在乡镇街道	所属学校
        丙乡	乡镇街道
        示例丙乡小学	学校	2150000020	小学	丙乡
        示例丙乡教学点	教学点		小学	丙乡	示例丙乡小学
        示例实验小学	学校	2150000001	小学	甲镇
        示例坏校	学校	1	小学	甲镇
        """;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_list_is_written_at_once_as_it_was_shown_and_only_once(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var preview = await world.PreviewAsync((await world.PasteAsync(List)).Value);
        await using (var db = database.Open())
            Assert.Equal(8, await db.Units.CountAsync(Cancel));

        var held = await world.ConfirmAsync(preview);
        Assert.Equal(("LeaveOut", Outcome.Refused), (held.Errors.Single().Field, held.Outcome));
        var done = await world.ConfirmAsync(preview, leaveOut: true);
        var again = await world.ConfirmAsync(preview, leaveOut: true);

        Assert.Equal(new UnitImportOutcome(3, 1, 0, 1), done.Value);
        Assert.Equal(done.Value, again.Value);
        await using var check = database.Open();
        Assert.Equal(11, await check.Units.CountAsync(Cancel));
        var point = await check.Units.Include(u => u.Township).Include(u => u.School).SingleAsync(u => u.Name == "示例丙乡教学点", Cancel);
        Assert.Equal(("丙乡", 3, "示例丙乡小学"), (point.Township!.Name, point.Township.SortOrder, point.School!.Name));
        Assert.Equal("示例中心小学", (await check.Set<FormerUnitName>().SingleAsync(n => n.UnitId == world.School.Id, Cancel)).Name);
        var entry = await check.AuditEntries.SingleAsync(e => e.Action == UnitAudit.ImportUnits, Cancel);
        Assert.Contains("3：丙乡、示例丙乡小学、示例丙乡教学点", entry.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("示例坏校", (await check.UnitListDrafts.SingleAsync(Cancel)).ContentJson, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task The_same_list_again_changes_nothing(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        await world.ConfirmAsync(await world.PreviewAsync((await world.PasteAsync(List)).Value), leaveOut: true);

        var preview = await world.PreviewAsync((await world.PasteAsync(List)).Value);

        Assert.Equal((4, 1), (preview.Proposal.Of(UnitRowEffect.Same).Count(), preview.Proposal.Of(UnitRowEffect.Refused).Count()));
        Assert.Contains("没有要写入的内容", (await world.ConfirmAsync(preview, leaveOut: true)).Message, StringComparison.Ordinal);
        await using var db = database.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == UnitAudit.ImportUnits, Cancel));
        Assert.Equal(1, await db.Set<FormerUnitName>().CountAsync(Cancel));
    }

    /// <summary>What the portal wrote itself is read back as it stands, closed and merged units too.</summary>
    [Theory, Engines]
    public async Task The_list_as_it_is_taken_along_changes_nothing(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        await world.DoAsync<UnitClosingService, Result>(s => s.MergeAsync(new MergeUnit(world.School.Id, 1, world.Other.Id, new DateOnly(2023, 9, 1), "并入。"), world.Coordinator, Cancel));
        var file = new MemoryStream();
        await using (var db = database.Open())
            await db.Service<UnitListFile>(database.Clock).WriteAllAsync(file, Cancel);
        file.Position = 0;

        var draft = await world.DoAsync<UnitImportService, Result<int>>(s => s.StartAsync("名单.xlsx", file, world.Coordinator, Cancel));

        var preview = await world.PreviewAsync(draft.Value);
        Assert.True(preview.Proposal.Lines.All(l => l.Effect == UnitRowEffect.Same), string.Join('\n', preview.Proposal.Lines.SelectMany(l => l.Problems.Prepend($"{l.Name} {l.Effect}"))));
        Assert.Empty(preview.Proposal.Unnamed);
        Assert.Equal("名单.xlsx", preview.FileName);
    }

    [Theory, Engines]
    public async Task What_changed_since_it_was_shown_is_shown_anew(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var preview = await world.PreviewAsync((await world.PasteAsync(List)).Value);
        await world.DoAsync<UnitService, Result>(s => s.ChangeAsync(world.School.Id, 1, UnitWorld.Command(world.School) with { Name = "示例别名小学" }, world.Coordinator, Cancel));

        var result = await world.ConfirmAsync(preview, leaveOut: true);

        Assert.Equal(Outcome.Conflict, result.Outcome);
        await using var db = database.Open();
        Assert.Equal(8, await db.Units.CountAsync(Cancel));
        Assert.True((await world.ConfirmAsync(await world.PreviewAsync(preview.Id), leaveOut: true)).Succeeded);
    }

    [Theory, Engines]
    public async Task Units_that_the_list_does_not_name_are_closed_only_where_somebody_says_so(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var preview = await world.PreviewAsync((await world.PasteAsync("单位名称\t类别\t标识码\t所在乡镇街道\n示例中心小学\t学校\t2150000003\t乙镇\n示例新校\t学校\t2150000020\t乙镇")).Value);
        Assert.Equal(UnitRowEffect.Refused, preview.Proposal.Lines[1].Effect);
        preview = await world.PreviewAsync((await world.PasteAsync("单位名称\t类别\t标识码\t学段\t所在乡镇街道\n示例中心小学\t学校\t2150000003\t小学\t乙镇")).Value);
        Assert.Equal([world.School.Id, world.Other.Id], preview.Proposal.Unnamed.Select(u => u.UnitId));
        var day = new DateOnly(2023, 9, 1);

        Assert.Equal("ClosedOn", (await world.ConfirmAsync(preview, close: [world.Other.Id])).Errors.Single().Field);
        Assert.Contains("下面还有 1 个在用的单位", (await world.ConfirmAsync(preview, close: [world.School.Id], closedOn: day)).Message, StringComparison.Ordinal);
        Assert.Equal("Close", (await world.ConfirmAsync(preview, close: [world.Village.Id], closedOn: day)).Errors.Single().Field);
        Assert.Equal(new UnitImportOutcome(0, 0, 1, 0), (await world.ConfirmAsync(preview, close: [world.Other.Id], closedOn: day)).Value);

        Assert.Equal((day, null), ((await world.PageAsync(world.Other))!.Unit.ClosedOn, (await world.PageAsync(world.School))!.Unit.ClosedOn));
    }

    [Theory, Engines]
    public async Task A_list_is_its_authors_own_and_can_be_given_up(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var draft = (await world.PasteAsync(List)).Value;
        var stranger = world.Coordinator with { UserId = world.World.Users["leader"].Id };

        Assert.Null(await world.DoAsync<UnitImportQuery, UnitListPreview?>(q => q.ReadAsync(draft, stranger, Cancel)));
        Assert.Equal(Outcome.NotFound, (await world.DoAsync<UnitImportService, Result>(s => s.DiscardAsync(draft, stranger, Cancel))).Outcome);
        Assert.True((await world.DoAsync<UnitImportService, Result>(s => s.DiscardAsync(draft, world.Coordinator, Cancel))).Succeeded);
        Assert.Equal(Outcome.NotFound, (await world.DoAsync<UnitImportService, Result>(s => s.DiscardAsync(draft, world.Coordinator, Cancel))).Outcome);
        await using var db = database.Open();
        Assert.False(await db.UnitListDrafts.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Reading_and_comparing_cost_the_same_statements_whatever_the_number_of_units()
    {
        var world = await UnitWorld.CreateAsync();
        await using var database = world.Database;
        var draft = (await world.PasteAsync(List)).Value;
        database.Statements.Reset();
        await world.PreviewAsync(draft);
        var few = database.Statements.Count;
        await using (var db = database.Open())
        {
            db.AddRange(Enumerable.Range(1, 400).Select(i => new Unit { Kind = UnitKind.Village, Name = $"示例{i}村", TownshipId = world.First.Id }));
            await db.SaveChangesAsync(Cancel);
        }

        database.Statements.Reset();
        await world.PreviewAsync(draft);

        Assert.Equal(few, database.Statements.Count);
    }
}
