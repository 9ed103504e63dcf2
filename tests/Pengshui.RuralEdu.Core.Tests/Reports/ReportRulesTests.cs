using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Core.Tests.Reports;

public sealed class ReportRulesTests
{
    private static readonly ReportFormDefinition Definition = new()
    {
        Measures = [new FormMeasure(11, 1, "摸排"), new FormMeasure(12, 2, "送教")],
        Figures = [Figure(21, "入学人数", IndicatorShape.Number), Figure(22, "入学率", IndicatorShape.Rate)],
        HasClearance = true,
        Sections = [new SectionChoice(1, "教育科"), new SectionChoice(2, "基建科")],
        RequiredPercent = 80,
        CompletionGap = 10,
        Today = new DateOnly(2023, 10, 20),
    };

    private static readonly ReportContent Complete = new()
    {
        Progress = "完成摸排。",
        Problems = "无",
        NextSteps = "继续。",
        CompletionRate = 80,
        SelfLight = Light.Green,
        Measures = [new MeasureEntry { MeasureId = 11, State = MeasureState.Continuous }, new MeasureEntry { MeasureId = 12, State = MeasureState.Continuous }],
        Figures = [new FigureEntry { IndicatorId = 21, Value = 12 }, new FigureEntry { IndicatorId = 22, Numerator = 184, Denominator = 189 }],
        Clearance = [ReportBench.Stage(SchoolStage.Primary), ReportBench.Stage(SchoolStage.JuniorHigh)],
        ClearanceComparedOn = new DateOnly(2023, 10, 20),
    };

    [Fact]
    public void A_complete_content_passes()
    {
        Assert.Empty(Impossible(Complete));
        Assert.Empty(Missing(Complete));
    }

    [Fact]
    public void A_zero_report_needs_its_reason_and_the_figures_that_are_due_only()
    {
        var zero = new ReportContent { IsZeroReport = true, ZeroReason = "暑假", Figures = Complete.Figures, Clearance = Complete.Clearance, ClearanceComparedOn = Complete.ClearanceComparedOn };
        Assert.Empty(Missing(zero));
        Assert.Equal(["ZeroReason"], Missing(zero with { ZeroReason = " " }));
        Assert.Equal(["IsZeroReport"], Missing(zero with { Progress = "开了会" }));
        Assert.Equal(["Figures[0].Value", "Figures[1].Numerator", "Figures[1].Denominator"], Missing(zero with { Figures = [] }));
    }

