using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Units;

public sealed class UnitServiceTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_new_school_comes_back_as_it_was_typed_and_is_audited(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var command = new UnitCommand(UnitKind.School, " 示例九年制学校 ", "２１５０ ０００００９", UnitStages.Primary | UnitStages.JuniorHigh, world.First.Id, null, new DateOnly(1951, 9, 1), null);

        var made = await CreateAsync(world, command);
        var again = await CreateAsync(world, command);

        Assert.True(made.Succeeded, made.Message);
        Assert.Equal(made.Value, again.Value);
        await using var db = database.Open();
        var unit = await db.Units.SingleAsync(u => u.Id == made.Value, Cancel);
        Assert.Equal(
            (UnitKind.School, "示例九年制学校", "2150000009", UnitStages.Primary | UnitStages.JuniorHigh, world.First.Id, new DateOnly(1951, 9, 1)),
            (unit.Kind, unit.Name, unit.Code, unit.Stages, unit.TownshipId, unit.OpenedOn));
        Assert.Equal((UnitAudit.CreateUnit, "示例九年制学校"), await db.AuditEntries.Select(e => ValueTuple.Create(e.Action, e.ObjectTitle!)).SingleAsync(Cancel));
    }

    [Theory, Engines]
    public async Task What_a_unit_may_not_be_is_said_at_its_field(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var school = new UnitCommand(UnitKind.School, "示例新校", "2150000009", UnitStages.Primary, world.First.Id, null, null, null);
        var point = school with { Kind = UnitKind.TeachingPoint, Code = null, SchoolId = world.School.Id };
        (UnitCommand Command, string Field)[] wrong =
        [
            (school with { Name = "  " }, "Name"),
            (school with { Name = new string('校', Unit.NameLength + 1) }, "Name"),
            (school with { Name = "示例 500243199001011234 小学" }, "Name"),
            (school with { Name = "示例中心小学 " }, "Name"),
            (school with { Code = null }, "Code"),
            (school with { Code = "215000000" }, "Code"),
            (school with { Code = "21500000AB" }, "Code"),
            (school with { Code = "2150000001" }, "Code"),
            (school with { Code = "2150000004" }, "Code"),
            (school with { Stages = UnitStages.None }, "Stages"),
            (school with { Stages = (UnitStages)1024 }, "Stages"),
            (school with { TownshipId = null }, "TownshipId"),
            (school with { TownshipId = world.School.Id }, "TownshipId"),
            (school with { OpenedOn = new DateOnly(1850, 1, 1) }, "OpenedOn"),
            (school with { OpenedOn = new DateOnly(2025, 1, 1) }, "OpenedOn"),
            (point with { SchoolId = null }, "SchoolId"),
            (point with { SchoolId = world.Closed.Id }, "SchoolId"),
            (point with { SchoolId = world.Village.Id }, "SchoolId"),
            (new UnitCommand(UnitKind.Township, "丙镇", null, UnitStages.None, null, null, null, 10_000), "SortOrder"),
            (new UnitCommand((UnitKind)9, "丙", null, UnitStages.None, world.First.Id, null, null, null), "Kind"),
        ];

        foreach (var (command, field) in wrong)
        {
            var result = await CreateAsync(world, command);
            Assert.True(result.Outcome == Outcome.Refused && result.Errors.Any(e => e.Field == field), $"{command}: {result.Outcome} {result.Message}");
        }

        await using var db = database.Open();
        Assert.False(await db.AuditEntries.AnyAsync(Cancel));
    }

    /// <summary>In another township, of another kind, or after the first one is closed, the same name is another unit's.</summary>
    [Theory, Engines]
    public async Task A_name_stands_for_one_unit_of_a_kind_in_a_township_at_a_time(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var school = new UnitCommand(UnitKind.School, "示例第二小学", "2150000009", UnitStages.Primary, world.First.Id, null, null, null);

        Assert.Equal(Outcome.Refused, (await CreateAsync(world, school)).Outcome);
        Assert.True((await CreateAsync(world, school with { TownshipId = world.Second.Id })).Succeeded);
        Assert.True((await CreateAsync(world, school with { Name = "示例老小学", Code = "2150000010" })).Succeeded);
        Assert.True((await CreateAsync(world, new UnitCommand(UnitKind.Village, "示例第二小学", null, UnitStages.None, world.First.Id, null, null, null))).Succeeded);
    }

    [Theory, Engines]
    public async Task A_new_name_leaves_the_old_one_to_the_days_before(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        var command = UnitWorld.Command(world.School) with { Name = "示例实验小学", RenamedFrom = new DateOnly(2023, 9, 1) };

        var changed = await ChangeAsync(world, world.School.Id, 1, command);
        var again = await ChangeAsync(world, world.School.Id, 1, command);

        Assert.True(changed.Succeeded && again.Succeeded, changed.Message + again.Message);
        var unit = (await world.PageAsync(world.School))!.Unit;
        Assert.Equal(("示例中心小学", "示例实验小学"), (unit.NameOn(new DateOnly(2023, 8, 31)), unit.NameOn(new DateOnly(2023, 9, 1))));
        Assert.Equal(2, unit.Version);
        await using var db = database.Open();
        Assert.Contains("示例实验小学", (await db.AuditEntries.SingleAsync(Cancel)).Details, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_slip_and_another_writing_leave_no_old_name(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;

        Assert.True((await ChangeAsync(world, world.School.Id, 1, UnitWorld.Command(world.School) with { Name = "示例中心小学（本部）", IsCorrection = true })).Succeeded);
        Assert.True((await ChangeAsync(world, world.School.Id, 2, UnitWorld.Command(world.School) with { Name = "示例中心小学(本部)" })).Succeeded);

        var unit = (await world.PageAsync(world.School))!.Unit;
        Assert.Equal("示例中心小学(本部)", unit.Name);
        Assert.Empty(unit.FormerNames);
    }

    [Theory, Engines]
    public async Task Whoever_saves_second_is_told_what_stands_there(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;

        Assert.True((await ChangeAsync(world, world.Other.Id, 1, UnitWorld.Command(world.Other) with { Stages = UnitStages.Primary | UnitStages.Kindergarten })).Succeeded);
        var second = await ChangeAsync(world, world.Other.Id, 1, UnitWorld.Command(world.Other) with { OpenedOn = new DateOnly(1970, 9, 1) });

        Assert.Equal(Outcome.Conflict, second.Outcome);
        Assert.Contains("学校，标识码 2150000002，幼儿园、小学，甲镇", second.Message, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_school_becomes_a_teaching_point_once_nothing_belongs_to_it_and_nothing_else_changes_its_kind(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;

        var busy = await ChangeAsync(world, world.School.Id, 1, UnitWorld.Command(world.School) with { Kind = UnitKind.TeachingPoint, SchoolId = world.Other.Id });
        var village = await ChangeAsync(world, world.Village.Id, 1, UnitWorld.Command(world.Village) with { Kind = UnitKind.School, Code = "2150000009", Stages = UnitStages.Primary });
        var done = await ChangeAsync(world, world.Other.Id, 1, UnitWorld.Command(world.Other) with { Kind = UnitKind.TeachingPoint, SchoolId = world.School.Id });

        Assert.Equal(("Kind", "Kind", true), (busy.Errors.Single().Field, village.Errors.Single().Field, done.Succeeded));
        Assert.Equal(["示例教学点", "示例第二小学"], (await world.PageAsync(world.School))!.Under.Select(u => u.Name).Order());
    }

    [Theory, Engines]
    public async Task Only_the_coordinator_keeps_units(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;
        foreach (var user in new[] { "jyk-staff", "jyk-head", "leader", "supervisor", "sysadmin", "secadmin", "auditor" })
        {
            var actor = world.World.Actor(user);
            Assert.Equal(Outcome.Forbidden, (await world.DoAsync<UnitService, Result<int>>(s => s.CreateAsync(UnitWorld.Command(world.School), actor, Cancel))).Outcome);
            Assert.Equal(Outcome.Forbidden, (await world.DoAsync<UnitService, Result>(s => s.ChangeAsync(world.School.Id, 1, UnitWorld.Command(world.School), actor, Cancel))).Outcome);
            Assert.Equal(Outcome.Forbidden, (await world.DoAsync<UnitClosingService, Result>(s => s.CloseAsync(new CloseUnit(world.Village.Id, 1, database.Clock.Today, null), actor, Cancel))).Outcome);
            Assert.False((await world.PageAsync(world.School, user))!.MayManage);
        }
    }

    private static Task<Result<int>> CreateAsync(UnitWorld world, UnitCommand command) =>
        world.DoAsync<UnitService, Result<int>>(s => s.CreateAsync(command, world.Coordinator, Cancel));

    private static Task<Result> ChangeAsync(UnitWorld world, int id, int version, UnitCommand command) =>
        world.DoAsync<UnitService, Result>(s => s.ChangeAsync(id, version, command, world.Coordinator, Cancel));
}
