using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Audit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Core.Tests.Data;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

public sealed class PlanYearTests
{
    private static readonly Month October = new(2023, 10);

    [Theory, Engines]
    public async Task The_year_has_the_plan_in_force_with_its_months_and_none_of_another_plan(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TestWorld.CreateAsync(database);

        var year = await ReadAsync(database);

        Assert.Equal(2023, year.Year);
        Assert.Equal([1, 2], year.Tasks.Select(t => t.Number));
        Assert.Equal(["教育科", "基建科"], year.Tasks[0].Parts.Select(p => p.Section.Name));
        Assert.Equal(["清零月报", "安置率"], year.Tasks[0].Indicators.Select(i => i.Name));
        Assert.Equal(10, year.Months.Count);
        Assert.Equal(October, year.Current!.Month);
        Assert.All(year.Tasks, t => Assert.Equal(80, t.RequiredIn(October)));
        Assert.All(year.Tasks, t => Assert.Equal(CellKind.Awaited, t.Months[October].Kind));
        Assert.All(year.Tasks, t => Assert.Equal(Light.Grey, t.Months[October].Verdict.Light));
    }

    [Theory, Engines]
    public async Task What_was_submitted_is_shown_and_counts_from_its_confirmation_on(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Draft, r =>
        {
            r.CompletionRate = 10;
            r.Progress = "只写了一半";
        });
        Assert.Null((await ReadAsync(database)).Tasks[0].Months[October].Lead.Content);

        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.AwaitingSectionReview, r =>
        {
            r.CompletionRate = 45;
            r.IndicatorValues.Add(new IndicatorValue { IndicatorId = world.Task1.Indicators.Last().Id, Value = 98.6m, Numerator = 493, Denominator = 500 });
            r.ClearanceLines.Add(new ClearanceLine { Stage = SchoolStage.Primary, SuspectedBefore = 3, SuspectedNew = 2, SuspectedReturned = 1, ConfirmedDropouts = 0 });
            r.ClearanceLines.Add(new ClearanceLine { Stage = SchoolStage.JuniorHigh, SuspectedBefore = 1, SuspectedNew = 0, SuspectedReturned = 1, ConfirmedDropouts = 0 });
        });
        var month = (await ReadAsync(database)).Tasks[0].Months[October];

        Assert.Equal(CellKind.InReview, month.Kind);
        Assert.Equal(45, month.Lead.Content!.Completion);
        Assert.Equal("待确认 45%", month.Lead.PendingCompletion);
        Assert.Equal(Light.Grey, month.Verdict.Light);
        Assert.False(month.IsLit);
        Assert.Null(month.ValueOf(world.Task1.Indicators.Last().Id));
        Assert.Equal(98.6m, month.PendingOf(world.Task1.Indicators.Last().Id)!.Value);

        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed);
        month = (await ReadAsync(database)).Tasks[0].Months[October];

        Assert.Equal((45, null), (month.Lead.Confirmed!.Completion, month.Lead.PendingCompletion));
        Assert.Equal(Light.Red, month.Verdict.Light);
        Assert.Equal(98.6m, month.ValueOf(world.Task1.Indicators.Last().Id)!.Value);
        Assert.Equal(4, month.ValueOf(world.Task1.Indicators.First().Id)!.Value);
        Assert.Null(month.PendingOf(world.Task1.Indicators.Last().Id));
    }

    [Theory, Engines]
    public async Task A_returned_report_is_shown_as_it_was_last_submitted_and_does_not_count(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Returned, r =>
        {
            r.CompletionRate = 1;
            r.Progress = "改到一半";
            r.ReturnDueOn = new DateOnly(2023, 10, 19);
            r.RevisionNumber = 1;
            r.Revisions.Add(new ReportRevision
            {
                Number = 1, SubmittedAt = database.Clock.UtcNow, SubmittedById = world.Users["jyk-staff"].Id, ContentHash = new string('0', 64),
                ContentJson = """{"completionRate":78,"progress":"交上去的","selfLight":1,"coordinationWith":["财务科"]}""",
            });
            r.Decisions.Add(new ReportDecision
            {
                RevisionNumber = 1, Action = ReportAction.Return, From = ReportState.AwaitingConfirmation, To = ReportState.Returned,
                At = database.Clock.UtcNow, ById = world.Users["coordinator"].Id, Reason = "请补充数据",
            });
        });
        var month = (await ReadAsync(database)).Tasks[0].Months[October];

        Assert.Equal(CellKind.Returned, month.Kind);
        Assert.Equal("交上去的", month.Lead.Content!.Progress);
        Assert.Equal("已退回 78%", month.Lead.PendingCompletion);
        Assert.Null(month.Lead.Confirmed);
        Assert.Equal("请补充数据", month.Lead.ReturnReason);
        Assert.Equal([LightRule.Return], month.Verdict.Against.Select(r => r.Rule));
    }

    [Theory, Engines]
    public async Task It_takes_nine_statements_with_one_month_and_with_seven_and_none_until_something_changes(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var one = await CountAsync(database);
        for (var month = 3; month < 10; month++)
            await world.AddMonthAsync(new Month(2023, month));
        var many = await CountAsync(database);

        Assert.Equal(12, one.Cold);
        Assert.Equal(one, many);
    }

    [Fact]
    public async Task After_a_change_of_one_kind_every_statement_that_reads_that_kind_is_sent_anew_and_what_is_left_is_kept()
    {
        await using var database = await TestDatabase.CreateAsync();
        await TestWorld.CreateAsync(database);
        await using var db = database.Open();
        var kindOfTable = db.Model.GetEntityTypes().Where(e => DataAreas.Of(e.ClrType) is not null)
            .ToDictionary(e => e.GetTableName()!, e => DataAreas.Of(e.ClrType)!.Value);
        var cache = new StampedCache();
        var all = await SentAsync(database, cache);
        Assert.Equal(12, all.Count);
        Assert.Equal(["AuditHeads"], all.SelectMany(StatementTables.Of).Distinct().Where(t => !kindOfTable.ContainsKey(t)));

        foreach (var area in DataAreas.OfPlans)
        {
            var head = await db.AuditHeads.SingleAsync(TestContext.Current.CancellationToken);
            head.Changes = head.Changes.Raise([area]);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);

            var sent = await SentAsync(database, cache);

            var due = all.Where(s => StatementTables.Of(s).Any(t => kindOfTable.GetValueOrDefault(t, area == 0 ? DataArea.Snapshots : 0) == area)).ToList();
            Assert.NotEmpty(due);
            Assert.True(due.All(sent.Contains), $"After a change of {area} these were not sent anew: {string.Join("\n", due.Except(sent))}");
            Assert.True(sent.Count <= 5, $"After a change of {area} this was sent: {string.Join("\n", sent)}");
            Assert.Empty((await SentAsync(database, cache)).Skip(1));
        }
    }

    [Theory, Engines]
    public async Task What_is_kept_is_what_is_read_anew_after_a_write_of_any_kind(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var cache = new StampedCache();
        var kept = Picture(await ReadAsync(database, cache));
        Assert.Equal(DataAreas.OfPlans, Changes(database, world).Select(c => c.Area).Distinct().Order());
        foreach (var (area, change) in Changes(database, world))
        {
            await using (var db = database.Open())
            {
                await change(db);
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            }

            var before = kept;
            kept = Picture(await ReadAsync(database, cache));
            Assert.True(kept != before, $"the change of {area} does not show");
            Assert.Equal(Picture(await ReadAsync(database)), kept);
        }
    }

    [Theory, Engines]
    public async Task A_need_ages_until_it_is_solved_and_another_one_has_its_own_age(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(new Month(2023, 9));
        CoordinationNeed? first = null;
        await world.FillReportAsync(september.Reports.Single(r => r.ResponsibilityId == world.Lead.Id), ReportState.Confirmed, r =>
        {
            r.CompletionRate = 70;
            r.FirstSubmittedAt = BusinessClock.ToUtc(new DateOnly(2023, 9, 10), new TimeOnly(9, 0));
            r.RaisedNeeds.Add(first = TestWorld.NeedOf(r, "乡镇（街道）", "核实去向"));
        });
        await world.FillReportAsync(september.Reports.Single(r => r.ResponsibilityId == world.Supporting.Id), ReportState.Confirmed);
        await world.FillReportAsync(world.ReportOf(world.Lead), ReportState.Confirmed, r =>
        {
            r.CompletionRate = 80;
            r.NeedAnswers.Add(new NeedAnswer { CoordinationNeedId = first!.Id, IsSolved = false, Said = false, SaidOn = new DateOnly(2023, 10, 20) });
            r.RaisedNeeds.Add(TestWorld.NeedOf(r, "", "改善校舍", world.Jjk));
        });
        var task = (await ReadAsync(database)).Tasks[0];

        Assert.Equal(Light.Green, task.Months[new Month(2023, 9)].Verdict.Light);
        Assert.Equal([LightRule.Problem], task.Months[October].Verdict.Against.Select(r => r.Rule));

        await using (var db = database.Open())
        {
            var answer = await db.Set<NeedAnswer>().SingleAsync(TestContext.Current.CancellationToken);
            answer.Said = true;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Empty((await ReadAsync(database)).Tasks[0].Months[October].Verdict.Against);
    }

    [Theory, Engines]
    public async Task A_draft_that_is_past_its_day_is_missing_and_red_after_three_working_days(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await world.FillReportAsync(world.ReportOf(world.Alone), ReportState.Draft, r => r.CompletionRate = 100);
        database.Time.SetUtcNow(new DateTimeOffset(2023, 10, 31, 9, 0, 0, TimeSpan.FromHours(8)));

        var month = (await ReadAsync(database)).Tasks[1].Months[October];

        Assert.Equal(CellKind.Missing, month.Kind);
        Assert.Equal(4, month.Lead.LateByWorkingDays);
        Assert.Equal(Light.Red, month.Verdict.Light);
        Assert.Null(month.Lead.Content);
    }

    private static async Task<PlanYear> ReadAsync(TestDatabase database, StampedCache? cache = null)
    {
        await using var db = database.Open();
        return (await Reader(database, db, cache ?? new StampedCache()).ReadAsync(null, TestContext.Current.CancellationToken))!;
    }

    private static async Task<IReadOnlyList<string>> SentAsync(TestDatabase database, StampedCache cache)
    {
        database.Statements.Reset();
        await ReadAsync(database, cache);
        return database.Statements.Texts;
    }

    private static string Picture(PlanYear year) => JsonSerializer.Serialize(new
    {
        year.Title, year.Months, year.Sections,
        Tasks = year.Tasks.Select(t => new { t.Number, t.Title, t.Parts, t.Indicators, t.Rectifications, t.Needs, t.Instructions, t.Overrides, Months = t.Months.Values }),
    });

    /// <summary>A change of each kind of data, made so that the year shows it.</summary>
    private static IEnumerable<(DataArea Area, Func<RuralEduDbContext, Task> Change)> Changes(TestDatabase database, TestWorld world)
    {
        var cancel = TestContext.Current.CancellationToken;
        var now = database.Clock.UtcNow;
        var (lead, task, leader) = (world.ReportOf(world.Lead).Id, world.Task1.Id, world.Users["leader"].Id);
        yield return (DataArea.Reports, async db =>
        {
            var report = await db.MonthlyReports.SingleAsync(r => r.Id == lead, cancel);
            (report.State, report.CompletionRate, report.RevisionNumber, report.FirstSubmittedAt) = (ReportState.AwaitingSectionReview, 55, 1, now);
        }
        );
        yield return (DataArea.Settings, db => AddAsync(db, new Setting { Key = LightSettings.GapForRed.Key, Value = 20 }));
        yield return (DataArea.Sections, async db => (await db.Sections.SingleAsync(s => s.Id == world.Jyk.Id, cancel)).Name = "教育一科");
        yield return (DataArea.Plans, async db => (await db.PlanTasks.SingleAsync(t => t.Id == task, cancel)).Title = "换了题目的任务");
        yield return (DataArea.Periods, async db => (await db.ReportingPeriods.SingleAsync(cancel)).LeadDueOn = new DateOnly(2023, 10, 17));
        yield return (DataArea.Calendar, db => AddAsync(db, new CalendarDay { Day = new DateOnly(2023, 10, 19), Kind = CalendarDayKind.Holiday, Name = "停电" }));
        yield return (DataArea.Inspections, db => AddAsync(db, new Inspection
        {
            WorkPlanId = world.Plan.Id, DraftKey = Guid.NewGuid(), FormKey = Guid.NewGuid(), State = InspectionState.Issued, Year = 2023, Number = 1,
            VisitedOn = new DateOnly(2023, 10, 12), AuthorId = leader, CreatedAt = now, EditedAt = now, IssuedAt = now,
            Items = { new InspectionItem { PlanTaskId = task, SectionId = world.Jyk.Id, Light = Light.Red } },
        }));
        yield return (DataArea.Rectifications, db => AddAsync(db, new Rectification
        {
            Year = 2023, Number = 1, PlanTaskId = task, SectionId = world.Jyk.Id, Problem = "台账不全", DueOn = new DateOnly(2023, 10, 18), RaisedById = leader, IssuedAt = now,
            Steps = { new RectificationStep { To = RectificationState.Open, DueOn = new DateOnly(2023, 10, 18), At = now, ById = leader } },
        }));
        yield return (DataArea.Needs, db => AddAsync(db, new CoordinationNeed
        {
            ResponsibilityId = world.Lead.Id, RaisedInId = lead, RaisedOn = new DateOnly(2023, 10, 12), Whom = "基建科", SectionId = world.Jjk.Id, What = "改善校舍",
        }));
        yield return (DataArea.Needs, async db => (await db.CoordinationNeeds.SingleAsync(cancel)).SettledAt = now);
        yield return (DataArea.Instructions, db => AddAsync(db, new Instruction
        {
            FormKey = Guid.NewGuid(), PlanTaskId = task, Text = "抓紧补报。", ById = leader, At = now,
            Recipients = { new InstructionRecipient { SectionId = world.Jyk.Id, DueOn = new DateOnly(2023, 10, 25) } },
        }));
        yield return (DataArea.People, async db => (await db.Users.SingleAsync(u => u.Id == leader, cancel)).DisplayName = "换了名字的领导");
        yield return (DataArea.Overrides, db => AddAsync(db, new LightOverride
        {
            PlanTaskId = task, Month = October, Ordinal = 1, Light = Light.Yellow, Reason = "已约谈", EndsOn = new DateOnly(2023, 10, 31), ById = leader, At = now,
        }));
        yield return (DataArea.Periods, async db => (await db.ReportingPeriods.SingleAsync(cancel)).ClosedAt = now);
        yield return (DataArea.Snapshots, db => AddAsync(db, new LightSnapshot
        {
            PlanTaskId = task, Month = October, Ordinal = 1, TakenAt = now, Computed = Light.Green, ReasonsJson = "[]",
        }));
    }

    private static Task AddAsync(RuralEduDbContext db, object row)
    {
        db.Add(row);
        return Task.CompletedTask;
    }

    private static async Task<(int Cold, int Warm)> CountAsync(TestDatabase database)
    {
        var cache = new StampedCache();
        await using var db = database.Open();
        database.Statements.Reset();
        await Reader(database, db, cache).ReadAsync(null, TestContext.Current.CancellationToken);
        var cold = database.Statements.Count;
        database.Statements.Reset();
        await Reader(database, db, cache).ReadAsync(null, TestContext.Current.CancellationToken);
        return (cold, database.Statements.Count);
    }

    // The stamp, calendar and settings cost one statement each; in a request the stamp comes with the actor.
    private static PlanYearReader Reader(TestDatabase database, RuralEduDbContext db, StampedCache cache)
    {
        var stamp = new DataStamp(db);
        return db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock);
    }
}
