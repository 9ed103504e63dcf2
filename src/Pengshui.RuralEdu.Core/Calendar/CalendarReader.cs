using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Data;

namespace Pengshui.RuralEdu.Core.Calendar;

/// <summary>Reads the working calendar.</summary>
/// <param name="db">The database.</param>
/// <param name="cache">Keeps it until something changes.</param>
/// <param name="stamp">What this request sees.</param>
public sealed class CalendarReader(RuralEduDbContext db, StampedCache cache, DataStamp stamp)
{
    private static readonly DataArea[] Areas = [DataArea.Calendar];

    /// <summary>The whole calendar; no statement where nothing has changed since it was last read, else one.</summary>
    public async Task<WorkingCalendar> ReadAsync(CancellationToken cancellationToken) =>
        await cache.GetAsync(typeof(WorkingCalendar), await stamp.GetAsync(Areas, cancellationToken), () => LoadAsync(cancellationToken));

    private async Task<WorkingCalendar> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.CalendarDays.Select(d => new { From = d.Day, To = d.Day, Kind = (CalendarDayKind?)d.Kind })
            .Concat(db.Vacations.Select(v => new { v.From, v.To, Kind = (CalendarDayKind?)null }))
            .ToListAsync(cancellationToken);
        return new WorkingCalendar(
            rows.Where(r => r.Kind is not null).ToDictionary(r => r.From, r => r.Kind!.Value),
            [.. rows.Where(r => r.Kind is null).Select(r => (r.From, r.To))]);
    }
}
