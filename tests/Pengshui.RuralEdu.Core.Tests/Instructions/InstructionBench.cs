using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Instructions;

/// <summary>The small county with its services for instructions. Two leaders: "leader" over all, "deputy" in charge of 教育科.</summary>
internal sealed class InstructionBench(TestDatabase database, TestWorld world) : IAsyncDisposable
{
    public static readonly DateOnly Due = new(2023, 10, 27);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestDatabase Database => database;

    public TestWorld World => world;

    public static async Task<InstructionBench> CreateAsync(DatabaseProvider engine = DatabaseProvider.Sqlite)
    {
        var database = await TestDatabase.CreateAsync(engine);
        return new InstructionBench(database, await TestWorld.CreateAsync(database));
    }

    /// <summary>An account of the world; the deputy is a leader with a section in charge, who has another account's key.</summary>
    public Actor Actor(string who) => who == "deputy"
        ? world.Actor("leader") with { UserId = world.Users["auditor"].Id, SectionsInCharge = new HashSet<int> { world.Jyk.Id } }
        : world.Actor(who);

    public async Task<Result<int>> GiveAsync(
        string who = "leader", string? text = "请逐校核实", DateOnly? due = null, bool withoutDay = false, int[]? sections = null, Guid? key = null,
        int task = 1, int? report = null)
    {
        await using var db = database.Open();
        return await db.Service<InstructionService>(database.Clock).GiveAsync(
            new GiveInstruction(key ?? Guid.NewGuid(), 2023, task, report, text, withoutDay ? null : due ?? Due, sections ?? [world.Jyk.Id]), Actor(who), Token);
    }

    public async Task<Result<int>> StepAsync(
        int recipient, InstructionAction action, string who, string? text = "已逐校核实", DateOnly? due = null, int? version = null, bool withoutDay = false)
    {
        await using var db = database.Open();
        version ??= await db.InstructionRecipients.Where(r => r.Id == recipient).Select(r => r.Version).SingleAsync(Token);
        return await db.Service<InstructionService>(database.Clock).StepAsync(
            new StepInstruction(recipient, version.Value, action, text, withoutDay ? null : due ?? Due), Actor(who), Token);
    }

    public async Task<InstructionPage?> PageAsync(int id, string who)
    {
        await using var db = database.Open();
        return await new InstructionQueries(db, database.Clock).ReadAsync(id, Actor(who), Token);
    }

    public async Task<InstructionLedger?> LedgerAsync(string who, InstructionStatus? status = null, string? section = null, int page = 1)
    {
        await using var db = database.Open();
        return await new InstructionQueries(db, database.Clock).ReadLedgerAsync(new InstructionFilter(status, section, page), Actor(who), Token);
    }

    /// <summary>An instruction of the leader's to 教育科 in a state, without the services; yields the recipient's key.</summary>
    public async Task<int> PutAsync(InstructionState state, string giver = "leader")
    {
        await using var db = database.Open();
        var instruction = InstructionSteps.Give(Guid.NewGuid(), world.Task1.Id, null, "请逐校核实", Due, [world.Jyk.Id], Actor(giver), database.Clock.UtcNow);
        instruction.Recipients.Single().State = state;
        db.Add(instruction);
        await db.SaveChangesAsync(Token);
        return instruction.Recipients.Single().Id;
    }

    public async Task<InstructionRecipient> RecipientAsync(int id)
    {
        await using var db = database.Open();
        return await db.InstructionRecipients.AsNoTracking().Include(r => r.Steps).SingleAsync(r => r.Id == id, Token);
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();
}
