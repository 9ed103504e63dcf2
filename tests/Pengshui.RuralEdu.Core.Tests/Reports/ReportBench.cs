using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

/// <summary>The small county with the services of reports on it; every call has a context of its own, as a request has.</summary>
internal sealed class ReportBench : IAsyncDisposable
{
    private ReportBench(TestDatabase database, TestWorld world)
    {
        Database = database;
        World = world;
    }

    public TestDatabase Database { get; }

    public TestWorld World { get; }

    /// <summary>教育科's report of task 1: three measures, zero-clearing form, a rate.</summary>
    public int LeadId => World.ReportOf(World.Lead).Id;

    /// <summary>基建科's report of task 1: one measure.</summary>
    public int SupportingId => World.ReportOf(World.Supporting).Id;

    /// <summary>基建科's report of task 2: one measure, one figure.</summary>
    public int AloneId => World.ReportOf(World.Alone).Id;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ReportBench> CreateAsync(DatabaseProvider engine = DatabaseProvider.Sqlite)
    {
        var database = await TestDatabase.CreateAsync(engine);
        return new ReportBench(database, await TestWorld.CreateAsync(database));
    }

    public Actor Actor(string userName) => World.Actor(userName);

    /// <summary>A complete content for any of the three reports.</summary>
    public ReportContent Complete(int reportId) => new()
    {
        Progress = "完成第二轮摸排。",
        Problems = "无",
        NextSteps = "继续摸排，逐人落实。",
        CompletionRate = 70,
        SelfLight = Light.Green,
        Measures = [.. MeasuresOf(reportId).Select(id => new MeasureEntry { MeasureId = id, State = MeasureState.Continuous })],
        Figures = FiguresOf(reportId),
        Clearance = reportId == LeadId ? [Stage(SchoolStage.Primary), Stage(SchoolStage.JuniorHigh)] : [],
        ClearanceComparedOn = reportId == LeadId ? new DateOnly(2023, 10, 18) : null,
    };

    /// <summary>A balanced stage: 100 children, 90 there, stock 2.</summary>
    public static ClearanceEntry Stage(SchoolStage stage) => new()
    {
        Stage = stage,
        Expected = 100,
        Present = 90,
        TransferredOut = 5,
        SickLeave = 2,
        HomeTaught = 1,
        SuspectedBefore = 3,
        SuspectedNew = 1,
        SuspectedReturned = 2,
        ConfirmedDropouts = 0,
    };

    public Task<Result<int>> SaveAsync(int reportId, int version, ReportContent content, string who) =>
        ReportsAsync(s => s.SaveDraftAsync(new SaveReport(reportId, version, content), Actor(who), Token));

    public Task<Result<int>> SubmitAsync(int reportId, int version, ReportContent content, string who) =>
        ReportsAsync(s => s.SubmitAsync(new SaveReport(reportId, version, content), Actor(who), Token));

    /// <summary>Submits what is complete, from whatever version there is.</summary>
    public async Task<int> FileAsync(int reportId, string who, ReportContent? content = null)
    {
        var result = await SubmitAsync(reportId, await VersionAsync(reportId), content ?? Complete(reportId), who);
        Assert.True(result.Succeeded, result.Message);
        return result.Value;
    }

    public Task<Result<int>> StepAsync(int reportId, ReportAction action, string who, string? reason = null, int? version = null) =>
        StepAsync(reportId, action, Actor(who), reason, version);

    public async Task<Result<int>> StepAsync(int reportId, ReportAction action, Actor actor, string? reason, int? version)
    {
        var expected = version ?? await VersionAsync(reportId);
        return await DecisionsAsync(s => action switch
        {
            ReportAction.Withdraw => s.WithdrawAsync(reportId, expected, actor, Token),
            ReportAction.Approve => s.ApproveAsync(reportId, expected, actor, Token),
            ReportAction.Return => s.ReturnAsync(reportId, expected, reason, actor, Token),
            ReportAction.Confirm => s.ConfirmAsync(reportId, expected, actor, Token),
            ReportAction.Waive => s.WaiveAsync(reportId, expected, reason, actor, Token),
            ReportAction.Reopen => s.ReopenAsync(reportId, expected, reason, actor, Token),
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        });
    }

    public async Task<T> ReportsAsync<T>(Func<ReportService, Task<T>> act)
    {
        await using var db = Database.Open();
        return await act(db.Service<ReportService>(Kept(db), Settings(db), Calendars(db), Database.Clock));
    }

    public async Task<T> DecisionsAsync<T>(Func<ReportDecisions, Task<T>> act)
    {
        await using var db = Database.Open();
        return await act(db.Service<ReportDecisions>(Calendars(db), Database.Clock));
    }

    public async Task<T> EvidenceAsync<T>(Func<EvidenceService, Task<T>> act)
    {
        await using var db = Database.Open();
        var options = new DatabaseOptions(Database.Provider, Database.ConnectionString, Database.Directory);
        return await act(db.Service<EvidenceService>(options, Database.Clock));
    }

    public async Task<T> PeriodsAsync<T>(Func<PeriodService, Task<T>> act)
    {
        await using var db = Database.Open();
        return await act(db.Service<PeriodService>(Settings(db), Calendars(db), Years(db), Database.Clock));
    }

    public async Task<Result<ReportForm>> FormAsync(int reportId, string who, ReportContent? typed = null)
    {
        await using var db = Database.Open();
        return await db.Service<ReportFormQuery>(Kept(db), Settings(db), Calendars(db), Database.Clock).ReadAsync(reportId, Actor(who), typed, Token);
    }

    public async Task<ReportView?> ViewAsync(int reportId, string who, int? revision = null)
    {
        await using var db = Database.Open();
        return await db.Service<ReportViewQuery>(Kept(db), Settings(db), Calendars(db), Database.Clock).ReadAsync(reportId, revision, Actor(who), Token);
    }

