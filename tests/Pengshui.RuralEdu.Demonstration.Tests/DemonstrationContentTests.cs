using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration.Tests;

/// <summary>The demonstration fits the plan, and its figures hold together.</summary>
public sealed class DemonstrationContentTests
{
    private static readonly PlanSeed Plan = SeedFiles.Plan2023();
    private static readonly WorkingCalendar Calendar = SeedFiles.Calendar().ToWorkingCalendar();
    private static readonly Month October = new(2023, 10);

    private static readonly IReadOnlyList<DemonstrationContent> All =
    [
        .. from task in Plan.Tasks
           from section in task.Sections
           from month in DemonstrationContent.Months
           select DemonstrationContent.For(task.Number, section, month),
    ];

    private static readonly IReadOnlyList<DemonstrationContent> Submitted = [.. All.Where(c => c.Fate.WasSubmitted)];

    [Fact]
    public void Every_responsibility_has_a_content_for_every_month()
    {
        Assert.Equal(24 * 8, All.Count);
        Assert.Throws<ArgumentException>(() => DemonstrationContent.For(1, "cwk", October));
        Assert.Throws<ArgumentException>(() => DemonstrationContent.For(1, "jyk", new Month(2023, 11)));
    }

    [Fact]
    public void A_submitted_report_says_what_the_form_asks_for() =>
        Assert.All(Submitted, c =>
        {
            Assert.True(c.IsZeroReport != (c.Progress is not null), Name(c));
            Assert.False(string.IsNullOrWhiteSpace(c.NextSteps), Name(c));
            Assert.InRange(c.CompletionRate!.Value, 0, 100);
            Assert.NotNull(c.SelfLight);
            Assert.NotEqual(Light.Grey, c.SelfLight);
            Assert.Equal(c.SelfLight == Light.Green, c.SelfLightReason is null);
            Assert.True(c.Problems is not null || c.Needs.Count + c.StillNeeded.Count == 0, Name(c));
        });

    [Fact]
    public void A_report_not_begun_says_nothing() =>
        Assert.All(All.Where(c => c.Fate.End == ReportState.NotStarted), c =>
        {
            Assert.True(c is { Progress: null, ZeroReason: null, NextSteps: null, CompletionRate: null, SelfLight: null, Clearance: null }, Name(c));
            Assert.Empty(c.Measures);
            Assert.Empty(c.Figures);
        });

    [Fact]
    public void A_report_speaks_of_the_measures_that_its_section_works_on() =>
        Assert.All(All.Where(c => c.Fate.End != ReportState.NotStarted), c =>
        {
            var task = Task(c);
            var own = task.Measures
                .Select((m, i) => (Number: i + 1, IsOwn: task.Sections[0] == c.SectionCode || (m.Supporting ?? []).Contains(c.SectionCode)))
                .Where(m => m.IsOwn)
                .Select(m => m.Number);

            Assert.Equal(own, c.Measures.Select(m => m.Number));
        });

    [Fact]
    public void A_submitted_report_holds_the_figures_that_its_section_owns_and_that_are_due() =>
        Assert.All(Submitted, c =>
        {
            var due = Task(c).Indicators.Where(i => i.Owner == c.SectionCode && IsDue(i.Frequency, c.Month)).ToList();

            Assert.Equal(due.Where(i => i.Shape != IndicatorShape.Clearance).Select(i => i.Code).Order(), c.Figures.Select(f => f.Code).Order());
            Assert.Equal(due.Any(i => i.Shape == IndicatorShape.Clearance), c.Clearance is not null);
            Assert.All(c.Figures, f => Assert.Equal(
                due.Single(i => i.Code == f.Code).Shape == IndicatorShape.Rate,
                f.Numerator is >= 0 && f.Denominator > 0 && f.Value == Math.Round(100 * f.Numerator.Value / f.Denominator.Value, 2)));
        });

    [Fact]
    public void A_rate_far_from_the_measures_has_a_reason_and_only_such_a_one() =>
        Assert.All(Submitted, c =>
        {
            var computed = CompletionEstimate.Of(c.Measures.Select(m => (MeasureState?)m.State), Required(c.Month));

            Assert.Equal(Math.Abs(c.CompletionRate!.Value - computed!.Value) > 10, c.CompletionReason is not null);
        });

