using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Tasks;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Data;

/// <summary>Each query that keeps what it read names every kind of data that its statements read.</summary>
public sealed class KeptRowsTests
{
    public static TheoryData<string> Reads => ["task", "rectifications", "work", "report"];

    [Theory, MemberData(nameof(Reads))]
    public async Task What_is_kept_is_read_anew_after_a_change_of_any_kind_that_it_shows_and_only_then(string what)
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        var cache = new StampedCache();
        await using var db = database.Open();
        var kindOfTable = db.Model.GetEntityTypes().Where(e => DataAreas.Of(e.ClrType) is not null)
            .ToDictionary(e => e.GetTableName()!, e => DataAreas.Of(e.ClrType)!.Value);
        await SentAsync(world, cache, what);
        var own = (await SentAsync(world, cache, what)).ToHashSet();
        cache = new StampedCache();
        var all = (await SentAsync(world, cache, what)).Where(s => !own.Contains(s)).ToList();
        Assert.NotEmpty(all);

        foreach (var area in DataAreas.All)
        {
            var head = await db.AuditHeads.SingleAsync(TestContext.Current.CancellationToken);
            head.Changes = head.Changes.Raise([area]);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);

            var sent = await SentAsync(world, cache, what);

            var due = all.Where(s => StatementTables.Of(s).Any(t => kindOfTable.TryGetValue(t, out var kind) && kind == area)).ToList();
            Assert.True(due.All(sent.Contains), $"After a change of {area} these were not sent anew: {string.Join("\n", due.Except(sent))}");
            Assert.Equal(own, (await SentAsync(world, cache, what)).ToHashSet());
        }
    }

    private static async Task<IReadOnlyList<string>> SentAsync(TestWorld world, StampedCache cache, string what)
    {
        var database = world.Database;
        await using var db = database.Open();
        var stamp = new DataStamp(db);
        var kept = new KeptRows(cache, stamp);
        var years = db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock);
        var leader = world.Actor("leader");
        database.Statements.Reset();
        switch (what)
        {
            case "task":
                Assert.NotNull(await new TaskPageQuery(years, db, kept, db.Service<InspectionLedgerQuery>(kept))
                    .ReadAsync(null, 1, null, leader, TestContext.Current.CancellationToken));
                break;
            case "rectifications":
                Assert.NotNull(await new RectificationLedgerQuery(db, kept, database.Clock)
                    .ReadAsync(new RectificationFilter(), 1, leader, TestContext.Current.CancellationToken));
                break;
            case "report":
                Assert.True((await db.Service<ReportFormQuery>(kept, new SettingReader(db, cache, stamp), new CalendarReader(db, cache, stamp), database.Clock)
                    .ReadAsync(world.ReportOf(world.Lead).Id, world.Actor("jyk-staff"), null, TestContext.Current.CancellationToken)).Succeeded);
                break;
            default:
                await new RectificationWorkQuery(db, kept, database.Clock).ReadAsync(leader, TestContext.Current.CancellationToken);
                break;
        }

        return [.. database.Statements.Texts];
    }
}
