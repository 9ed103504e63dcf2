using FsCheck.Xunit;
using Pengshui.RuralEdu.Core.Bulletins;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Dashboard;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Core.Tests.Dashboard;

/// <summary>Every figure of the dashboard equals its rows, in years made up at random.</summary>
public sealed class FigureTests
{
    private const int Year = 2023;
    private static readonly DateOnly IssuedOn = new(Year, 3, 20);
    private static readonly DateOnly Today = new(Year, 10, 20);
    private static readonly PlanSection[] Sections = [.. Enumerable.Range(1, 5).Select(n => new PlanSection(n, $"s{n}", $"科室{n}", n))];

    [Property(MaxTest = 200)]
    public void Every_figure_is_the_sum_of_its_rows(int seed)
    {
        var random = new Random(seed);
        var plan = PlanOf(random);
        var months = plan.Months.Where(m => m.Period is not null).ToList();
        var period = months[random.Next(months.Count)].Period!;
        var scope = random.Next(3) == 0 ? SectionScope.All : new SectionScope("mine", "我分管的科室", [random.Next(1, 6), random.Next(1, 6)]);

        var page = DashboardBuilder.Build(plan, period, scope);
        int Rows(Figure figure) => FigureBuilder.Build(plan, period, scope, figure).Rows.Count;

        Assert.Equal(
            (page.Lights.Green, page.Lights.Yellow, page.Lights.Red, page.Lights.Grey),
            (Rows(Figure.Green), Rows(Figure.Yellow), Rows(Figure.Red), Rows(Figure.Grey)));
        Assert.Equal(page.TaskCount, Rows(Figure.Green) + Rows(Figure.Yellow) + Rows(Figure.Red) + Rows(Figure.Grey));
        Assert.Equal((page.Overridden.Total, page.Divergent), (Rows(Figure.Overridden), Rows(Figure.Divergent)));
        foreach (var light in Enum.GetValues<Light>())
            Assert.Equal(page.Overridden.Of(light), FigureBuilder.Build(plan, period, scope, Figure.Overridden).Rows.Count(r => r.Light == light));
        Assert.All(FigureBuilder.Build(plan, period, scope, Figure.Divergent).Rows, r => Assert.True(r.Lit!.Views.Differ));
        Assert.All(FigureBuilder.Build(plan, period, scope, Figure.Overridden).Rows, r => Assert.StartsWith("统筹员改判", r.Text));
        Assert.Equal(
            (page.Progress.Confirmed, page.Progress.InReview, page.Progress.Returned, page.Progress.Open),
            (Rows(Figure.Confirmed), Rows(Figure.InReview), Rows(Figure.Returned), Rows(Figure.Unsubmitted)));
        Assert.Equal(page.Progress.Total, Rows(Figure.Confirmed) + Rows(Figure.InReview) + Rows(Figure.Returned) + Rows(Figure.Unsubmitted));
        Assert.Equal(page.Standing.Count, Rows(Figure.Yellow) + Rows(Figure.Red));
        Assert.Equal(page.Arrears.Count, Rows(Figure.Overdue));
        Assert.Equal(page.Arrears.Count, page.Overdue.Count + Rows(Figure.OverdueRectifications) + Rows(Figure.OverdueInstructions));
        Assert.Equal(page.Rectifications.Count, Rows(Figure.Rectifications));
        Assert.Equal(page.Instructions.Count, Rows(Figure.Instructions));
        Assert.Equal(page.Needs.Count, Rows(Figure.Needs));
        var means = FigureBuilder.Build(plan, period, scope, Figure.Completion);
        Assert.Equal(page.Completion, means.Completion);
        Assert.Equal(page.Completion?.Tasks ?? 0, means.Rows.Count);
        if (page.Completion is { } mean)
        {
            Assert.Equal(page.TaskCount, mean.Tasks);
            Assert.Equal(mean.Percent, means.Rows.Average(r => r.Percent!.Value));
            Assert.Equal(mean.Never, means.Rows.Count(r => r.Text.StartsWith("从来没有确认过", StringComparison.Ordinal)));
            Assert.Equal(mean.Older, means.Rows.Count(r => r.Text.Contains("最近一次确认的计", StringComparison.Ordinal)));
        }

        Assert.Equal(page.Rectifications.Count, page.Loads.Sum(l => l.Rectifications));
    }

