using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Rectifications;

/// <summary>The small county with the services of rectifications on it; every call has a context of its own, as a request has.</summary>
internal sealed class RectificationBench : IAsyncDisposable
{
    private RectificationBench(TestDatabase database, TestWorld world)
    {
        Database = database;
        World = world;
    }

    public TestDatabase Database { get; }

    public TestWorld World { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static DateOnly Today { get; } = new(2023, 10, 20);

    public static DateOnly Due { get; } = new(2023, 10, 31);

    public static async Task<RectificationBench> CreateAsync(DatabaseProvider engine = DatabaseProvider.Sqlite)
    {
        var database = await TestDatabase.CreateAsync(engine);
        return new RectificationBench(database, await TestWorld.CreateAsync(database));
    }

    public Actor Actor(string userName) => World.Actor(userName);

    /// <summary>Raises one for 基建科 in task 2.</summary>
    public async Task<int> RaiseAsync(DateOnly? dueOn = null)
    {
        var result = await ServiceAsync(s => s.RaiseAsync(Command(dueOn: dueOn ?? Due), Actor("supervisor"), Token));
        Assert.True(result.Succeeded, result.Message);
        return result.Value;
    }

    public RaiseRectification Command(string? problem = "示例小学食堂台账缺九月的进货票据。", DateOnly? dueOn = null, Guid? key = null) =>
        new(key ?? Guid.NewGuid(), World.Alone.Id, problem, dueOn ?? Due, null);

    public async Task<Result<int>> AnswerAsync(
        int id, RectificationAction action, string who = "jjk-staff", string? measures = "逐校补齐票据。", string? feedback = "已补齐。", int? version = null)
    {
        var command = new AnswerRectification(id, version ?? (await GetAsync(id)).Version, measures, feedback);
        return await ServiceAsync(s => action == RectificationAction.Submit
            ? s.SubmitAsync(command, Actor(who), Token) : s.ReportAsync(command, Actor(who), Token));
    }

    /// <summary>A supervisor's step. 销号 and 回头看合格 rest on a visit of that day.</summary>
    public async Task<Result<int>> DecideAsync(
        int id, RectificationAction action, string? reason = "理由", DateOnly? dueOn = null, DateOnly? lookBackOn = null, string who = "supervisor", int? version = null)
    {
        int? visit = action is RectificationAction.Close or RectificationAction.PassLookBack ? await VisitAsync() : null;
        var command = new DecideRectification(id, version ?? (await GetAsync(id)).Version, action, reason, dueOn, lookBackOn, visit);
        return await ServiceAsync(s => s.DecideAsync(command, Actor(who), Token));
    }

    /// <summary>An issued inspection about task 2 of 基建科, stored without the services; today unless told otherwise.</summary>
    public async Task<int> VisitAsync(DateOnly? on = null, PlanTask? task = null, string? place = "另一所学校", int? verifies = null)
    {
        await using var db = Database.Open();
        var visit = new Inspection
        {
            WorkPlanId = World.Plan.Id,
            DraftKey = Guid.NewGuid(),
            FormKey = Guid.NewGuid(),
            State = InspectionState.Issued,
            Year = 2023,
            Number = 1 + (await db.Inspections.MaxAsync(i => i.Number, Token) ?? 0),
            VisitedOn = on ?? Database.Clock.Today,
            Place = place,
            Findings = "看过。",
            AuthorId = World.Users["supervisor"].Id,
            CreatedAt = Database.Clock.UtcNow,
            EditedAt = Database.Clock.UtcNow,
            IssuedAt = Database.Clock.UtcNow,
        };
        visit.Items.Add(new InspectionItem { PlanTaskId = (task ?? World.Task2).Id, SectionId = World.Jjk.Id });
        if (verifies is { } rectification)
            visit.Verifications.Add(new InspectionVerification { RectificationId = rectification, Seen = "票据补齐了。" });
        db.Add(visit);
        await db.SaveChangesAsync(Token);
        return visit.Id;
    }

    /// <summary>A file of the section's or, in a state in which it verifies, of the supervisor's.</summary>
    public async Task<int> FileAsync(int id, string who = "jjk-staff", string name = "票据.pdf")
    {
        var added = await FilesAsync(s => s.AddAsync(id, new MemoryStream("%PDF-1.7 票据"u8.ToArray()), name, Actor(who), Token));
        Assert.True(added.Succeeded, added.Message);
        return added.Value;
    }

    public async Task<T> ServiceAsync<T>(Func<RectificationService, Task<T>> act)
    {
        await using var db = Database.Open();
        return await act(new RectificationService(db, Calendars(db), Database.Clock));
    }

    public async Task<T> FilesAsync<T>(Func<RectificationFileService, Task<T>> act)
    {
        await using var db = Database.Open();
        return await act(new RectificationFileService(db, new DatabaseOptions(Database.Provider, Database.ConnectionString, Database.Directory), Scans.Of(db), Database.Clock));
    }

    public async Task<RectificationPage?> PageAsync(int id, string who)
    {
        await using var db = Database.Open();
        return await new RectificationPageQuery(db, Calendars(db), Database.Clock).ReadAsync(id, Actor(who), Token);
    }

    public async Task<RectificationLedger?> LedgerAsync(RectificationFilter filter, string who = "leader", int page = 1)
    {
        await using var db = Database.Open();
        return await new RectificationLedgerQuery(db, Kept(db), Database.Clock).ReadAsync(filter, page, Actor(who), Token);
    }

    public async Task<RectificationWork> WorkAsync(Actor actor)
    {
        await using var db = Database.Open();
        return await new RectificationWorkQuery(db, Kept(db), Database.Clock).ReadAsync(actor, Token);
    }

    public async Task<IReadOnlyList<DatedRectification>> HistoryAsync()
    {
        await using var db = Database.Open();
        return await RectificationHistory.ReadAsync(db, World.Plan.Id, Token);
    }

    public async Task<Rectification> GetAsync(int id)
    {
        await using var db = Database.Open();
        return await db.Rectifications.AsNoTracking().Include(r => r.Steps).Include(r => r.Files).SingleAsync(r => r.Id == id, Token);
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync()
    {
        await using var db = Database.Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Token);
    }

    /// <summary>Brings one into a state without the services, so that a walk over the table does not lean on itself.</summary>
    public async Task PutAsync(int id, RectificationState state, int? authorId)
    {
        await using var db = Database.Open();
        var row = await db.Rectifications.SingleAsync(r => r.Id == id, Token);
        row.State = state;
        row.DueOn = Due;
        row.Measures = row.Feedback = null;
        row.SubmittedById = authorId;
        await db.SaveChangesAsync(Token);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static CalendarReader Calendars(RuralEduDbContext db) => new(db, new StampedCache(), new DataStamp(db));

    private static KeptRows Kept(RuralEduDbContext db) => new(new StampedCache(), new DataStamp(db));
}
