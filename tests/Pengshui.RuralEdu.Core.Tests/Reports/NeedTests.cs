using Microsoft.EntityFrameworkCore;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Data;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Testing;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

/// <summary>The life of a coordination need: 基建科 supports task 1 and asks 教育科 and others for help, August to October.</summary>
public sealed class NeedTests
{
    private static readonly Month August = new(2023, 8);
    private static readonly Month September = new(2023, 9);
    private static readonly Month October = new(2023, 10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task It_is_asked_again_until_it_is_solved_and_what_comes_up_anew_has_its_own_age(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审")));
        var need = Assert.Single(await year.LinesAsync());
        Assert.Equal(("基建科", "县财政局", "加快预算评审", new DateOnly(2023, 8, 20), 0), (need.Need.Section.Name, need.Need.Whom, need.Need.What, need.Need.RaisedOn, need.Days));

        Assert.Equal("县财政局", Assert.Single((await year.FormAsync(September)).OpenNeeds).Whom);
        await year.FileAsync(September, "2023-09-20", await year.AnswerAsync(September, false));
        need = Assert.Single(await year.LinesAsync());
        Assert.Equal((31, September, (DateOnly?)null), (need.Days, need.AskedIn, need.SolvedOn));

        await year.FileAsync(October, "2023-10-18", await year.AnswerAsync(October, true) with { NeedsCoordination = true, Needs = [Ask("县财政局", "加快预算评审")] });

        var lines = await year.LinesAsync();
        Assert.Equal([(new DateOnly(2023, 8, 20), (DateOnly?)new DateOnly(2023, 10, 18), 59), (new DateOnly(2023, 10, 18), (DateOnly?)null, 0)], lines.Select(l => (l.Need.RaisedOn, l.SolvedOn, l.Days)));
        Assert.Equal("基建科在10月月报中报告已解决", lines[0].How);
        Assert.Equal(2, await year.CountAsync());
    }

    [Theory, Engines]
    public async Task Another_body_about_another_thing_is_another_need_and_turns_no_light(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审")));
        await year.FileAsync(September, "2023-09-25", await year.AnswerAsync(September, true) with { NeedsCoordination = true, Needs = [Ask("县交通局", "保障材料运输")] });

        Assert.Equal([("县财政局", 36, true), ("县交通局", 0, false)], (await year.LinesAsync()).Select(l => (l.Need.Whom, l.Days, l.SolvedOn is not null)));
        year.MoveTo("2023-10-20");
        Assert.Equal((25, false), Assert.Single((await year.LinesAsync()).Where(l => l.SolvedOn is null).Select(l => (l.Days, l.Need.Whom == "县财政局"))));
        Assert.Equal([Light.Green], await year.LightsAsync(October));
        year.MoveTo("2023-10-26");
        Assert.Equal([Light.Yellow], await year.LightsAsync(October));
    }

    [Theory, Engines]
    public async Task A_past_month_is_looked_at_from_its_end(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审")));
        await year.FileAsync(September, "2023-09-25", await year.AnswerAsync(September, false));
        year.MoveTo("2023-10-19");
        Assert.Equal(Outcome.Success, (await year.SettleAsync()).Outcome);
        year.MoveTo("2023-12-20");

        Assert.Equal([11], (await year.DashboardAsync(August)).Needs.Select(n => n.Days));
        Assert.Equal([41], (await year.DashboardAsync(September)).Needs.Select(n => n.Days));
        Assert.Empty((await year.DashboardAsync(October)).Needs);
        Assert.Equal([Light.Green], await year.LightsAsync(August));
        Assert.Equal([Light.Yellow], await year.LightsAsync(September));
        Assert.Empty(await year.LightsAsync(October));
    }

    [Theory, Engines]
    public async Task A_draft_keeps_its_answers_and_they_count_when_it_is_submitted(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审")));
        var typed = await year.AnswerAsync(September, true) with { NeedsCoordination = true, Needs = [Ask("县交通局", null)] };
        Assert.True((await year.Bench.SaveAsync(year[September], await year.Bench.VersionAsync(year[September]), typed, "jjk-staff")).Succeeded);

        var form = await year.FormAsync(September);
        Assert.Equal([true], form.Content.Answers.Select(a => a.IsSolved));
        Assert.Equal(["县交通局"], Assert.Single(form.Content.Needs).Others);
        Assert.Null(Assert.Single(await year.LinesAsync()).SolvedOn);
    }

    [Theory, Engines]
    public async Task Returned_and_submitted_again_it_is_there_once_with_its_first_day(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快评审"), ("县交通局", "保障运输")));
        Assert.True((await year.Bench.StepAsync(year[August], ReportAction.Return, "coordinator", "写清楚要评审什么")).Succeeded);
        Assert.Equal(2, (await year.LinesAsync()).Count);

        await year.FileAsync(August, "2023-08-28", Asks(("县财政局", "加快三个项目的预算评审")));

        var need = Assert.Single(await year.LinesAsync());
        Assert.Equal(("县财政局", "加快三个项目的预算评审", new DateOnly(2023, 8, 20)), (need.Need.Whom, need.Need.What, need.Need.RaisedOn));
        Assert.True((await year.Bench.StepAsync(year[August], ReportAction.Return, "coordinator", "运输的事还没有写")).Succeeded);
        await year.FileAsync(August, "2023-08-29", Asks(("县财政局", "加快三个项目的预算评审"), ("县交通局", "保障运输")));
        Assert.Equal([new DateOnly(2023, 8, 20), new DateOnly(2023, 8, 20)], (await year.LinesAsync()).Select(l => l.Need.RaisedOn));
        Assert.Equal(2, await year.CountAsync());
    }

    [Theory, Engines]
    public async Task An_answer_that_changes_after_a_withdrawal_or_a_return_leaves_nothing_behind(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审")));
        await year.FileAsync(September, "2023-09-20", await year.AnswerAsync(September, true), "jjk-staff");
        Assert.NotNull(Assert.Single(await year.LinesAsync()).SolvedOn);
        Assert.True((await year.Bench.StepAsync(year[September], ReportAction.Withdraw, "jjk-staff")).Succeeded);
        Assert.NotNull(Assert.Single(await year.LinesAsync()).SolvedOn);

        await year.FileAsync(September, "2023-09-22", await year.AnswerAsync(September, false), "jjk-staff");

        var open = Assert.Single(await year.LinesAsync());
        Assert.Equal(((DateOnly?)null, September), (open.SolvedOn, open.AskedIn));
        Assert.Single((await year.FormAsync(October)).OpenNeeds);
        Assert.True((await year.Bench.StepAsync(year[September], ReportAction.Return, "jjk-head", "再核实")).Succeeded);
        await year.FileAsync(September, "2023-09-25", await year.AnswerAsync(September, true));
        Assert.Equal(new DateOnly(2023, 9, 25), Assert.Single(await year.LinesAsync()).SolvedOn);
        Assert.Empty((await year.FormAsync(October)).OpenNeeds);
    }

    [Theory, Engines]
    public async Task A_submission_answers_every_open_need_also_in_a_zero_report(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审"), ("县交通局", "保障运输")));
        var zero = new ReportContent { IsZeroReport = true, ZeroReason = "汛期停工。" };

        var refused = await year.Bench.SubmitAsync(year[September], 1, zero, "jjk-head");

        Assert.Equal(["Answers[0].IsSolved", "Answers[1].IsSolved"], refused.Errors.Select(e => e.Field));
        var answers = (await year.FormAsync(September)).OpenNeeds.Select((n, i) => new AnswerEntry { NeedId = n.NeedId, IsSolved = i == 0 });
        await year.FileAsync(September, "2023-09-20", zero with { Answers = [.. answers] });
        Assert.Equal([true, false], (await year.LinesAsync()).Select(l => l.SolvedOn is not null));
    }

    [Theory, Engines]
    public async Task The_coordinator_settles_one_with_a_sentence_and_reports_ask_it_no_more(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审")));
        var stale = await year.AnswerAsync(September, false);
        Assert.Equal(Outcome.Forbidden, (await year.SettleAsync("jjk-head")).Outcome);
        Assert.Equal(["Reason"], (await year.SettleAsync(reason: " ")).Errors.Select(e => e.Field));
        Assert.Equal(["Reason"], (await year.SettleAsync(reason: "学生 500243201001011234")).Errors.Select(e => e.Field));
        Assert.Equal(["Reason"], (await year.SettleAsync(reason: new string('字', CoordinationNeed.ReasonLength + 1))).Errors.Select(e => e.Field));

        Assert.True((await year.SettleAsync()).Succeeded);

        Assert.Equal("统筹员标为已解决：已开会协调。", Assert.Single(await year.LinesAsync()).How);
        Assert.Empty((await year.FormAsync(September)).OpenNeeds);
        Assert.Equal(Outcome.Conflict, (await year.SettleAsync()).Outcome);
        var noted = (await year.Bench.AuditAsync()).Where(e => e.Action == ReportAudit.SettleNeed).ToList();
        Assert.Equal([AuditResult.Refused, AuditResult.Succeeded], noted.Select(e => e.Result));
        Assert.Equal("任务1 持续巩固控辍保学 · 基建科 · 请县财政局协调：加快预算评审", noted[^1].ObjectTitle);

        // The section's form was opened before.
        var told = await year.Bench.SubmitAsync(year[September], await year.Bench.VersionAsync(year[September]), stale, "jjk-head");
        Assert.Contains("刚被标为已解决", told.Message);
        Assert.True((await year.Bench.SaveAsync(year[September], await year.Bench.VersionAsync(year[September]), stale, "jjk-head")).Succeeded);
    }

    [Theory, Engines]
    public async Task A_form_of_the_coordinators_that_is_overtaken_is_told(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快评审")));
        Assert.True((await year.Bench.StepAsync(year[August], ReportAction.Return, "coordinator", "写清楚")).Succeeded);
        await year.FileAsync(August, "2023-08-22", Asks(("县财政局", "加快三个项目的预算评审")));
        Assert.Equal(Outcome.Conflict, (await year.SettleAsync(version: 1)).Outcome);

        await year.FileAsync(September, "2023-09-20", await year.AnswerAsync(September, true));

        var refused = await year.SettleAsync(version: 2);
        Assert.Equal((Outcome.Conflict, "基建科已在月报中报告已解决，不用再标。"), (refused.Outcome, refused.Message));
        await year.Bench.ChangeAsync(async db => (await db.WorkPlans.SingleAsync(p => p.Year == 2023, Cancel)).State = PlanState.Archived);
        Assert.Equal(ArchivedPlan.Sentence, (await year.SettleAsync(version: 2)).Message);
    }

    [Theory, Engines]
    public async Task Two_tabs_of_a_form_are_told_and_the_need_is_there_once(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        var version = await year.Bench.VersionAsync(year[August]);
        Assert.True((await year.Bench.SubmitAsync(year[August], version, Asks(("县财政局", "加快预算评审")), "jjk-head")).Succeeded);
        Assert.False((await year.Bench.SubmitAsync(year[August], version, Asks(("县财政局", "加快预算评审")), "jjk-staff")).Succeeded);
        Assert.Single(await year.LinesAsync());
    }

    [Fact]
    public async Task Each_submission_keeps_what_it_said_with_names_and_an_older_one_is_read()
    {
        await using var year = await YearAsync();
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审")));
        await year.FileAsync(September, "2023-09-20", await year.AnswerAsync(September, false));

        var snapshot = (await year.Bench.ViewAsync(year[September], "leader"))!.Snapshot;
        var answer = Assert.Single(snapshot.Answers);
        Assert.Equal(("县财政局", "加快预算评审", new DateOnly(2023, 8, 20), false), (answer.Whom, answer.What, answer.RaisedOn, answer.IsSolved!.Value));
        Assert.Contains(SnapshotDifferences.Lines(snapshot), l => l == ("请县财政局协调：加快预算评审", "还需要"));

        var old = ReportRevisions.Read("""{"problems":"缺钱","needsCoordination":true,"coordinationWith":["财务科","县财政局"]}""");
        Assert.Equal("请财务科、县财政局协调", Assert.Single(old.Needs).Sentence);
        Assert.DoesNotContain("coordinationWith", ReportRevisions.Write(old));
        Assert.Empty(ReportRevisions.Read("""{"coordinationWith":[]}""").Needs);
    }

    [Theory, Engines]
    public async Task The_light_is_foretold_with_the_answers_that_are_typed(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Asks(("县财政局", "加快预算评审")));
        year.MoveTo("2023-10-20");

        Assert.Equal([Light.Yellow], await year.ForecastAsync(await year.AnswerAsync(October, false)));
        Assert.Empty(await year.ForecastAsync(await year.AnswerAsync(October, true)));
        Assert.Equal([Light.Green], await year.ForecastAsync(await year.AnswerAsync(October, true) with { NeedsCoordination = true, Needs = [Ask("县财政局", "再评一个项目")] }));
    }

