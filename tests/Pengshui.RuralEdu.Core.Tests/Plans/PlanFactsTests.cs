using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Seed;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>What the plan of 2023 must hold, whether or not the notice is at hand.</summary>
public sealed class PlanFactsTests
{
    private static readonly PlanSeed Plan = SeedFiles.Plan2023();
    private static readonly IReadOnlyList<SectionSeed> Sections = SeedFiles.Sections();

    [Fact]
    public void The_plan_is_the_one_of_2023_and_carries_no_document_number()
    {
        Assert.Equal(2023, Plan.Year);
        Assert.Equal("2023年巩固拓展脱贫攻坚成果全面推进乡村教育振兴工作实施方案", Plan.Title);
        Assert.Null(Plan.DocumentNumber);
        Assert.Equal("彭水苗族土家族自治县教育委员会", Plan.IssuingBody);
        Assert.Equal(new DateOnly(2023, 3, 20), Plan.IssuedOn);
    }

    [Fact]
    public void Four_groups_hold_eighteen_tasks_in_order()
    {
        Assert.Equal([1, 2, 3, 4], Plan.Groups.Select(g => g.Number));
        Assert.Equal(Enumerable.Range(1, 18), Plan.Tasks.Select(t => t.Number));
        Assert.Equal([4, 3, 6, 5], Plan.Groups.Select(g => Plan.Tasks.Count(t => t.Group == g.Number)));
        Assert.Equal(Plan.Tasks.Select(t => t.Group).Order(), Plan.Tasks.Select(t => t.Group));
    }

    [Fact]
    public void Forty_eight_measures_stand_in_the_tasks_as_the_clauses_do()
    {
        Assert.Equal([3, 2, 3, 6, 7, 2, 2, 2, 4, 4, 2, 2, 1, 2, 1, 1, 3, 1], Plan.Tasks.Select(t => t.Measures.Count));
        Assert.Equal(48, Plan.Tasks.Sum(t => t.Measures.Count));
        Assert.Equal(48, Plan.Tasks.SelectMany(t => t.Measures).Select(m => m.Text).Distinct().Count());
        Assert.All(Plan.Tasks.SelectMany(t => t.Measures), m => Assert.InRange(m.Text.Length, 6, 60));
    }

    [Fact]
    public void Eight_sections_carry_twenty_four_responsibilities()
    {
        Assert.Equal(["jyk", "jjk", "jzzx", "rsk", "fwzx", "cwk", "dgw", "jxx"], Sections.Select(s => s.Code));
        Assert.Equal(24, Plan.Tasks.Sum(t => t.Sections.Count));
        Assert.All(Plan.Tasks, t => Assert.Equal(t.Sections.Count, t.Sections.Distinct().Count()));
        Assert.Equal(Sections.Select(s => s.Code), Plan.Tasks.SelectMany(t => t.Sections).Distinct());
    }

    [Fact]
    public void Names_and_aliases_of_sections_are_unique()
    {
        var names = Sections.SelectMany(s => s.Aliases.Prepend(s.Name)).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Contains("县教育服务中心", Sections.Single(s => s.Code == "fwzx").Aliases);
    }

    [Fact]
    public void Every_supporting_section_works_on_a_measure_and_only_supporting_sections_are_named_there() =>
        Assert.All(Plan.Tasks, t => Assert.Equal(
            t.Sections.Skip(1).Order(),
            t.Measures.SelectMany(m => m.Supporting ?? []).Distinct().Order()));

    [Fact]
    public void Codes_of_indicators_are_unique_and_each_owner_is_a_section_of_its_task()
    {
        var codes = Plan.Tasks.SelectMany(t => t.Indicators).Select(i => i.Code).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(Plan.Tasks, t => Assert.All(t.Indicators, i => Assert.Contains(i.Owner, t.Sections)));
    }

    [Fact]
    public void Every_task_has_two_to_four_figures_with_a_complete_definition()
    {
        Assert.All(Plan.Tasks, t => Assert.InRange(t.Indicators.Count, 2, 4));
        Assert.All(Plan.Tasks.SelectMany(t => t.Indicators), i =>
        {
            Assert.InRange(i.Code.Length, 1, Indicator.CodeLength);
            Assert.InRange(i.Name.Length, 1, Indicator.NameLength);
            Assert.InRange(i.Unit.Length, 1, Indicator.UnitLength);
            Assert.All([i.Population, i.AsOf, i.Source], text => Assert.InRange(text.Length, 1, Indicator.DefinitionLength));
            Assert.Equal(i.Shape == IndicatorShape.Rate, i.NumeratorLabel is not null);
            Assert.Equal(i.Shape == IndicatorShape.Rate, i.DenominatorLabel is not null);
        });
    }

    [Fact]
    public void Only_the_targets_that_the_notice_sets_are_there()
    {
        var targets = Plan.Tasks
            .SelectMany(t => t.Indicators.Where(i => i.Target is not null).Select(i => (t.Number, i.Shape, i.Target!.Operator, i.Target.Value)));

        Assert.Equal(
            [
                (1, IndicatorShape.Clearance, TargetOperator.Exactly, 0m),
                (7, IndicatorShape.Rate, TargetOperator.Exactly, 100m),
                (11, IndicatorShape.Rate, TargetOperator.AtLeast, 97m),
            ],
            targets);
        Assert.All(
            Plan.Tasks.SelectMany(t => t.Indicators).Select(i => i.Target).OfType<TargetSeed>(),
            t => Assert.Equal(new DateOnly(2023, 12, 31), t.EvaluatedOn));
    }

    [Fact]
    public void What_depends_on_lessons_pauses_in_school_holidays() =>
        Assert.Equal([6, 13, 15, 17], Plan.Tasks.Where(t => t.PausesInVacation).Select(t => t.Number));
}
