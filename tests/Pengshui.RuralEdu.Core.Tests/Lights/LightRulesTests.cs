using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Tests.Lights;

public sealed class LightRulesTests
{
    private static readonly DateOnly Due = new(2023, 10, 25);

    private static readonly ReportInput InTime = new() { Section = "教育科", DueOn = Due, FirstSubmittedOn = Due, IsConfirmed = true, Completion = 80 };

    private static readonly ReportInput NothingYet = new() { Section = "教育科", DueOn = Due };

    private static readonly IndicatorInput Placement = new()
    {
        Name = "安置率", Shape = IndicatorShape.Rate, Unit = "%", Direction = IndicatorDirection.Up,
        Operator = TargetOperator.Exactly, Target = 100, EvaluatedOn = new DateOnly(2023, 12, 31),
    };

    [Fact]
    public void A_report_in_time_with_nothing_against_it_is_green() => Assert.Equal(Light.Green, Judge(Input(InTime)).Light);

    [Theory]
    [InlineData(0, Light.Green)]
    [InlineData(1, Light.Yellow)]
    [InlineData(3, Light.Yellow)]
    [InlineData(4, Light.Red)]
    public void A_lead_who_submitted_late_is_yellow_up_to_three_working_days_and_red_after(int days, Light expected) =>
        Assert.Equal(expected, Judge(Input(InTime with { LateByWorkingDays = days })).Light);

