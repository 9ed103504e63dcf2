using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Sections;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

public sealed class SectionRenamingTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Past_months_keep_the_old_name_and_it_becomes_an_alias(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        await bench.World.AddMonthAsync(new Month(2023, 9));

        var result = await RenameAsync(bench, 1, "项目科", new(2023, 10, 9));

        Assert.True(result.Succeeded, result.Message);
        await using var db = bench.Database.Open();
        var section = await db.Sections.Include(s => s.Aliases).Include(s => s.FormerNames).SingleAsync(s => s.Code == "jjk", Cancel);
        Assert.Equal(("项目科", "基建科"), (section.Name, section.Aliases.Single().Name));
        Assert.Equal(("基建科", new DateOnly(2023, 10, 8)), (section.FormerNames.Single().Name, section.FormerNames.Single().Until));
        var task = (await bench.Years(db).ReadAsync(2023, Cancel))!.Tasks[1];
        Assert.Equal("基建科", task.LeadIn(new Month(2023, 9)).Section.Name);
        Assert.Equal("项目科", task.LeadIn(new Month(2023, 10)).Section.Name);
        var amendment = await db.PlanAmendments.SingleAsync(Cancel);
        Assert.Equal(
            (AmendmentKind.Sections, (int?)null, "基建科", "项目科", new DateOnly(2023, 10, 9), "编办发〔2023〕5号"),
            (amendment.Kind, amendment.PlanTaskId, amendment.Before, amendment.After, amendment.HoldsFrom, amendment.Reason));
        Assert.Single((await new PlanQueries(db).ReadAsync(2023, bench.Actor("leader"), Cancel))!.Amendments);
    }

    [Theory, Engines]
    public async Task A_name_that_held_on_no_day_leaves_no_trace_and_an_earlier_day_than_the_last_is_refused(DatabaseProvider engine)
    {
        await using var bench = await ReportBench.CreateAsync(engine);
        Assert.True((await RenameAsync(bench, 1, "项目科", new(2023, 10, 9))).Succeeded);

        var earlier = await RenameAsync(bench, 2, "工程科", new(2023, 10, 8), "基建科");
        Assert.Equal("上一次改名从10月9日起，这次不能更早。", earlier.Message);
        Assert.True((await RenameAsync(bench, 2, "工程科", new(2023, 10, 9), "基建科")).Succeeded);
        Assert.Equal("RenamedFrom", (await RenameAsync(bench, 3, "规划科", new(2023, 10, 21), "基建科")).Errors.Single().Field);

        await using var db = bench.Database.Open();
        Assert.Equal(["基建科"], await db.Set<FormerName>().Select(n => n.Name).ToListAsync(Cancel));
    }

    private static Task<Core.Common.Result> RenameAsync(ReportBench bench, int version, string name, DateOnly from, params string[] aliases) =>
        bench.Database.ChangeSectionAsync(
            bench.World.Jjk.Id, version,
            new SectionCommand("jjk", name, 2, true, aliases) { RenamedFrom = from, RenamedBecause = "编办发〔2023〕5号" }, bench.Actor("sysadmin"));
}
