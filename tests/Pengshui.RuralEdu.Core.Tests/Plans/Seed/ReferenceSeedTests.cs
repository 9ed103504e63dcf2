using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans.Seed;

public sealed class ReferenceSeedTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task An_empty_database_gets_the_sections_the_calendar_and_the_plan(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SeedAsync(database);

        await using var db = database.Open();
        Assert.Equal(8, await db.Sections.CountAsync(Cancel));
        Assert.Equal("服务中心", (await db.Sections.SingleAsync(s => s.Aliases.Any(a => a.Name == "县教育服务中心"), Cancel)).Name);
        Assert.Equal(CalendarDayKind.Workday, (await db.CalendarDays.SingleAsync(d => d.Day == new DateOnly(2023, 10, 7), Cancel)).Kind);
        Assert.True(await db.Vacations.AnyAsync(v => v.Name == "2023年暑假", Cancel));
        var plan = await db.WorkPlans.Include(p => p.Groups).SingleAsync(Cancel);
        Assert.Equal((2023, PlanState.InForce, 4), (plan.Year, plan.State, plan.Groups.Count));
        Assert.Equal((18, 48, 24), (await db.PlanTasks.CountAsync(Cancel), await db.Measures.CountAsync(Cancel), await db.Responsibilities.CountAsync(Cancel)));
        Assert.Equal(18, await db.Responsibilities.CountAsync(r => r.Kind == ResponsibilityKind.Lead, Cancel));
    }

    [Theory, Engines]
    public async Task The_lead_works_on_every_measure_and_a_supporting_section_on_its_own(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SeedAsync(database);

        await using var db = database.Open();
        foreach (var task in SeedFiles.Plan2023().Tasks)
        {
            var stored = await db.Measures.Where(m => db.PlanTasks.Any(t => t.Id == m.PlanTaskId && t.Number == task.Number)).OrderBy(m => m.Number)
                .Select(m => new { m.Text, Sections = m.Responsibilities.OrderBy(r => r.Order).Select(r => r.Section.Code).ToList() }).ToListAsync(Cancel);
            Assert.Equal(task.Measures.Select(m => m.Text), stored.Select(m => m.Text));
            Assert.Equal(task.Measures.Select(m => (m.Supporting ?? []).Prepend(task.Sections[0]).Order()), stored.Select(m => m.Sections.Order()));
        }
    }

    [Theory, Engines]
    public async Task A_second_time_changes_nothing_and_leaves_no_entry(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SeedAsync(database);
        await using (var db = database.Open())
        {
            (await db.Sections.SingleAsync(s => s.Code == "jyk", Cancel)).Name = "教育管理科";
            await db.SaveChangesAsync(Cancel);
        }

        await SeedAsync(database);

        await using var check = database.Open();
        Assert.Equal("教育管理科", (await check.Sections.SingleAsync(s => s.Code == "jyk", Cancel)).Name);
        Assert.Equal((8, 1), (await check.Sections.CountAsync(Cancel), await check.WorkPlans.CountAsync(Cancel)));
        var entries = await check.AuditEntries.OrderBy(e => e.Sequence).ToListAsync(Cancel);
        Assert.Equal(
            [.. Enumerable.Repeat(SectionAudit.CreateSection, 8), CalendarAudit.ChangeCalendar, PlanAudit.LoadPlan],
            entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal("初始数据", e.ActorName));
    }

    [Theory, Engines]
    public async Task Two_nodes_that_start_together_load_everything_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => SeedAsync(database), Cancel)));

        await using var db = database.Open();
        Assert.Equal((8, 1), (await db.Sections.CountAsync(Cancel), await db.WorkPlans.CountAsync(Cancel)));
    }

    private static async Task SeedAsync(TestDatabase database)
    {
        await using var db = database.Open();
        await new ReferenceSeed(db).EnsureAsync(Cancel);
        await new PlanLoader(db).EnsureAsync(Cancel);
    }
}
