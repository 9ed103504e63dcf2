using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

/// <summary>
/// 怎样转绿 is complete and possible: for each rule and for several at once, every step that is offered is done through the
/// services, one after the other, and the light is green after the last and not before.
/// </summary>
public sealed class RemedyTests
{
    private static readonly Month October = new(2023, 10);
    private static readonly Month November = new(2023, 11);

    private static readonly RemedyKind[] Review = [RemedyKind.Approve, RemedyKind.Confirm];
    private static readonly RemedyKind[] FileLead = [RemedyKind.File, .. Review];
    private static readonly RemedyKind[] Mend = [RemedyKind.Refile, .. Review];
    private static readonly RemedyKind[] TakeBack = [RemedyKind.SendBack, .. Mend];

    /// <summary>What is wrong, what is offered for October, and whether November is provided for.</summary>
    private static readonly Dictionary<string, (Func<RemedyBench, Task> Happen, RemedyKind[] Steps, bool HasNext)> Situations = new()
    {
        ["nothing is in yet"] = (b => Task.CompletedTask, [RemedyKind.File, .. FileLead], false),
        ["it waits for its head"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                await b.FileAsync(October, "教育科", new Said(75), "staff");
            },
            Review, false),
        ["it waits for confirmation"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                await b.FileAsync(October, "教育科", new Said(75));
            },
            [RemedyKind.Confirm], false),
        ["it was withdrawn"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                await b.FileAsync(October, "教育科", new Said(75), "staff");
                await b.StepAsync(ReportAction.Withdraw, "jyk-staff");
            },
            Mend, false),
        ["completion is yellow and confirmed"] = (b => b.FileAllAsync(60), TakeBack, false),
        ["completion is red and confirmed"] = (b => b.FileAllAsync(12.3m), TakeBack, false),
        ["completion is yellow and waits for its head"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                await b.FileAsync(October, "教育科", new Said(60), "staff");
            },
            TakeBack, false),
        ["completion is yellow and waits for confirmation"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                await b.FileAsync(October, "教育科", new Said(60));
            },
            TakeBack, false),
        ["completion is yellow and was reopened"] = (
            async b =>
            {
                await b.FileAllAsync(60);
                await b.StepAsync(ReportAction.Reopen, "coordinator");
            },
            Mend, false),
        ["completion was yellow and what is better waits for confirmation"] = (
            async b =>
            {
                await b.FileAllAsync(60);
                await b.StepAsync(ReportAction.Reopen, "coordinator");
                await b.FileAsync(October, "教育科", new Said(80));
            },
            [RemedyKind.Confirm], false),
        ["the figure is further from its target by less than is shown"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(70), new Said());
                await b.FileAllAsync(75, (9735, 10_000));
            },
            TakeBack, false),
        ["the figure misses its target on the day it is judged"] = (
            async b =>
            {
                await b.JudgePlacementOnAsync(new DateOnly(2023, 10, 20));
                await b.FileAllAsync(75, (19_999, 20_000));
            },
            TakeBack, false),
        ["more children are missing than a month before"] = (
            async b =>
            {
                await b.AimAtClearanceAsync();
                await b.FileSeptemberAsync(new Said(70, Suspected: 3), new Said());
                await b.FileAllAsync(75, suspected: 5);
            },
            TakeBack, false),
        ["a return is past its day and was confirmed before"] = (
            async b =>
            {
                await b.FileAllAsync(75);
                await b.StepAsync(ReportAction.Reopen, "coordinator");
                b.GoTo(10, 27);
            },
            [RemedyKind.Refile], false),
        ["a return is past its day and was never confirmed"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(30), new Said());
                await b.FileAsync(October, "基建科", new Said());
                await b.FileAsync(October, "教育科", new Said(75));
                await b.StepAsync(ReportAction.Return, "coordinator");
                b.GoTo(10, 27);
            },
            Mend, false),
        ["a return of a supporting section is past its day"] = (
            async b =>
            {
                await b.FileAllAsync(75);
                await b.StepAsync(ReportAction.Return, "coordinator", "基建科");
                b.GoTo(10, 27);
            },
            [RemedyKind.Refile], false),
        ["a rectification is overdue"] = (
            async b =>
            {
                await b.FileAllAsync(75);
                await b.RaiseAsync(new DateOnly(2023, 10, 23));
                b.GoTo(10, 26);
            },
            [RemedyKind.SubmitRectification], false),
        ["a rectification is overdue and nothing is in"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                await b.RaiseAsync(new DateOnly(2023, 10, 22));
                b.GoTo(10, 23);
            },
            [RemedyKind.SubmitRectification, .. FileLead], false),
        ["a need is open too long and nothing is in"] = (
            b => b.FileSeptemberAsync(new Said(70, Asks: ["加快评审"]), new Said()),
            [RemedyKind.SettleNeed, RemedyKind.File, .. FileLead], false),
        ["a need is open too long and the report is confirmed"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(70, Asks: ["加快评审"]), new Said());
                await b.FileAllAsync(75);
            },
            [RemedyKind.SettleNeed], false),
        ["two matters of a supporting section are open too long"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(70), new Said(Asks: ["加快评审", "用地批复"]));
                await b.FileAllAsync(75);
            },
            [RemedyKind.SettleNeed, RemedyKind.SettleNeed], false),
        ["a need was open too long at the month's end"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(70, Asks: ["加快评审"]), new Said());
                await b.FileAllAsync(75);
                b.GoTo(11, 3);
            },
            [RemedyKind.SendBack, RemedyKind.Refile], false),
        ["a supporting section's need was open too long at the month's end, and the month is closed"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(70), new Said(Asks: ["加快评审"]));
                await b.FileAllAsync(75);
                b.GoTo(11, 3);
                await b.CloseAsync();
            },
            [RemedyKind.ReopenPeriod, RemedyKind.SendBack, RemedyKind.Refile], true),
        ["a need was settled after the month's end"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(70, Asks: ["加快评审"]), new Said());
                await b.FileAllAsync(75);
                var settle = (await b.MonthAsync(October)).Way!.Steps.Single();
                b.GoTo(11, 3);
                await b.DoAsync(settle with { DueOn = null });
            },
            [RemedyKind.Override], true),
        ["several rules at once"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(70, (98, 100), Asks: ["加快评审"]), new Said());
                await b.FileAllAsync(45, (96, 100));
                await b.RaiseAsync(new DateOnly(2023, 10, 23));
                await b.StepAsync(ReportAction.Reopen, "coordinator");
                b.GoTo(10, 30);
            },
            [RemedyKind.SubmitRectification, RemedyKind.SettleNeed, .. Mend], false),
        ["the lead was late"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                b.GoTo(10, 27);
                await b.FileAsync(October, "教育科", new Said(75));
            },
            [RemedyKind.Override], true),
        ["the lead was late, a need stands and a rectification is at hand"] = (
            async b =>
            {
                await b.FileSeptemberAsync(new Said(70, Asks: ["加快评审"]), new Said());
                await b.FileAsync(October, "基建科", new Said());
                await b.RaiseAsync(new DateOnly(2023, 11, 20));
                b.GoTo(10, 27);
                await b.FileAsync(October, "教育科", new Said(75));
            },
            [RemedyKind.Override], true),
        ["the lead is late and has not submitted"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                b.GoTo(11, 2);
            },
            [RemedyKind.Override], true),
        ["the lead was late and the next month is under way"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                b.GoTo(11, 2);
                await b.OpenAsync(November);
                await b.FileAsync(November, "基建科", new Said());
            },
            [RemedyKind.Override], true),
        ["a supporting section was late"] = (
            async b =>
            {
                b.GoTo(10, 24);
                await b.FileAsync(October, "教育科", new Said(75));
                await b.FileAsync(October, "基建科", new Said());
            },
            [RemedyKind.Override], true),
        ["the month is closed"] = (
            async b =>
            {
                await b.FileAllAsync(60);
                b.GoTo(10, 27);
                await b.CloseAsync();
            },
            [RemedyKind.ReopenPeriod, .. TakeBack], true),
        ["the month was closed before the report was confirmed"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                await b.FileAsync(October, "教育科", new Said(75));
                await b.CloseAsync();
                b.GoTo(10, 27);
            },
            [RemedyKind.Confirm], true),
        ["the month was closed with a rectification that was done later"] = (
            async b =>
            {
                await b.FileAllAsync(75);
                await b.RaiseAsync(new DateOnly(2023, 10, 23));
                b.GoTo(10, 26);
                var submit = (await b.MonthAsync(October)).Way!.Steps.Single();
                await b.CloseAsync();
                b.GoTo(10, 27);
                await b.DoAsync(submit);
            },
            [RemedyKind.ReopenPeriod], true),
        ["the month is closed with its report late"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                b.GoTo(10, 27);
                await b.FileAsync(October, "教育科", new Said(30));
                await b.CloseAsync();
            },
            [RemedyKind.Override], true),
        ["the month is closed with its report missing"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                b.GoTo(11, 3);
                await b.CloseAsync();
            },
            [RemedyKind.Override], true),
        ["a rectification was overdue at the month's end"] = (
            async b =>
            {
                await b.FileAllAsync(75);
                await b.RaiseAsync(new DateOnly(2023, 10, 23));
                b.GoTo(11, 3);
            },
            [RemedyKind.Override], true),
        ["an override makes it red"] = (
            async b =>
            {
                await b.FileAllAsync(75);
                await b.OverrideAsync(October, Light.Red);
            },
            [RemedyKind.WithdrawOverride], false),
        ["an override that was replaced makes it red and completion is yellow"] = (
            async b =>
            {
                await b.FileAllAsync(60);
                await b.OverrideAsync(October, Light.Green);
                await b.OverrideAsync(October, Light.Red);
            },
            [RemedyKind.WithdrawOverride, .. TakeBack], false),
        ["an override makes it yellow and the lead is late"] = (
            async b =>
            {
                await b.FileAsync(October, "基建科", new Said());
                b.GoTo(11, 2);
                await b.OverrideAsync(October, Light.Yellow);
            },
            [RemedyKind.Override], true),
        ["it was closed under an override that makes it red"] = (
            async b =>
            {
                await b.FileAllAsync(75);
                await b.OverrideAsync(October, Light.Red);
                b.GoTo(10, 27);
                await b.CloseAsync();
                b.GoTo(11, 25);
            },
            [RemedyKind.WithdrawOverride], false),
    };

    /// <summary>Those of which a step can be done in another way.</summary>
    private static readonly string[] WithInstead =
    [
        "a rectification is overdue", "a rectification is overdue and nothing is in", "a need is open too long and nothing is in", "several rules at once",
        "a supporting section's need was open too long at the month's end, and the month is closed",
        "the lead was late, a need stands and a rectification is at hand",
    ];

    public static TheoryData<string, bool> All => Each(_ => true);

    public static TheoryData<string, bool> WithNext => Each(name => Situations[name].HasNext);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_step_that_is_offered_can_be_done_and_the_last_turns_the_months_light(string name, bool instead)
    {
        await using var bench = await RemedyBench.CreateAsync();
        var (happen, steps, hasNext) = Situations[name];
        await happen(bench);
        var way = (await bench.MonthAsync(October)).Way!;

        Assert.Equal(steps, way.Steps.Select(s => s.Kind));
        Assert.Equal((October, hasNext ? November : null), (way.Month, way.NextMonth));
        Assert.Equal(WithInstead.Contains(name), way.Steps.Concat(way.NextSteps).Any(s => s.Instead is not null));
        foreach (var step in way.Steps)
        {
            Assert.True((await bench.MonthAsync(October)).Light != Light.Green, $"It was green before “{step.Sentence}”.");
            await bench.DoAsync(instead ? step.Instead ?? step : step);
        }

        var after = await bench.MonthAsync(October);
        Assert.True(after.Light == Light.Green, $"“{way.Text}” was done, and it is {after.Light}: {string.Join("；", after.Verdict.Against.Select(r => r.Sentence))}");
        Assert.True(after.Way is null or { Steps.Count: 0 });
    }

    [Theory]
    [MemberData(nameof(WithNext))]
    public async Task What_is_offered_for_the_next_month_makes_its_light_green_to_its_end(string name, bool instead)
    {
        await using var bench = await RemedyBench.CreateAsync();
        await Situations[name].Happen(bench);
        var way = (await bench.MonthAsync(October)).Way!;

        foreach (var step in way.NextSteps)
            await bench.DoAsync(instead ? step.Instead ?? step : step);

        bench.GoTo(11, 30);
        var after = await bench.MonthAsync(November);
        Assert.True(after.Light == Light.Green, $"“{way.Text}” was done, and it is {after.Light}: {string.Join("；", after.Verdict.Against.Select(r => r.Sentence))}");
    }

    [Fact]
    public async Task A_green_light_has_no_way_and_one_that_is_overridden_to_green_says_how_it_is_green_by_itself()
    {
        await using var bench = await RemedyBench.CreateAsync();
        await bench.FileAllAsync(60);
        await bench.OverrideAsync(October, Light.Green);
        var way = (await bench.MonthAsync(October)).Way!;

        Assert.Equal(["10月按改判显示为绿灯，到11月9日为止"], way.Notes);
        foreach (var step in way.Steps)
            await bench.DoAsync(step);

        var after = await bench.MonthAsync(October);
        Assert.Equal((Light.Green, null), (after.Verdict.Light, after.Way));
    }

    [Fact]
    public async Task It_says_who_does_what_in_order_until_when_and_what_is_so_for_good()
    {
        Assert.Equal(
            [
                "10月已关闭，灯色按关闭时的保留",
                "10月的灯：1. 统筹员重新开启10月月报期；2. 统筹员重新打开教育科10月月报；3. 教育科修改10月月报（实际达到后写明：完成率不低于 70.1%），重新提交；"
                    + "4. 教育科负责人审核通过10月月报（负责人自己提交的不用审核）；5. 统筹员确认教育科10月月报",
                "11月的灯（11月月报确认后）：1. 统筹员开启11月月报期；2. 基建科11月22日前提交11月月报；3. 教育科11月27日前提交11月月报，完成率不低于 80.1%，安置率不低于 97.36%；"
                    + "4. 教育科负责人审核通过11月月报（负责人自己提交的不用审核）；5. 统筹员确认教育科11月月报",
            ],
            await SayAsync("the month is closed"));
        Assert.Equal(
            [
                "教育科10月月报没有提交，停在统筹员：月份已关闭，重新开启后教育科才能补报，也可以不再补报；补报后仍记迟报",
                "除改判外，10月的灯不能再转绿",
                "10月的灯：1. 统筹员可以改判，要写明理由",
            ],
            (await SayAsync("the month is closed with its report missing"))[..3]);
        Assert.Equal(
            [
                "10月的灯：1. 教育科10月31日前完成整改〔2023〕第1号并提交整改，或由督查员调整期限；2. 统筹员10月31日前在“请县财政局协调：加快评审”解决后标为已解决，或由教育科在10月月报中报告已解决；"
                    + "3. 教育科修改10月月报（实际达到后写明：完成率不低于 70.1%，安置率不低于 98%），重新提交；4. 教育科负责人审核通过10月月报（负责人自己提交的不用审核）；5. 统筹员确认教育科10月月报",
            ],
            await SayAsync("several rules at once"));
        Assert.Equal(
            ["10月的灯：1. 统筹员重新打开教育科10月月报；2. 教育科修改10月月报（当月实际已达到的，写明：“请县财政局协调：加快评审”已解决），重新提交"],
            await SayAsync("a need was open too long at the month's end"));
    }

    [Fact]
    public async Task Nothing_is_offered_that_is_not_asked_for_or_cannot_be()
    {
        await using var bench = await RemedyBench.CreateAsync();
        await bench.FileSeptemberAsync(new Said(70), new Said());
        Assert.Equal(["完成率", "安置率"], (await bench.MonthAsync(October)).Way!.Steps.SelectMany(s => s.Goals).Select(g => g.Name));
        await bench.AskPlacementByTermAsync();
        Assert.Equal(["完成率"], (await bench.MonthAsync(October)).Way!.Steps.SelectMany(s => s.Goals).Select(g => g.Name));

        await bench.RestAsync(October);
        var resting = (await bench.MonthAsync(October)).Way!;
        Assert.Equal((0, "10月假期暂停，不判灯色", November), (resting.Steps.Count, resting.Notes.Single(), resting.NextMonth));

        await bench.ArchiveAsync();
        Assert.Equal("方案已归档，灯色不再变", (await bench.MonthAsync(October)).Way!.Text);
    }

    [Theory]
    [InlineData(80, 10, 30, 70.1)]
    [InlineData(80.05, 10, 30, 70.1)]
    [InlineData(66.6667, 10, 30, 56.7)]
    [InlineData(80, 10, 5, 75.0)]
    [InlineData(8, 10, 30, null)]
    public void The_completion_that_is_asked_is_just_enough_and_can_be_typed(double required, int yellow, int red, double? expected)
    {
        var settings = new SettingValues(new Dictionary<string, int> { [LightSettings.GapForYellow.Key] = yellow, [LightSettings.GapForRed.Key] = red });

        var bound = Goals.Completion((decimal)required, settings)?.Bound;

        Assert.Equal((decimal?)expected, bound);
        Assert.Equal(Light.Green, LightRules.OfCompletion(bound ?? 0, (decimal)required, settings));
        if (bound is { } least)
            Assert.NotEqual(Light.Green, LightRules.OfCompletion(least - 0.1m, (decimal)required, settings));
    }

    [Theory]
    [InlineData(TargetOperator.AtLeast, IndicatorDirection.Up, 97, 96.123, 96.13, "指标不低于 96.13 人")]
    [InlineData(TargetOperator.AtLeast, IndicatorDirection.Up, 97, 99, 97, "指标不低于 97 人")]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.Up, 100, 98.6, 98.6, "指标不低于 98.6 人")]
    [InlineData(TargetOperator.AtMost, IndicatorDirection.Down, 3, 5, 5, "指标不高于 5 人")]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.Down, 0, 2, 2, "指标不高于 2 人")]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.None, 10, 12, 10, "指标与目标 10 人相差不超过 2")]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.None, 10, 10, 10, "指标为 10 人")]
    public void The_figure_that_is_asked_is_no_further_from_the_target_than_the_last(
        TargetOperator comparison, IndicatorDirection direction, double target, double previous, double expected, string text)
    {
        var indicator = new IndicatorInput
        {
            Name = "指标", Shape = IndicatorShape.Number, Unit = "人", Operator = comparison, Direction = direction, Target = (decimal)target, Previous = (decimal)previous,
        };

        var goal = Goals.Figure(indicator, October)!;

        Assert.Equal(((decimal)expected, text), (goal.Bound!.Value, goal.Text));
        Assert.False((indicator with { Value = goal.Bound }).IsWorse);
        var judged = Goals.Figure(indicator with { EvaluatedOn = October.LastDay }, October)!;
        Assert.False((indicator with { EvaluatedOn = October.LastDay, Value = judged.Bound }).IsMissed(October, October.LastDay));
        Assert.Null(Goals.Figure(indicator with { Previous = null }, October));
    }

    private static TheoryData<string, bool> Each(Func<string, bool> isMeant)
    {
        var data = new TheoryData<string, bool>();
        foreach (var (name, instead) in Situations.Keys.Select(n => (n, false)).Concat(WithInstead.Select(n => (n, true))).Where(c => isMeant(c.Item1)))
            data.Add(name, instead);
        return data;
    }

    private static async Task<string[]> SayAsync(string name)
    {
        await using var bench = await RemedyBench.CreateAsync();
        await Situations[name].Happen(bench);
        return (await bench.MonthAsync(October)).Way!.Text.Split('。');
    }
}
