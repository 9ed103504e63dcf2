using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Handover;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Rectifications;
using Pengshui.RuralEdu.Core.Tests.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Rectifications;

public sealed class RectificationReadTests
{
    private static readonly DateOnly Today = RectificationBench.Today;

    [Theory, Engines]
    public async Task A_past_day_shows_what_was_open_and_overdue_then(DatabaseProvider engine)
    {
        await using var bench = await RectificationBench.CreateAsync(engine);
        var id = await bench.RaiseAsync(Today.AddDays(2));
        bench.Database.Time.Advance(TimeSpan.FromDays(5));
        await bench.DecideAsync(id, RectificationAction.Extend, dueOn: Today.AddDays(6));
        bench.Database.Time.Advance(TimeSpan.FromDays(3));
        await bench.AnswerAsync(id, RectificationAction.Submit);
        bench.Database.Time.Advance(TimeSpan.FromDays(1));
        await bench.DecideAsync(id, RectificationAction.Close);

        var history = Assert.Single(await bench.HistoryAsync());
        Assert.Equal(("整改〔2023〕第1号", bench.World.Task2.Id, bench.World.Jjk.Id), (history.Label, history.PlanTaskId, history.Section.Id));
        Assert.Equal("..oooOOooOo.", string.Concat(Enumerable.Range(-2, 12).Select(d => Mark(history, Today.AddDays(d)))));

        static char Mark(DatedRectification one, DateOnly day) => one.IsOverdueOn(day) ? 'O' : one.IsOpenOn(day) ? 'o' : '.';
    }

    [Theory, Engines]
    public async Task The_ledger_filters_counts_and_pages(DatabaseProvider engine)
    {
        await using var bench = await RectificationBench.CreateAsync(engine);
        for (var n = 0; n < 21; n++)
            await bench.RaiseAsync(Today);
        await bench.AnswerAsync(await FirstAsync(bench), RectificationAction.Submit);
        bench.Database.Time.Advance(TimeSpan.FromDays(1));

        var first = (await bench.LedgerAsync(new()))!;
        Assert.Equal((21, 20, 2), (first.Page.Total, first.Page.Items.Count, first.Page.Count));
        Assert.Equal(Enumerable.Range(2, 20).Reverse(), first.Page.Items.Select(l => l.Number!.Value));
        Assert.Equal((20, 1, 20), (first.Counts[RectificationState.Open], first.Counts[RectificationState.AwaitingVerification], first.Overdue));
        Assert.Single((await bench.LedgerAsync(new(), page: 2))!.Page.Items);
        Assert.Equal(20, (await bench.LedgerAsync(new() { Overdue = true }))!.Page.Total);
        Assert.Equal(1, (await bench.LedgerAsync(new() { State = RectificationState.AwaitingVerification }))!.Page.Total);
        Assert.Equal(0, (await bench.LedgerAsync(new() { Section = "jyk" }))!.Page.Total);
        Assert.Equal(21, (await bench.LedgerAsync(new() { Section = "jjk", Task = 2, Year = 2023 }))!.Page.Total);
        Assert.Equal(0, (await bench.LedgerAsync(new() { Task = 1 }))!.Page.Total);
        Assert.Null(await bench.LedgerAsync(new() { Task = 99 }));
        Assert.Null(await bench.LedgerAsync(new() { Section = "decoy" }));
        Assert.Null(await bench.LedgerAsync(new() { Year = 1999 }));
        Assert.Null(await bench.LedgerAsync(new(), page: 3));
    }