    [Fact]
    public void An_empty_form_lacks_everything_in_the_order_of_the_form()
    {
        var fields = Missing(new ReportContent());
        Assert.Equal(["Measures[0].State", "Measures[1].State", "Figures[0].Value", "Figures[1].Numerator", "Figures[1].Denominator", "Clearance[0].Expected"], fields.Take(6));
        Assert.Equal(["ClearanceComparedOn", "Progress", "Problems", "NextSteps", "CompletionRate", "SelfLight"], fields.TakeLast(6));
        Assert.Equal(18, fields.Count(f => f!.StartsWith("Clearance[", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_blocked_measure_needs_a_line()
    {
        var blocked = Complete with { CompletionRate = 60, Measures = [Complete.Measures[0], new MeasureEntry { MeasureId = 12, State = MeasureState.Blocked }] };
        Assert.Equal(["Measures[1].Note"], Missing(blocked));
        Assert.Empty(Missing(blocked with { Measures = [blocked.Measures[0], blocked.Measures[1] with { Note = "缺人" }] }));
    }

    [Theory]
    [InlineData("无", null, true)]
    [InlineData("没有。", null, true)]
    [InlineData("缺教师", null, false)]
    [InlineData("缺教师", false, true)]
    [InlineData("缺教师", true, false)]
    public void A_problem_says_whether_somebody_must_help(string problems, bool? needs, bool complete) =>
        Assert.Equal(complete, Missing(Complete with { Problems = problems, NeedsCoordination = needs }).Count == 0);

    [Fact]
    public void Whoever_must_help_is_named_and_known()
    {
        var asks = Complete with { Problems = "缺教师", NeedsCoordination = true };
        Assert.Equal(["Needs[0].SectionIds"], Missing(asks));
        Assert.Empty(Missing(asks with { Needs = [new NeedEntry { SectionIds = [2], What = "派教师" }] }));
        Assert.Empty(Missing(asks with { Needs = [new NeedEntry { Others = ["乡镇（街道）"], What = "派教师" }] }));
        Assert.Equal(["Needs[0].What"], Missing(asks with { Needs = [new NeedEntry { SectionIds = [2] }] }));
        Assert.Equal(["Needs[0].SectionIds"], Missing(asks with { Needs = [new NeedEntry { What = "派教师" }] }));
        Assert.Equal(["Needs[1].SectionIds"], Impossible(asks with { Needs = [new NeedEntry { SectionIds = [2], What = "派教师" }, new NeedEntry { SectionIds = [7], What = "修校舍" }] }));
        Assert.Empty(Impossible(asks with { Needs = [new NeedEntry { Others = [new string('乡', 50)], What = new string('事', 100) }] }));
        Assert.Equal(
            ["Needs[0].Others", "Needs[0].What"],
            Impossible(asks with { Needs = [new NeedEntry { Others = [new string('乡', 51)], What = new string('事', 101) }] }));
        NeedEntry[] many = [.. Enumerable.Range(0, ReportRules.MaxNeeds + 1).Select(n => new NeedEntry { SectionIds = [2], What = $"第{n}件" })];
        Assert.Equal(["Needs"], Impossible(asks with { Needs = many }));
        Assert.Empty(Impossible(asks with { Needs = many[1..] }));
    }

    [Theory]
    [InlineData(70, true)]
    [InlineData(69.9, false)]
    [InlineData(90, true)]
    [InlineData(90.1, false)]
    public void A_rate_more_than_ten_points_from_the_computed_one_needs_a_reason(double rate, bool complete)
    {
        var content = Complete with { CompletionRate = (decimal)rate };
        Assert.Equal(complete ? [] : ["CompletionReason"], Missing(content));
        Assert.Empty(Missing(content with { CompletionReason = "材料已报" }));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(-0.1, false)]
    [InlineData(100.1, false)]
    [InlineData(33.33, false)]
    public void Completion_lies_between_0_and_100_with_one_decimal(double rate, bool possible) =>
        Assert.Equal(possible ? [] : ["CompletionRate"], Impossible(Complete with { CompletionRate = (decimal)rate }));

    [Theory]
    [InlineData(Light.Yellow)]
    [InlineData(Light.Red)]
    public void A_light_that_is_not_green_needs_a_reason(Light light)
    {
        Assert.Equal(["SelfLightReason"], Missing(Complete with { SelfLight = light }));
        Assert.Empty(Missing(Complete with { SelfLight = light, SelfLightReason = "偏慢" }));
    }

    [Theory]
    [InlineData(19999, 20000, 99.99)]
    [InlineData(2999, 3000, 99.97)]
    [InlineData(20000, 20000, 100)]
    [InlineData(1, 800, 0.13)]
    public void A_rate_is_kept_as_it_is_shown_and_never_as_a_target_that_it_misses(int numerator, int denominator, double value)
    {
        var definition = Definition with { Figures = [Definition.Figures[0], Definition.Figures[1] with { TargetOperator = TargetOperator.Exactly, TargetValue = 100, Direction = IndicatorDirection.Up }] };
        var aligned = definition.Align(Complete with { Figures = [Complete.Figures[0], new FigureEntry { IndicatorId = 22, Numerator = numerator, Denominator = denominator }] });
        Assert.Equal((decimal)value, aligned.Figures[1].Value);
        Assert.Contains(ReportChecks.Of(definition.Snapshot(aligned, []), null, 10), c => c.Message.Contains($"= {value}%"));
    }

    [Theory]
    [InlineData(new[] { MeasureState.Done, MeasureState.InProgress, MeasureState.InProgress }, 66.7, 68.91)] // (100 + 53.36 + 53.36) ÷ 3 = 68.906…
    [InlineData(new[] { MeasureState.Blocked, MeasureState.NotStarted }, 0.1, 0.03)] // 0.025
    public void The_estimate_is_rounded_as_every_percentage(MeasureState[] states, double required, double estimate) =>
        Assert.Equal((decimal)estimate, CompletionEstimate.Of(states.Select(s => (MeasureState?)s), (decimal)required));

    [Fact]
    public void Nobody_declares_grey() => Assert.Equal(["SelfLight"], Impossible(Complete with { SelfLight = Light.Grey }));

    [Theory]
    [InlineData(0, null)]
    [InlineData(12.34, null)]
    [InlineData(999999999999, null)]
    [InlineData(-0.01, "Figures[0].Value")]
    [InlineData(12.345, "Figures[0].Value")]
    [InlineData(1000000000000, "Figures[0].Value")]
    public void A_figure_is_a_number_from_0_with_two_decimals(double value, string? field) =>
        Assert.Equal(field is null ? [] : [field], Impossible(Complete with { Figures = [new FigureEntry { IndicatorId = 21, Value = (decimal)value }, Complete.Figures[1]] }));

    [Theory]
    [InlineData(0, 1, null)]
    [InlineData(1, 0, "Figures[1].Denominator")]
    [InlineData(1, null, "Figures[1].Denominator")]
    [InlineData(null, 5, null)]
    [InlineData(-1, 5, "Figures[1].Numerator")]
    [InlineData(1, -5, "Figures[1].Denominator")]
    public void A_rate_has_a_denominator_above_0(int? numerator, int? denominator, string? field) =>
        Assert.Equal(field is null ? [] : [field], Impossible(Complete with { Figures = [new FigureEntry { IndicatorId = 22, Numerator = numerator, Denominator = denominator }] }));

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "Figures[1].Note")]
    public void A_rate_above_a_hundred_needs_a_note(int numerator, string? field)
    {
        var rate = new FigureEntry { IndicatorId = 22, Numerator = numerator, Denominator = 100 };
        Assert.Equal(field is null ? [] : [field], Missing(Complete with { Figures = [Complete.Figures[0], rate] }));
        Assert.Empty(Missing(Complete with { Figures = [Complete.Figures[0], rate with { Note = "有外县学生" }] }));
    }

    [Fact]
    public void More_children_brought_back_than_there_were_is_impossible()
    {
        var stage = ReportBench.Stage(SchoolStage.Primary); // 3 before, 1 new
        Assert.Empty(Impossible(Complete with { Clearance = [stage with { SuspectedReturned = 4 }] }));
        Assert.Equal(["Clearance[0].SuspectedReturned"], Impossible(Complete with { Clearance = [stage with { SuspectedReturned = 5 }] }));
        Assert.Equal(["Clearance[0].ConfirmedDropouts"], Impossible(Complete with { Clearance = [stage with { SuspectedReturned = 3, ConfirmedDropouts = 2 }] }));
        Assert.Equal(["Clearance[0].Present"], Impossible(Complete with { Clearance = [stage with { Present = -1 }] }));
    }

    [Fact]
    public void A_gap_needs_a_reason_and_says_how_many_are_missing()
    {
        var gap = Complete with { Clearance = [Complete.Clearance[0], Complete.Clearance[1] with { Present = 87 }] };
        var problem = Assert.Single(ReportRules.Missing(Definition.Align(gap), Definition));
        Assert.Equal("ClearanceGapReason", problem.Field);
        Assert.StartsWith("初中还有 3 名学生没有填写去向，请核对实到人数。", problem.Message);
        Assert.Empty(Missing(gap with { ClearanceGapReason = "转学未办结" }));
    }

    [Fact]
    public void A_comparison_lies_not_in_the_future() =>
        Assert.Equal(["ClearanceComparedOn"], Impossible(Complete with { ClearanceComparedOn = new DateOnly(2023, 10, 21) }));

    [Fact]
    public void Texts_have_their_lengths()
    {
        Assert.Empty(Impossible(Complete with { Progress = new string('字', 2000), ZeroReason = new string('字', 500) }));
        Assert.Equal(["Progress"], Impossible(Complete with { Progress = new string('字', 2001) }));
        Assert.Equal(["SelfLightReason"], Impossible(Complete with { SelfLightReason = new string('字', 501) }));
        Assert.Equal(["Measures[1].Note"], Impossible(Complete with { Measures = [new MeasureEntry { MeasureId = 12, Note = new string('字', 201) }] }));
        Assert.Equal(["Figures[0].Note"], Impossible(Complete with { Figures = [new FigureEntry { IndicatorId = 21, Note = new string('字', 201) }] }));
    }

    [Fact]
    public void An_identity_number_is_refused_wherever_it_stands()
    {
        const string number = "学生 500243201001011234 已返校";
        Assert.Equal(
            ["ZeroReason", "Progress", "Problems", "NextSteps", "CompletionReason", "SelfLightReason", "ClearanceGapReason", "Measures[0].Note", "Figures[1].Note", "Needs[0].Others", "Needs[0].What"],
            Impossible(Complete with
            {
                ZeroReason = number,
                Progress = number,
                Problems = number,
                NextSteps = number,
                CompletionReason = number,
                SelfLightReason = number,
                ClearanceGapReason = number,
                NeedsCoordination = true,
                Needs = [new NeedEntry { Others = [number], What = number }],
                Measures = [new MeasureEntry { MeasureId = 11, Note = number }],
                Figures = [new FigureEntry { IndicatorId = 22, Note = number }],
            }));
    }

    [Fact]
    public void Rows_that_the_form_does_not_have_are_named_not_dropped()
    {
        Assert.Equal(["Measures"], Impossible(Complete with { Measures = [new MeasureEntry { MeasureId = 99 }] }));
        Assert.Equal(["Figures"], Impossible(Complete with { Figures = [new FigureEntry { IndicatorId = 99 }] }));
        Assert.Equal(["Clearance"], Impossible(Complete with { Clearance = [new ClearanceEntry { Stage = (SchoolStage)9 }] }));
    }

    [Theory]
    [InlineData(IndicatorFrequency.Monthly, "1,2,3,4,5,6,7,8,9,10,11,12")]
    [InlineData(IndicatorFrequency.Quarterly, "3,6,9,12")]
    [InlineData(IndicatorFrequency.Termly, "1,6,9,12")]
    public void Figures_are_due_in_their_months(IndicatorFrequency frequency, string months) =>
        Assert.Equal(months, string.Join(',', Enumerable.Range(1, 12).Where(m => ReportFormDefinition.IsDue(frequency, m))));

    [Theory]
    [InlineData(21, 10, true)]
    [InlineData(20, 10, false)] // ten units are not more than ten
    [InlineData(150, 100, false)] // half is not more than half
    [InlineData(151, 100, true)]
    [InlineData(49, 100, true)]
    [InlineData(11, 0, true)]
    public void A_jump_is_more_than_half_and_more_than_ten(int value, int last, bool jumps) => Assert.Equal(jumps, ReportChecks.Jumps(value, last));

    [Fact]
    public void Checks_compute_balance_and_compare_without_blocking()
    {
        var definition = Definition with { Figures = [Definition.Figures[0] with { LastValue = 100 }, Definition.Figures[1]] };
        var typed = Complete with { Progress = "完成第二轮摸排，发现疑似辍学 2 人。", CompletionRate = 95, CompletionReason = "已报", Clearance = [Complete.Clearance[0], Complete.Clearance[1] with { Present = 91 }] };
        var snapshot = definition.Snapshot(definition.Align(typed), []);
        var messages = ReportChecks.Of(snapshot, snapshot with { CompletionRate = 70 }, 10).Select(c => (c.Level, c.Message)).ToList();
        Assert.Equal(
            [
                (CheckLevel.Attention, "入学人数从上次的 100 变为 12，变化较大，请核对。"),
                (CheckLevel.Fine, "入学率：184 ÷ 189 = 97.35%。"),
                (CheckLevel.Fine, "小学应到、实到与各项去向相符，疑似辍学月末存量 2 人。"),
                (CheckLevel.Attention, "初中各项去向比应到与实到之差多 1 人，请核对。"),
                (CheckLevel.Attention, "完成率比按举措折算的 80% 高 15 个百分点，请看说明是否讲清。"),
                (CheckLevel.Attention, "完成率比上次高 25 个百分点，请留意依据。"),
                (CheckLevel.Attention, "本月进展与上次几乎相同，请核对是否已更新。"),
            ],
            messages);
    }

    [Fact]
    public void Differences_mark_what_was_struck_out_and_what_is_new()
    {
        var before = new ReportSnapshot { Progress = "定期巡回指导", CompletionRate = 84 };
        var after = new ReportSnapshot { Progress = "本月巡回指导 9 次", CompletionRate = 84, NextSteps = "核对台账" };
        var differences = SnapshotDifferences.Between(before, after);
        Assert.Equal(["本月进展", "下月打算"], differences.Select(d => d.Label));
        Assert.Equal([("定期", true), ("巡回指导", false)], differences[0].Before.Select(p => (p.Text, p.IsChanged)));
        Assert.Equal([("本月", true), ("巡回指导", false), (" 9 次", true)], differences[0].After.Select(p => (p.Text, p.IsChanged)));
        Assert.Empty(differences[1].Before);
        Assert.Equal([("核对台账", true)], differences[1].After.Select(p => (p.Text, p.IsChanged)));
        Assert.Empty(SnapshotDifferences.Between(after, after));
    }

    private static FormFigure Figure(int id, string name, IndicatorShape shape) => new(id, name, shape, "人", "全县", "月末", "台账", "已入学", "应入学", null, null, IndicatorDirection.None, null);

    private static List<string?> Impossible(ReportContent typed) => [.. ReportRules.Impossible(typed, Definition.Align(typed), Definition).Select(p => p.Field)];

    private static List<string?> Missing(ReportContent typed) => [.. ReportRules.Missing(Definition.Align(typed), Definition).Select(p => p.Field)];
}
