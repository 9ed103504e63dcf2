using System.Globalization;
using System.Text.RegularExpressions;
using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Common;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Plans.Seed;
using Pengshui.RuralEdu.Core.Reports;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>Turns demo-2023.json into one content for each report.</summary>
internal static partial class DemonstrationReader
{
    /// <summary>Every report of the demonstration.</summary>
    public static IEnumerable<DemonstrationContent> Read()
    {
        var file = SeedFiles.Read<DemonstrationFile>(typeof(DemonstrationReader), "demo-2023.json");
        var plan = SeedFiles.Plan2023();
        var sections = SeedFiles.Sections().Select(s => s.Code).ToList();
        return
            from part in file.Responsibilities
            from month in part.Months
            select Content(plan, sections, part, month, month.Month - file.FirstMonth);
    }

    private static DemonstrationContent Content(
        PlanSeed plan, List<string> sections, DemonstrationResponsibility part, DemonstrationMonth report, int index)
    {
        var month = new Month(plan.Year, report.Month);
        var isLead = plan.Tasks.Single(t => t.Number == part.Task).Sections[0] == part.Section;
        var notBegun = report.End == ReportState.NotStarted;
        var measures = notBegun ? [] : MeasuresOf(part, report.Month);
        var clearance = notBegun ? null : ClearanceOf(part.Clearance, report.Month, index);
        string? Fill(string? text) => Filled(text, part, clearance, index);

        return new DemonstrationContent(
            part.Task,
            part.Section,
            month,
            Fill(report.Progress),
            report.Zero,
            Fill(report.Problem),
            report.Still ?? [],
            [.. (report.Needs ?? []).SelectMany(n => n.Whom.Select(w => new DemonstrationNeed(w, n.What, n.Settled?.On, n.Settled?.Reason)))],
            Fill(report.Next),
            report.Rate,
            NeedsReason(plan, month, report.Rate, measures) ? part.GapReason : null,
            notBegun || report.NoLight ? null : report.Light,
            report.Why,
            measures,
            notBegun ? [] : [.. FiguresOf(part, report.Month, index)],
            clearance,
            new DemonstrationFate(
                report.End,
                DaysFromDue(part, report, isLead, sections.IndexOf(part.Section)),
                report.Direct,
                report.Returned is { } r ? new DemonstrationReturn(r.By, r.Reason, Fill(r.Earlier)) : null));
    }

    private static List<DemonstrationMeasure> MeasuresOf(DemonstrationResponsibility part, int month) =>
    [
        .. from measure in part.Measures
           orderby measure.Key
           let now = measure.Value.Last(m => m.From <= month)
           select new DemonstrationMeasure(measure.Key, now.State, now.Note),
    ];

    private static IEnumerable<DemonstrationFigure> FiguresOf(DemonstrationResponsibility part, int month, int index)
    {
        string? NoteOn(string code) => part.FigureNotes?.FirstOrDefault(n => n.Month == month && n.Code == code)?.Note;

        foreach (var (code, values) in part.Rates ?? new Dictionary<string, IReadOnlyList<IReadOnlyList<decimal>?>>())
        {
            if (values[index] is [var numerator, var denominator])
                yield return new DemonstrationFigure(code, Percent(numerator, denominator), numerator, denominator, NoteOn(code));
        }

        foreach (var (code, values) in part.Figures ?? new Dictionary<string, IReadOnlyList<decimal?>>())
        {
            if (values[index] is { } value)
                yield return new DemonstrationFigure(code, value, null, null, NoteOn(code));
        }
    }

    private static DemonstrationClearance? ClearanceOf(ClearanceMonths? form, int month, int index)
    {
        if (form is null)
            return null;
        var gap = form.Gaps.FirstOrDefault(g => g.Month == month);
        DemonstrationClearanceLine Line(SchoolStage stage, int start, IReadOnlyList<IReadOnlyList<int>> months)
        {
            // Each month's 存量 before is what the months before left over.
            var before = start + months.Take(index).Sum(m => m[4] - m[5] - m[6]);
            if (months[index] is not [var expected, var transferred, var sick, var taught, var added, var returned, var confirmed])
                throw new InvalidOperationException($"The zero-clearing form of month {month} needs seven numbers a stage.");
            var elsewhere = transferred + sick + taught + (before + added - returned - confirmed) + confirmed;
            var missing = gap?.Stage == stage ? gap.Children : 0;
            return new(stage, expected, expected - elsewhere - missing, transferred, sick, taught, before, added, returned, confirmed);
        }

        return new DemonstrationClearance(
            form.ComparedOn[index],
            gap?.Reason,
            [Line(SchoolStage.Primary, form.Before[0], form.Primary), Line(SchoolStage.JuniorHigh, form.Before[1], form.JuniorHigh)]);
    }

    private static bool NeedsReason(PlanSeed plan, Month month, decimal? rate, List<DemonstrationMeasure> measures)
    {
        var computed = CompletionEstimate.Of(measures.Select(m => (MeasureState?)m.State), new Schedule(plan.Year, plan.IssuedOn, measures.Count, []).RequiredPercent(month));
        return rate is { } byHand && computed is { } estimate && Math.Abs(byHand - estimate) > ReportSettings.CompletionGap.Default;
    }

    /// <summary>In time is up to three days early, scattered but fixed; in October early enough to lie before the demonstration's day.</summary>
    private static int DaysFromDue(DemonstrationResponsibility part, DemonstrationMonth report, bool isLead, int section)
    {
        if (report.End is ReportState.NotStarted or ReportState.Draft || report.Late > 0)
            return report.Late;
        var scatter = (part.Task * 5) + (report.Month * 3) + section;
        var isOpenMonth = report.Month == DemonstrationTime.Day.Month;
        return (isLead, isOpenMonth) switch
        {
            (true, false) => -(scatter % 4),
            (false, false) => -(scatter % 2),
            (true, true) => -4 - (scatter % 3),
            (false, true) => -1 - (scatter % 3),
        };
    }

    private static string? Filled(string? text, DemonstrationResponsibility part, DemonstrationClearance? clearance, int index) =>
        text is null ? null : Placeholder().Replace(text, m => Figure(m.Groups["name"].Value, m.Groups["growth"].Success, part, clearance, index));

    private static string Figure(string name, bool growth, DemonstrationResponsibility part, DemonstrationClearance? clearance, int index)
    {
        if (part.Rates?.GetValueOrDefault(name)?[index] is [var numerator, var denominator])
            return ChineseFormat.Number(Percent(numerator, denominator));
        var value = name switch
        {
            "new" => clearance?.Lines.Sum(l => l.SuspectedNew),
            "returned" => clearance?.Lines.Sum(l => l.SuspectedReturned),
            "remaining" => clearance?.Lines.Sum(l => l.SuspectedRemaining),
            _ => ValueOf(part.Figures?.GetValueOrDefault(name), growth, index),
        };
        return value?.ToString("0.##", CultureInfo.InvariantCulture)
            ?? throw new InvalidOperationException($"Task {part.Task}, {part.Section}: there is no figure {name} in the month at place {index}.");
    }

    private static decimal? ValueOf(IReadOnlyList<decimal?>? months, bool growth, int index) =>
        growth && index > 0 ? months?[index] - months?[index - 1] : months?[index];

    private static decimal Percent(decimal numerator, decimal denominator) => Percentages.Shown(Percentages.Of(numerator, denominator));

    [GeneratedRegex(@"\{(?<growth>\+)?(?<name>[a-z-]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
