using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Core.Units.Import;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Units;

/// <summary>
/// Two townships: in 甲镇 a school with a teaching point, another school and a village; in 乙镇 a school of the same name as one of 甲镇's. A closed
/// school stands beside, so that a rule that forgets the day is caught.
/// </summary>
internal sealed class UnitWorld
{
    private UnitWorld(TestWorld world) => World = world;

    public TestWorld World { get; }

    public TestDatabase Database => World.Database;

    public Actor Coordinator => World.Actor("coordinator");

    public Unit First { get; } = new() { Kind = UnitKind.Township, Name = "甲镇", SortOrder = 1 };

    public Unit Second { get; } = new() { Kind = UnitKind.Township, Name = "乙镇", SortOrder = 2 };

    public Unit School { get; private set; } = null!;

    public Unit Other { get; private set; } = null!;

    public Unit Namesake { get; private set; } = null!;

    public Unit Point { get; private set; } = null!;

    public Unit Village { get; private set; } = null!;

    public Unit Closed { get; private set; } = null!;

    public static async Task<UnitWorld> CreateAsync(DatabaseProvider engine = DatabaseProvider.Sqlite)
    {
        var world = new UnitWorld(await TestWorld.CreateAsync(await TestDatabase.CreateAsync(engine)));
        await world.FillAsync();
        return world;
    }

    /// <summary>All of them, in memory.</summary>
    public static List<Unit> Units()
    {
        var world = new UnitWorld(null!);
        var units = world.All();
        for (var i = 0; i < units.Count; i++)
            units[i].Id = i + 1;
        return units;
    }

    public async Task<TResult> DoAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var db = Database.Open();
        return await act(db.Service<TService>(Database.Clock));
    }

    public Task<UnitPage?> PageAsync(Unit unit, string user = "coordinator") =>
        DoAsync<UnitPageQuery, UnitPage?>(q => q.ReadAsync(unit.Id, World.Actor(user), TestContext.Current.CancellationToken));

    public static UnitCommand Command(Unit unit) =>
        new(unit.Kind, unit.Name, unit.Code, unit.Stages, unit.TownshipId, unit.SchoolId, unit.OpenedOn, unit.SortOrder == 0 ? null : unit.SortOrder);

    public Task<Result<int>> PasteAsync(string text) =>
        DoAsync<UnitImportService, Result<int>>(s => s.StartAsync(text, Coordinator, TestContext.Current.CancellationToken));

    public async Task<UnitListPreview> PreviewAsync(int draft) =>
        (await DoAsync<UnitImportQuery, UnitListPreview?>(q => q.ReadAsync(draft, Coordinator, TestContext.Current.CancellationToken)))!;

    public Task<Result<UnitImportOutcome>> ConfirmAsync(UnitListPreview preview, bool leaveOut = false, int[]? close = null, DateOnly? closedOn = null) =>
        DoAsync<UnitImportService, Result<UnitImportOutcome>>(s => s.ConfirmAsync(
            new ConfirmUnitList(preview.Id, preview.Proposal.Stamp(), leaveOut, close ?? [], closedOn), Coordinator, TestContext.Current.CancellationToken));

    private async Task FillAsync()
    {
        await using var db = Database.Open();
        db.AddRange(All());
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private List<Unit> All()
    {
        School = OfSchool("示例中心小学", "2150000001", First);
        Other = OfSchool("示例第二小学", "2150000002", First);
        Namesake = OfSchool("示例中心小学", "2150000003", Second);
        Closed = OfSchool("示例老小学", "2150000004", First);
        Closed.ClosedOn = new DateOnly(2020, 9, 1);
        Point = new Unit { Kind = UnitKind.TeachingPoint, Name = "示例教学点", Township = First, School = School, Stages = UnitStages.Primary };
        Village = new Unit { Kind = UnitKind.Village, Name = "示例村", Township = First };
        return [First, Second, School, Other, Namesake, Closed, Point, Village];
    }

    private static Unit OfSchool(string name, string code, Unit township) => new()
    {
        Kind = UnitKind.School, Name = name, Code = code, Stages = UnitStages.Primary, Township = township, OpenedOn = new DateOnly(1960, 9, 1),
    };
}