    [Property(MaxTest = 50)]
    public void The_rows_of_all_sections_one_by_one_are_those_of_all(int seed)
    {
        var plan = PlanOf(new Random(seed));
        var period = plan.Current!.Period!;
        foreach (var figure in new[] { Figure.Rectifications, Figure.Needs, Figure.Instructions, Figure.Overdue })
        {
            var all = FigureBuilder.Build(plan, period, SectionScope.All, figure).Rows.Count;
            Assert.Equal(all, Sections.Sum(s => FigureBuilder.Build(plan, period, new SectionScope(s.Code, s.Name, [s.Id]), figure).Rows.Count));
        }
    }

    [Property(MaxTest = 200)]
    public void Withholding_a_report_or_its_confirmation_never_raises_the_mean(int seed)
    {
        var random = new Random(seed);
        var (tasks, reports) = RowsOf(random);

        // Completion does not fall from month to month.
        var honest = reports.GroupBy(r => r.Part.ResponsibilityId)
            .SelectMany(part => part.OrderBy(r => r.Period.Id).Zip(Rising(random), (r, rate) => Confirmed(r, rate)))
            .ToList();
        var withheld = honest.Select(r => random.Next(3) switch
        {
            0 => r with { State = random.Next(2) == 0 ? ReportState.NotStarted : ReportState.Draft, RevisionNumber = 0, FirstSubmittedAt = null, SubmittedAt = null },
            1 => r with { State = random.Next(2) == 0 ? ReportState.AwaitingSectionReview : ReportState.AwaitingConfirmation },
            _ => r,
        }).ToList();

        var (told, kept) = (PlanOf(tasks, honest, new Random(seed)), PlanOf(tasks, withheld, new Random(seed)));
        foreach (var month in told.Months.Where(m => m.Period is not null))
        {
            foreach (var scope in Sections.Select(s => new SectionScope(s.Code, s.Name, [s.Id])).Prepend(SectionScope.All))
            {
                var (all, some) = (Mean(told, month, scope), Mean(kept, month, scope));
                Assert.Equal(all is null, some is null);
                Assert.True(some is null || some.Percent <= all!.Percent, $"{some?.Percent} without the reports, {all?.Percent} with them");
            }
        }
    }

    [Property(MaxTest = 100)]
    public void Every_page_has_the_same_mean(int seed)
    {
        var plan = PlanOf(new Random(seed));
        var period = plan.Current!.Period!;

        var page = DashboardBuilder.Build(plan, period, SectionScope.All);

        Assert.Equal(page.Completion, AverageCompletion.Of(plan, plan.Tasks, period.Month));
        Assert.Equal(page.Completion, FigureBuilder.Build(plan, period, SectionScope.All, Figure.Completion).Completion);
        var said = BulletinWriter.Write(new BulletinSource { Plan = plan, Period = period }, BulletinPart.Overview);
        Assert.Equal(page.Completion is not null, said.Contains($"完成率平均为{page.Completion?.Shown}，", StringComparison.Ordinal));
    }

    private static AverageCompletion? Mean(PlanYear plan, PlanMonth month, SectionScope scope) =>
        AverageCompletion.Of(plan, [.. plan.Tasks.Where(t => scope.Has(t, month.Month))], month.Month);

    private static IEnumerable<decimal> Rising(Random random)
    {
        for (var rate = random.Next(0, 300) / 10m; ; rate = Math.Min(100, rate + (random.Next(0, 200) / 10m)))
            yield return rate;
    }

    private static ReportRow Confirmed(ReportRow row, decimal rate) => row with
    {
        State = ReportState.Confirmed,
        Completion = rate,
        LastRevision = null,
        ConfirmedRevision = null,
        RevisionNumber = 1,
        FirstSubmittedAt = row.Period.OpenedAt,
        SubmittedAt = row.Period.OpenedAt,
    };