    [Fact]
    public void The_zero_clearing_form_balances_but_for_one_explained_month_and_follows_from_month_to_month()
    {
        var forms = DemonstrationContent.Months.Select(m => DemonstrationContent.For(1, "jyk", m)).ToList();

        foreach (var form in forms)
        {
            var missing = form.Clearance!.Lines.Sum(l =>
                l.Expected - l.Present - l.TransferredOut - l.SickLeave - l.HomeTaught - l.SuspectedRemaining - l.ConfirmedDropouts);
            var isDraft = form.Fate.End == ReportState.Draft;
            Assert.Equal(form.Month.Number switch { 6 => 2, 10 => 3, _ => 0 }, missing);
            Assert.Equal(missing > 0 && !isDraft, form.Clearance.GapReason is not null);
            Assert.All(form.Clearance.Lines, l => Assert.True(l.SuspectedRemaining >= 0 && l.SuspectedReturned <= l.SuspectedBefore + l.SuspectedNew, l.ToString()));
            Assert.True(form.Clearance.ComparedOn.Month == form.Month.Number, Name(form));
            Assert.True(isDraft || form.Clearance.ComparedOn <= FirstSubmittedOn(form), Name(form));
        }

        foreach (var (last, next) in forms.Zip(forms.Skip(1)))
            Assert.Equal(last.Clearance!.Lines.Select(l => l.SuspectedRemaining), next.Clearance!.Lines.Select(l => l.SuspectedBefore));
    }

    [Fact]
    public void The_placement_rate_falls_below_its_target_in_one_month_and_the_enrolment_rate_moves_between_97_and_98()
    {
        var placement = All.Where(c => c is { TaskNumber: 7, SectionCode: "jyk" }).SelectMany(c => c.Figures).Where(f => f.Code == "placement-rate").ToList();
        var enrolment = All.SelectMany(c => c.Figures).Where(f => f.Code == "disabled-enrolment-rate").ToList();

        Assert.Equal([100, 100, 99.39m, 100, 100, 100, 100], placement.Select(f => f.Value));
        Assert.NotNull(placement[2].Note);
        Assert.All(enrolment, f => Assert.InRange(f.Value, 97, 98));
        Assert.True(enrolment.Select(f => f.Value).Distinct().Count() > 2);
    }

    [Fact]
    public void Rates_and_cumulative_figures_never_fall_in_a_section() =>
        Assert.All(Submitted.GroupBy(c => (c.TaskNumber, c.SectionCode)), part =>
        {
            var rates = part.OrderBy(c => c.Month).Select(c => c.CompletionRate!.Value).ToList();
            Assert.Equal(rates.Order(), rates);

            var cumulative = Task(part.First()).Indicators.Where(i => i.Population.Contains("累计", StringComparison.Ordinal)).Select(i => i.Code);
            foreach (var code in cumulative)
            {
                var values = part.OrderBy(c => c.Month).SelectMany(c => c.Figures).Where(f => f.Code == code).Select(f => f.Value).ToList();
                Assert.Equal(values.Order(), values);
            }
        });

    [Fact]
    public void Texts_are_whole_short_enough_and_differ_from_month_to_month()
    {
        foreach (var c in All)
        {
            string?[] texts = [c.Progress, c.ZeroReason, c.Problems, c.NextSteps, c.CompletionReason, c.SelfLightReason, c.Fate.Return?.Reason, c.Fate.Return?.EarlierProgress, c.Clearance?.GapReason];
            Assert.All(texts.OfType<string>(), t =>
            {
                Assert.True(t.EndsWith('。') && !t.Contains('{') && t.Length <= MonthlyReport.ReasonLength, t);
                Assert.False(IdentityNumbers.AppearIn(t), t);
            });
            Assert.All(c.Measures, m => Assert.InRange(m.Note.Length, 4, MeasureProgress.NoteLength));
            Assert.All(c.Figures, f => Assert.True((f.Note ?? "").Length <= IndicatorValue.NoteLength));
            Assert.All(c.Needs, n => Assert.True(n.Whom.Length is >= 2 and <= CoordinationNeed.WhomLength && n.What.Length is >= 4 and <= CoordinationNeed.WhatLength, n.What));
        }

        var progress = All.Select(c => c.Progress).OfType<string>().ToList();
        Assert.Equal(progress.Count, progress.Distinct().Count());
        Assert.All(All.GroupBy(c => (c.TaskNumber, c.SectionCode)), part =>
            Assert.Distinct(part.Select(c => c.NextSteps).OfType<string>()));
    }

