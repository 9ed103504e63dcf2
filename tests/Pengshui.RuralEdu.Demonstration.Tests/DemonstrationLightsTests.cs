using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Lights;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Settings;

namespace Pengshui.RuralEdu.Demonstration.Tests;

/// <summary>The lights that the demonstration's contents bring about by the real rules, as of its day.</summary>
public sealed class DemonstrationLightsTests
{
    private static readonly PlanSeed Plan = SeedFiles.Plan2023();
    private static readonly WorkingCalendar Calendar = SeedFiles.Calendar().ToWorkingCalendar();
    private static readonly Dictionary<string, string> Names = SeedFiles.Sections().ToDictionary(s => s.Code, s => s.Name);

    [Fact]
    public void The_year_shows_every_light()
    {
        // Tasks 1 to 18, March to October; G green, Y yellow, R red, - grey. What task 18 asked in August is open in October too,
        // though no report came since: a need ages by itself. Task 9's October was returned and, by its own dates, may still be answered.
        string[] expected =
        [
            " 1 GGGGGGY-",
            " 2 GGYYYYY-",
            " 3 GGGGGGG-",
            " 4 GGGGGGG-",
            " 5 GGGGGGGG",
            " 6 GYGG--Y-",
            " 7 GGYGGGG-",
            " 8 GGYYYGG-",
            " 9 GGYYYRR-",
            "10 GGYGGGG-",
            "11 GGGGGGG-",
            "12 GGGGYGGG",
            "13 GGGG--G-",
            "14 GGYGGGGG",
            "15 GGGG--G-",
            "16 GYYYGYG-",
            "17 GGGG--G-",
            "18 GGYYYRRY",
        ];

        Assert.Equal(expected, Plan.Tasks.Select(t =>
            $"{t.Number,2} {string.Concat(DemonstrationContent.Months.Select(m => Letter(LightRules.Judge(Input(t, m), SettingValues.Defaults).Light)))}"));
    }

    private static char Letter(Light light) => light switch
    {
        Light.Green => 'G',
        Light.Yellow => 'Y',
        Light.Red => 'R',
        _ => '-',
    };

    private static LightInput Input(PlanTaskSeed task, Month month) => new()
    {
        Month = month,
        Today = DemonstrationTime.Day,
        RequiredPercent = new Schedule(Plan.Year, Plan.IssuedOn, 1, []).RequiredPercent(month),
        Pauses = task.PausesInVacation && Calendar.IsVacation(Calendar.LeadDueOn(month)),
        Lead = Lead(task, month),
        Needs = [.. task.Sections.SelectMany(s => Needs(task, s, month))],
        Supporting = [.. task.Sections.Skip(1).Select(s => Report(task, s, month))],
        Indicators = [.. task.Indicators.Where(i => i.Target is not null).Select(i => new IndicatorInput
        {
            Name = i.Name,
            Shape = i.Shape,
            Unit = i.Unit,
            Direction = i.Direction,
            Operator = i.Target!.Operator,
            Target = i.Target.Value,
            EvaluatedOn = i.Target.EvaluatedOn,
            Value = Value(task, i, month),
            Previous = month == DemonstrationContent.Months[0] ? null : Value(task, i, month.Add(-1)),
        })],
    };

    /// <summary>Held up past its day, it is judged by what was confirmed last.</summary>
    private static ReportInput Lead(PlanTaskSeed task, Month month)
    {
        var lead = Report(task, task.Sections[0], month);
        var isOverdue = lead.IsIn ? lead.ReturnDueOn < DemonstrationTime.Day : lead.LateByWorkingDays > 0;
        var earlier = DemonstrationContent.Months.Where(m => m < month).OrderDescending()
            .Select(m => (Month: m, Report: Report(task, task.Sections[0], m))).FirstOrDefault(r => r.Report.IsConfirmed && r.Report.Completion is not null);
        return lead.IsConfirmed || !isOverdue || earlier.Report is null ? lead : lead with { Completion = earlier.Report.Completion, CompletionOf = earlier.Month };
    }

    private static ReportInput Report(PlanTaskSeed task, string section, Month month)
    {
        var content = DemonstrationContent.For(task.Number, section, month);
        var due = DueOn(task, section, month);
        var submitted = content.Fate.WasSubmitted ? SubmittedOn(task, section, month) : (DateOnly?)null;
        return new ReportInput
        {
            Section = Names[section],
            DueOn = due,
            FirstSubmittedOn = submitted,
            LateByWorkingDays = submitted is null ? Calendar.WorkingDaysBetween(due, DemonstrationTime.Day) : content.Fate.LateByWorkingDays,
            ReturnDueOn = content.Fate.End == ReportState.Returned
                ? Calendar.AddWorkingDays(submitted!.Value, 1 + ReportWorkflow.ReturnWorkingDays)
                : null,
            IsConfirmed = content.Fate.End == ReportState.Confirmed,
            Completion = content.Fate.End == ReportState.Confirmed ? content.CompletionRate : null,
        };
    }

    /// <summary>What was asked up to a month and neither answered by a later report nor settled by its end.</summary>
    private static IEnumerable<NeedInput> Needs(PlanTaskSeed task, string section, Month month)
    {
        var asOf = DemonstrationTime.Day < month.LastDay ? DemonstrationTime.Day : month.LastDay;
        var open = new List<(DemonstrationNeed Need, DateOnly Since)>();
        foreach (var told in DemonstrationContent.Months.Where(m => m <= month))
        {
            var content = DemonstrationContent.For(task.Number, section, told);
            if (!content.Fate.WasSubmitted)
                continue;
            open.RemoveAll(n => !content.StillNeeded.Contains(n.Need.Whom));
            open.AddRange(content.Needs.Select(n => (n, SubmittedOn(task, section, told))));
        }

        return open.Where(n => n.Need.SettledOn is null || n.Need.SettledOn > asOf)
            .Select(n => new NeedInput(Names[section], n.Need.Whom, n.Need.What, n.Since, Math.Max(0, asOf.DayNumber - n.Since.DayNumber)));
    }

    private static decimal? Value(PlanTaskSeed task, IndicatorSeed indicator, Month month)
    {
        var content = DemonstrationContent.For(task.Number, indicator.Owner, month);
        if (content.Fate.End != ReportState.Confirmed)
            return null;
        return indicator.Shape == IndicatorShape.Clearance
            ? content.Clearance!.Lines.Sum(l => l.SuspectedRemaining)
            : content.Figures.SingleOrDefault(f => f.Code == indicator.Code)?.Value;
    }

    private static DateOnly DueOn(PlanTaskSeed task, string section, Month month)
    {
        var lead = Calendar.LeadDueOn(month);
        return task.Sections[0] == section ? lead : Calendar.SupportingDueOn(lead);
    }

    private static DateOnly SubmittedOn(PlanTaskSeed task, string section, Month month) =>
        Calendar.AddWorkingDays(DueOn(task, section, month), DemonstrationContent.For(task.Number, section, month).Fate.WorkingDaysFromDue);
}