    [Property(MaxTest = 100)]
    public void The_page_of_a_past_month_lists_the_same_whatever_came_after_it(int seed)
    {
        var plan = PlanOf(new Random(seed));
        foreach (var period in plan.Months.Select(m => m.Period).OfType<PlanPeriod>())
        {
            var day = plan.DayOf(period.Month);
            var then = plan with
            {
                Tasks =
                [
                    .. plan.Tasks.Select(t => t with
                    {
                        Rectifications = [.. t.Rectifications.Where(r => r.On(day) is not null).Select(r => r with { Standings = [.. r.Standings.Where(s => s.From <= day)] })],
                        Instructions = [.. t.Instructions.Where(i => i.On(day) is not null).Select(i => i with { Standings = [.. i.Standings.Where(s => s.From <= day)] })],
                    }),
                ],
            };
            var (now, before) = (DashboardBuilder.Build(plan, period, SectionScope.All), DashboardBuilder.Build(then, period, SectionScope.All));
            Assert.Equal(before.Rectifications.Select(r => r with { Now = null }), now.Rectifications.Select(r => r with { Now = null }));
            Assert.Equal(before.Instructions.Select(i => i with { Now = null }), now.Instructions.Select(i => i with { Now = null }));
            Assert.Equal(before.Arrears.Select(a => a with { Now = null }), now.Arrears.Select(a => a with { Now = null }));
        }
    }

    private static PlanYear PlanOf(Random random)
    {
        var (tasks, reports) = RowsOf(random);
        return PlanOf(tasks, reports, random);
    }

    private static PlanYear PlanOf(List<TaskRow> tasks, List<ReportRow> reports, Random random) =>
        new PlanYearBuilder(WorkingCalendar.WeekdaysOnly, SettingValues.Defaults, Today).Build(tasks, reports, FindingsOf(tasks, reports, random));

    private static (List<TaskRow> Tasks, List<ReportRow> Reports) RowsOf(Random random)
    {
        var opened = random.Next(1, 9);
        var periods = Enumerable.Range(3, opened).Select(n => new PlanPeriod(
            n, new Month(Year, n), WorkingCalendar.WeekdaysOnly.LeadDueOn(new Month(Year, n)),
            WorkingCalendar.WeekdaysOnly.SupportingDueOn(WorkingCalendar.WeekdaysOnly.LeadDueOn(new Month(Year, n))),
            BusinessClock.ToUtc(new DateOnly(Year, n, 1), new TimeOnly(9, 0)), null)).ToList();
        var tasks = Enumerable.Range(1, random.Next(1, 12)).Select(n => TaskOf(n, random)).ToList();
        var reports = periods.SelectMany(p => tasks.SelectMany(t => t.Parts.Select(part => ReportOf(p, t, part, random)))).ToList();
        return (tasks, reports);
    }

    private static TaskRow TaskOf(int number, Random random)
    {
        var sections = Sections.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToList();
        return new TaskRow
        {
            Id = number,
            Number = number,
            Title = $"任务{number}",
            PausesInVacation = random.Next(4) == 0,
            Plan = new PlanRow(1, Year, "方案", IssuedOn),
            Group = new PlanGroup((number % 4) + 1, "分组"),
            Parts = [.. sections.Select((s, i) => new TaskPart((number * 10) + i, s, i == 0 ? ResponsibilityKind.Lead : ResponsibilityKind.Supporting, i + 1))],
            Indicators = [],
            Schedule = new Schedule(Year, IssuedOn, 2, random.Next(3) == 0 ? [new DateOnly(Year, random.Next(3, 13), 20)] : []),
        };
    }

    private static ReportRow ReportOf(PlanPeriod period, TaskRow task, TaskPart part, Random random)
    {
        var state = Enum.GetValues<ReportState>()[random.Next(Enum.GetValues<ReportState>().Length)];
        var isIn = state is not (ReportState.NotStarted or ReportState.Draft);
        var at = BusinessClock.ToUtc(period.LeadDueOn.AddDays(random.Next(-3, 4)), new TimeOnly(9, 0));
        return new ReportRow
        {
            Id = (period.Id * 1000) + part.ResponsibilityId,
            TaskId = task.Id,
            RequiredPercent = task.Schedule.RequiredPercent(period.Month),
            Part = part,
            Period = period,
            State = state,
            RevisionNumber = isIn ? 1 : 0,
            FirstSubmittedAt = isIn ? at : null,
            SubmittedAt = isIn ? at : null,
            LateByWorkingDays = isIn ? random.Next(0, 6) : null,
            ReturnDueOn = state == ReportState.Returned ? Today.AddDays(random.Next(-5, 6)) : null,
            SelfLight = isIn ? (Light)random.Next(1, 4) : null,
            Completion = isIn && random.Next(5) > 0 ? random.Next(0, 1001) / 10m : null,
            ConfirmedRevision = isIn && state != ReportState.Confirmed && random.Next(3) == 0 ? $$"""{"completionRate":{{random.Next(0, 101)}},"progress":"确认过"}""" : null,
            LastRevision = state == ReportState.Returned ? $$"""{"completionRate":{{random.Next(0, 101)}},"progress":"进展"}""" : null,
            Values = [],
        };
    }

