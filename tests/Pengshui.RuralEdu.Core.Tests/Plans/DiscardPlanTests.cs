using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Tests.Plans.Import;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>A draft plan that was imported by mistake.</summary>
public sealed class DiscardPlanTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_draft_goes_with_all_that_hangs_on_it_and_other_plans_stay(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var before = await CountsAsync(database);
        var plan = (await PlanImportTests.ImportAsync(world, PlanImportTests.Notice)).PlanId;
        await using (var db = database.Open())
        {
            db.Add(new ImportDraft
            {
                AuthorId = world.Users["coordinator"].Id, FileName = "通知.txt", SourceText = PlanImportTests.Notice, ContentJson = "{}", WorkPlanId = plan,
                CreatedAt = database.Clock.UtcNow, ChangedAt = database.Clock.UtcNow, ConfirmedAt = database.Clock.UtcNow,
            });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.NotEqual(before, await CountsAsync(database));
        var result = await DiscardAsync(world, 2024, "导入的是征求意见稿");

        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(before, await CountsAsync(database));
        await using var after = database.Open();
        Assert.False(await after.ImportDrafts.AnyAsync(Cancel));
        var entry = await after.AuditEntries.SingleAsync(e => e.Action == PlanAudit.DiscardPlan, Cancel);
        Assert.Equal((AuditResult.Succeeded, $"{plan}", "导入的是征求意见稿"), (entry.Result, entry.ObjectId, entry.Reason));
        Assert.Equal(["重点任务 3", "举措 4"], after.Service<AuditVocabulary>().Changes(entry.Details).Select(c => $"{c.Field} {c.After}"));
        Assert.Equal(ImportEffect.Created, (await PlanImportTests.ImportAsync(world, PlanImportTests.Notice)).Effect);
    }

    [Theory]
    [InlineData(PlanState.InForce, "执行中，不能删除")]
    [InlineData(PlanState.Archived, "已归档，不能删除")]
    public async Task Only_a_draft_is_deleted_and_the_refusal_leaves_a_trace(PlanState state, string sentence)
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await using (var db = database.Open())
        {
            (await db.WorkPlans.SingleAsync(p => p.Year == 2023, Cancel)).State = state;
            await db.SaveChangesAsync(Cancel);
        }

        var before = await CountsAsync(database);
        Assert.Contains(sentence, (await DiscardAsync(world, 2023, "试试")).Message, StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync(database));
        await using var after = database.Open();
        Assert.Equal(AuditResult.Refused, (await after.AuditEntries.SingleAsync(e => e.Action == PlanAudit.DiscardPlan, Cancel)).Result);
    }

    [Fact]
    public async Task It_takes_the_coordinator_a_reason_and_the_version_that_was_shown()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = await TestWorld.CreateAsync(database);
        await PlanImportTests.ImportAsync(world, PlanImportTests.Notice);
        Assert.Equal(Outcome.Forbidden, (await DiscardAsync(world, 2024, "试试", "leader")).Outcome);
        Assert.Equal(Outcome.NotFound, (await DiscardAsync(world, 1999, "试试")).Outcome);
        Assert.Equal(Outcome.Conflict, (await DiscardAsync(world, 2024, "试试", version: 7)).Outcome);
        Assert.Equal("Reason", (await DiscardAsync(world, 2024, " ")).Errors.Single().Field);
        await using var db = database.Open();
        Assert.True(await db.WorkPlans.AnyAsync(p => p.Year == 2024, Cancel));
    }

    private static async Task<Result> DiscardAsync(TestWorld world, int year, string reason, string user = "coordinator", int? version = null)
    {
        await using var db = world.Database.Open();
        version ??= await db.WorkPlans.Where(p => p.Year == year).Select(p => p.Version).SingleOrDefaultAsync(Cancel);
        return await db.Service<PlanService>().DiscardAsync(year, version.Value, reason, world.Actor(user), Cancel);
    }

    private static async Task<(int Plans, int Groups, int Tasks, int Measures, int Parts, int Works, int Figures)> CountsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await db.WorkPlans.CountAsync(Cancel), await db.Set<TaskGroup>().CountAsync(Cancel), await db.PlanTasks.CountAsync(Cancel), await db.Measures.CountAsync(Cancel),
            await db.Responsibilities.CountAsync(Cancel), await db.Measures.SelectMany(m => m.Responsibilities).CountAsync(Cancel), await db.Indicators.CountAsync(Cancel));
    }
}