    [Theory, Engines]
    public async Task A_section_that_is_asked_finds_it_in_its_scope_and_so_does_the_one_that_asks(DatabaseProvider engine)
    {
        await using var year = await YearAsync(engine);
        await year.FileAsync(August, "2023-08-20", Complete(year.Bench) with
        {
            NeedsCoordination = true,
            Needs = [new NeedEntry { SectionIds = [year.Bench.World.Jyk.Id], Others = ["县财政局"], What = "加快预算评审" }],
        });

        Assert.Equal(["教育科"], (await year.PageAsync("jyk", NeedStatus.Open))!.Lines.Select(l => l.Need.Whom));
        Assert.Equal(["教育科", "县财政局"], (await year.PageAsync("jjk", NeedStatus.Open))!.Lines.Select(l => l.Need.Whom).Order(StringComparer.Ordinal).Reverse());
        Assert.Empty((await year.PageAsync("jjk", NeedStatus.Solved))!.Lines);
        Assert.Null(await year.PageAsync("decoy", NeedStatus.All));
    }

    private static ReportContent Complete(ReportBench bench) => bench.Complete(bench.SupportingId);

    private static NeedEntry Ask(string whom, string? what) => new() { Others = [whom], What = what };

    private ReportContent Asks(params (string Whom, string What)[] needs) =>
        new()
        {
            Progress = "完成前期工作。", Problems = "评审排队。", NextSteps = "继续推进。", CompletionRate = 70, SelfLight = Light.Green, NeedsCoordination = true,
            Needs = [.. needs.Select(n => Ask(n.Whom, n.What))],
            Measures = [new MeasureEntry { MeasureId = measure, State = MeasureState.Continuous }],
        };

