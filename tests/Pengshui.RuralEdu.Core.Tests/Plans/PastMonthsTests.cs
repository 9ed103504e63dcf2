using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Handover;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Instructions;
using Pengshui.RuralEdu.Core.Ledgers;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Tests.Bulletins;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Demonstration;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>The demonstration's closed months, March to September, before and after every kind of change of parts and sections.</summary>
public sealed class PastMonthsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateOnly Day = new(2023, 10, 20);
    private static readonly Month September = new(2023, 9);

    [Theory, Engines]
    public async Task A_past_month_keeps_its_lead_due_day_light_completion_average_and_bulletin(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        Assert.True(await new DemonstrationSeed(
            database.Options(), new DatabaseOptions(database.Provider, database.ConnectionString, database.Directory), new PasswordHasher<PortalUser>(), database.Time, database.Keys).EnsureAsync(Cancel));
        var coordinator = await database.ActorAsync(await database.WithAsync(db => db.Users.Where(u => u.UserName == "coordinator").Select(u => u.Id).SingleAsync(Cancel)));
        var before = await PastAsync(database);
        Assert.Contains("牵头", before, StringComparison.Ordinal);

        async Task HoldsAsync(string what, Core.Common.Result result)
        {
            Assert.True(result.Succeeded, $"{what}: {result.Message}");
            Assert.Equal(before, await PastAsync(database));
        }

        var tasks = await database.WithAsync(db => db.PlanTasks.Include(t => t.Measures).Include(t => t.Indicators).Include(t => t.Responsibilities)
            .Where(t => t.WorkPlan.Year == 2023).OrderBy(t => t.Number).AsSplitQuery().ToListAsync(Cancel));
        var led = tasks.First(t => t.Responsibilities.Count > 1);
        var next = led.Responsibilities.First(r => r.Kind == ResponsibilityKind.Supporting);
        await HoldsAsync("lead", await database.ChangeLeadAsync(
            new ChangeLead(led.Id, await database.TaskVersionAsync(led.Id), next.Id, Day, "分工调整"), coordinator));
        var other = await database.WithAsync(db => db.Sections.Where(s => s.IsActive && !db.Responsibilities.Any(r => r.PlanTaskId == led.Id && r.SectionId == s.Id)).FirstAsync(Cancel));
        await HoldsAsync("added", await database.AddPartAsync(
            new AddPart(led.Id, await database.TaskVersionAsync(led.Id), other.Id, [led.Measures.First().Id], Day, "增加力量"), coordinator));
        var added = await database.WithAsync(db => db.Responsibilities.Where(r => r.PlanTaskId == led.Id && r.SectionId == other.Id).Select(r => r.Id).SingleAsync(Cancel));
        await HoldsAsync("ended", await database.EndPartAsync(
            new EndPart(led.Id, await database.TaskVersionAsync(led.Id), added, new DateOnly(2023, 10, 26), "不再配合"), coordinator));
        var renamed = await database.WithAsync(db => db.Sections.Include(s => s.Aliases).SingleAsync(s => s.Code == "jyk", Cancel));
        await HoldsAsync("renamed", await database.ChangeSectionAsync(
            renamed.Id, renamed.Version, new SectionCommand("jyk", "基础教育科", renamed.SortOrder, true, [.. renamed.Aliases.Select(a => a.Name)]) { RenamedFrom = Day }, coordinator));
        foreach (var (from, to) in new[] { ("jzzx", "jxx"), ("jjk", "jyk") })
        {
            var sections = await database.WithAsync(db => db.Sections.AsNoTracking().ToListAsync(Cancel));
            var section = sections.Single(s => s.Code == from);
            await HoldsAsync($"{from} → {to}", await database.HandOverAsync(
                new HandOverSection(section.Id, section.Version, sections.Single(s => s.Code == to).Id, Day, "机构改革"), coordinator));
        }
    }

    [Theory, Engines]
    public async Task What_was_asked_and_seen_in_a_past_month_stands_under_the_section_that_had_it_by_its_name_of_then(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        foreach (var report in (await world.AddMonthAsync(September)).Reports)
            await world.FillReportAsync(report, ReportState.Confirmed);
        var visit = await AskedInSeptemberAsync(world);
        Assert.True((await database.ChangeSectionAsync(
            world.Jjk.Id, 1, new SectionCommand("jjk", "项目科", 2, true, []) { RenamedFrom = new DateOnly(2023, 10, 9), RenamedBecause = "改名" }, world.Actor("sysadmin"))).Succeeded);
        Assert.True((await database.HandOverAsync(new HandOverSection(world.Jjk.Id, 2, world.Decoy.Id, Day, "机构改革"), world.Actor("coordinator"))).Succeeded);

        await using var db = database.Open();
        var plan = (await new BulletinBench(database, db).Reader.ReadAsync(2023, September, Cancel))!.Plan;
        DashboardPage Page(Month month, int section) => DashboardBuilder.Build(plan, plan.Opened(month)!.Period!, new SectionScope("x", "x", [section]));
        Assert.Equal(("基建科", 1), (Page(September, world.Jjk.Id).Instructions.Single().Section, Page(September, world.Jjk.Id).Loads.Single(l => l.Section.Id == world.Jjk.Id).Rectifications));
        Assert.Equal("基建科", Page(September, world.Jjk.Id).Rectifications.Single().Section);
        Assert.Empty(Page(September, world.Decoy.Id).Instructions);
        Assert.Empty(Page(September, world.Decoy.Id).Rectifications);
        Assert.Equal("旁观科", Page(new Month(2023, 10), world.Decoy.Id).Instructions.Single().Section);
        Assert.Equal("旁观科", Page(new Month(2023, 10), world.Decoy.Id).Rectifications.Single().Section);
        Assert.Empty(Page(new Month(2023, 10), world.Jjk.Id).Instructions);
        Assert.Equal(
            ["基建科", "基建科", "项目科", "项目科", "旁观科"],
            new DateOnly[] { new(2023, 9, 30), new(2023, 10, 8), new(2023, 10, 9), new(2023, 10, 19), Day }.Select(d => plan.Tasks[1].Instructions.Single().SectionOn(d).Name));

        var actor = world.Actor("leader");
        Assert.Equal(["基建科", "项目科"], (await db.Service<InspectionPageQuery>().ReadAsync(visit, actor, Cancel))!.Items.Select(i => i.Section).Concat(
            (await db.Service<InspectionPageQuery>().ReadAsync(visit + 1, actor, Cancel))!.Items.Select(i => i.Section)));
        var kept = new KeptRows(new StampedCache(), new DataStamp(db));
        Assert.Equal(["项目科", "基建科"], (await db.Service<InspectionLedgerQuery>(kept).ReadAsync(new InspectionFilter(Section: "jjk"), 1, actor, Cancel)).Lines.Items.SelectMany(l => l.Items).Select(i => i.Section));
        Assert.Equal(["基建科"], await InspectedAsync(db, plan, September));
    }

    /// <summary>An instruction and a rectification of 基建科 that stay open, a visit in September and one on October 12.</summary>
    /// <returns>The key of September's visit; the other one follows.</returns>
    private static async Task<int> AskedInSeptemberAsync(TestWorld world)
    {
        await using var db = world.Database.Open();
        var at = BusinessClock.ToUtc(new DateOnly(2023, 9, 10), new TimeOnly(9, 0));
        var due = new DateOnly(2023, 10, 31);
        var instruction = new Instruction { FormKey = Guid.NewGuid(), PlanTaskId = world.Task2.Id, Text = "逐校核实", ById = world.Users["leader"].Id, At = at };
        instruction.Recipients.Add(new InstructionRecipient { SectionId = world.Jjk.Id, DueOn = due });
        var rectification = new Rectification
        {
            Year = 2023, Number = 1, PlanTaskId = world.Task2.Id, SectionId = world.Jjk.Id, Problem = "台账不全", DueOn = due, State = RectificationState.Open,
            RaisedById = world.Users["supervisor"].Id, IssuedAt = at,
        };
        rectification.Steps.Add(new RectificationStep
        {
            Action = RectificationAction.Issue, From = RectificationState.Draft, To = RectificationState.Open, DueOn = due, At = at, ById = world.Users["supervisor"].Id,
        });
        db.AddRange(instruction, rectification);
        var visits = new List<Inspection>();
        foreach (var day in new DateOnly[] { new(2023, 9, 12), new(2023, 10, 12) })
        {
            var visit = new Inspection
            {
                WorkPlanId = world.Plan.Id, DraftKey = Guid.NewGuid(), State = InspectionState.Issued, Year = 2023, Number = visits.Count + 1, VisitedOn = day, Town = "示例镇",
                Place = "示例小学", Dimensions = InspectionDimensions.Work, Findings = "发现的", AuthorId = world.Users["supervisor"].Id, CreatedAt = at, EditedAt = at, IssuedAt = at,
            };
            visit.Items.Add(new InspectionItem { PlanTaskId = world.Task2.Id, SectionId = world.Jjk.Id });
            visits.Add(visit);
            db.Add(visit);
            await db.SaveChangesAsync(Cancel);
        }

        return visits[0].Id;
    }

    /// <summary>The sections of a month's visits in the ledger that is taken along.</summary>
    private static async Task<List<string>> InspectedAsync(RuralEduDbContext db, PlanYear plan, Month month)
    {
        var ledger = new Core.Ledgers.InspectionLedger();
        var column = ledger.Columns.ToList().FindIndex(c => c.Heading == "科室");
        var sections = new List<string>();
        await foreach (var line in ledger.ReadAsync(new LedgerScope(db, new LedgerPlan(plan.PlanId, plan.Year), month), Cancel))
            sections.Add((string)line[column]!);
        return sections;
    }

    /// <summary>All that pages and bulletins say of the closed months.</summary>
    private static async Task<string> PastAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var bench = new BulletinBench(database, db);
        var said = new StringBuilder();
        foreach (var month in DemonstrationContent.Months.SkipLast(1))
        {
            var source = (await bench.Reader.ReadAsync(2023, month, Cancel))!;
            foreach (var (task, then) in source.Tasks)
            {
                said.AppendLine($"{month} {task.Number} {then.Light} {then.Kind} {then.Lead.Content?.Completion}");
                foreach (var report in then.Reports)
                    said.AppendLine($"  {report.Part.Section.Name} {report.Part.Kind} {report.DueOn} {report.LateByWorkingDays} {report.State}");
                said.AppendLine(string.Join('\n', then.Verdict.Reasons.Select(r => r.Sentence)));
            }

            var page = DashboardBuilder.Build(source.Plan, source.Period, SectionScope.All);
            said.AppendLine($"{page.Lights} {page.Completion} {page.Progress}");
            said.AppendLine(string.Join('\n', page.Groups.SelectMany(g => g.Rows).Select(r => $"{r.Section}: {string.Join('|', r.Cells.Select(c => c.Spoken))}")));
            said.AppendLine(string.Join('\n', page.Loads.Where(l => l.Lead + l.Supporting > 0).Select(l => $"{l.Section.Code} {l.Lead} {l.Supporting}")));
            said.AppendLine(string.Join('\n', page.Rectifications.Select(r => $"{r.Label} {r.Section}").Concat(page.Instructions.Select(i => $"{i.Text} {i.Section}"))));
            said.AppendLine(string.Join('\n', page.Needs.Select(l => $"{l.Need.Section.Name} {l.Need.Sentence} {l.Days}")));
            said.AppendLine(string.Join('\n', source.Tasks.SelectMany(t => t.Task.Instructions.Where(i => i.On(page.Day) is not null)).Select(i => $"{i.InstructionId} {i.SectionOn(page.Day).Name}")));
            said.AppendLine(string.Join('\n', await InspectedAsync(db, source.Plan, month)));

            // What is to be done next is told from today.
            said.AppendLine(string.Join('\n', BulletinWriter.Write(source).Sections.Where(s => s.Part != BulletinPart.NextSteps).Select(s => s.Text)));
        }

        return said.ToString();
    }
}