    [Fact]
    public void The_closed_months_are_confirmed_but_for_two_that_were_never_filed_and_one_return_left_open()
    {
        var others = All.Where(c => c.Month < October && c.Fate.End != ReportState.Confirmed)
            .Select(c => (c.TaskNumber, c.SectionCode, c.Month.Number, c.Fate.End));

        Assert.Equal(
            [(2, "jjk", 9, ReportState.Returned), (16, "jjk", 8, ReportState.NotStarted), (18, "cwk", 9, ReportState.NotStarted)],
            others);
    }

    [Fact]
    public void October_stands_half_done()
    {
        var states = All.Where(c => c.Month == October).CountBy(c => c.Fate.End).ToDictionary();

        Assert.Equal(5, states[ReportState.Confirmed]);
        Assert.Equal(3, states[ReportState.AwaitingConfirmation]);
        Assert.Equal(3, states[ReportState.AwaitingSectionReview]);
        Assert.Equal(3, states[ReportState.Draft]);
        Assert.Equal(2, states[ReportState.Returned]);
        Assert.Equal(8, states[ReportState.NotStarted]);
    }

    [Fact]
    public void Nothing_happened_after_the_demonstrations_day_or_before_the_plan() =>
        Assert.All(Submitted, c => Assert.InRange(FirstSubmittedOn(c), Plan.IssuedOn, DemonstrationTime.Day.AddDays(-1)));

    [Fact]
    public void A_return_has_its_reason_and_what_was_there_before_unless_it_is_open()
    {
        var returned = All.Where(c => c.Fate.Return is not null).ToList();

        Assert.Equal(11, returned.Count);
        Assert.All(All, c => Assert.True(c.Fate.End != ReportState.Returned || c.Fate.Return is not null, Name(c)));
        Assert.All(returned, c =>
        {
            Assert.Equal(c.Fate.End == ReportState.Returned, c.Fate.Return!.EarlierProgress is null);
            Assert.NotEqual(c.Progress, c.Fate.Return.EarlierProgress);
            Assert.True(c.Fate.Return.By is Role.Coordinator || (c.Fate.Return.By is Role.SectionHead && !c.Fate.FiledByHead), Name(c));
        });
    }

    [Fact]
    public void A_section_whose_task_pauses_says_in_a_zero_report_that_nothing_happened()
    {
        var paused = All.Where(c => Task(c).PausesInVacation && Calendar.IsVacation(Calendar.LeadDueOn(c.Month))).ToList();

        Assert.Equal(10, paused.Count);
        Assert.All(paused, c => Assert.True(c.IsZeroReport, Name(c)));
    }

    [Fact]
    public void Sections_see_green_yellow_and_red_themselves() =>
        Assert.Equal([Light.Green, Light.Yellow, Light.Red], Submitted.Select(c => c.SelfLight!.Value).Distinct().Order());

    [Fact]
    public void The_finance_section_is_in_arrears()
    {
        Assert.Equal(5, DemonstrationContent.For(18, "cwk", new Month(2023, 8)).Fate.LateByWorkingDays);
        Assert.Equal(ReportState.NotStarted, DemonstrationContent.For(18, "cwk", new Month(2023, 9)).Fate.End);
    }

    private static PlanTaskSeed Task(DemonstrationContent c) => Plan.Tasks.Single(t => t.Number == c.TaskNumber);

    private static string Name(DemonstrationContent c) => $"{c.TaskNumber} {c.SectionCode} {c.Month}";

    private static decimal Required(Month month) => new Schedule(Plan.Year, Plan.IssuedOn, 1, []).RequiredPercent(month);

    private static DateOnly FirstSubmittedOn(DemonstrationContent c)
    {
        var lead = Calendar.LeadDueOn(c.Month);
        var due = Task(c).Sections[0] == c.SectionCode ? lead : Calendar.SupportingDueOn(lead);
        return Calendar.AddWorkingDays(due, c.Fate.WorkingDaysFromDue);
    }

    private static bool IsDue(IndicatorFrequency frequency, Month month) => frequency switch
    {
        IndicatorFrequency.Monthly => true,
        IndicatorFrequency.Quarterly => month.Number % 3 == 0,
        IndicatorFrequency.Termly => month.Number is 1 or 6 or 9 or 12,
        _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
    };
}