    private int measure;

    private async Task<NeedYear> YearAsync(DatabaseProvider engine = DatabaseProvider.Sqlite)
    {
        var bench = await ReportBench.CreateAsync(engine);
        measure = bench.World.Task1.Measures.Single(m => m.Number == 3).Id;
        var reports = new Dictionary<Month, int> { [October] = bench.SupportingId };
        foreach (var month in new[] { August, September })
            reports[month] = (await bench.World.AddMonthAsync(month)).Reports.Single(r => r.ResponsibilityId == bench.World.Supporting.Id).Id;
        return new NeedYear(bench, reports);
    }

    /// <summary>基建科's reports on task 1, by month.</summary>
    private sealed class NeedYear(ReportBench bench, IReadOnlyDictionary<Month, int> reports) : IAsyncDisposable
    {
        public ReportBench Bench => bench;

        public int this[Month month] => reports[month];

        public void MoveTo(string day) => bench.Database.Time.AdjustTime(new DateTimeOffset(BusinessClock.ToUtc(DateOnly.Parse(day), new TimeOnly(9, 0))));

        public async Task FileAsync(Month month, string day, ReportContent content, string who = "jjk-head")
        {
            MoveTo(day);
            await bench.FileAsync(reports[month], who, content);
        }

        public async Task<ReportForm> FormAsync(Month month) => (await bench.FormAsync(reports[month], "jjk-staff")).Value;

