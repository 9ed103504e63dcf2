using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Accounts;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Data.Seed;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Core.Tests.Bulletins;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>The demonstration's closed months, March to September, before and after every kind of change of parts and sections.</summary>
public sealed class PastMonthsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateOnly Day = new(2023, 10, 20);

    [Theory, Engines]
    public async Task A_past_month_keeps_its_lead_due_day_light_completion_average_and_bulletin(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        Assert.True(await new DemonstrationSeed(
            database.Options(), new DatabaseOptions(database.Provider, database.ConnectionString, database.Directory), new PasswordHasher<PortalUser>(), database.Time).EnsureAsync(Cancel));
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
            said.AppendLine(string.Join('\n', BulletinWriter.Write(source).Sections.Select(s => s.Text)));
        }

        return said.ToString();
    }
}