    private static List<NeedRow> NeedsOf(List<ReportRow> reports, Random random) =>
    [
        .. from report in reports
           where report.FirstSubmittedAt is not null && random.Next(3) == 0
           let later = reports.Where(r => r.Part.ResponsibilityId == report.Part.ResponsibilityId && r.Period.Month > report.Period.Month && random.Next(2) == 0)
           select new NeedRow
           {
               Id = report.Id, ReportId = report.Id, RaisedOn = BusinessClock.BeijingDay(report.FirstSubmittedAt!.Value), Whom = "示例镇", What = "帮忙",
               SettledAt = random.Next(4) == 0 ? report.FirstSubmittedAt!.Value.AddDays(random.Next(1, 60)) : null, SettledReason = "好了",
               Words = [.. later.Select(r => new NeedWordRow(r.Id, random.Next(3) == 0, r.Period.LeadDueOn))],
           },
    ];

    private static PlanFindings FindingsOf(List<TaskRow> tasks, List<ReportRow> reports, Random random)
    {
        var rectifications = new List<DatedRectification>();
        var instructions = new List<(int Task, TaskInstruction Given)>();
        foreach (var task in tasks)
        {
            foreach (var part in task.Parts)
            {
                var states = Enum.GetValues<RectificationState>();
                var issued = new DateOnly(Year, random.Next(3, 11), random.Next(1, 20));
                if (random.Next(2) == 0 && issued <= Today)
                {
                    var due = issued.AddDays(random.Next(1, 60));
                    rectifications.Add(new DatedRectification(
                        rectifications.Count + 1, "整改〔2023〕第1号", task.Id, part.Section, "问题",
                        [new(issued, RectificationState.Open, due), new(Today, states[random.Next(1, states.Length)], due)]));
                }

                if (random.Next(2) == 0 && issued <= Today)
                {
                    var state = Enum.GetValues<InstructionState>()[random.Next(Enum.GetValues<InstructionState>().Length)];
                    instructions.Add((task.Id, new TaskInstruction(
                        instructions.Count + 1, "批示", 1, "领导", part.Section,
                        [
                            new(issued, InstructionState.AwaitingReply, issued.AddDays(random.Next(1, 60))),
                            new(issued.AddDays(random.Next(0, 60)), state, issued.AddDays(random.Next(1, 60))),
                        ])));
                }
            }
        }

        var views = tasks.Where(_ => random.Next(3) == 0)
            .Select(t => (t.Id, View: new SupervisorView(t.Id, new DateOnly(Year, random.Next(3, 11), 5), (Light)random.Next(1, 4)))).ToList();
        var overrides = tasks.Where(_ => random.Next(3) == 0).Select(t =>
        {
            var on = new DateOnly(Year, random.Next(3, 10), 10);
            return (t.Id, Made: new OverrideView(t.Id, Month.Of(on), (Light)random.Next(1, 4), "理由", on.AddDays(random.Next(1, 200)), on, "统筹员", random.Next(5) == 0, 1));
        }).ToList();
        return new PlanFindings(
            views.ToLookup(v => v.Id, v => v.View),
            rectifications.ToLookup(r => r.PlanTaskId),
            NeedsOf(reports, random),
            instructions.ToLookup(i => i.Task, i => i.Given),
            overrides.ToLookup(o => o.Id, o => o.Made),
            Array.Empty<SnapshotRow>().ToLookup(s => s.TaskId));
    }
}
