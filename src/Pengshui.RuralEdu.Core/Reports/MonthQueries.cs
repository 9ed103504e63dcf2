using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;

namespace Pengshui.RuralEdu.Core.Reports;

/// <summary>Reads the pages of the month: the grid, the reviews, the periods.</summary>
public sealed class MonthQueries
{
    /// <summary>The grid of a month; null where that month was never opened or the actor reads no business pages.</summary>
    /// <param name="month">Which; null: the newest.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<MonthPage?> ReadMonthAsync(Month? month, Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>The reports that wait for this actor's decision, oldest submission first.</summary>
    public Task<IReadOnlyList<ReviewItem>> ReadReviewsAsync(Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>The periods of the plan in force.</summary>
    public Task<PeriodsPage> ReadPeriodsAsync(Actor actor, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
