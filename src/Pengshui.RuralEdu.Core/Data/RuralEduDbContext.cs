using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Import;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Units;
using Pengshui.RuralEdu.Core.Units.Import;

namespace Pengshui.RuralEdu.Core.Data;

/// <summary>
/// The portal's database on either engine. A save writes the changes, the notes for the audit trail and the marks of what
/// has changed in one transaction, again where the database says something that may pass; versions rise by themselves. A save
/// that fails leaves nothing tracked and nothing noted.
/// </summary>
public sealed partial class RuralEduDbContext : IdentityDbContext<PortalUser, IdentityRole<int>, int>, IDataProtectionKeyContext
{
    private readonly List<(AuditNote Note, DateTime At)> notes = [];
    private readonly BusinessClock clock;
    private readonly UnitOfWork unit;

    /// <summary>Makes a context.</summary>
    /// <param name="options">Engine and connection.</param>
    /// <param name="clock">Time of the audit entries.</param>
    /// <param name="keys">Sign the audit entries; null where nothing is written, or without signatures.</param>
    public RuralEduDbContext(DbContextOptions<RuralEduDbContext> options, BusinessClock clock, AuditKeys? keys = null)
        : base(options)
    {
        this.clock = clock;
        AuditKeys = keys ?? AuditKeys.None;
        unit = new UnitOfWork(this);
    }

    /// <summary>Sections.</summary>
    public DbSet<Section> Sections => Set<Section>();

    /// <summary>Units.</summary>
    public DbSet<Unit> Units => Set<Unit>();

    /// <summary>Lists of units that are looked through.</summary>
    public DbSet<UnitListDraft> UnitListDrafts => Set<UnitListDraft>();

    /// <summary>Plans.</summary>
    public DbSet<WorkPlan> WorkPlans => Set<WorkPlan>();

    /// <summary>Tasks.</summary>
    public DbSet<PlanTask> PlanTasks => Set<PlanTask>();

    /// <summary>Measures.</summary>
    public DbSet<Measure> Measures => Set<Measure>();

    /// <summary>Responsibilities.</summary>
    public DbSet<Responsibility> Responsibilities => Set<Responsibility>();

    /// <summary>Indicators.</summary>
    public DbSet<Indicator> Indicators => Set<Indicator>();

    /// <summary>Amendments of plans in force.</summary>
    public DbSet<PlanAmendment> PlanAmendments => Set<PlanAmendment>();

    /// <summary>Notices that are looked through.</summary>
    public DbSet<ImportDraft> ImportDrafts => Set<ImportDraft>();

    /// <summary>Periods.</summary>
    public DbSet<ReportingPeriod> ReportingPeriods => Set<ReportingPeriod>();

    /// <summary>Reports.</summary>
    public DbSet<MonthlyReport> MonthlyReports => Set<MonthlyReport>();

    /// <summary>Revisions.</summary>
    public DbSet<ReportRevision> ReportRevisions => Set<ReportRevision>();

    /// <summary>Decisions.</summary>
    public DbSet<ReportDecision> ReportDecisions => Set<ReportDecision>();

    /// <summary>Coordination needs.</summary>
    public DbSet<CoordinationNeed> CoordinationNeeds => Set<CoordinationNeed>();

    /// <summary>Figures.</summary>
    public DbSet<IndicatorValue> IndicatorValues => Set<IndicatorValue>();

    /// <summary>Evidence.</summary>
    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();

    /// <summary>Inspections.</summary>
    public DbSet<Inspection> Inspections => Set<Inspection>();

    /// <summary>Tasks and sections that inspections concern.</summary>
    public DbSet<InspectionItem> InspectionItems => Set<InspectionItem>();

    /// <summary>Photos of inspections.</summary>
    public DbSet<InspectionPhoto> InspectionPhotos => Set<InspectionPhoto>();

    /// <summary>Supplements of inspections.</summary>
    public DbSet<InspectionSupplement> InspectionSupplements => Set<InspectionSupplement>();

    /// <summary>What was seen of rectifications on later visits.</summary>
    public DbSet<InspectionVerification> InspectionVerifications => Set<InspectionVerification>();

    /// <summary>Rectifications.</summary>
    public DbSet<Rectification> Rectifications => Set<Rectification>();

