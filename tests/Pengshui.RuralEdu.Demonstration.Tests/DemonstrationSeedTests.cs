using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Demonstration.Tests;

public sealed class DemonstrationSeedTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task Every_report_stands_where_its_story_ends_with_its_lateness(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();

        var reports = await db.MonthlyReports.AsNoTracking()
            .Select(r => new
            {
                Task = r.Responsibility.PlanTask.Number,
                Section = r.Responsibility.Section.Code,
                r.ReportingPeriod.Month,
                r.State,
                r.LateByWorkingDays,
                r.RevisionNumber,
                Revisions = r.Revisions.Count,
                Returns = r.Decisions.Count(d => d.Action == ReportAction.Return),
                r.Version,
                Entries = db.AuditEntries.Count(e => e.ObjectType == nameof(MonthlyReport) && e.ObjectId == r.Id.ToString()),
            })
            .ToListAsync(Cancel);

        Assert.Equal(24 * 8, reports.Count);
        Assert.All(reports, r =>
        {
            var fate = DemonstrationContent.For(r.Task, r.Section, r.Month).Fate;
            Assert.Equal(fate.End, r.State);
            Assert.Equal(fate.WasSubmitted ? fate.LateByWorkingDays : null, r.LateByWorkingDays);
            Assert.Equal(fate.Return is null ? 0 : 1, r.Returns);
            Assert.Equal(!fate.WasSubmitted ? 0 : fate.Return is null || fate.End == ReportState.Returned ? 1 : 2, r.RevisionNumber);
            Assert.Equal(r.RevisionNumber, r.Revisions);
            Assert.Equal(1 + r.Entries, r.Version);
        });
    }

    [Theory, Engines]
    public async Task What_a_revision_keeps_is_what_the_portal_itself_would_have_kept(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var form = db.Service<ReportFormQuery>(new KeptRows(cache, stamp), new SettingReader(db, cache, stamp), Calendar(db), database.Clock);
        var reports = await db.MonthlyReports.AsNoTracking().Where(r => r.RevisionNumber > 0)
            .Select(r => new { r.Id, r.State, r.Responsibility.SectionId, Json = r.Revisions.Single(v => v.Number == r.RevisionNumber).ContentJson }).ToListAsync(Cancel);

        foreach (var report in reports)
        {
            await SetStateAsync(db, report.Id, ReportState.Returned);
            var stored = await form.ReadAsync(report.Id, Staff(report.SectionId), cancellationToken: Cancel);
            await SetStateAsync(db, report.Id, report.State);
            Assert.Equal(report.Json, ReportRevisions.Write(stored.Value.Snapshot));
        }
    }

    [Theory, Engines]
    public async Task Rectifications_stand_in_every_state_and_one_is_overdue(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();

        var rows = await db.Rectifications.AsNoTracking().Include(r => r.Steps).Include(r => r.PlanTask).OrderBy(r => r.Number).ToListAsync(Cancel);

        Assert.Equal(Enumerable.Range(1, rows.Count).Select(n => (int?)n), rows.Select(r => r.Number));
        Assert.Equal(Enum.GetValues<RectificationState>().Where(s => s != RectificationState.Draft), rows.Select(r => r.State).Distinct().Order());
        Assert.Contains(rows, r => r.LookedBackAt is not null);
        Assert.Equal([18], rows.Where(r => r.State.IsWithSection() && r.DueOn < DemonstrationTime.Day).Select(r => r.PlanTask.Number));
        var calendar = await Calendar(db).ReadAsync(Cancel);
        Assert.All(rows, r =>
        {
            Assert.Equal(r.Steps.Count, r.Version);
            Assert.Equal(r.State, r.Steps.OrderBy(s => s.Id).Last().To);
            Assert.Equal(r.Steps.OrderBy(s => s.Id).Select(s => s.At), r.Steps.Select(s => s.At).Order());
            Assert.All(r.Steps, s => Assert.True(calendar.IsWorkingDay(BusinessClock.BeijingDay(s.At))));
        });
    }

    [Theory, Engines]
    public async Task Instructions_stand_in_every_state_and_one_is_overdue(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();

        var rows = await db.InstructionRecipients.AsNoTracking().Include(r => r.Steps).Include(r => r.Instruction.PlanTask).OrderBy(r => r.Id).ToListAsync(Cancel);

        Assert.Equal(Enum.GetValues<InstructionState>(), rows.Select(r => r.State).Distinct().Order());
        Assert.Equal([18], rows.Where(r => r.State.IsWithSection() && r.DueOn < DemonstrationTime.Day).Select(r => r.Instruction.PlanTask.Number));
        Assert.All(rows, r => Assert.Equal(r.Steps.Count + 1, r.Version));
    }

    [Theory, Engines]
    public async Task Closed_months_keep_their_lights_and_two_of_them_were_judged_anew(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();

        Assert.Equal(18 * 7, await db.LightSnapshots.CountAsync(Cancel));
        var year = await YearAsync(database, db);
        Assert.Equal(
            [(2, 7, Light.Red, Light.Yellow), (6, 9, Light.Green, Light.Yellow)],
            year.Tasks.SelectMany(t => t.Months.Values.Where(m => m.Override is not null).Select(m => (t.Number, m.Month.Number, m.Light, m.Verdict.Light))));
        Assert.All(year.Tasks.SelectMany(t => t.Months.Values), m => Assert.Null(m.Correction));
        Assert.Equal((Light.Red, LightRule.Rectification), (year.Tasks[17].Months[October].Light, year.Tasks[17].Months[October].Verdict.Against.First().Rule));
    }

    [Theory, Engines]
    public async Task The_audit_trail_holds_and_tells_the_acts_in_order_before_the_day_that_it_shows(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();

        Assert.True((await database.Verifier(db).CheckAsync(null, Cancel)).Holds);
        var entries = await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Cancel);
        Assert.True(entries.Count > 700, $"{entries.Count} entries");
        Assert.Equal(entries.Select(e => e.At), entries.Select(e => e.At).Order());
        Assert.True(BusinessClock.BeijingDay(entries[^1].At) < DemonstrationTime.Day);
        var calendar = await Calendar(db).ReadAsync(Cancel);
        Assert.All(entries, e => Assert.True(
            calendar.IsWorkingDay(BusinessClock.BeijingDay(e.At)) && BusinessClock.ToBeijing(e.At).Hour is >= 8 and < 20, $"{e.Action} {e.At:O}"));
        Assert.All(
            entries.Where(e => e.Action == ReportAudit.ReturnReport),
            e => Assert.False(string.IsNullOrEmpty(e.Reason)));
        Assert.Contains(entries, e => e.Action == ReportAudit.ApproveReport && e.Details == """{"状态":["待科室审核","待统筹确认"]}""");
    }

    [Theory, Engines]
    public async Task The_months_are_closed_but_October_in_which_a_report_and_an_answer_are_overdue(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();

        var periods = await db.ReportingPeriods.AsNoTracking().OrderBy(p => p.Month).ToListAsync(Cancel);
        Assert.Equal(DemonstrationContent.Months, periods.Select(p => p.Month));
        Assert.Equal([October], periods.Where(p => p.IsOpen).Select(p => p.Month));
        Assert.Equal((new DateOnly(2023, 10, 25), new DateOnly(2023, 10, 18)), (periods[^1].LeadDueOn, periods[^1].SupportingDueOn));
        var year = await YearAsync(database, db);
        var late = year.Reports.Where(r => r.Month.Month == October && !r.Report.IsIn && r.Report.LateByWorkingDays > 0).ToList();
        Assert.Equal([(16, "教育科", 2)], late.Select(r => (r.Task.Number, r.Report.Part.Section.Name, r.Report.LateByWorkingDays)));
        Assert.Contains(year.Reports, r => r.Month.Month == October && r.Report.IsIn && r.Report.IsOverdue(year.Today));
    }

    [Theory, Engines]
    public async Task All_four_lights_shine(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();

        var year = await YearAsync(database, db);

        var september = new Month(2023, 9);
        Assert.Equal(
            new HashSet<Light> { Light.Green, Light.Yellow, Light.Red },
            year.Tasks.Select(t => t.Months[september].Verdict.Light).ToHashSet());
        Assert.Equal(Light.Grey, year.Tasks.Single(t => t.Number == 6).Months[new Month(2023, 8)].Verdict.Light);
        Assert.Contains(year.Tasks, t => t.Months[October].Verdict.Light == Light.Yellow);
    }

    [Theory, Engines]
    public async Task Three_tasks_report_what_the_schedule_asks_month_after_month(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();
        var year = await YearAsync(database, db);

        var found =
            from task in year.Tasks
            let match = ScheduleMatch.Find(task.Months.Values.OrderBy(m => m.Month)
                .Select(m => new ScheduledCompletion(m.Month, m.Lead.Confirmed?.Completion, m.RequiredPercent)))
            where match is not null
            select (task.Number, match.Sentence);

        Assert.Equal(
            [(7, "6月至9月完成率与进度要求逐月相同"), (11, "3月至9月完成率与进度要求逐月相同"), (14, "3月至10月完成率与进度要求逐月相同")], found);
    }

    [Theory, Engines]
    public async Task What_is_in_review_or_returned_counts_in_no_light_and_no_mean(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();
        var year = await YearAsync(database, db);

        var ninth = year.Tasks[8];
        Assert.Equal("已退回 52%", ninth.Months[October].Lead.PendingCompletion);
        Assert.Equal((new Month(2023, 9), 38m), (ninth.CompletionBy(October)!.Month, ninth.CompletionBy(October)!.Percent));
        Assert.Equal((Light.Red, Light.Red), (ninth.Months[new Month(2023, 9)].Light, ninth.Months[October].Light));
        Assert.Contains(ninth.Months[October].Verdict.Against, r => r.Data == "38%（9月最近一次确认），低 42 个百分点（已退回 52%，确认后才计入）");
        Assert.DoesNotContain(year.Tasks, t => t.Months[October] is { Lead.Pending: not null, Verdict.Light: Light.Green });
        var mean = AverageCompletion.Of(year, year.Tasks, October)!;
        Assert.Equal((new Month(2023, 9), 18, 0), (mean.Month, mean.Tasks, mean.Never));
        Assert.Equal(year.Tasks.Average(t => t.CompletionBy(mean.Month)!.Percent), mean.Percent);
    }

    [Theory, Engines]
    public async Task Every_account_signs_in_with_the_demonstration_password_and_holds_its_one_role(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();
        var hasher = new PasswordHasher<PortalUser>();
        var users = await db.Users.Include(u => u.UserRoles).Include(u => u.Sections).AsNoTracking().ToListAsync(Cancel);

        Assert.Equal(23, users.Count);
        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(users[0], users[0].PasswordHash!, DemonstrationAccounts.Password));
        Assert.All(users, u =>
        {
            Assert.Equal(users[0].PasswordHash, u.PasswordHash);
            Assert.True(u is { IsEnabled: true, MustChangePassword: false, LockoutEnabled: true, IsDemonstration: true, SecurityStamp: not null });
            Assert.Single(u.UserRoles);
        });
        Assert.Equal(23, users.Select(u => u.SecurityStamp).Distinct().Count());
        var deputy = users.Single(u => u.UserName == "deputy");
        var codes = await db.Sections.ToDictionaryAsync(s => s.Id, s => s.Code, Cancel);
        Assert.Equal(["jyk", "rsk"], deputy.Sections.Where(s => s.Relation == SectionRelation.InCharge).Select(s => codes[s.SectionId]).Order());
        Assert.Equal("教育科 填报员", users.Single(u => u.NormalizedUserName == "JYK-STAFF").DisplayName);
    }

    [Theory, Engines]
    public async Task A_second_time_and_a_database_with_an_account_of_its_own_get_nothing(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        Assert.False(await SeedAsync(database));
        await using (var db = database.Open())
            Assert.Equal((23, 8), (await db.Users.CountAsync(Cancel), await db.ReportingPeriods.CountAsync(Cancel)));

        await using var real = await TestDatabase.CreateAsync(engine);
        await using (var db = real.Open())
        {
            db.Add(new PortalUser { UserName = "zhang", NormalizedUserName = "ZHANG", DisplayName = "系统管理员", PasswordChangedAt = real.Clock.UtcNow });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.False(await SeedAsync(real));
        await using var check = real.Open();
        Assert.Equal((1, 0), (await check.Users.CountAsync(Cancel), await check.ReportingPeriods.CountAsync(Cancel)));
    }

    [Theory, Engines]
    public async Task Two_seedings_end_in_the_same_hash(DatabaseProvider engine)
    {
        await using var one = await SeededAsync(engine);
        await using var other = await SeededAsync(engine);

        Assert.Equal(await HeadAsync(one), await HeadAsync(other));
    }

    [Theory, Engines]
    public async Task The_files_lie_where_the_portal_looks_for_them_and_open_through_it(DatabaseProvider engine)
    {
        await using var database = await SeededAsync(engine);
        await using var db = database.Open();
        var evidence = db.Service<EvidenceService>(Options(database), database.Clock);
        var files = await db.EvidenceFiles.AsNoTracking().Where(f => f.MonthlyReport.RevisionNumber > 0).ToListAsync(Cancel);

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var opened = await evidence.OpenAsync(file.MonthlyReportId, file.Id, null, new Actor { UserName = "leader", DisplayName = "领导", Roles = new HashSet<Role> { Role.Leader } }, Cancel);
            await using var content = opened.Value.Content;
            Assert.Equal(file.Length, content.Length);
        }
    }

    [Fact]
    public async Task No_text_looks_like_an_identity_number()
    {
        await using var database = await SeededAsync(DatabaseProvider.Sqlite);
        await using var db = database.Open();

        Assert.All(await db.ReportRevisions.Select(r => r.ContentJson).ToListAsync(Cancel), text => Assert.False(IdentityNumbers.AppearIn(text)));
        Assert.All(await db.ReportDecisions.Select(r => r.Reason).ToListAsync(Cancel), text => Assert.False(IdentityNumbers.AppearIn(text)));
    }

    internal static async Task<TestDatabase> SeededAsync(DatabaseProvider engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        Assert.True(await SeedAsync(database));
        return database;
    }

    private static Task<bool> SeedAsync(TestDatabase database) =>
        new DemonstrationSeed(database.Options(), Options(database), new PasswordHasher<PortalUser>(), database.Time, database.Keys).EnsureAsync(Cancel);

    private static DatabaseOptions Options(TestDatabase database) => new(database.Provider, database.ConnectionString, database.Directory);

    private static CalendarReader Calendar(RuralEduDbContext db) => new CalendarReader(db, new StampedCache(), new DataStamp(db));

    private static Task<PlanYear> YearAsync(TestDatabase database, RuralEduDbContext db)
    {
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        return db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock).ReadAsync(2023, Cancel)!;
    }

    private static async Task<string> HeadAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await db.AuditHeads.SingleAsync(Cancel)).Hash;
    }

    private static Actor Staff(int sectionId) => new()
    {
        UserId = 1, UserName = "staff", DisplayName = "填报员", Roles = new HashSet<Role> { Role.Reporter }, SectionIds = new HashSet<int> { sectionId },
    };

    private static Task<int> SetStateAsync(RuralEduDbContext db, int id, ReportState state) =>
        db.MonthlyReports.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, state), Cancel);
}
