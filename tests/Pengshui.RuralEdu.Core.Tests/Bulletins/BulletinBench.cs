using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Bulletins;

/// <summary>The services of bulletins on a context, as one request would have them.</summary>
internal sealed class BulletinBench
{
    public BulletinBench(TestDatabase database, RuralEduDbContext db)
    {
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var settings = new SettingReader(db, cache, stamp);
        var calendars = new CalendarReader(db, cache, stamp);
        var years = db.Service<PlanYearReader>(cache, stamp, calendars, settings, database.Clock);
        Reader = new BulletinReader(db, years, calendars, settings);
        Service = new BulletinService(db, Reader, settings, database.Clock);
        Queries = new BulletinQueries(db, Reader, settings, database.Clock);
    }

    public BulletinReader Reader { get; }

    public BulletinService Service { get; }

    public BulletinQueries Queries { get; }
}
