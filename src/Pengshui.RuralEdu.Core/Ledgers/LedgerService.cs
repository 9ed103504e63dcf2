using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>A ledger that is ready to be written.</summary>
/// <param name="Order">What was asked for.</param>
/// <param name="Plans">The plans that it is taken from, the oldest first.</param>
/// <param name="Rows">How many lines it had when it was noted.</param>
public sealed record LedgerExport(LedgerOrder Order, IReadOnlyList<LedgerPlan> Plans, int Rows);

/// <summary>Takes ledgers out as tables. Every business role may; drafts are in none of them.</summary>
/// <param name="db">The database.</param>
/// <param name="years">The plans' years.</param>
public sealed class LedgerService(RuralEduDbContext db, PlanYearReader years)
{
    /// <summary>The plans to choose from, the newest first.</summary>
    public async Task<IReadOnlyList<LedgerPlan>> PlansAsync(CancellationToken cancellationToken) =>
        await Plans().OrderByDescending(p => p.Year).Select(p => new LedgerPlan(p.Id, p.Year)).ToListAsync(cancellationToken);

    /// <summary>Whether the actor may take ledgers along: whoever may read what is in them.</summary>
    public static bool MayExport(Actor actor) => actor.May(Permission.ReadBusiness);

    /// <summary>
    /// Counts a ledger's lines and notes in the trail that it is taken out. The note comes first: what left the portal is on
    /// record even where the receiver breaks off.
    /// </summary>
    public async Task<Result<LedgerExport>> PrepareAsync(LedgerOrder order, Actor actor, CancellationToken cancellationToken)
    {
        if (!MayExport(actor))
            return Result.Forbidden();
        if (!Enum.IsDefined(order.Kind) || !Enum.IsDefined(order.Format) || order.Month is < 1 or > 12)
            return Result.NotFound();
        if (order is { Year: null, Month: not null })
            return Result.Refused("按月导出要先选年度。", nameof(order.Year));
        if (order is { Year: null, Kind: LedgerKind.Tasks or LedgerKind.Needs })
            return Result.Refused($"{order.Kind.Label()}按年度导出，请选择年度。", nameof(order.Year));
        var plans = await Plans().Where(p => order.Year == null || p.Year == order.Year).OrderBy(p => p.Year)
            .Select(p => new LedgerPlan(p.Id, p.Year)).ToListAsync(cancellationToken);
        if (plans.Count == 0)
            return Result.NotFound();
        var rows = await LedgerOf(order.Kind).CountAsync(Scope(order, order.Year is null ? null : plans[0]), cancellationToken);
        if (rows == 0)
            return Result.Refused($"{order.Scope()}的{order.Kind.Label()}还没有内容。", nameof(order.Kind));
        if (order.Format == LedgerFormat.Xlsx && rows > XlsxWriter.MostRows)
            return Result.Refused($"共 {rows} 行，超过一张工作表能放的 {XlsxWriter.MostRows} 行，请按年度导出，或者导出 CSV。", nameof(order.Format));
        db.Note(new AuditNote(actor, LedgerAudit.ExportLedger) { ObjectType = "Ledger", Title = order.FileName(), Reason = $"{rows} 行" });
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success(new LedgerExport(order, plans, rows));
    }

    /// <summary>Writes it. The memory it takes does not depend on its length.</summary>
    /// <param name="export">What <see cref="PrepareAsync"/> yielded.</param>
    /// <param name="output">Need not seek.</param>
    /// <param name="progress">Told after each so many lines; may wait.</param>
    /// <param name="cancellationToken">The receiver is gone.</param>
    /// <returns>How many lines were written.</returns>
    public async Task<int> WriteAsync(LedgerExport export, Stream output, Func<int, ValueTask>? progress, CancellationToken cancellationToken)
    {
        const int often = 500;
        var ledger = LedgerOf(export.Order.Kind);
        await using var writer = await OpenAsync(export.Order, ledger, output, cancellationToken);
        var written = 0;
        foreach (var plan in export.Plans)
        {
            await foreach (var cells in ledger.ReadAsync(Scope(export.Order, plan), cancellationToken).WithCancellation(cancellationToken))
            {
                await writer.WriteAsync(cells, cancellationToken);
                if (++written % often == 0 && progress is not null)
                    await progress(written);
            }
        }

        await writer.FinishAsync(cancellationToken);
        return written;
    }

    private static async Task<ITableWriter> OpenAsync(LedgerOrder order, ILedger ledger, Stream output, CancellationToken cancellationToken) =>
        order.Format == LedgerFormat.Xlsx
            ? await XlsxWriter.OpenAsync(output, order.Kind.Label(), ledger.Columns, cancellationToken)
            : await CsvWriter.OpenAsync(output, ledger.Columns, cancellationToken);

    private LedgerScope Scope(LedgerOrder order, LedgerPlan? plan) =>
        new(db, plan, order.Month is { } month && plan is not null ? new Month(plan.Year, month) : null);

    private IQueryable<WorkPlan> Plans() => db.WorkPlans.AsNoTracking().Where(p => p.State != PlanState.Draft);

    private ILedger LedgerOf(LedgerKind kind) => kind switch
    {
        LedgerKind.Tasks => new TaskLedger(years),
        LedgerKind.Reports => new ReportLedger(),
        LedgerKind.Indicators => new IndicatorLedger(),
        LedgerKind.Clearance => new ClearanceLedger(),
        LedgerKind.Inspections => new InspectionLedger(),
        LedgerKind.Rectifications => new RectificationLedger(),
        LedgerKind.Needs => new NeedLedger(years),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