    /// <summary>Files of rectifications.</summary>
    public DbSet<RectificationFile> RectificationFiles => Set<RectificationFile>();

    /// <summary>The history of rectifications.</summary>
    public DbSet<RectificationStep> RectificationSteps => Set<RectificationStep>();

    /// <summary>The coordinator's own judgements of lights.</summary>
    public DbSet<LightOverride> LightOverrides => Set<LightOverride>();

    /// <summary>Lights as they stood when months were closed.</summary>
    public DbSet<LightSnapshot> LightSnapshots => Set<LightSnapshot>();

    /// <summary>Instructions.</summary>
    public DbSet<Instruction> Instructions => Set<Instruction>();

    /// <summary>Instructions at the sections they went to.</summary>
    public DbSet<InstructionRecipient> InstructionRecipients => Set<InstructionRecipient>();

    /// <summary>The history of instructions.</summary>
    public DbSet<InstructionStep> InstructionSteps => Set<InstructionStep>();

    /// <summary>Bulletins.</summary>
    public DbSet<Bulletin> Bulletins => Set<Bulletin>();

    /// <summary>Ties of users to sections.</summary>
    public DbSet<UserSection> UserSections => Set<UserSection>();

    /// <summary>Codes for the day the phone is lost.</summary>
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    /// <summary>Sign-ins.</summary>
    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    /// <summary>What was counted of wrong passwords and codes.</summary>
    public DbSet<GuessCount> GuessCounts => Set<GuessCount>();

    /// <summary>Passwords that were in force.</summary>
    public DbSet<FormerPassword> FormerPasswords => Set<FormerPassword>();

    /// <summary>Exceptions of the working calendar.</summary>
    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();

    /// <summary>School holidays.</summary>
    public DbSet<Vacation> Vacations => Set<Vacation>();

    /// <summary>Changed settings.</summary>
    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>The audit trail. Written only by <see cref="Note"/>.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>The end of the audit chain.</summary>
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    /// <summary>What is written by one at a time.</summary>
    public DbSet<WriteTurnRow> WriteTurns => Set<WriteTurnRow>();

    /// <summary>Keys that protect cookies and forms, shared by all web nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>What signs the audit trail.</summary>
    internal AuditKeys AuditKeys { get; }

    /// <summary>Notes an act for the audit trail, as done now; it is written by the next save, together with the change itself.</summary>
    public void Note(AuditNote note) => notes.Add((note, clock.UtcNow));

    /// <summary>
    /// Does all of an act as one unit of work: what it writes is written together, and where the database says something
    /// that may pass, the whole act is done again with a context that has forgotten everything. So the act reads what it
    /// needs itself. Where somebody was faster it is done once more, so that it sees and says what there is now; a second time
    /// it is a conflict. An act that is refused or in conflict leaves nothing tracked.
    /// </summary>
    public Task<Result> ActAsync(Func<Task<Result>> act, CancellationToken cancellationToken) =>
        ActAsync(act, refusal => refusal, cancellationToken);

    /// <inheritdoc cref="ActAsync(Func{Task{Result}}, CancellationToken)"/>
    /// <typeparam name="T">What the act yields.</typeparam>
    public Task<Result<T>> ActAsync<T>(Func<Task<Result<T>>> act, CancellationToken cancellationToken) =>
        ActAsync(act, refusal => refusal, cancellationToken);

    /// <summary>The same for what cannot be refused.</summary>
    /// <typeparam name="T">What it yields.</typeparam>
    public async Task<T> WriteTogetherAsync<T>(Func<Task<T>> act, CancellationToken cancellationToken)
    {
        if (unit.IsUnderWay)
            return await act();
        try
        {
            return await unit.RunAsync(
                _ =>
                {
                    Forget();
                    return act();
                },
                cancellationToken);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>How often each kind of data has changed; one statement.</summary>
    public Task<ChangeCounters> ReadChangesAsync(CancellationToken cancellationToken) =>
        AuditHeads.AsNoTracking().Select(h => h.Changes).SingleAsync(cancellationToken);

    /// <summary>
    /// Waits until nobody else has the turn, on any engine and from any node, and has it until the act that is under way has
    /// been written. What is read from then on is not changed by others who take the turn.
    /// </summary>
    public async Task TakeTurnAsync(WriteTurn turn, CancellationToken cancellationToken)
    {
        await unit.OpenAsync(cancellationToken);
        await new AuditTail(this).PatientlyAsync(() => WriteTurns.Where(t => t.Id == turn)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Taken, t => t.Taken + 1), cancellationToken));
    }

