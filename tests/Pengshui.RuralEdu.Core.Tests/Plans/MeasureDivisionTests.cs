using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>Which measures a supporting section works on.</summary>
public sealed class MeasureDivisionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task In_force_it_changes_by_an_amendment_that_names_the_measures_alone_that_changed(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        Assert.Equal("Reason", (await ChangeAsync(world, Choices(world, 1), reason: null)).Errors.Single().Field);
        Assert.Equal(["3"], await SupportedAsync(world));
        Done(await ChangeAsync(world, Choices(world, 1)));

        Assert.Equal(["1"], await SupportedAsync(world));
        await using var db = database.Open();
        var amendment = await db.PlanAmendments.SingleAsync(Cancel);
        Assert.Equal(
            (AmendmentKind.Division, "1. 定期摸排：没有配合科室\n3. 改善校舍：基建科配合", "1. 定期摸排：基建科配合\n3. 改善校舍：没有配合科室", "分工调整"),
            (amendment.Kind, amendment.Before, amendment.After, amendment.Reason));
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == PlanAudit.AmendPlan, Cancel);
        Assert.Contains("举措分工", entry.ObjectTitle, StringComparison.Ordinal);
        Assert.Equal(2, (await db.PlanTasks.SingleAsync(t => t.Id == world.Task1.Id, Cancel)).Version);
    }

    [Fact]
    public async Task The_lead_and_sections_without_a_part_are_not_touched_by_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        var tampered = world.Task1.Measures.Select(m => new MeasureSections(m.Id, [world.Jyk.Id, world.Jjk.Id, world.Decoy.Id], [world.Jjk.Id, world.Decoy.Id]))
            .Append(new MeasureSections(world.Task2.Measures.Single().Id, [world.Jjk.Id], []));

        Done(await ChangeAsync(world, tampered));

        Assert.Equal(["1", "2", "3"], await SupportedAsync(world));
        await using var db = database.Open();
        Assert.All(await db.Measures.Include(m => m.Responsibilities).ToListAsync(Cancel), m =>
            Assert.Equal(m.PlanTaskId == world.Task1.Id ? 2 : m.PlanTaskId == world.Task2.Id ? 1 : m.Responsibilities.Count, m.Responsibilities.Count));
        Assert.Equal(3, await db.Measures.CountAsync(m => m.Responsibilities.Any(r => r.Id == world.Lead.Id), Cancel));
    }

    [Fact]
    public async Task A_section_that_would_work_on_nothing_is_refused_and_nothing_is_written()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);

        var refused = await ChangeAsync(world, Choices(world));

        Assert.Equal(("Division", "基建科没有选任何举措。每个配合科室至少选一条。"), (refused.Errors.Single().Field, refused.Message));
        Assert.Equal(["3"], await SupportedAsync(world));
        await using var db = database.Open();
        Assert.False(await db.PlanAmendments.AnyAsync(Cancel));
    }

    [Fact]
    public async Task A_choice_that_changes_nothing_writes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        Done(await ChangeAsync(world, Choices(world, 3)));
        await using var db = database.Open();
        Assert.False(await db.PlanAmendments.AnyAsync(Cancel));
    }

    [Fact]
    public async Task A_draft_is_divided_freely_and_a_new_measure_and_a_new_section_begin_with_all()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using (var db = database.Open())
        {
            (await db.WorkPlans.SingleAsync(p => p.Id == world.Plan.Id, Cancel)).State = PlanState.Draft;
            await db.SaveChangesAsync(Cancel);
        }

        await using (var db = database.Open())
        {
            var command = new ChangeTask(
                2023, 1, 1, world.Task1.Title, null, "定期摸排\n专项行动\n改善校舍\n新的一条", [world.Jyk.Id, world.Jjk.Id, world.Decoy.Id], world.Jyk.Id, false, null)
            {
                Division = [.. Choices(world, 2)],
            };
            Done(await db.Service<PlanTaskService>(database.Clock).ChangeAsync(command, world.Actor("coordinator"), Cancel));
        }

        Assert.Equal(["2", "4"], await SupportedAsync(world));
        await using var after = database.Open();
        Assert.Equal(4, await after.Measures.CountAsync(m => m.Responsibilities.Any(r => r.SectionId == world.Decoy.Id && r.PlanTaskId == world.Task1.Id), Cancel));
        Assert.False(await after.PlanAmendments.AnyAsync(Cancel));
    }

    [Theory, Engines]
    public async Task What_was_reported_on_a_measure_stays_in_that_report_and_only_later_months_are_not_asked(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var third = world.Task1.Measures.Single(m => m.Number == 3);
        await world.FillReportAsync(world.ReportOf(world.Supporting), ReportState.Confirmed, r => r.MeasureProgress.Add(new MeasureProgress { MeasureId = third.Id, State = MeasureState.Done, Note = "已修缮" }));
        var november = await world.AddMonthAsync(new Month(2023, 11));

        Done(await ChangeAsync(world, Choices(world, 1)));

        Assert.Equal(["1", "3 已修缮"], await FormOfAsync(world, world.ReportOf(world.Supporting).Id));
        Assert.Equal(["1"], await FormOfAsync(world, november.Reports.Single(r => r.ResponsibilityId == world.Supporting.Id).Id));
    }

    private static async Task<IEnumerable<string>> FormOfAsync(TestWorld world, int report)
    {
        await using var db = world.Database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var reader = new ReportReader(db, new KeptRows(cache, stamp), new SettingReader(db, cache, stamp), world.Database.Clock);
        var core = await ReportReader.CoreAsync(db, report, world.Actor("coordinator"), Cancel);
        return (await reader.WholeAsync(core!, false, Cancel)).Snapshot.Measures.Select(m => $"{m.Number} {m.Note}".Trim());
    }

    private static IEnumerable<MeasureSections> Choices(TestWorld world, params int[] numbers) =>
        world.Task1.Measures.Select(m => new MeasureSections(m.Id, [world.Jjk.Id], numbers.Contains(m.Number) ? [world.Jjk.Id] : []));

    private static async Task<Result> ChangeAsync(TestWorld world, IEnumerable<MeasureSections> division, string? reason = "分工调整")
    {
        await using var db = world.Database.Open();
        return await db.Service<PlanTaskService>(world.Database.Clock).ChangeAsync(
            new ChangeTask(2023, 1, 1, null, null, "定期摸排\n专项行动\n改善校舍", [], null, false, reason) { Division = [.. division] }, world.Actor("coordinator"), Cancel);
    }

    private static async Task<IEnumerable<string>> SupportedAsync(TestWorld world)
    {
        await using var db = world.Database.Open();
        return (await db.Measures.Where(m => m.Responsibilities.Any(r => r.Id == world.Supporting.Id)).OrderBy(m => m.Number).Select(m => m.Number).ToListAsync(Cancel)).Select(n => $"{n}");
    }

    private static void Done(Result result) => Assert.True(result.Succeeded, result.Message);
}
