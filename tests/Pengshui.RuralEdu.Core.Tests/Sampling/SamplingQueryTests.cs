using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Inspections;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sampling;
using Pengshui.RuralEdu.Core.Settings;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Sampling;

public sealed class SamplingQueryTests
{
    [Theory, Engines]
    public async Task An_issued_inspection_counts_as_a_visit_and_a_draft_does_not(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        await InspectAsync(world, InspectionState.Issued, new DateOnly(2023, 10, 9));
        await InspectAsync(world, InspectionState.Draft, new DateOnly(2023, 10, 18));

        var page = (await ReadAsync(database))!;

        Assert.Equal((2023, 20231020, 3), (page.Year, page.Seed, page.Pairs));
        var lead = Pair(page, 1, "jyk");
        Assert.Equal(new DateOnly(2023, 10, 9), lead.Pair.LastVisit);
        Assert.True(lead.IsRandom);
        Assert.Null(Pair(page, 1, "jjk").Pair.LastVisit);
        Assert.Equal(RiskKind.NeverVisited, Assert.Single(Pair(page, 2, "jjk").Risks).Kind);
        Assert.True(page.Proposals[^1].Pair.LastVisit is not null);
    }

    [Theory, Engines]
    public async Task What_was_submitted_is_judged_and_drafts_are_not(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        const string progress = "按月走访五所示例学校，逐校核对台账，发现的问题当场交办。";
        foreach (var month in new[] { 7, 8, 9 })
        {
            var period = await world.AddMonthAsync(new Month(2023, month));
            await world.FillReportAsync(period.Reports.Single(r => r.ResponsibilityId == world.Alone.Id), ReportState.Confirmed,
                r => (r.CompletionRate, r.Progress) = (100, progress));
            await world.FillReportAsync(period.Reports.Single(r => r.ResponsibilityId == world.Supporting.Id), ReportState.Draft,
                r => (r.CompletionRate, r.Progress) = (100, progress));
        }

        var page = (await ReadAsync(database))!;

        Assert.Equal(
            [RiskKind.NeverVisited, RiskKind.AlwaysFull, RiskKind.SameText], Pair(page, 2, "jjk").Risks.Select(r => r.Kind));
        Assert.Equal([RiskKind.NeverVisited, RiskKind.Overdue], Pair(page, 1, "jjk").Risks.Select(r => r.Kind));
    }

    private static Proposal Pair(SamplingPage page, int task, string section) =>
        page.Proposals.Single(p => p.Pair.TaskNumber == task && p.Pair.SectionCode == section);

    private static async Task InspectAsync(TestWorld world, InspectionState state, DateOnly on)
    {
        await using var db = world.Database.Open();
        var inspection = new Inspection
        {
            WorkPlanId = world.Plan.Id, DraftKey = Guid.NewGuid(), State = state, Year = 2023, Number = state == InspectionState.Issued ? 1 : null,
            VisitedOn = on, AuthorId = world.Users["supervisor"].Id, CreatedAt = world.Database.Clock.UtcNow, EditedAt = world.Database.Clock.UtcNow,
        };
        inspection.Items.Add(new InspectionItem { PlanTaskId = world.Task1.Id, SectionId = world.Jyk.Id });
        db.Add(inspection);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<SamplingPage?> ReadAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var (cache, stamp) = (new StampedCache(), new DataStamp(db));
        var years = db.Service<PlanYearReader>(cache, stamp, new CalendarReader(db, cache, stamp), new SettingReader(db, cache, stamp), database.Clock);
        return await new SamplingQuery(years, db).ReadAsync(null, TestContext.Current.CancellationToken);
    }
}