    /// <summary>Holds rows until the act that is under way has been written: whoever changes one of them waits, or was waited for.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    public async Task HoldAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken)
        where T : class, IVersioned
    {
        await unit.OpenAsync(cancellationToken);
        await new AuditTail(this).PatientlyAsync(() => rows.ExecuteUpdateAsync(
            s => s.SetProperty(r => EF.Property<int>(r, nameof(IVersioned.Version)), r => EF.Property<int>(r, nameof(IVersioned.Version))), cancellationToken));
    }

    /// <summary>Waits until nobody else writes anything, and lets nobody write until the act that is under way has been written.</summary>
    public async Task TakeEveryTurnAsync(CancellationToken cancellationToken)
    {
        await unit.OpenAsync(cancellationToken);
        var tail = new AuditTail(this);
        await tail.PatientlyAsync(() => WriteTurns.ExecuteUpdateAsync(s => s.SetProperty(t => t.Taken, t => t.Taken + 1), cancellationToken));
        await tail.LockAsync(cancellationToken);
    }

    /// <summary>
    /// Puts the version that a form was made from into the token's original value, so that the save fails with
    /// <see cref="DbUpdateConcurrencyException"/> where somebody saved in between.
    /// </summary>
    public void Expect(IVersioned entity, int version) => Entry(entity).Property(e => e.Version).OriginalValue = version;

    /// <summary>Forgets all that was changed and noted, after a refusal or a conflict.</summary>
    public void Forget()
    {
        notes.Clear();
        ChangeTracker.Clear();
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // The changes are looked for once; what the save itself adds is told to the tracker.
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await SaveDetectedAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (Exception exception)
        {
            unit.Refuse();
            Forget();
            if (exception is DbUpdateException refused and not DbUpdateConcurrencyException && DatabaseFaults.Of(refused) == DatabaseFault.Taken)
                throw new TakenException(refused);
            throw;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>Not offered: every write of the portal is asynchronous.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return notes.Count == 0 && DataAreas.Touched(ChangeTracker).Count == 0
            ? base.SaveChanges(acceptAllChangesOnSuccess)
            : throw new NotSupportedException("A save of the portal's data is asynchronous.");
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(RuralEduDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => typeof(IVersioned).IsAssignableFrom(e.ClrType)))
            entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;

        // Nothing that others point to disappears: every delete is restricted.
        foreach (var key in builder.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()).Where(k => !k.IsOwnership))
            key.DeleteBehavior = DeleteBehavior.Restrict;
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Month>().HaveConversion<MonthConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 2);
    }

    private async Task<int> SaveDetectedAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        RaiseVersions();
        var touched = DataAreas.Touched(ChangeTracker);
        if (notes.Count == 0 && touched.Count == 0 && !unit.IsUnderWay)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        // Nothing was read for this save alone, so that it can be run again with what is tracked as it is.
        var drafts = notes.Select(n => AuditDraft.Of(n.Note, this, n.At)).ToList();
        var written = await unit.RunAsync(
            async token =>
            {
                await unit.OpenAsync(token);
                var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, token);
                unit.Add(drafts.Select(d => d.Complete()), touched);
                return rows;
            },
            cancellationToken);
        notes.Clear();
        if (acceptAllChangesOnSuccess)
            ChangeTracker.AcceptAllChanges();
        return written;
    }

    private async Task<TResult> ActAsync<TResult>(Func<Task<TResult>> act, Func<Refusal, TResult> refuse, CancellationToken cancellationToken)
        where TResult : Result
    {
        if (unit.IsUnderWay)
            return await act();
        for (var isSecond = false; ; isSecond = true)
        {
            try
            {
                var result = await WriteTogetherAsync(act, cancellationToken);
                if (!result.Succeeded)
                    Forget();
                return result;
            }
            catch (DbUpdateConcurrencyException exception)
            {
                if (isSecond)
                    return refuse(Result.Conflict(exception is TakenException taken ? taken.Message : "刚有别人改过，请看过最新内容再办理。"));
            }
        }
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified))
        {
            var version = entry.Property(e => e.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }
    }
}