        /// <summary>A whole content that answers every open need alike.</summary>
        public async Task<ReportContent> AnswerAsync(Month month, bool isSolved) => Complete(bench) with
        {
            Answers = [.. (await FormAsync(month)).OpenNeeds.Select(n => new AnswerEntry { NeedId = n.NeedId, IsSolved = isSolved })],
        };

        public async Task<IReadOnlyList<NeedLine>> LinesAsync()
        {
            await using var db = bench.Database.Open();
            var plan = (await bench.Years(db).ReadAsync(null, Cancel))!;
            return [.. NeedLines.Of(plan, SectionScope.All, NeedLines.Now(plan))];
        }

        public async Task<NeedPage?> PageAsync(string section, NeedStatus status)
        {
            await using var db = bench.Database.Open();
            return await new NeedQuery(bench.Years(db), ReportBench.Settings(db), db).ReadAsync(null, section, status, bench.Actor("leader"), Cancel);
        }

        public async Task<DashboardPage> DashboardAsync(Month month)
        {
            await using var db = bench.Database.Open();
            var plan = (await bench.Years(db).ReadAsync(null, Cancel))!;
            return DashboardBuilder.Build(plan, plan.Opened(month)!.Period!, SectionScope.All);
        }

        /// <summary>The lights that the needs alone give a month.</summary>
        public async Task<IEnumerable<Light>> LightsAsync(Month month)
        {
            await using var db = bench.Database.Open();
            return Of((await bench.Years(db).ReadAsync(null, Cancel))!.Tasks[0].Months[month].Verdict);
        }

        /// <summary>The same if October's report were submitted with this content.</summary>
        public async Task<IEnumerable<Light>> ForecastAsync(ReportContent content)
        {
            var form = (await bench.FormAsync(reports[October], "jjk-staff", content)).Value;
            await using var db = bench.Database.Open();
            return Of((await bench.Years(db).ForecastAsync(form.Head, form.Snapshot, Cancel))!);
        }

        public async Task<Result> SettleAsync(string who = "coordinator", string? reason = "已开会协调。", int? version = null)
        {
            await using var db = bench.Database.Open();
            var need = await db.CoordinationNeeds.AsNoTracking().SingleAsync(Cancel);
            return await new NeedService(db, bench.Database.Clock).SettleAsync(new SettleNeed(need.Id, version ?? need.Version, reason), bench.Actor(who), Cancel);
        }

        public async Task<int> CountAsync()
        {
            await using var db = bench.Database.Open();
            return await db.CoordinationNeeds.CountAsync(Cancel);
        }

        public ValueTask DisposeAsync() => bench.DisposeAsync();

        private static IEnumerable<Light> Of(LightVerdict verdict) => verdict.Reasons.Where(r => r.Rule == LightRule.Problem).Select(r => r.Light);
    }
}
