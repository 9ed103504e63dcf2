using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Core.Plans.Seed;

/// <summary>
/// Puts the sections and the working calendar that come with the program into an empty database. What is there already
/// belongs to the administrator: nothing is added to it or set back.
/// </summary>
/// <param name="db">The database.</param>
public sealed class ReferenceSeed(RuralEduDbContext db)
{
    /// <summary>Under which name the audit trail has what comes with the program.</summary>
    internal static readonly Actor By = Actor.System("初始数据");

    /// <summary>Makes sure of the sections and the calendar, in one save; two nodes that start together do it once.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await db.Sections.AnyAsync(cancellationToken) && await db.CalendarDays.AnyAsync(cancellationToken))
            return;
        await db.WriteTogetherAsync(() => AddOnceAsync(cancellationToken), cancellationToken);
    }

    private async Task<int> AddOnceAsync(CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync(WriteTurn.Plans, cancellationToken);
        if (!await db.Sections.AnyAsync(cancellationToken))
            AddSections();
        if (!await db.CalendarDays.AnyAsync(cancellationToken))
            AddCalendar();
        return await db.SaveChangesAsync(cancellationToken);
    }

    private void AddSections()
    {
        foreach (var (seed, order) in SeedFiles.Sections().Select((s, i) => (s, i + 1)))
        {
            var section = new Section { Code = seed.Code, Name = seed.Name, SortOrder = order };
            foreach (var alias in seed.Aliases)
                section.Aliases.Add(new SectionAlias { Name = alias });
            db.Add(section);
            db.Note(new AuditNote(By, SectionAudit.CreateSection) { Subject = section, Title = section.Name });
        }
    }

    private void AddCalendar()
    {
        var calendar = SeedFiles.Calendar();
        db.AddRange(calendar.Days.Select(d => new CalendarDay { Day = d.Day, Kind = d.Kind, Name = d.Name }));
        db.AddRange(calendar.Vacations.Select(v => new Vacation { Name = v.Name, From = v.From, To = v.To }));
        db.Note(new AuditNote(By, CalendarAudit.ChangeCalendar)
        {
            ObjectType = nameof(CalendarDay),
            Title = $"{calendar.Days[0].Day:yyyy-MM-dd} 至 {calendar.Days[^1].Day:yyyy-MM-dd} 的节假日、调休和寒暑假",
        });
    }
}
