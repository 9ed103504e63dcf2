using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Units;

public sealed class UnitClosingTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateOnly From = new(2023, 9, 1);

    [Theory, Engines]
    public async Task A_merged_school_hands_its_teaching_points_over_and_stays_with_its_history(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var merger = new MergeUnit(world.School.Id, 1, world.Other.Id, From, "生源减少，按布局方案并入。");

        var done = await MergeAsync(world, merger);
        var again = await MergeAsync(world, merger);

        Assert.True(done.Succeeded && again.Succeeded, done.Message + again.Message);
        var (old, successor) = ((await world.PageAsync(world.School))!, (await world.PageAsync(world.Other))!);
        Assert.Equal((true, false, "示例第二小学"), (old.Unit.IsOpenOn(From.AddDays(-1)), old.Unit.IsOpenOn(From), old.Successor!.Name));
        Assert.Empty(old.Under);
        Assert.Equal(["示例教学点"], successor.Under.Select(u => u.Name));
        Assert.Equal(["撤并", "启用"], old.History.Select(e => e.What));
        Assert.Equal([("承接", "示例中心小学"), ("启用", null)], successor.History.Select(e => (e.What, e.Other?.Name)));
        await using var db = database.Open();
        var entry = await db.AuditEntries.SingleAsync(Cancel);
        Assert.Equal((UnitAudit.MergeUnit, "示例中心小学 → 示例第二小学", "生源减少，按布局方案并入。"), (entry.Action, entry.ObjectTitle, entry.Reason));
        Assert.Contains("1 个：示例教学点", entry.Details, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_merged_township_hands_over_all_that_belongs_to_it_unless_two_would_be_called_the_same(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var merger = new MergeUnit(world.First.Id, 1, world.Second.Id, From, "乡镇合并。");

        var refused = await MergeAsync(world, merger);
        Assert.Equal(("SuccessorId", Outcome.Refused), (refused.Errors.Single().Field, refused.Outcome));
        Assert.Contains("示例中心小学不能转入：乙镇已有学校“示例中心小学”", refused.Message, StringComparison.Ordinal);

        var renamed = UnitWorld.Command(world.School) with { Name = "示例甲镇小学" };
        Assert.True((await world.DoAsync<UnitService, Result>(s => s.ChangeAsync(world.School.Id, 1, renamed, world.Coordinator, Cancel))).Succeeded);
        Assert.True((await MergeAsync(world, merger)).Succeeded);
        Assert.Equal(["示例中心小学", "示例教学点", "示例村", "示例甲镇小学", "示例第二小学"], (await world.PageAsync(world.Second))!.Under.Select(u => u.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["示例老小学"], (await world.PageAsync(world.First))!.ClosedUnder.Select(u => u.Name));
    }

    [Theory, Engines]
    public async Task What_no_merger_is_gets_its_sentence(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var merger = new MergeUnit(world.School.Id, 1, world.Other.Id, From, "并入。");
        (MergeUnit Command, string? Field)[] wrong =
        [
            (merger with { SuccessorId = null }, "SuccessorId"),
            (merger with { SuccessorId = world.School.Id }, "SuccessorId"),
            (merger with { SuccessorId = world.Village.Id }, "SuccessorId"),
            (merger with { SuccessorId = world.Closed.Id }, "SuccessorId"),
            (merger with { Id = world.Village.Id }, "SuccessorId"),
            (merger with { ClosedOn = null }, "ClosedOn"),
            (merger with { ClosedOn = new DateOnly(2023, 10, 21) }, "ClosedOn"),
            (merger with { ClosedOn = new DateOnly(1960, 9, 1) }, "ClosedOn"),
            (merger with { Reason = " " }, "Reason"),
            (merger with { Reason = new string('由', Unit.ReasonLength + 1) }, "Reason"),
            (merger with { Reason = "见 500243199001011234" }, "Reason"),
            (merger with { Id = world.Closed.Id }, null),
        ];
        foreach (var (command, field) in wrong)
        {
            var result = await MergeAsync(world, command);
            Assert.True(result.Outcome == Outcome.Refused && result.Errors.Any(e => e.Field == field), $"{command}: {result.Outcome} {result.Message}");
        }

        Assert.Equal(Outcome.Conflict, (await MergeAsync(world, merger with { Version = 0 })).Outcome);
        Assert.Equal(Outcome.NotFound, (await MergeAsync(world, merger with { Id = 9999 })).Outcome);
        Assert.Equal(["示例教学点"], (await world.PageAsync(world.School))!.Under.Select(u => u.Name));
    }

    [Theory, Engines]
    public async Task A_unit_is_closed_once_nothing_belongs_to_it(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;

        var busy = await CloseAsync(world, world.School, 1);
        Assert.Contains("示例中心小学下面还有 1 个在用的单位（示例教学点）", busy.Message, StringComparison.Ordinal);
        Assert.True((await CloseAsync(world, world.Point, 1)).Succeeded);
        Assert.True((await CloseAsync(world, world.School, 1)).Succeeded);
        Assert.True((await CloseAsync(world, world.School, 1)).Succeeded);

        var page = (await world.PageAsync(world.School))!;
        Assert.Equal((From, "不再办学。", 2), (page.Unit.ClosedOn, page.Unit.ClosedBecause, page.Unit.Version));
        Assert.Equal("停用", page.History[0].What);
    }

    [Theory, Engines]
    public async Task A_mistake_is_taken_back_unless_its_name_is_given_away(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        Assert.True((await MergeAsync(world, new MergeUnit(world.Other.Id, 1, world.School.Id, From, "并入。"))).Succeeded);

        Assert.Equal("Reason", (await ReopenAsync(world, world.Other, 2, " ")).Errors.Single().Field);
        Assert.Equal(Outcome.Conflict, (await ReopenAsync(world, world.Other, 1, "登记错了。")).Outcome);
        Assert.True((await ReopenAsync(world, world.Other, 2, "登记错了。")).Succeeded);
        Assert.True((await ReopenAsync(world, world.Other, 2, "登记错了。")).Succeeded);
        var unit = (await world.PageAsync(world.Other))!.Unit;
        Assert.Equal((null, null, null), (unit.ClosedOn, unit.SuccessorId, unit.ClosedBecause));

        var made = await world.DoAsync<UnitService, Result<int>>(s => s.CreateAsync(
            new UnitCommand(UnitKind.School, "示例老小学", "2150000010", UnitStages.Primary, world.First.Id, null, null, null), world.Coordinator, Cancel));
        Assert.True(made.Succeeded, made.Message);
        Assert.Contains("甲镇已有学校“示例老小学”", (await ReopenAsync(world, world.Closed, 1, "恢复。")).Message, StringComparison.Ordinal);
    }

    private static Task<Result> MergeAsync(UnitWorld world, MergeUnit command) =>
        world.DoAsync<UnitClosingService, Result>(s => s.MergeAsync(command, world.Coordinator, Cancel));

    private static Task<Result> CloseAsync(UnitWorld world, Unit unit, int version) =>
        world.DoAsync<UnitClosingService, Result>(s => s.CloseAsync(new CloseUnit(unit.Id, version, From, "不再办学。"), world.Coordinator, Cancel));

    private static Task<Result> ReopenAsync(UnitWorld world, Unit unit, int version, string reason) =>
        world.DoAsync<UnitClosingService, Result>(s => s.ReopenAsync(unit.Id, version, reason, world.Coordinator, Cancel));
}
