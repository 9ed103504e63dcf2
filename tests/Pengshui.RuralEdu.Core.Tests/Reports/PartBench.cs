using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Handover;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

/// <summary>The services that change parts and sections, each call with a context of its own.</summary>
internal static class PartBench
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<Result> ChangeLeadAsync(this TestDatabase database, ChangeLead command, Actor actor) =>
        database.WithAsync(db => new ResponsibilityService(db, Days(database, db), database.Clock).ChangeLeadAsync(command, actor, Cancel));

    public static Task<Result> AddPartAsync(this TestDatabase database, AddPart command, Actor actor) =>
        database.WithAsync(db => new ResponsibilityService(db, Days(database, db), database.Clock).AddAsync(command, actor, Cancel));

    public static Task<Result> EndPartAsync(this TestDatabase database, EndPart command, Actor actor) =>
        database.WithAsync(db => new ResponsibilityService(db, Days(database, db), database.Clock).EndAsync(command, actor, Cancel));

    public static Task<Result> HandOverAsync(this TestDatabase database, HandOverSection command, Actor actor) =>
        database.WithAsync(db => new SectionHandoverService(db, Days(database, db), database.Clock).HandOverAsync(command, actor, Cancel));

    public static Task<Result> ChangeSectionAsync(this TestDatabase database, int id, int version, SectionCommand command, Actor actor) =>
        database.WithAsync(db => Sections(database, db).ChangeAsync(id, version, command, actor, Cancel));

    public static SectionService Sections(TestDatabase database, RuralEduDbContext db) =>
        db.Service<SectionService>(Days(database, db), database.Clock);

    /// <summary>The version of a task.</summary>
    public static Task<int> TaskVersionAsync(this TestDatabase database, int taskId) =>
        database.WithAsync(db => db.PlanTasks.Where(t => t.Id == taskId).Select(t => t.Version).SingleAsync(Cancel));

    /// <summary>The actor that an account is for its next request.</summary>
    public static async Task<Actor> ActorAsync(this TestDatabase database, int userId) =>
        (await database.WithAsync(db => db.Service<SignedInUserQuery>().FindAsync(userId, null, Cancel)))!.ToActor("127.0.0.1", null);

    public static async Task<T> WithAsync<T>(this TestDatabase database, Func<RuralEduDbContext, Task<T>> act)
    {
        await using var db = database.Open();
        return await act(db);
    }

    public static PartDaysReader Days(TestDatabase database, RuralEduDbContext db)
    {
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        return new PartDaysReader(db, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock);
    }
}