    public async Task<T> MonthsAsync<T>(Func<MonthQueries, Task<T>> read)
    {
        await using var db = Database.Open();
        return await read(new MonthQueries(db, Settings(db), Calendars(db), Database.Clock));
    }

    /// <summary>Statements of a page that was read before, the actor's statement left out.</summary>
    /// <param name="read">The page.</param>
    /// <param name="changed">Kinds of data that were changed since.</param>
    public async Task<int> StatementsOfAsync(Func<RuralEduDbContext, KeptRows, SettingReader, CalendarReader, Task> read, params DataArea[] changed)
    {
        var cache = new StampedCache();
        for (var warm = false; ; warm = true)
        {
            await using var db = Database.Open();
            var stamp = new DataStamp(db);
            stamp.Set(await db.AuditHeads.Select(h => h.Changes).SingleAsync(Token));
            Database.Statements.Reset();
            await read(db, new KeptRows(cache, stamp), new SettingReader(db, cache, stamp), new CalendarReader(db, cache, stamp));
            if (warm)
                return Database.Statements.Count;
            var head = await db.AuditHeads.SingleAsync(Token);
            head.Changes = head.Changes.Raise(changed);
            await db.SaveChangesAsync(Token);
        }
    }

    public async Task<MonthlyReport> ReportAsync(int reportId)
    {
        await using var db = Database.Open();
        return await db.MonthlyReports.AsNoTracking().Include(r => r.Revisions).Include(r => r.Decisions).Include(r => r.Evidence)
            .Include(r => r.IndicatorValues).Include(r => r.MeasureProgress).Include(r => r.ClearanceLines).Include(r => r.NewNeeds)
            .SingleAsync(r => r.Id == reportId, Token);
    }

    public async Task<int> VersionAsync(int reportId) => (await ReportAsync(reportId)).Version;

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync()
    {
        await using var db = Database.Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Token);
    }

    public async Task ChangeAsync(Func<RuralEduDbContext, Task> change)
    {
        await using var db = Database.Open();
        await change(db);
        await db.SaveChangesAsync(Token);
    }

    /// <summary>Brings a report into a state without the services, so that a walk over the table does not lean on itself.</summary>
    public Task PutAsync(int reportId, ReportState state, int? authorId) => ChangeAsync(async db =>
    {
        var report = await db.MonthlyReports.SingleAsync(r => r.Id == reportId, Token);
        report.State = state;
        if (state is ReportState.NotStarted)
            return;
        report.RevisionNumber = 1;
        report.SubmittedAt = report.FirstSubmittedAt = Database.Clock.UtcNow;
        report.LateByWorkingDays = 0;
        report.SubmittedById = authorId ?? World.Users["jjk-staff"].Id;
        report.Revisions.Add(ReportRevisions.Make(new ReportSnapshot { Progress = "第一稿" }, 1, Database.Clock.UtcNow, report.SubmittedById.Value));
    });

    /// <summary>Whether a report is no longer asked for, without the services.</summary>
    public Task WaiveAsync(int reportId, bool isWaived) => ChangeAsync(async db =>
    {
        var report = await db.MonthlyReports.SingleAsync(r => r.Id == reportId, Token);
        report.WaivedAt = isWaived ? Database.Clock.UtcNow : null;
        report.WaivedById = isWaived ? World.Users["coordinator"].Id : null;
        report.WaiverReason = isWaived ? "机构合并" : null;
    });

    /// <summary>The same for a report that has been somewhere else before: it begins anew.</summary>
    public async Task ResetAsync(int reportId, ReportState state, int? authorId)
    {
        await using (var db = Database.Open())
        {
            await db.ReportDecisions.ExecuteDeleteAsync(Token);
            await db.ReportRevisions.ExecuteDeleteAsync(Token);
            await db.IndicatorValues.ExecuteDeleteAsync(Token);
            await db.Set<MeasureProgress>().ExecuteDeleteAsync(Token);
            await db.MonthlyReports.Where(r => r.Id == reportId).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.Progress, (string?)null).SetProperty(r => r.RevisionNumber, 0).SetProperty(r => r.State, ReportState.NotStarted)
                    .SetProperty(r => r.SubmittedById, (int?)null), Token);
        }

        await PutAsync(reportId, state, authorId);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private List<int> MeasuresOf(int reportId) => reportId switch
    {
        _ when reportId == LeadId => [.. World.Task1.Measures.OrderBy(m => m.Number).Select(m => m.Id)],
        _ when reportId == SupportingId => [World.Task1.Measures.Single(m => m.Number == 3).Id],
        _ => [World.Task2.Measures.Single().Id],
    };

    private List<FigureEntry> FiguresOf(int reportId) => reportId switch
    {
        _ when reportId == LeadId => [new FigureEntry { IndicatorId = RateId, Numerator = 184, Denominator = 189 }],
        _ when reportId == AloneId => [new FigureEntry { IndicatorId = SchoolsId, Value = 12 }],
        _ => [],
    };

    public int RateId => World.Task1.Indicators.Single(i => i.Code == "placement").Id;

    public int SchoolsId => World.Task2.Indicators.Single().Id;

    private static KeptRows Kept(RuralEduDbContext db) => new(new StampedCache(), new DataStamp(db));

    public static SettingReader Settings(RuralEduDbContext db) => new(db, new StampedCache(), new DataStamp(db));

    public static CalendarReader Calendars(RuralEduDbContext db) => new CalendarReader(db, new StampedCache(), new DataStamp(db));

    public PlanYearReader Years(RuralEduDbContext db) => db.Service<PlanYearReader>(Database.Clock);
}
