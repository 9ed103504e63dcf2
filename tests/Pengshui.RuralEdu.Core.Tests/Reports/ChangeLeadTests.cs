using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

public sealed class ChangeLeadTests
{
    [Theory, Engines]
    public async Task The_supporting_section_leads_works_on_every_measure_and_the_act_is_audited(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        var result = await ChangeAsync(world, "coordinator", Command(world));

        Assert.True(result.Succeeded, result.Message);
        await using var db = database.Open();
        var parts = await db.Responsibilities.Include(r => r.Measures).Where(r => r.PlanTaskId == world.Task1.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ResponsibilityKind.Lead, parts.Single(p => p.Id == world.Supporting.Id).Kind);
        Assert.Equal(ResponsibilityKind.Supporting, parts.Single(p => p.Id == world.Lead.Id).Kind);
        Assert.Equal(3, parts.Single(p => p.Id == world.Supporting.Id).Measures.Count);
        Assert.Equal(2, (await db.PlanTasks.SingleAsync(t => t.Id == world.Task1.Id, TestContext.Current.CancellationToken)).Version);
        var entry = await db.AuditEntries.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ReportAudit.ChangeResponsibility, entry.Action);
        Assert.Equal("分工调整", entry.Reason);
        Assert.Contains("基建科", entry.Details);
    }

    [Theory, Engines]
    public async Task Only_the_coordinator_may_and_a_reason_is_needed(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        Assert.Equal(Outcome.Forbidden, (await ChangeAsync(world, "jyk-head", Command(world))).Outcome);
        Assert.Equal(Outcome.Forbidden, (await ChangeAsync(world, "sysadmin", Command(world))).Outcome);
        Assert.Equal(Outcome.Refused, (await ChangeAsync(world, "coordinator", Command(world) with { Reason = " " })).Outcome);
        Assert.Equal(Outcome.Refused, (await ChangeAsync(world, "coordinator", Command(world) with { Reason = "证件 500243199001011234" })).Outcome);
        Assert.Equal(Outcome.NotFound, (await ChangeAsync(world, "coordinator", Command(world) with { ResponsibilityId = world.Alone.Id })).Outcome);
        await using var db = database.Open();
        Assert.Empty(await db.AuditEntries.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory, Engines]
    public async Task The_second_of_two_people_is_told_and_the_lead_it_is_already_changes_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);

        Assert.True((await ChangeAsync(world, "coordinator", Command(world) with { ResponsibilityId = world.Lead.Id })).Succeeded);
        Assert.True((await ChangeAsync(world, "coordinator", Command(world))).Succeeded);
        var second = await ChangeAsync(world, "coordinator", Command(world) with { ResponsibilityId = world.Lead.Id });

        Assert.Equal(Outcome.Conflict, second.Outcome);
        await using var db = database.Open();
        Assert.Single(await db.AuditEntries.ToListAsync(TestContext.Current.CancellationToken));
    }

    private static ChangeLead Command(TestWorld world) => new(world.Task1.Id, 1, world.Supporting.Id, new DateOnly(2023, 10, 20), "分工调整");

    private static Task<Result> ChangeAsync(TestWorld world, string who, ChangeLead command) => world.Database.ChangeLeadAsync(command, world.Actor(who));
}
