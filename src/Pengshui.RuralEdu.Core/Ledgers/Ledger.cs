using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Ledgers;

/// <summary>A column of a ledger.</summary>
/// <param name="Heading">Its head, with the unit.</param>
/// <param name="Width">Characters that it is wide in a workbook.</param>
public sealed record LedgerColumn(string Heading, int Width);

/// <summary>
/// A ledger: its columns, and its lines out of the database plan by plan and line by line, so that it takes the same
/// memory whatever its length. A cell is a text, a number, a <see cref="DateOnly"/>, or a <see cref="DateTime"/> in Beijing.
/// </summary>
internal interface ILedger
{
    /// <summary>The columns; every line has a cell for each.</summary>
    IReadOnlyList<LedgerColumn> Columns { get; }

    /// <summary>How many lines there are.</summary>
    Task<int> CountAsync(LedgerScope scope, CancellationToken cancellationToken);

    /// <summary>The lines of a scope that names a plan, in order.</summary>
    IAsyncEnumerable<object?[]> ReadAsync(LedgerScope scope, CancellationToken cancellationToken);
}

/// <summary>Where the lines come from.</summary>
/// <param name="Db">The database.</param>
/// <param name="Plan">The one plan that is meant; null for all.</param>
/// <param name="Month">The one month of it; null for all.</param>
internal sealed record LedgerScope(RuralEduDbContext Db, LedgerPlan? Plan, Month? Month)
{
    /// <summary>The plan's key, for a condition of a query.</summary>
    public int? PlanId => Plan?.Id;
}

/// <summary>A plan in the choice of ledgers.</summary>
/// <param name="Id">Key.</param>
/// <param name="Year">Its year.</param>
public sealed record LedgerPlan(int Id, int Year);