    [Theory, Engines]
    public async Task A_section_that_was_dissolved_stays_a_choice_where_it_had_parts(DatabaseProvider engine)
    {
        foreach (var to in new[] { "jyk", "decoy" })
        {
            await using var bench = await RectificationBench.CreateAsync(engine);
            var world = bench.World;
            var closed = await bench.RaiseAsync();
            await bench.AnswerAsync(closed, RectificationAction.Submit);
            await bench.DecideAsync(closed, RectificationAction.Close);
            await bench.RaiseAsync();
            Assert.True((await bench.Database.HandOverAsync(
                new HandOverSection(world.Jjk.Id, 1, to == "jyk" ? world.Jyk.Id : world.Decoy.Id, Today, "机构改革"), bench.Actor("coordinator"))).Succeeded);

            var all = (await bench.LedgerAsync(new()))!;
            Assert.Equal(to == "jyk" ? ["教育科", "基建科"] : ["教育科", "基建科", "旁观科"], all.Sections.Select(s => s.Name));
            Assert.DoesNotContain(all.Tasks.SelectMany(t => t.Parts), p => p.SectionCode == "jjk");
            Assert.Equal([closed], (await bench.LedgerAsync(new() { Section = "jjk" }))!.Page.Items.Select(l => l.Id));
            Assert.Single((await bench.LedgerAsync(new() { Section = to }))!.Page.Items);
            Assert.Equal(["旁观科"], (await bench.LedgerAsync(new() { Year = 2022 }))!.Sections.Select(s => s.Name));
            Assert.Null(await bench.LedgerAsync(new() { Year = 2022, Section = "jjk" }));
        }
    }

    [Fact]
    public async Task Drafts_and_strangers_are_kept_out()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var id = await bench.RaiseAsync();
        Assert.NotNull(await bench.PageAsync(id, "decoy-staff"));
        Assert.Null(await bench.PageAsync(id, "sysadmin"));
        await bench.PutAsync(id, RectificationState.Draft, null);
        Assert.Null(await bench.PageAsync(id, "supervisor"));
        Assert.Equal(0, (await bench.LedgerAsync(new(), "supervisor"))!.Page.Total);
        Assert.Empty((await bench.WorkAsync(bench.Actor("supervisor"))).Overdue);
    }

    [Fact]
    public async Task Each_finds_what_waits_for_them()
    {
        await using var bench = await RectificationBench.CreateAsync();
        var late = await bench.RaiseAsync(Today);
        var open = await bench.RaiseAsync(Today.AddDays(9));
        var submitted = await bench.RaiseAsync(Today);
        await bench.AnswerAsync(submitted, RectificationAction.Submit);
        var closed = await bench.RaiseAsync(Today);
        await bench.AnswerAsync(closed, RectificationAction.Submit);
        await bench.DecideAsync(closed, RectificationAction.Close, lookBackOn: Today.AddDays(3));
        bench.Database.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal([late, open], Ids((await bench.WorkAsync(bench.Actor("jjk-staff"))).Mine));
        Assert.Empty((await bench.WorkAsync(bench.Actor("jjk-staff"))).Overdue);
        Assert.Empty((await bench.WorkAsync(bench.Actor("jyk-staff"))).Mine);
        var supervisor = await bench.WorkAsync(bench.Actor("supervisor"));
        Assert.Equal([submitted], Ids(supervisor.ToVerify));
        Assert.Equal([closed], Ids(supervisor.LookBacks));
        Assert.Equal([late], Ids(supervisor.Overdue));
        Assert.Equal([late], Ids((await bench.WorkAsync(bench.Actor("coordinator"))).Overdue));
        Assert.Equal([late], Ids((await bench.WorkAsync(bench.Actor("leader"))).Overdue));
        Assert.Empty((await bench.WorkAsync(bench.Actor("leader") with { SectionsInCharge = new HashSet<int> { bench.World.Jyk.Id } })).Overdue);
        Assert.Equal([late], Ids((await bench.WorkAsync(bench.Actor("leader") with { SectionsInCharge = new HashSet<int> { bench.World.Jjk.Id } })).Overdue));

        static int[] Ids(IEnumerable<RectificationLine> lines) => [.. lines.Select(l => l.Id)];
    }

    private static async Task<int> FirstAsync(RectificationBench bench) => (await bench.LedgerAsync(new(), page: 2))!.Page.Items.Single().Id;
}
