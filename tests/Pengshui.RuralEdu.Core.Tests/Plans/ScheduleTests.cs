using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Plans;

namespace Pengshui.RuralEdu.Core.Tests.Plans;

/// <summary>What a task is asked for by the end of a month.</summary>
public sealed class ScheduleTests
{
    private static readonly DateOnly March = new(2023, 3, 20);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 10)]
    [InlineData(6, 40)]
    [InlineData(10, 80)]
    [InlineData(12, 100)]
    public void Without_last_days_it_goes_in_equal_steps_to_december(int month, double percent) =>
        Assert.Equal((decimal)percent, new Schedule(2023, March, 3, []).RequiredPercent(new Month(2023, month)));

    [Theory]
    [InlineData(3, 25)]
    [InlineData(5, 75)]
    [InlineData(6, 100)]
    [InlineData(12, 100)]
    public void A_task_that_is_to_be_done_by_june_is_not_held_to_decembers_pace(int month, double percent) =>
        Assert.Equal((decimal)percent, new Schedule(2023, March, 1, [new DateOnly(2023, 6, 30)]).RequiredPercent(new Month(2023, month)));

    [Theory]
    [InlineData(3, 17.5)] // (25 + 10) / 2
    [InlineData(6, 70)] // (100 + 40) / 2
    [InlineData(12, 100)]
    public void Each_measure_counts_alike_the_undated_ones_to_december(int month, double percent) =>
        Assert.Equal((decimal)percent, new Schedule(2023, March, 2, [new DateOnly(2023, 6, 1)]).RequiredPercent(new Month(2023, month)));

    [Fact]
    public void A_last_day_before_the_issue_is_asked_for_at_once_and_one_in_the_next_year_is_not_asked_for_whole_in_december()
    {
        Assert.Equal(100, new Schedule(2023, March, 1, [new DateOnly(2023, 1, 31)]).RequiredPercent(new Month(2023, 3)));
        Assert.Equal(0, new Schedule(2023, March, 1, [new DateOnly(2023, 1, 31)]).RequiredPercent(new Month(2023, 2)));
        var later = new Schedule(2023, new DateOnly(2022, 12, 30), 1, [new DateOnly(2024, 3, 31)]);
        Assert.Equal(80, later.RequiredPercent(new Month(2023, 12)));
        Assert.Equal(100, later.RequiredPercent(new Month(2024, 3)));
    }

    [Fact]
    public void It_never_falls_and_ends_at_100_whatever_the_days_are()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var measures = random.Next(1, 6);
            var schedule = new Schedule(2023, new DateOnly(2023, random.Next(1, 13), 1), measures, [.. Enumerable.Range(0, random.Next(0, measures + 1)).Select(_ => new DateOnly(2023, 1, 1).AddDays(random.Next(365)))]);
            var asked = Enumerable.Range(1, 12).Select(m => schedule.RequiredPercent(new Month(2023, m))).ToList();
            Assert.Equal(asked.Order(), asked);
            Assert.Equal(100, asked[^1]);
            Assert.All(asked, a => Assert.InRange(a, 0, 100));
        }
    }

    [Fact]
    public void A_tasks_own_last_day_holds_for_the_measures_without_one()
    {
        var task = new PlanTask { Title = "任务", DueOn = new DateOnly(2023, 6, 30) };
        task.Measures.Add(new Measure { Text = "甲" });
        task.Measures.Add(new Measure { Text = "乙", DueOn = new DateOnly(2023, 9, 30) });
        var schedule = Schedule.Of(task, new WorkPlan { Title = "方案", IssuingBody = "教委", Year = 2023, IssuedOn = March });
        Assert.Equal((2, "2023-09-30 2023-06-30"), (schedule.Measures, string.Join(' ', schedule.LastDays.Select(d => d.ToString("yyyy-MM-dd", null)))));
    }
}
