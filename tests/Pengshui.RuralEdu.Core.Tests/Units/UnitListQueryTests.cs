using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Units;

public sealed class UnitListQueryTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task The_list_stands_by_township_kind_and_code_and_finds_what_is_asked_for(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;

        var all = await ReadAsync(world, new UnitFilter());
        Assert.Equal(["甲镇", "乙镇"], all.Groups.Select(g => g.Name));
        Assert.Equal(["示例中心小学", "示例第二小学", "示例教学点", "示例村"], all.Groups[0].Lines.Select(l => l.Name));
        Assert.Equal((2, 3, 1, 1), (all.InUse[UnitKind.Township], all.InUse[UnitKind.School], all.InUse[UnitKind.TeachingPoint], all.InUse[UnitKind.Village]));
        Assert.Equal(2, all.Groups[0].Counts[UnitKind.School]);

        Assert.Equal(["示例中心小学", "示例中心小学"], Names(await ReadAsync(world, new UnitFilter { Search = "中心" })));
        Assert.Equal(["示例第二小学"], Names(await ReadAsync(world, new UnitFilter { Search = "０００２" })));
        Assert.Equal(["示例中心小学"], Names(await ReadAsync(world, new UnitFilter { Kind = UnitKind.School, TownshipId = world.Second.Id })));
        Assert.Equal(["示例老小学"], Names(await ReadAsync(world, new UnitFilter { Use = UnitUse.Closed })));
        Assert.Empty(Names(await ReadAsync(world, new UnitFilter { Stage = UnitStages.Special })));
        Assert.Equal(5, (await ReadAsync(world, new UnitFilter { Stage = UnitStages.Primary, Use = UnitUse.All })).Page.Total);
    }

    /// <summary>The school that is closed today was open then, and the one that is opened next year is not there yet.</summary>
    [Theory, Engines]
    public async Task A_day_of_the_past_shows_what_was_there_then(DatabaseProvider engine)
    {
        var world = await UnitWorld.CreateAsync(engine);
        await using var database = world.Database;

        Assert.Equal((4, 3), (await SchoolsAsync(world, new DateOnly(2020, 8, 31)), await SchoolsAsync(world, new DateOnly(2020, 9, 1))));
        Assert.Equal(0, await SchoolsAsync(world, new DateOnly(1950, 1, 1)));
    }

    [Fact]
    public async Task A_long_list_has_pages_and_says_where_a_township_goes_on()
    {
        var world = await UnitWorld.CreateAsync();
        await using var database = world.Database;
        await using (var db = database.Open())
        {
            db.AddRange(Enumerable.Range(1, 100).Select(i => new Unit { Kind = UnitKind.Village, Name = $"示例{i}村", TownshipId = world.First.Id }));
            await db.SaveChangesAsync(Cancel);
        }

        var (first, second) = (await ReadAsync(world, new UnitFilter()), await ReadAsync(world, new UnitFilter { Page = 2 }));

        Assert.Equal((107, 2, UnitListQuery.PageSize), (first.Page.Total, first.Page.Count, first.Page.Items.Count));
        Assert.Equal([(false, 101), (true, 101), (false, 0)], first.Groups.Concat(second.Groups).Select(g => (g.IsContinued, g.Counts.GetValueOrDefault(UnitKind.Village))));
        Assert.Equal(2, (await ReadAsync(world, new UnitFilter { Page = 99 })).Page.Number);
    }

    private static async Task<int> SchoolsAsync(UnitWorld world, DateOnly day) =>
        (await ReadAsync(world, new UnitFilter { Day = day })).InUse.GetValueOrDefault(UnitKind.School);

    private static IEnumerable<string> Names(UnitListPage page) => page.Groups.SelectMany(g => g.Lines).Select(l => l.Name);

    private static Task<UnitListPage> ReadAsync(UnitWorld world, UnitFilter filter) =>
        world.DoAsync<UnitListQuery, UnitListPage>(q => q.ReadAsync(filter, world.Coordinator, Cancel));
}
