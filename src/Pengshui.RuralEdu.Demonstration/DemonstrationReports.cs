using Pengshui.RuralEdu.Core.Calendar;
using Pengshui.RuralEdu.Core.Plans;
using Pengshui.RuralEdu.Core.Reports;
using Pengshui.RuralEdu.Core.Sections;

namespace Pengshui.RuralEdu.Demonstration;

/// <summary>
/// Turns the demonstration's contents into what a form would have carried, month after month, under the same definition that a
/// real form has.
/// </summary>
/// <param name="sections">All sections in use.</param>
internal sealed class DemonstrationReports(IReadOnlyList<Section> sections)
{
    private readonly Dictionary<int, decimal> confirmed = [];
    private readonly Dictionary<SchoolStage, int> remaining = [];

    /// <summary>The definition of a responsibility's form in a month. Months are asked for in order.</summary>
    public ReportFormDefinition FrameOf(Responsibility part, Month month)
    {
        var owned = part.PlanTask.Indicators
            .Where(i => i.OwnerSectionId == part.SectionId && ReportFormDefinition.IsDue(i.Frequency, month.Number)).OrderBy(i => i.Order).ToList();
        var hasClearance = owned.Any(i => i.Shape == IndicatorShape.Clearance);
        return new ReportFormDefinition
        {
            Measures = [.. part.Measures.OrderBy(m => m.Number).Select(m => new FormMeasure(m.Id, m.Number, m.Text))],
            Figures = [.. owned.Where(i => i.Shape != IndicatorShape.Clearance).Select(Figure)],
            HasClearance = hasClearance,
            SuspectedBefore = hasClearance ? new Dictionary<SchoolStage, int>(remaining) : [],
            Sections = [.. sections.Select(s => new SectionChoice(s.Id, s.Name))],
            RequiredPercent = Schedule.Of(part.PlanTask, part.PlanTask.WorkPlan).RequiredPercent(month),
            CompletionGap = ReportSettings.CompletionGap.Default,
            Today = DemonstrationTime.Day,
        };
    }

    /// <summary>What the form carried, aligned to the definition.</summary>
    public ReportContent ContentOf(DemonstrationContent content, Responsibility part, ReportFormDefinition definition)
    {
        var submitted = content.Fate.WasSubmitted;
        return definition.Align(new ReportContent
        {
            IsZeroReport = content.IsZeroReport,
            ZeroReason = content.ZeroReason,
            Progress = content.Progress,
            Problems = content.Problems ?? (submitted && !content.IsZeroReport ? "无" : null),
            NeedsCoordination = content.Needs.Count > 0 ? true : submitted || content.Problems is not null ? false : null,
            Needs = [.. content.Needs.Select(Need)],
            NextSteps = content.NextSteps,
            CompletionRate = content.CompletionRate,
            CompletionReason = content.CompletionReason,
            SelfLight = content.SelfLight,
            SelfLightReason = content.SelfLightReason,
            Measures = [.. content.Measures.Select(m => new MeasureEntry { MeasureId = part.Measures.Single(p => p.Number == m.Number).Id, State = m.State, Note = m.Note })],
            Figures =
            [
                .. content.Figures.Select(f => new FigureEntry
                {
                    IndicatorId = part.PlanTask.Indicators.Single(i => i.Code == f.Code).Id,
                    Value = f.Value,
                    Numerator = f.Numerator,
                    Denominator = f.Denominator,
                    Note = f.Note,
                }),
            ],
            Clearance = [.. content.Clearance?.Lines.Select(Line) ?? []],
            ClearanceComparedOn = content.Clearance?.ComparedOn,
            ClearanceGapReason = content.Clearance?.GapReason,
        });
    }

    /// <summary>Remembers what later months hold their figures against.</summary>
    public void Remember(ReportContent content, DemonstrationFate fate)
    {
        if (fate.WasSubmitted)
        {
            foreach (var line in content.Clearance)
                remaining[line.Stage] = line.SuspectedRemaining ?? 0;
        }

        if (fate.End == ReportState.Confirmed)
        {
            foreach (var figure in content.Figures.Where(f => f.Value is not null))
                confirmed[figure.IndicatorId] = figure.Value!.Value;
        }
    }

    private NeedEntry Need(DemonstrationNeed need) => sections.SingleOrDefault(s => s.Code == need.Whom) is { } section
        ? new NeedEntry { SectionIds = [section.Id], What = need.What }
        : new NeedEntry { Others = [need.Whom], What = need.What };

    private FormFigure Figure(Indicator i) => new(
        i.Id, i.Name, i.Shape, i.Unit, i.Population, i.AsOf, i.Source, i.NumeratorLabel, i.DenominatorLabel, i.TargetOperator, i.TargetValue, i.Direction,
        confirmed.TryGetValue(i.Id, out var last) ? last : null);

    private static ClearanceEntry Line(DemonstrationClearanceLine line) => new()
    {
        Stage = line.Stage,
        Expected = line.Expected,
        Present = line.Present,
        TransferredOut = line.TransferredOut,
        SickLeave = line.SickLeave,
        HomeTaught = line.HomeTaught,
        SuspectedBefore = line.SuspectedBefore,
        SuspectedNew = line.SuspectedNew,
        SuspectedReturned = line.SuspectedReturned,
        ConfirmedDropouts = line.ConfirmedDropouts,
    };
}
