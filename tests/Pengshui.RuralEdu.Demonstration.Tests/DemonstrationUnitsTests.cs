using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Demonstration.Tests;

public sealed class DemonstrationUnitsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task The_county_has_its_townships_102_schools_called_examples_and_three_villages(DatabaseProvider engine)
    {
        await using var database = await DemonstrationSeedTests.SeededAsync(engine);
        await using var db = database.Open();
        var book = await UnitBook.ReadAsync(db, tracked: false, Cancel);
        var open = book.All.Where(u => u.ClosedOn is null).ToList();

        Assert.Equal(
            [(UnitKind.Township, 39), (UnitKind.School, 102), (UnitKind.TeachingPoint, 12), (UnitKind.Village, 3)],
            open.GroupBy(u => u.Kind).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
        Assert.Equal((3, 18, 18), (Count("街道"), Count("镇"), Count("乡")));
        Assert.All(book.All.Where(u => u.Kind != UnitKind.Township), u => Assert.StartsWith("示例", u.Name, StringComparison.Ordinal));
        Assert.All(UnitLabels.Stages, s => Assert.Contains(open, u => u.Stages.HasFlag(s)));
        Assert.All(open, u => Assert.Empty(UnitRules.Of(UnitFacts.Of(u), u, book, DemonstrationTime.Day)));
        Assert.Contains(open, u => u.FormerNames.Count > 0);

        int Count(string ending) => open.Count(u => u.Kind == UnitKind.Township && u.Name.EndsWith(ending, StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task A_school_was_merged_in_August_and_its_teaching_point_went_along(DatabaseProvider engine)
    {
        await using var database = await DemonstrationSeedTests.SeededAsync(engine);
        await using var db = database.Open();
        var merged = await db.Units.Include(u => u.Successor).SingleAsync(u => u.ClosedOn != null, Cancel);
        var point = await db.Units.Include(u => u.School).SingleAsync(u => u.Name == "示例青杠教学点", Cancel);

        Assert.Equal(("示例木南小学校", "示例保家中心小学校", new DateOnly(2023, 8, 28)), (merged.Name, merged.Successor!.Name, merged.ClosedOn));
        Assert.Equal((merged.SuccessorId, 2), (point.SchoolId, point.Version));
        Assert.Equal(
            [UnitAudit.ImportUnits, UnitAudit.MergeUnit],
            await db.AuditEntries.Where(e => e.Action.StartsWith("unit.")).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Cancel));
    }
}
