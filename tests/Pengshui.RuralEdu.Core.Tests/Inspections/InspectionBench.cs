using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Inspections;

/// <summary>The small county with the services of inspections on it; every call has a context of its own, as a request has.</summary>
internal sealed class InspectionBench : IAsyncDisposable
{
    private InspectionBench(TestDatabase database, TestWorld world, Actor other)
    {
        Database = database;
        World = world;
        Other = other;
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    public TestWorld World { get; }

    public Actor Supervisor => World.Actor("supervisor");

    /// <summary>Another supervisor.</summary>
    public Actor Other { get; }

    public static async Task<InspectionBench> CreateAsync(DatabaseProvider engine = DatabaseProvider.Sqlite)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        var user = new PortalUser { UserName = "other", NormalizedUserName = "OTHER", DisplayName = "另一名督查员", PasswordChangedAt = database.Clock.UtcNow };
        db.Add(user);
        await db.SaveChangesAsync(Token);
        return new InspectionBench(database, world, world.Actor("supervisor") with { UserId = user.Id, UserName = "other", DisplayName = user.DisplayName });
    }

    /// <summary>Complete: task 1 of 教育科, nothing to put right.</summary>
    public InspectionContent Complete(params RectificationEntry[] rectifications) => new()
    {
        VisitedOn = new DateOnly(2023, 10, 18),
        Town = "示例镇",
        Place = "示例小学",
        Kind = InspectionKind.Visit,
        Dimensions = InspectionDimensions.Responsibility | InspectionDimensions.Work,
        Findings = "查看了台账，与上报一致。",
        Items = [Item(World.Lead)],
        Rectifications = rectifications,
    };

    public static InspectionItemEntry Item(Responsibility part, Light? light = Light.Green) =>
        new() { TaskId = part.PlanTaskId, SectionId = part.SectionId, Light = light };

    public RectificationEntry ToPutRight(string? problem = "补全签字。", Responsibility? whose = null, DateOnly? dueOn = null) => new()
    {
        Key = Guid.NewGuid(),
        Whose = InspectionItemEntry.KeyOf((whose ?? World.Lead).PlanTaskId, (whose ?? World.Lead).SectionId),
        Problem = problem,
        DueOn = dueOn ?? new DateOnly(2023, 11, 3),
    };

    public Task<Result<InspectionSaved>> SaveAsync(Guid key, int version, InspectionContent content, Actor? who = null, Guid? form = null) =>
        ServiceAsync(s => s.SaveDraftAsync(new SaveInspection(key, form ?? key, version, content), who ?? Supervisor, Token));

    public Task<Result<InspectionSaved>> IssueAsync(Guid key, int version, InspectionContent content, Actor? who = null, Guid? form = null) =>
        ServiceAsync(s => s.IssueAsync(new SaveInspection(key, form ?? key, version, content), who ?? Supervisor, Token));

    /// <summary>A draft.</summary>
    public async Task<InspectionSaved> DraftAsync(InspectionContent? content = null)
    {
        var saved = await SaveAsync(Guid.NewGuid(), 0, content ?? Complete());
        Assert.True(saved.Succeeded, saved.Message);
        return saved.Value;
    }

    /// <summary>An issued one.</summary>
    public async Task<InspectionSaved> IssuedAsync(InspectionContent? content = null)
    {
        var saved = await IssueAsync(Guid.NewGuid(), 0, content ?? Complete());
        Assert.True(saved.Succeeded, saved.Message);
        return saved.Value;
    }

    public async Task<T> ServiceAsync<T>(Func<InspectionService, Task<T>> act)
    {
        await using var db = Database.Open();
        return await act(db.Service<InspectionService>(Database.Clock));
    }

    public async Task<T> PhotosAsync<T>(Func<InspectionPhotoService, Task<T>> act)
    {
        await using var db = Database.Open();
        return await act(db.Service<InspectionPhotoService>(new DatabaseOptions(Database.Provider, Database.ConnectionString, Database.Directory), Database.Clock));
    }

    public async Task<T> QueryAsync<T>(Func<RuralEduDbContext, Task<T>> read)
    {
        await using var db = Database.Open();
        return await read(db);
    }

    public async Task<InspectionForm> FormAsync(int id, Actor? who = null)
    {
        await using var db = Database.Open();
        return (await FormQuery(db).EditAsync(id, null, who ?? Supervisor, Token)).Value;
    }

    public InspectionFormQuery FormQuery(RuralEduDbContext db)
    {
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var calendars = new CalendarReader(db, cache, stamp);
        return db.Service<InspectionFormQuery>(db.Service<PlanYearReader>(cache, stamp, calendars, new SettingReader(db, cache, stamp), Database.Clock), calendars, Database.Clock);
    }

    /// <summary>The row with its parts.</summary>
    public Task<Inspection> RowAsync(int id) => QueryAsync(db => db.Inspections.AsNoTracking()
        .Include(i => i.Items).ThenInclude(i => i.Figures).Include(i => i.Photos).Include(i => i.Supplements).SingleAsync(i => i.Id == id, Token));

    public Task<List<Rectification>> RectificationsAsync(int id) =>
        QueryAsync(db => db.Rectifications.AsNoTracking().Include(r => r.Steps).Where(r => r.InspectionId == id).OrderBy(r => r.Id).ToListAsync(Token));

    public Task<List<AuditEntry>> AuditAsync() => QueryAsync(db => db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Token));

    /// <summary>Gives a report a submission that says this.</summary>
    public async Task<int> SubmittedAsync(MonthlyReport report, ReportSnapshot snapshot)
    {
        await World.FillReportAsync(report, ReportState.AwaitingConfirmation, r => r.Revisions.Add(
            ReportRevisions.Make(snapshot, 1, Database.Clock.UtcNow, World.Users["jyk-staff"].Id)));
        return await QueryAsync(db => db.ReportRevisions.Where(v => v.MonthlyReportId == report.Id).Select(v => v.Id).SingleAsync(Token));
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