    [Theory]
    [InlineData(0, Light.Grey)]
    [InlineData(1, Light.Yellow)]
    [InlineData(3, Light.Yellow)]
    [InlineData(4, Light.Red)]
    public void A_lead_who_has_not_submitted_is_grey_until_late(int days, Light expected) =>
        Assert.Equal(expected, Judge(Input(NothingYet with { LateByWorkingDays = days })).Light);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(60)]
    public void A_supporting_section_that_is_late_makes_yellow_never_red(int days)
    {
        var late = NothingYet with { Section = "基建科", LateByWorkingDays = days };

        Assert.Equal(Light.Yellow, Judge(Input(InTime) with { Supporting = [late] }).Light);
        Assert.Equal(Light.Yellow, Judge(Input(NothingYet) with { Supporting = [late with { FirstSubmittedOn = Due }] }).Light);
    }

    [Theory]
    [InlineData(80.1, Light.Green)]
    [InlineData(70.1, Light.Green)]
    [InlineData(70.0, Light.Yellow)]
    [InlineData(50.0, Light.Yellow)]
    [InlineData(49.9, Light.Red)]
    public void Progress_is_yellow_from_ten_points_behind_and_red_beyond_thirty(double completion, Light expected) =>
        Assert.Equal(expected, Judge(Input(InTime with { Completion = (decimal)completion })).Light);

    [Fact]
    public void Progress_that_is_not_confirmed_turns_no_light_and_is_said_beside()
    {
        var inReview = NothingYet with { FirstSubmittedOn = Due, Pending = "待确认 5%" };
        var verdict = Judge(Input(inReview));

        Assert.Equal(Light.Grey, verdict.Light);
        Assert.Equal("完成率：待确认 5%，确认后才计入", verdict.Reasons.Single(r => r.Rule == LightRule.Completion).Sentence);
        Assert.Equal(Light.Yellow, Judge(Input(inReview with { LateByWorkingDays = 1 })).Light);
        Assert.DoesNotContain(Judge(Input(NothingYet)).Reasons, r => r.Rule == LightRule.Completion);
    }

    [Fact]
    public void What_is_held_up_past_its_day_is_judged_by_what_was_confirmed_before()
    {
        var heldUp = NothingYet with { FirstSubmittedOn = Due, ReturnDueOn = Due.AddDays(1), Pending = "已退回 79%", Completion = 38, CompletionOf = new Month(2023, 9) };
        var verdict = Judge(Input(heldUp));

        Assert.Equal(Light.Red, verdict.Light);
        Assert.Equal("38%（9月最近一次确认），低 42 个百分点（已退回 79%，确认后才计入）", verdict.Against.First().Data);
    }

    [Fact]
    public void What_was_confirmed_counts_while_something_newer_is_in_review()
    {
        var verdict = Judge(Input(InTime with { Pending = "待确认 5%" }));

        Assert.Equal(Light.Green, verdict.Light);
        Assert.Equal("80%，持平（待确认 5%，确认后才计入）", verdict.Reasons.Single(r => r.Rule == LightRule.Completion).Data);
    }

    [Theory]
    [InlineData("2023-12", "2023-12-30", Light.Green)]
    [InlineData("2023-12", "2023-12-31", Light.Red)]
    [InlineData("2023-12", "2024-01-05", Light.Red)]
    [InlineData("2023-11", "2024-01-05", Light.Green)]
    public void A_missed_hard_target_is_red_from_its_evaluation_day_and_not_in_the_months_before(string month, string today, Light expected)
    {
        Assert.True(Month.TryParse(month, out var judged));
        var input = Input(InTime) with
        {
            Month = judged,
            Today = DateOnly.Parse(today),
            Indicators = [Placement with { Value = 99.9m, Previous = 99.9m }],
        };

        Assert.Equal(expected, Judge(input).Light);
        Assert.Equal(Light.Green, Judge(input with { Indicators = [Placement with { Value = 100, Previous = 99.9m }] }).Light);
        Assert.Equal(Light.Green, Judge(input with { Indicators = [Placement with { Value = 99.9m, EvaluatedOn = null }] }).Light);
    }

    [Theory]
    [InlineData(100, 98.6, Light.Yellow)]
    [InlineData(98.6, 98.6, Light.Green)]
    [InlineData(98.6, 99, Light.Green)]
    [InlineData(101, 100, Light.Green)]
    [InlineData(100, 101, Light.Green)]
    public void An_indicator_that_moved_away_from_its_target_is_yellow(double previous, double value, Light expected) =>
        Assert.Equal(expected, Judge(Input(InTime) with { Indicators = [Placement with { Previous = (decimal)previous, Value = (decimal)value }] }).Light);

    [Theory]
    [InlineData(19999, 20000, Light.Red, "99.99%，上次 99.99%（按原数算高于上次）")]
    [InlineData(20000, 20000, Light.Green, "100%，上次 99.99%")]
    [InlineData(19997, 20000, Light.Red, "99.99%，上次 99.99%（按原数算低于上次）")]
    public void A_hard_target_is_held_against_the_exact_rate_and_not_against_what_is_shown(int numerator, int denominator, Light expected, string data)
    {
        var verdict = Judge(Input(InTime) with
        {
            Month = new Month(2023, 12),
            Today = new DateOnly(2023, 12, 31),
            Indicators = [Placement with { Value = Percentages.Of(numerator, denominator), Previous = Percentages.Of(19998, 20000) }],
        });

        Assert.Equal(expected, verdict.Reasons.Single(r => r.Rule == LightRule.Indicator).Light);
        Assert.Equal(data, verdict.Reasons.Single(r => r.Rule == LightRule.Indicator).Data);
    }

    [Theory]
    [InlineData(TargetOperator.AtLeast, IndicatorDirection.Up, 97, 99, 98, Light.Green)]
    [InlineData(TargetOperator.AtLeast, IndicatorDirection.Up, 97, 98, 96.9, Light.Yellow)]
    [InlineData(TargetOperator.AtMost, IndicatorDirection.Down, 3, 2, 3, Light.Green)]
    [InlineData(TargetOperator.AtMost, IndicatorDirection.Down, 3, 3, 4, Light.Yellow)]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.Down, 0, 2, 3, Light.Yellow)]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.Down, 0, 3, 2, Light.Green)]
    [InlineData(TargetOperator.Exactly, IndicatorDirection.None, 10, 10, 11, Light.Yellow)]
    public void A_move_on_the_good_side_of_a_target_is_none_away_from_it(
        TargetOperator comparison, IndicatorDirection direction, double target, double previous, double value, Light expected)
    {
        var indicator = Placement with
        {
            Operator = comparison,
            Direction = direction,
            Target = (decimal)target,
            Previous = (decimal)previous,
            Value = (decimal)value,
        };

        Assert.Equal(expected, Judge(Input(InTime) with { Indicators = [indicator] }).Light);
    }

    [Fact]
    public void A_first_value_and_a_missing_one_are_no_move()
    {
        Assert.Equal(Light.Green, Judge(Input(InTime) with { Indicators = [Placement with { Value = 90 }] }).Light);
        Assert.Equal(Light.Green, Judge(Input(InTime) with { Indicators = [Placement with { Previous = 90 }] }).Light);
    }

    [Theory]
    [InlineData("2023-09-28", Light.Green)]
    [InlineData("2023-09-27", Light.Yellow)]
    public void A_need_is_yellow_once_it_is_open_longer_than_thirty_days(string since, Light expected) =>
        Assert.Equal(expected, Judge(Input(InTime) with { Needs = [Need("基建科", "用地批复", since)] }).Light);

    [Fact]
    public void Each_need_has_its_own_age_and_one_matter_that_several_are_asked_is_one_line()
    {
        var verdict = Judge(Input(InTime) with
        {
            Needs = [Need("基建科", "用地批复", "2023-09-01"), Need("县规划自然资源局", "用地批复", "2023-09-01"), Need("基建科", "倒排工期", "2023-10-20")],
        });

        Assert.Equal(
            [
                (Light.Yellow, "教育科9月1日请基建科、县规划自然资源局协调：用地批复，已 57 天"),
                (Light.Green, "教育科10月20日请基建科协调：倒排工期，已 8 天"),
            ],
            verdict.Reasons.Where(r => r.Rule == LightRule.Problem).Select(r => (r.Light, r.Data)));
    }

    [Theory]
    [InlineData("2023-10-28", Light.Green)]
    [InlineData("2023-10-27", Light.Yellow)]
    public void A_return_is_yellow_after_its_day(string due, Light expected)
    {
        var returned = InTime with { ReturnDueOn = DateOnly.Parse(due) };

        Assert.Equal(expected, Judge(Input(returned)).Light);
        Assert.Equal(expected, Judge(Input(InTime) with { Supporting = [returned] }).Light);
    }

    [Theory]
    [InlineData("2023-10-29", 0, Light.Green)]
    [InlineData("2023-10-28", 0, Light.Green)]
    [InlineData("2023-10-27", 0, Light.Red)]
    [InlineData("2023-10-27", 1, Light.Green)]
    [InlineData("2023-10-26", 1, Light.Red)]
    public void A_rectification_is_red_once_its_deadline_has_passed_by_more_than_the_setting(string due, int days, Light expected)
    {
        var settings = new SettingValues(new Dictionary<string, int> { [LightSettings.RectificationDaysForRed.Key] = days });
        var open = new RectificationInput("整改〔2023〕第3号", "基建科", DateOnly.Parse(due), new DateOnly(2023, 10, 28));

        var verdict = LightRules.Judge(Input(InTime) with { Rectifications = [open] }, settings);

        Assert.Equal(expected, verdict.Light);
        var reason = Assert.Single(verdict.Reasons, r => r.Rule == LightRule.Rectification);
        Assert.StartsWith($"整改〔2023〕第3号由基建科{ChineseDays.MonthAndDay(open.DueOn)}前整改", reason.Data);
    }

    [Fact]
    public void An_overdue_rectification_is_red_although_no_report_is_in()
    {
        var overdue = new RectificationInput("整改〔2023〕第3号", "基建科", new DateOnly(2023, 10, 10), new DateOnly(2023, 10, 28));

        var verdict = Judge(Input(NothingYet) with { Rectifications = [overdue] });

        Assert.Equal(Light.Red, verdict.Light);
        Assert.Equal("整改：整改〔2023〕第3号由基建科10月10日前整改，已逾期 18 天", verdict.Against.Single().Sentence);
    }

    [Theory]
    [InlineData(0, "2023-10-27", Light.Yellow)]
    [InlineData(2, "2023-10-26", Light.Green)]
    [InlineData(2, "2023-10-25", Light.Yellow)]
    public void A_return_may_be_given_grace_by_its_setting(int days, string due, Light expected)
    {
        var settings = new SettingValues(new Dictionary<string, int> { [LightSettings.ReturnDaysForYellow.Key] = days });

        Assert.Equal(expected, LightRules.Judge(Input(InTime with { ReturnDueOn = DateOnly.Parse(due) }), settings).Light);
    }

    [Theory]
    [InlineData(30, "2023-09-27", Light.Yellow)]
    [InlineData(31, "2023-09-27", Light.Green)]
    public void A_need_may_stand_as_long_as_its_setting_says(int days, string since, Light expected)
    {
        var settings = new SettingValues(new Dictionary<string, int> { [LightSettings.ProblemDaysForYellow.Key] = days });

        Assert.Equal(expected, LightRules.Judge(Input(InTime) with { Needs = [Need("基建科", "用地批复", since)] }, settings).Light);
    }

    [Fact]
    public void A_resting_task_is_grey_whatever_was_reported()
    {
        Assert.Equal(Light.Grey, Judge(Input(InTime) with { Pauses = true }).Light);
        Assert.Equal(Light.Grey, Judge(Input(NothingYet with { LateByWorkingDays = 9 }) with { Pauses = true }).Light);
    }

    [Fact]
    public void The_reasons_say_what_is_so_and_what_is_asked()
    {
        var verdict = Judge(Input(InTime with { Completion = 69 }) with { Indicators = [Placement with { Previous = 100, Value = 98.6m }] });

        Assert.Equal(Light.Yellow, verdict.Light);
        Assert.Collection(
            verdict.Against,
            completion =>
            {
                Assert.Equal("69%，低 11 个百分点", completion.Data);
                Assert.Equal("80%，低 10 至 30 个百分点为黄灯，再低为红灯", completion.Requirement);
            },
            placement =>
            {
                Assert.Equal("98.6%，上次 100%", placement.Data);
                Assert.Equal("目标 100%，比上次离目标远为黄灯，12月31日考核未达到为红灯", placement.Requirement);
            });
        Assert.Contains(verdict.Reasons, r => r is { Rule: LightRule.LeadReport, Light: Light.Green, Data: "10月25日提交，按时" });
    }

    [Fact]
    public void The_thresholds_come_from_the_settings()
    {
        var strict = new SettingValues(new Dictionary<string, int>
        {
            [LightSettings.LateDaysForRed.Key] = 0, [LightSettings.GapForYellow.Key] = 1, [LightSettings.GapForRed.Key] = 5,
        });

        Assert.Equal(Light.Red, LightRules.Judge(Input(InTime with { LateByWorkingDays = 1 }), strict).Light);
        Assert.Equal(Light.Yellow, LightRules.Judge(Input(InTime with { Completion = 79 }), strict).Light);
        Assert.Equal(Light.Red, LightRules.Judge(Input(InTime with { Completion = 74.9m }), strict).Light);
    }

    [Property(MaxTest = 500)]
    public Property The_light_is_the_worst_reason()
    {
        var input =
            from late in Gen.Choose(0, 8)
            from submitted in Gen.Elements(true, false)
            from confirmed in Gen.Elements(true, false)
            from completion in Gen.Choose(0, 120)
            from value in Gen.Choose(90, 102)
            from previous in Gen.Choose(90, 102)
            from supporting in Gen.Choose(0, 8)
            from problem in Gen.Choose(0, 90)
            from returned in Gen.Choose(-5, 5)
            from rectification in Gen.Choose(-5, 5)
            from pauses in Gen.Frequency((1, Gen.Constant(true)), (9, Gen.Constant(false)))
            select Input(InTime with
            {
                FirstSubmittedOn = submitted ? Due : null,
                IsConfirmed = submitted && confirmed,
                LateByWorkingDays = late,
                Completion = submitted && confirmed ? completion : null,
                Pending = submitted && !confirmed ? "待确认 5%" : null,
                ReturnDueOn = submitted && returned != 0 ? Due.AddDays(returned) : null,
            }) with
            {
                Pauses = pauses,
                Needs = problem > 10 ? [Need("基建科", "用地批复", $"{Due.AddDays(-problem):yyyy-MM-dd}")] : [],
                Supporting = [InTime with { Section = "基建科", LateByWorkingDays = supporting }],
                Indicators = [Placement with { Value = value, Previous = previous }],
                Rectifications = [new RectificationInput("整改〔2023〕第1号", "教育科", Due, Due.AddDays(rectification))],
            };

        return Prop.ForAll(input.ToArbitrary(), f =>
        {
            var verdict = Judge(f);
            var worst = verdict.Reasons.Max(r => r.Light);
            Assert.Equal(f.Pauses ? Light.Grey : worst >= Light.Yellow ? worst : f.Lead.IsConfirmed ? Light.Green : Light.Grey, verdict.Light);
            Assert.All(verdict.Reasons, r => Assert.False(string.IsNullOrWhiteSpace(r.Data) || string.IsNullOrWhiteSpace(r.Requirement)));
            Assert.Equal(verdict.Reasons.OrderByDescending(r => r.Light), verdict.Reasons);
        });
    }

    [Property(MaxTest = 300)]
    public void More_completion_never_makes_a_light_worse(byte low, byte more)
    {
        var worse = Judge(Input(InTime with { Completion = low % 101 })).Light;
        var better = Judge(Input(InTime with { Completion = (low % 101) + (more % 101) })).Light;

        Assert.True(better <= worse);
    }

    private static LightInput Input(ReportInput lead) => new()
    {
        Month = new Month(2023, 10), Today = new DateOnly(2023, 10, 28), RequiredPercent = 80, Lead = lead,
    };

    private static NeedInput Need(string whom, string what, string since) =>
        new("教育科", whom, what, DateOnly.Parse(since), new DateOnly(2023, 10, 28).DayNumber - DateOnly.Parse(since).DayNumber);

    private static LightVerdict Judge(LightInput input) => LightRules.Judge(input, SettingValues.Defaults);
}
