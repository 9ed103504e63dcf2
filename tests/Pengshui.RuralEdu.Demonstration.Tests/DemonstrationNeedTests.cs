using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Demonstration.Tests;

/// <summary>Every month in which a report of the demonstration asks somebody for help leads to the lists of needs.</summary>
public sealed class DemonstrationNeedTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Month, task, section and whom: asked anew, or still.</summary>
    private static readonly IReadOnlyList<(Month Month, int Task, string Section, string Whom, bool IsNew)> Asked =
    [
        .. from month in DemonstrationContent.Months
           from task in SeedFiles.Plan2023().Tasks
           from section in task.Sections
           let content = DemonstrationContent.For(task.Number, section, month)
           where content.Fate.WasSubmitted
           from whom in content.Needs.Select(n => (n.Whom, IsNew: true)).Concat(content.StillNeeded.Select(w => (Whom: w, IsNew: false)))
           select (month, task.Number, section, whom.Whom, whom.IsNew),
    ];

    [Fact]
    public void Whoever_is_still_needed_was_asked_and_not_helped_before()
    {
        Assert.Equal(37, Asked.Count);
        foreach (var part in Asked.GroupBy(a => (a.Task, a.Section)))
        {
            foreach (var still in part.Where(a => !a.IsNew))
                Assert.Contains(part, a => a.Whom == still.Whom && a.Month == still.Month.Add(-1));
        }
    }

    [Theory, Engines]
    public async Task All_of_them_are_on_the_dashboard_of_their_month_with_a_life_of_their_own(DatabaseProvider engine)
    {
        await using var database = await DemonstrationSeedTests.SeededAsync(engine);
        await using var db = database.Open();
        var cache = new StampedCache();
        var stamp = new DataStamp(db);
        var clock = new BusinessClock(new DemonstrationTime(DemonstrationTime.Day, TimeProvider.System));
        var plan = (await db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), clock).ReadAsync(2023, Cancel))!;
        var names = SeedFiles.Sections().ToDictionary(s => s.Code, s => s.Name);
        var needs = plan.Tasks.SelectMany(t => t.Needs).ToList();

        Assert.Equal(Asked.Count(a => a.IsNew), needs.Count);
        Assert.Equal(Asked.Count(a => !a.IsNew), needs.Sum(n => n.Words.Count(w => !w.IsSolved)));
        foreach (var month in DemonstrationContent.Months)
        {
            var page = DashboardBuilder.Build(plan, plan.Opened(month)!.Period!, SectionScope.All);
            Assert.Equal(
                Asked.Where(a => a.Month == month).Select(a => (a.Task, names[a.Section], names.GetValueOrDefault(a.Whom, a.Whom))).Order(),
                page.Needs.Where(n => n.AskedIn == month).Select(n => (n.TaskNumber, n.Need.Section.Name, n.Need.Whom)).Order());
        }

        // 示例镇幼儿园: the approval is there in September, the construction is another matter; its age begins then.
        var kindergarten = plan.Tasks[8].Needs.Select(n => NeedLine.Of(plan.Tasks[8], n, NeedLines.Now(plan), plan.Today)).ToList();
        Assert.Equal([true, true, false], kindergarten.Select(n => n.SolvedOn is not null));
        Assert.True(kindergarten[0].Days > 120 && kindergarten[2].Days < 31, string.Join("，", kindergarten.Select(k => k.Days)));
        Assert.Equal("统筹员标为已解决：统筹会商，财务科已把实训设备更新列入下半年支出安排。", NeedLine.Of(plan.Tasks[7], Assert.Single(plan.Tasks[7].Needs), NeedLines.Now(plan), plan.Today).How);
    }
}
