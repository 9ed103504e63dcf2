using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Tests.Workbench;
using Pengshui.RuralEdu.Core.Workbench;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

public sealed class HoldupTests
{
    [Theory]
    [InlineData(false, true, false, "停在基建科：补报")]
    [InlineData(true, true, false, "停在基建科：修改后重新提交")]
    [InlineData(false, false, false, "停在统筹员：月份已关闭，重新开启后基建科才能补报，也可以不再补报")]
    [InlineData(true, false, false, "停在统筹员：月份已关闭，重新开启后基建科才能重报，也可以不再重报")]
    [InlineData(false, false, true, "方案已归档，不再补报")]
    public void A_report_stands_with_its_section_while_its_month_takes_submissions_and_with_the_coordinator_after(
        bool isReturn, bool isPeriodOpen, bool isArchived, string expected) =>
        Assert.Equal(expected, Holdup.OfReport("基建科", isReturn, isPeriodOpen, isArchived).Sentence);

    [Theory, Engines]
    public async Task Leader_section_and_coordinator_read_the_same_of_a_closed_month(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await TestWorld.CreateAsync(database);
        var september = await world.AddMonthAsync(new Month(2023, 9));
        foreach (var part in new[] { world.Lead, world.Supporting })
            await world.FillReportAsync(september.Reports.Single(r => r.ResponsibilityId == part.Id), ReportState.Confirmed);
        var open = await ReadAsync(world, "jjk-staff");
        await using (var db = database.Open())
        {
            (await db.ReportingPeriods.FindAsync([september.Id], TestContext.Current.CancellationToken))!.ClosedAt = database.Clock.UtcNow;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var section = (await ReadAsync(world, "jjk-staff")).Section!.Arrears.Single();
        var leader = (await ReadAsync(world, "leader")).Overview!.Arrears.Single();
        var coordinator = (await ReadAsync(world, "coordinator")).Coordinator!;

        Assert.Equal("基建科", open.Section!.Arrears.Single().Holdup.With);
        Assert.Equal(Holdup.Coordinator, section.Holdup.With);
        Assert.Equal(section.Holdup, leader.Holdup);
        Assert.Equal(section.Holdup, coordinator.ToDecide.Single().Holdup);
        Assert.Equal(september.Id, coordinator.ToDecide.Single().PeriodId);
        Assert.Empty(coordinator.Overdue);
        Assert.All(coordinator.Sections, s => Assert.Equal(0, s.Overdue));
    }

    private static Task<WorkbenchPage> ReadAsync(TestWorld world, string userName) => WorkbenchQueryTests.ReadAsync(world, world.Actor(userName));
}
