using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Deadlines;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Workbench;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Workbench;

public sealed class WorkbenchQueryTests
{
    [Theory, Engines]
    public async Task Staff_see_their_own_sections_reports_what_is_to_do_first(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Supporting), ReportState.Returned, r => r.ReturnDueOn = new DateOnly(2023, 10, 19));

        var desk = (await ReadAsync(world, world.Actor("jjk-staff"))).Section!;

        Assert.Equal("基建科", desk.Sections);
        Assert.Equal([1, 2], desk.ToDo.Select(l => l.Task.Number));
        Assert.Equal(["修改退回", "填报"], desk.ToDo.Select(l => l.Act));
        Assert.Empty(desk.Sent);
        Assert.Equal(new DateOnly(2023, 10, 25), desk.NextDueOn);
        Assert.Equal(["基建科"], desk.Timeliness.Select(t => t.Section.Name));
    }

    [Theory, Engines]
    public async Task A_head_is_shown_what_waits_for_the_head_but_not_what_the_head_filed(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(
            world.ReportOf(world.Lead), ReportState.AwaitingSectionReview, r => r.SubmittedById = world.Users["jyk-staff"].Id);

        Assert.Single((await ReadAsync(world, world.Actor("jyk-head"))).Section!.Reviews);
        Assert.Empty((await ReadAsync(world, world.Actor("jjk-head"))).Section!.Reviews);
        Assert.Empty((await ReadAsync(world, world.Actor("jyk-staff"))).Section!.Reviews);
        await world.FillReportAsync(
            world.ReportOf(world.Lead), ReportState.AwaitingSectionReview, r => r.SubmittedById = world.Users["jyk-head"].Id);
        Assert.Empty((await ReadAsync(world, world.Actor("jyk-head"))).Section!.Reviews);
    }

    [Theory, Engines]
    public async Task The_coordinator_sees_section_by_section_and_what_waits_for_confirmation(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.AwaitingConfirmation);
        database.Time.SetUtcNow(new DateTimeOffset(2023, 10, 26, 9, 0, 0, TimeSpan.FromHours(8)));

        var desk = (await ReadAsync(world, world.Actor("coordinator"))).Coordinator!;

        Assert.Equal(new MonthProgress(3, 0, 1, 0, 2), desk.Total);
        Assert.Equal([("教育科", 0, 1), ("基建科", 2, 2)], desk.Sections.Select(s => (s.Section.Name, s.Overdue, s.Progress.Total)));
        Assert.Equal([1], desk.ToConfirm.Select(r => r.TaskNumber));
        Assert.Equal(2, desk.Sections[1].Year.Missing);
        Assert.True(desk.CanClose);
        Assert.Null(desk.NextMonth);
        database.Time.SetUtcNow(new DateTimeOffset(2023, 11, 1, 0, 30, 0, TimeSpan.FromHours(8)));
        Assert.Equal(new Month(2023, 11), (await ReadAsync(world, world.Actor("coordinator"))).Coordinator!.NextMonth);
    }

    [Theory, Engines]
    public async Task Somebody_with_several_roles_sees_the_desks_of_all_and_a_post_none_of_them(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var both = world.Actor("jyk-head") with { Roles = new HashSet<Role> { Role.SectionHead, Role.Coordinator, Role.Leader, Role.Supervisor } };

        var page = await ReadAsync(world, both);
        var post = await ReadAsync(world, world.Actor("sysadmin"));

        Assert.True(page is { Section: not null, Coordinator: not null, Overview: not null, Supervisor: not null, Posts: null });
        Assert.True(post is { Section: null, Coordinator: null, Overview: null, Supervisor: null, Posts: { Accounts: not null, Security: null, Audit: null } });
    }

    [Theory, Engines]
    public async Task Each_post_reads_the_figures_of_its_own(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await using (var db = database.Open())
        {
            var user = (await db.Users.FindAsync([world.Users["jjk-staff"].Id], TestContext.Current.CancellationToken))!;
            user.IsEnabled = false;
            var locked = (await db.Users.FindAsync([world.Users["jyk-staff"].Id], TestContext.Current.CancellationToken))!;
            locked.LockoutEnd = database.Time.GetUtcNow().AddMinutes(5);
            var stranger = new Actor { UserName = "x", DisplayName = "x" };
            db.Note(new AuditNote(stranger, AccountAudit.SignIn) { Result = AuditResult.Failed });
            db.Note(new AuditNote(world.Actor("leader"), AccountAudit.AccessDenied) { Result = AuditResult.Refused });
            db.Note(new AuditNote(world.Actor("auditor"), TrailAudit.VerifyAudit));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var count = world.Users.Count;
        Assert.Equal(new AccountFigures(count - 1, 1, 0, count - 1), (await ReadAsync(world, world.Actor("sysadmin"))).Posts!.Accounts);
        Assert.Equal(new SecurityFigures(1, 1, 1, 0), (await ReadAsync(world, world.Actor("secadmin"))).Posts!.Security);
        Assert.Equal(
            new AuditFigures(3, 3, 2, database.Clock.UtcNow, true), (await ReadAsync(world, world.Actor("auditor"))).Posts!.Audit);
    }

    internal static async Task<WorkbenchPage> ReadAsync(TestWorld world, Actor actor)
    {
        var database = world.Database;
        await using var db = database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var (calendars, settings) = (new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp));
        var years = db.Service<PlanYearReader>(cache, stamp, calendars, settings, database.Clock);
        var bulletins = new BulletinQueries(db, new BulletinReader(db, years, calendars, settings), settings, database.Clock);
        var kept = new KeptRows(cache, stamp);
        var query = new WorkbenchQuery(
            years, new DashboardQuery(years, cache, stamp), new PostDeskQuery(db, database.Clock, database.Time),
            new RectificationWorkQuery(db, kept, database.Clock), db.Service<InspectionLedgerQuery>(kept), new OfficeQuestionsQuery(db, bulletins, calendars, new DeadlineQuery(db, calendars), settings));
        return await query.ReadAsync(actor, TestContext.Current.CancellationToken);
    }
}
