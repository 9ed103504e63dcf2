using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>Reads the working calendar.</summary>
/// <param name="db">The database.</param>
/// <param name="cache">Keeps it until something changes.</param>
/// <param name="stamp">What this request sees.</param>
public sealed class CalendarReader(RuralEduDbContext db, StampedCache cache, DataStamp stamp)
{
    /// <summary>The whole calendar; no statement where nothing has changed since it was last read, else two.</summary>
    public async Task<WorkingCalendar> ReadAsync(CancellationToken cancellationToken) =>
        await cache.GetAsync(typeof(WorkingCalendar), await stamp.GetAsync(cancellationToken), () => LoadAsync(cancellationToken));

    private async Task<WorkingCalendar> LoadAsync(CancellationToken cancellationToken)
    {
        var days = await db.CalendarDays.AsNoTracking().ToDictionaryAsync(d => d.Day, d => d.Kind, cancellationToken);
        var vacations = await db.Vacations.AsNoTracking().Select(v => new { v.From, v.To }).ToListAsync(cancellationToken);
        return new WorkingCalendar(days, [.. vacations.Select(v => (v.From, v.To))]);
    }
}
